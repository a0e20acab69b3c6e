"""All addresses. The only place that knows all apps."""

from django.urls import include, path

from wijkwerk.huis import views, views_stijl
from wijkwerk.huis.huisstijl import huisstijl_css

urlpatterns = [
    path("", include("wijkwerk.publicatie.urls")),
    path("nieuwsmail/", include("wijkwerk.publicatie.urls_volgen")),
    path("vandaag/", views.vandaag, name="vandaag"),
    path("dekking/", views.dekking, name="dekking"),
    path("signalen/", include("signalen.urls")),
    path("initiatieven/", include("signalen.urls_initiatieven")),
    path("projecten/", include("signalen.urls_projecten")),
    path("melden/", include("signalen.urls_melden")),
    path("volg/", include("signalen.urls_volgen")),
    path("mail/", include("wijkwerk.afspraken.urls_mail")),
    path("spreekuren/", include("signalen.urls_terecht")),
    path("agenda/", include("overleggen.urls_agenda")),
    path("overleggen/", include("overleggen.urls")),
    path("inbreng/", include("overleggen.urls_inbreng")),
    path("adviezen/", include("adviezen.urls")),
    path("budgetten/", include("budgetten.urls")),
    path("prestaties/", include("prestaties.urls")),
    path("verantwoording/", include("verantwoording.urls")),
    path("aanmelden/", include("overleggen.urls_aanmelden")),
    path("wijkagenda/", include("wijkagenda.urls")),
    path("cyclus/", include("gebiedscyclus.urls")),
    path("participatie/", include("participatie.urls")),
    path("meedenken/", include("participatie.urls_meedenken")),
    path("afspraken/", include("wijkwerk.afspraken.urls")),
    path("cijfers/", include("wijkwerk.cijfers.urls_kijken")),
    path("beheer/cijfers/", include("wijkwerk.cijfers.urls")),
    path("beheer/berichten/", include("wijkwerk.berichten.urls")),
    path("beheer/meldsysteem/", include("signalen.meldsysteem.urls")),
    path("beheer/", include("wijkwerk.huis.urls")),
    # An address is changed in beheer, not by its owner: this page of allauth stays shut.
    path("account/email/", views.bestaat_niet, name="geen-eigen-adres"),
    path("account/", include("allauth.urls")),
    path("gezondheid/", views.gezondheid, name="gezondheid"),
    path("huisstijl.css", huisstijl_css, name="huisstijl"),
    path("stijl/", views_stijl.stijl, name="stijl"),
]

handler400 = "wijkwerk.huis.views.fout_400"
handler403 = "wijkwerk.huis.views.fout_403"
handler404 = "wijkwerk.huis.views.fout_404"
handler500 = "wijkwerk.huis.views.fout_500"
