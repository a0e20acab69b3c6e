from django.urls import path

from budgetten.views import aanvraag, bedragen, besluit, nieuw, overzicht, publicatie, rekening

app_name = "budgetten"

urlpatterns = [
    path("", overzicht.overzicht, name="overzicht"),
    path("bedrag/", bedragen.bedrag, name="bedrag"),
    path("verdeling/<slug:budget>/", bedragen.verdeling, name="verdeling"),
    path("bedragen/<int:pk>/", bedragen.pot, name="pot"),
    path("bedragen/<int:pk>/publicatie/", publicatie.publicatie, name="publicatie"),
    path("bedragen/<int:pk>/vergoeding/", bedragen.vergoeding, name="vergoeding"),
    path(
        "bedragen/<int:pk>/vergoeding/<int:vergoeding>/weg/", bedragen.vergoeding_weg, name="vergoeding-weg"
    ),
    path("aanvragen/", overzicht.aanvragen, name="aanvragen"),
    path("aanvragen/nieuw/", nieuw.kies, name="kies"),
    path("aanvragen/nieuw/<slug:budget>/", nieuw.nieuw, name="nieuw"),
    path("aanvragen/<int:pk>/", aanvraag.detail, name="aanvraag"),
    path("aanvragen/<int:pk>/oordeel/<slug:oordeel>/<slug:criterium>/", besluit.oordeel, name="oordeel"),
    path("aanvragen/<int:pk>/toekenning/", besluit.toekenning, name="toekenning"),
    path("aanvragen/<int:pk>/afwijzing/", besluit.afwijzing, name="afwijzing"),
    path("aanvragen/<int:pk>/melding/", besluit.melding, name="melding"),
    path("aanvragen/<int:pk>/benaming/", publicatie.benaming, name="benaming"),
    path("aanvragen/<int:pk>/uitvoering/", rekening.uitvoering, name="uitvoering"),
    path("aanvragen/<int:pk>/verantwoording/", rekening.verantwoording, name="verantwoording"),
    path("aanvragen/<int:pk>/teruglegging/", rekening.teruglegging, name="teruglegging"),
    path("aanvragen/<int:pk>/vaststelling/", rekening.vaststelling, name="vaststelling"),
]
