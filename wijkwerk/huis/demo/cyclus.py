"""The cycles in the demo: rounds by the clock that follow the plans, chosen areas, milestones of which some are done."""

from __future__ import annotations

from datetime import date

from gebiedscyclus import acties
from gebiedscyclus.acties.stappen import oordeel_van
from gebiedscyclus.models import Ronde, Stap
from gebiedscyclus.volgorde import draagt_zelf, maakt_plan
from gebiedscyclus.zicht import lopende_cycli
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.demo.klok import op, werkdag
from wijkwerk.huis.demo.mensen import hoofdgebieden
from wijkwerk.huis.demo.wie import Spelers
from wijkwerk.profiel.rijen.plannen import Cyclus
from wijkwerk.wijken.models import Gebied

GELEDEN = 110
REDEN = "Hier zijn veel signalen over de straat, en bewoners willen meedoen. (Voorbeeld.)"
BEVINDINGEN = (
    "De betrokken partijen zijn bij elkaar geweest. Wij zijn het eens over doel en aanpak. (Voorbeeldtekst.)",
    "Wij leggen het vast en vertellen het aan iedereen die erbij was.",
)
# Of the rounds that somebody begins, in so many areas.
MEESTE = 2


class Cyclusleven:
    """Opens rounds as the clock and people do, and takes their steps as far as the profile lets it."""

    def __init__(self, spelers: Spelers, vandaag: date) -> None:
        self.spelers = spelers
        self.vandaag = vandaag

    def leef(self) -> None:
        if not actief_profiel().heeft("gebiedscyclus"):
            return
        with op(werkdag(self.vandaag, GELEDEN)) as toen:
            acties.werk_rondes_bij(dag=toen.date())
            for rij in lopende_cycli():
                self._begin(rij, toen.date())
        with op(werkdag(self.vandaag, 30)):
            for ronde in Ronde.objects.open().select_related("gebied"):
                self._neem_stap(ronde)
        with op(self.vandaag):
            acties.werk_rondes_bij(dag=self.vandaag)

    def _begin(self, rij: Cyclus, dag: date) -> None:
        """What the clock does not open: chosen areas, what comes once, and areas that run in their own time."""
        if Ronde.objects.filter(cyclus=rij.sleutel).exists():
            return
        gebieden = dict.fromkeys([*hoofdgebieden(), *Gebied.objects.actief().order_by("naam")])
        begonnen = 0
        for gebied in [gebied for gebied in gebieden if gebied.niveau in rij.niveaus][:8]:
            ronde = self.spelers.probeer(
                acties.open_ronde,
                cyclus=rij.sleutel,
                gebied=gebied,
                begin=dag,
                reden=REDEN if rij.selectie else "",
            )
            begonnen += ronde is not None
            if begonnen == MEESTE:
                return

    def _neem_stap(self, ronde: Ronde) -> None:
        """The first step that is this round's own to take."""
        stap = Stap.objects.met_drager().filter(ronde=ronde).first()
        if stap is None or stap.is_klaar or stap.drager is not None:
            return
        if maakt_plan(ronde.rij, stap.rij):
            if ronde.rij.selectie:
                self.spelers.probeer(acties.start, stap=stap)
            return
        if not draagt_zelf(ronde, stap.rij):
            return
        if stap.stand == Stap.Stand.NIET_GESTART and self.spelers.probeer(acties.start, stap=stap) is None:
            return
        oordeel = oordeel_van(stap.rij)
        for criterium in oordeel.criteria if oordeel else ():
            self.spelers.probeer(
                acties.beoordeel,
                stap=stap,
                criterium=criterium.sleutel,
                ja=True,
                toelichting="Dat zeggen de meeste mensen die wij vroegen. (Voorbeeld.)",
            )
        self.spelers.probeer(
            acties.rond_af,
            stap=stap,
            bevindingen=BEVINDINGEN[0],
            vervolg=BEVINDINGEN[1],
            einddatum=None,
            vaststellen=True,
        )
