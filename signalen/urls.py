"""Addresses of signals and spreekuren: a verb that changes something is a noun with its own address."""

from django.urls import path

from signalen.views import (
    antwoord,
    cijfers,
    delen,
    detail,
    dossier,
    lijst,
    registratie,
    spreekuur,
    stappen,
)

app_name = "signalen"

urlpatterns = [
    path("", lijst.lijst, name="lijst"),
    path("nieuw/", registratie.nieuw, name="nieuw"),
    path("nood/", registratie.nood, name="nood"),
    path("cijfers/", cijfers.cijfers, name="cijfers"),
    path("doorlooptijd/", cijfers.doorlooptijd, name="doorlooptijd"),
    path("verwachting/", registratie.verwachting, name="verwachting"),
    path("spreekuren/", spreekuur.lijst, name="spreekuren"),
    path("spreekuren/nieuw/", spreekuur.planning, name="spreekuur-planning"),
    path("spreekuren/<int:pk>/", spreekuur.spreekuur, name="spreekuur"),
    path("spreekuren/<int:pk>/opening/", spreekuur.opening, name="spreekuur-opening"),
    path("spreekuren/<int:pk>/aanwezigheid/", spreekuur.aanwezigheid, name="spreekuur-aanwezigheid"),
    path("spreekuren/<int:pk>/afsluiting/", spreekuur.afsluiting, name="spreekuur-afsluiting"),
    path("spreekuren/<int:pk>/afzegging/", spreekuur.afzegging, name="spreekuur-afzegging"),
    path("dossiers/", dossier.lijst, name="dossiers"),
    path("dossiers/<int:pk>/", dossier.dossier, name="dossier"),
    path("dossiers/<int:pk>/toevoeging/", dossier.toevoeging, name="dossier-toevoeging"),
    path("dossiers/<int:pk>/wijziging/", dossier.wijziging, name="dossier-wijziging"),
    path("dossiers/<int:pk>/sluiting/", dossier.sluiting, name="dossier-sluiting"),
    path("<int:pk>/", detail.detail, name="detail"),
    path("<int:pk>/bundeling/", dossier.bundeling, name="bundeling"),
    path("<int:pk>/ontbundeling/", dossier.ontbundeling, name="ontbundeling"),
    path("<int:pk>/uitzetting/", stappen.uitzetting, name="uitzetting"),
    path("<int:pk>/koppeling/", stappen.koppeling, name="koppeling"),
    path("<int:pk>/oplossing/", antwoord.oplossing, name="oplossing"),
    path("<int:pk>/antwoord/", antwoord.antwoord, name="antwoord"),
    path("<int:pk>/verlenging/", antwoord.verlenging, name="verlenging"),
    path("<int:pk>/terugkoppeling/", stappen.terugkoppeling, name="terugkoppeling"),
    path("<int:pk>/sluiting/", stappen.sluiting, name="sluiting"),
    path("<int:pk>/heropening/", stappen.heropening, name="heropening"),
    path("<int:pk>/opschaling/", stappen.opschaling, name="opschaling"),
    path("<int:pk>/afscherming/", stappen.afscherming, name="afscherming"),
    path("<int:pk>/herhaling/", stappen.herhaling, name="herhaling"),
    path("<int:pk>/delen/<int:deel_pk>/", delen.deel, name="deel"),
    path("<int:pk>/delen/<int:deel_pk>/acceptatie/", delen.acceptatie, name="acceptatie"),
    path("<int:pk>/delen/<int:deel_pk>/weigering/", delen.weigering, name="weigering"),
    path("<int:pk>/delen/<int:deel_pk>/gereedmelding/", delen.gereedmelding, name="gereedmelding"),
    path("<int:pk>/delen/<int:deel_pk>/voortgang/", delen.voortgang, name="voortgang"),
]
