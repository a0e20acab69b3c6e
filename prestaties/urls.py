from django.urls import path

from prestaties.views import afspraak, controle, opstellen, overzicht, publicatie, stappen

app_name = "prestaties"

urlpatterns = [
    path("", overzicht.overzicht, name="overzicht"),
    path("rekenblad/<slug:vorm>/", overzicht.rekenblad, name="rekenblad"),
    path("publicatie/<int:jaar>/<slug:gebied>/", publicatie.publicatie, name="publicatie"),
    path("afspraken/", overzicht.lijst, name="lijst"),
    path("afspraken/nieuw/", opstellen.nieuw, name="nieuw"),
    path("afspraken/<int:pk>/", afspraak.detail, name="afspraak"),
    path("afspraken/<int:pk>/wijziging/", opstellen.wijziging, name="wijziging"),
    path("afspraken/<int:pk>/voorlegging/", opstellen.voorlegging, name="voorlegging"),
    path("afspraken/<int:pk>/vervallen/", opstellen.vervallen, name="vervallen"),
    path("afspraken/<int:pk>/instemming/", stappen.instemming, name="instemming"),
    path("afspraken/<int:pk>/levering/", stappen.levering, name="levering"),
    path("afspraken/<int:pk>/levering/<int:levering>/terug/", stappen.terugneming, name="terugneming"),
    path("afspraken/<int:pk>/controle/", controle.controle, name="controle"),
    path("afspraken/<int:pk>/controle/<int:controle>/reactie/", controle.reactie, name="reactie"),
    path(
        "afspraken/<int:pk>/controle/<int:controle>/vaststelling/", controle.vaststelling, name="vaststelling"
    ),
    path("afspraken/<int:pk>/overneming/", stappen.overneming, name="overneming"),
    path("afspraken/<int:pk>/einde/", stappen.einde, name="einde"),
    path("afspraken/<int:pk>/afsluiting/", stappen.afsluiting, name="afsluiting"),
]
