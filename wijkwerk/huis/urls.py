from django.urls import include, path

from wijkwerk.huis import beheer

app_name = "beheer"

urlpatterns = [
    path("", beheer.overzicht, name="overzicht"),
    path("profiel/", beheer.profiel, name="profiel"),
    path("profiel/vergelijking/", beheer.profiel_vergelijking, name="profiel-vergelijking"),
    path("profiel/activering/", beheer.profiel_activering, name="profiel-activering"),
    path("gebieden/", beheer.gebieden, name="gebieden"),
    path("gebieden/kaart/", beheer.gebieden_kaart, name="gebieden-kaart"),
    path("gebieden/kaart/bestand/", beheer.kaart_bestand, name="kaart-bestand"),
    path("gebieden/kaart/dienst/", beheer.kaart_dienst, name="kaart-dienst"),
    path("gebieden/kaart/laden/<int:pk>/", beheer.kaart_invoer, name="kaart-invoer"),
    path("gebieden/kaart/weg/", beheer.kaart_weg, name="kaart-weg"),
    path("gebieden/nieuw/", beheer.gebied_nieuw, name="gebied-nieuw"),
    path("gebieden/<int:pk>/", beheer.gebied, name="gebied"),
    path("mensen/", beheer.mensen, name="mensen"),
    path("mensen/nieuw/", beheer.mens_nieuw, name="mens-nieuw"),
    path("mensen/<int:pk>/", beheer.mens, name="mens"),
    path("mensen/<int:pk>/rol/", beheer.rol_nieuw, name="rol-nieuw"),
    path("mensen/<int:pk>/overdracht/", beheer.overdracht, name="overdracht"),
    path("rollen/<int:pk>/einde/", beheer.rol_einde, name="rol-einde"),
    path("bewaren/", beheer.bewaren, name="bewaren"),
    path("bewaren/<slug:soort>/<int:pk>/", beheer.bewaarstop, name="bewaarstop"),
    path("vernietiging/", beheer.vernietigingslijsten, name="vernietigingslijsten"),
    path("vernietiging/<int:pk>/", beheer.vernietigingslijst, name="vernietigingslijst"),
    path("vernietiging/<int:pk>/besluit/", beheer.vernietigingsbesluit, name="vernietigingsbesluit"),
    path("vernietiging/<int:pk>/verklaring/", beheer.verklaring, name="verklaring"),
    path("vernietiging/regels/<int:pk>/", beheer.vernietigingsregel, name="vernietigingsregel"),
    path("huisstijl/", beheer.huisstijl, name="huisstijl"),
    path("invoer/", include("wijkwerk.huis.invoer.urls")),
]
