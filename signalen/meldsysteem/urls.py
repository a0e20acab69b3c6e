from django.urls import path

from signalen.meldsysteem import views

app_name = "meldsysteem"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("instelling/", views.instelling, name="instelling"),
    path("categorieen/", views.categorieen, name="categorieen"),
    path("punten/", views.punten, name="punten"),
    path("punten/<int:pk>/verwijdering/", views.punt_weg, name="punt-weg"),
    path("proef/", views.proef, name="proef"),
    path("opnieuw/", views.alles_opnieuw, name="opnieuw"),
]
