"""Included by wijkwerk.huis.urls at `invoer/`, so in the namespace `beheer`."""

from django.urls import path

from wijkwerk.huis.invoer import views

urlpatterns = [
    path("", views.overzicht, name="invoer"),
    path("<slug:soort>/", views.soort, name="invoer-soort"),
    path("<slug:soort>/voorbeeld.<slug:vorm>", views.voorbeeldbestand, name="invoer-voorbeeldbestand"),
    path("<slug:soort>/controle/<uuid:nummer>/", views.controle, name="invoer-controle"),
    path("<slug:soort>/controle/<uuid:nummer>/doorvoering/", views.doorvoering, name="invoer-doorvoering"),
]
