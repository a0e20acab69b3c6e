from django.urls import path

from wijkwerk.berichten import views

app_name = "berichten"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("opnieuw/", views.alle_opnieuw, name="alle_opnieuw"),
    path("<int:pk>/opnieuw/", views.opnieuw, name="opnieuw"),
    path("teksten/", views.alle_teksten, name="teksten"),
    path("teksten/<slug:soort>/", views.tekst, name="tekst"),
    path("teksten/<slug:soort>/herstel/", views.herstel, name="herstel"),
]
