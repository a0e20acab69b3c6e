from django.urls import path

from overleggen.views import afwijking, agenda, deelnemers, lijst, overleg, peiling, plannen, tijdens, verslag

app_name = "overleggen"

urlpatterns = [
    path("", lijst.lijst, name="lijst"),
    path("planning/", lijst.planning, name="planning"),
    path("afwijkingen/", afwijking.lijst, name="afwijkingen"),
    path("afwijkingen/nieuw/", afwijking.nieuw, name="afwijking_nieuw"),
    path("afwijkingen/<int:pk>/", afwijking.detail, name="afwijking"),
    path("afwijkingen/<int:pk>/einde/", afwijking.einde, name="afwijking_einde"),
    path("peilingen/", peiling.lijst, name="peilingen"),
    path("peilingen/nieuw/", peiling.nieuw, name="peiling_nieuw"),
    path("peilingen/<int:pk>/", peiling.detail, name="peiling"),
    path("peilingen/<int:pk>/sluiting/", peiling.sluiting, name="peiling_sluiting"),
    path("nieuw/", plannen.nieuw, name="nieuw"),
    path("agenderen/<slug:bron_soort>/<int:pk>/", agenda.bij_bron, name="agenderen"),
    path("<int:pk>/", overleg.detail, name="detail"),
    path("<int:pk>/wijziging/", plannen.wijziging, name="wijziging"),
    path("<int:pk>/verval/", plannen.verval, name="verval"),
    path("<int:pk>/uitnodiging/", overleg.uitnodiging, name="uitnodiging"),
    path("<int:pk>/opening/", overleg.opening, name="opening"),
    path("<int:pk>/afronding/", overleg.afronding, name="afronding"),
    path("<int:pk>/agenda.ics", verslag.kalender, name="kalender"),
    path("<int:pk>/deelnemers/", deelnemers.deelnemers, name="deelnemers"),
    path("<int:pk>/deelnemers/nieuw/", deelnemers.nieuwe_deelnemer, name="nieuwe_deelnemer"),
    path("<int:pk>/deelnemers/<int:deelnemer>/verwijdering/", deelnemers.verwijdering, name="verwijdering"),
    path("<int:pk>/aanwezigheid/", deelnemers.aanwezigheid, name="aanwezigheid"),
    path("<int:pk>/voorstel/", agenda.voorstel, name="voorstel"),
    path("<int:pk>/punten/nieuw/", agenda.nieuw_punt, name="nieuw_punt"),
    path("<int:pk>/tijdens/", tijdens.tijdens, name="tijdens"),
    path("<int:pk>/verslag/", verslag.verslag, name="verslag"),
    path("<int:pk>/verslag/vaststelling/", verslag.vaststelling, name="vaststelling"),
    path("<int:pk>/verslag/nieuw/", verslag.verbetering, name="verbetering"),
    path("punten/<int:pk>/agendering/", agenda.agendering, name="agendering"),
    path("punten/<int:pk>/volgorde/", agenda.volgorde, name="volgorde"),
    path("punten/<int:pk>/afvoer/", agenda.afvoer, name="afvoer"),
    path("punten/<int:pk>/bespreking/", tijdens.bespreking, name="bespreking"),
    path("punten/<int:pk>/terugkoppeling/", tijdens.terugkoppeling, name="terugkoppeling"),
    path("punten/<int:pk>/doorschuiving/", tijdens.doorschuiving, name="doorschuiving"),
    path("punten/<int:pk>/afspraak/", tijdens.afspraak, name="afspraak"),
]
