from django.urls import path

from participatie.views import inbreng, jaaroverzicht, lijst, stappen, toolkit, traject, weging

app_name = "participatie"

urlpatterns = [
    path("", lijst.lijst, name="lijst"),
    path("toolkit/", toolkit.toolkit, name="toolkit"),
    path("toolkit/stroomschema/", toolkit.stroomschema, name="stroomschema"),
    path("jaaroverzicht/", jaaroverzicht.overzicht, name="overzicht"),
    path("jaaroverzicht/<int:pk>/belang/", jaaroverzicht.toets, name="toets"),
    path("jaaroverzicht/<int:pk>/overname/", jaaroverzicht.overname, name="overnemen"),
    path("jaaroverzicht/<int:pk>/verzending/", jaaroverzicht.verzending, name="verzending"),
    path("jaaroverzicht/punt/<int:pk>/adressen/", jaaroverzicht.adressen, name="adressen"),
    path("belangstelling/<int:pk>/", jaaroverzicht.belangstelling, name="belangstelling"),
    path("belangstelling/<int:pk>/weg/", jaaroverzicht.belangstelling_weg, name="belangstelling-weg"),
    path("belangstelling/<int:pk>/antwoord/", jaaroverzicht.antwoord, name="antwoord"),
    path("nieuw/", lijst.nieuw, name="nieuw"),
    path("<int:pk>/", traject.detail, name="traject"),
    path("<int:pk>/wijziging/", traject.wijziging, name="wijziging"),
    path("<int:pk>/betrokkene/", traject.betrokkene_nieuw, name="betrokkene-nieuw"),
    path("betrokkene/<int:pk>/", traject.betrokkene, name="betrokkene"),
    path("betrokkene/<int:pk>/weg/", traject.betrokkene_weg, name="betrokkene-weg"),
    path("<int:pk>/weging/", weging.weging, name="weging"),
    path("<int:pk>/trede/", weging.trede, name="trede"),
    path("<int:pk>/raadpleging/", stappen.raadpleging, name="raadpleging"),
    path("<int:pk>/raad/<int:instemming>/", stappen.raad, name="raad"),
    path("<int:pk>/besluit/", stappen.besluit, name="besluit"),
    path("<int:pk>/publicatie/", stappen.publicatie, name="publicatie"),
    path("<int:pk>/protocol/", stappen.protocol, name="protocol"),
    path("stap/<int:pk>/", stappen.stap, name="stap"),
    path("<int:pk>/afronding/", stappen.afronding, name="afronding"),
    path("<int:pk>/notitie/", inbreng.notitie, name="notitie"),
    path("<int:pk>/inbreng/", inbreng.nieuw, name="inbreng-nieuw"),
    path("inbreng/<int:pk>/", inbreng.verwerking, name="inbreng"),
]
