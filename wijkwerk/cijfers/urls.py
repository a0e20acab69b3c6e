from django.urls import path

from wijkwerk.cijfers import views

app_name = "cijfers"

urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("bestand/", views.bestand, name="bestand"),
    path("dienst/", views.dienst, name="dienst"),
    path("invullen/", views.een, name="een"),
    path("sjabloon/", views.sjabloon, name="sjabloon"),
    path("<int:pk>/", views.invoer, name="invoer"),
    path("<int:pk>/intrekken/", views.intrekken, name="intrekken"),
]
