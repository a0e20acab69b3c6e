"""Accounting in the demo: reports of the last period, one of them in the making; points with progress, and a look back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from gebiedscyclus.zicht import lopende_cycli
from signalen.models import Signaal
from verantwoording import acties
from verantwoording.acties.evaluatie import Uitkomst
from verantwoording.models import Evaluatie, Raadsrapportage, Verbeterpunt
from verantwoording.termijnen import Periode, laatste_periode
from verantwoording.terugblik import beurten
from verantwoording.verzamelen import INLEIDING, bovenste_gebied, gebieden_van, geschreven_delen
from verantwoording.zicht import rapportages
from wijkwerk.afspraken import service as afspraken
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.keuze import uitvoerende_rollen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.demo.klok import op, werkdag
from wijkwerk.huis.demo.overleggen import Overlegleven
from wijkwerk.huis.demo.signalen import Signaalleven
from wijkwerk.huis.demo.wie import Spelers
from wijkwerk.profiel.rijen.volgen import TEKST_PER_GEBIED, Rapportage

INLEIDINGEN = (
    "Wij spraken veel mensen op straat en op het spreekuur. Niet elke afspraak was op tijd klaar.",
    "Dit is een concept. Nog niet iedereen heeft geschreven.",
)
ZINNEN = (
    "Bewoners spraken vooral over verkeer en over groen. Twee straten kregen een andere inrichting, een derde wacht op het riool.",
    "De buurt vond elkaar in de nieuwe huiskamer. De speelplek kwam later dan beloofd.",
    "Er was veel onrust over parkeren. Met bewoners is een proef gedaan die tot de zomer loopt.",
)
DEEL = "De mensen die er werken weten elkaar te vinden. Wie waarvoor verantwoordelijk is, is nog niet overal duidelijk."
# As the note of a municipality could say them: what, how, how far.
PUNTEN: Sequence[tuple[str, str, str]] = (
    (
        "Bundel de krachten van de wijkverenigingen",
        "De verenigingen gebruiken elkaars kennis, en die van instellingen die in de wijk werken.",
        "klaar",
    ),
    (
        "Geef de wijkcoördinator meer volmachten",
        "Afspraken staan in de plannen van de afdelingen, en worden op tijd uitgevoerd.",
        "loopt",
    ),
    (
        "Maak de rol en status van de wijkverenigingen duidelijk",
        "Vooraf is bekend wie meepraat, waarover, en wat er met de inbreng gebeurt.",
        "loopt",
    ),
    (
        "Sta bij ieder plan stil bij de betrokkenheid van inwoners",
        "Elke medewerker weet wat wijkgericht werken is en wat het oplevert.",
        "",
    ),
)
# So few stories so often: a number below the threshold is not shown, and a chart without numbers has no bars.
VERHALEN, KEREN = 3, 6
# So long after its last day the report of a period is there.
KLAAR_NA = timedelta(days=60)
VERTELD = "De afdelingen hebben dit in hun jaarplan gezet. Over een half jaar kijken we of het werkt."


class Verantwoordingsleven:
    """Makes, establishes and publishes what the profile asks, through the actions."""

    def __init__(self, spelers: Spelers, vandaag: date) -> None:
        self.spelers = spelers
        self.vandaag = vandaag

    def leef(self) -> None:
        if not actief_profiel().heeft("verantwoording"):
            return
        self._punten()
        self._terugblik()
        for nummer, rij in enumerate(rapportages()):
            periode = laatste_periode(rij, self.vandaag)
            if not nummer:
                self._eerder(rij, periode)
            self._leef_toen(periode)
            # The first is there to be read, what comes after it is being made.
            self._rapport(rij.sleutel, werkdag(self.vandaag, 6), klaar=not nummer)

    def _eerder(self, rij: Rapportage, periode: Periode) -> None:
        """The report before the one that is there to be read, made in its own time: what went up or down can be told."""
        dag = werkdag(periode.van + KLAAR_NA, 0)
        self._leef_toen(laatste_periode(rij, dag), KEREN - 1)
        self._rapport(rij.sleutel, dag, klaar=True)

    def _leef_toen(self, periode: Periode, keren: int = KEREN) -> None:
        """That period has something to count; where an earlier report filled it already, that is enough."""
        if not Signaal.objects.filter(geregistreerd_op__date__range=(periode.van, periode.tot)).exists():
            for keer in range(keren):
                Signaalleven(self.spelers, periode.tot - timedelta(days=14 * (keer + 1))).leef_toen(VERHALEN)
            Overlegleven(self.spelers, periode.tot - timedelta(days=60)).leef_toen()
            self._kom_na(periode)

    def _kom_na(self, periode: Periode) -> None:
        """What was agreed then was done then, most of it; nothing of it is late today."""
        toen = Afspraak.objects.filter(uiterlijk__range=(periode.van, periode.tot)).order_by("pk")
        with op(werkdag(periode.tot, 1)):
            for nummer, afspraak in enumerate(toen):
                mensen = list(afspraak.houder.personen()) if afspraak.houder else []
                for actie, gegevens in (
                    (afspraken.zeg_toe, {}),
                    (afspraken.meld_klaar, {"resultaat": "Dit is gedaan."}),
                ):
                    self.spelers.probeer(actie, eerst=mensen, afspraak=afspraak, **gegevens)
                self.spelers.probeer(
                    afspraken.beoordeel,
                    eerst=[afspraak.gevraagd_door] if afspraak.gevraagd_door else [],
                    afspraak=afspraak,
                    nagekomen="deels" if nummer % 4 == 3 else "ja",
                    toelichting="De rest volgt na de zomer." if nummer % 4 == 3 else "",
                )

    def _rapport(self, sleutel: str, dag: date, *, klaar: bool) -> None:
        with op(dag, 11):
            rapport = self.spelers.doe(acties.maak, bij=sleutel, rapportage=sleutel)
            if rapport is None or rapport.rij is None:
                return
            self._schrijf(rapport, klaar=klaar)
            if not klaar:
                return
            rapport = self.spelers.doe(acties.stel_vast, bij=sleutel, rapport=rapport, bevestigd=())
            if rapport is not None and rapport.rij is not None and rapport.rij.openbaar == "iedereen":
                self.spelers.doe(acties.publiceer, bij=sleutel, rapport=rapport, bevestigd=())

    def _schrijf(self, rapport: Raadsrapportage, *, klaar: bool) -> None:
        rij = rapport.rij
        assert rij is not None
        teksten = {INLEIDING: INLEIDINGEN[not klaar], **dict.fromkeys(geschreven_delen(rij), DEEL)}
        self.spelers.doe(acties.schrijf_delen, bij=rij.sleutel, rapport=rapport, teksten=teksten)
        if TEKST_PER_GEBIED not in rij.onderdelen:
            return
        gebieden = gebieden_van(rij)
        for nummer, gebied in enumerate(gebieden if klaar else gebieden[:1]):
            self.spelers.probeer(
                acties.schrijf_zin, rapport=rapport, gebied=gebied, tekst=ZINNEN[nummer % len(ZINNEN)]
            )

    def _punten(self) -> None:
        rollen = [rol for rol in uitvoerende_rollen(actief_profiel()) if rol.bereik == "gemeente"]
        if not rollen:
            return
        gebied = bovenste_gebied()
        for nummer, (titel, hoe, stand) in enumerate(PUNTEN):
            with op(plus_maanden(self.vandaag, -14), 9):
                punt = self.spelers.probeer(
                    acties.maak_punt,
                    titel=titel,
                    omschrijving=hoe,
                    herkomst="Nota wijkgericht werken",
                    houder=Houder(rol=rollen[nummer % len(rollen)].sleutel, gebied=gebied),
                    uiterlijk=self.vandaag + timedelta(days=60 + 30 * nummer),
                )
            if punt is not None and stand:
                self._werk_bij(punt, stand)

    def _werk_bij(self, punt: Verbeterpunt, stand: str) -> None:
        assert punt.afspraak is not None
        with op(werkdag(self.vandaag, 30)):
            afspraak = self.spelers.doe(afspraken.zeg_toe, afspraak=punt.afspraak)
            if afspraak is None:
                return
            if stand == "klaar":
                self.spelers.doe(afspraken.meld_klaar, afspraak=afspraak, resultaat="Dit is nu gewoon werk.")
            else:
                self.spelers.doe(afspraken.werk_bij, afspraak=afspraak, stand=stand, tekst=VERTELD)

    def _terugblik(self) -> None:
        """Everything that the profile asks was done once, or is planned as the step of the cycle that waits for it."""
        vragen = {stap.evaluatie for rij in lopende_cycli() for stap in rij.stappen}
        for beurt in beurten():
            if beurt.rij.sleutel in vragen:
                self._plan_stap(beurt.rij.sleutel)
                continue
            dag = plus_maanden(self.vandaag, -30)
            with op(dag, 13):
                rij = self.spelers.doe(
                    acties.plan,
                    bij=beurt.rij.sleutel,
                    sleutel=beurt.rij.sleutel,
                    gepland_op=dag,
                    van=plus_maanden(dag, -12),
                    tot=dag,
                )
                if rij is not None:
                    self._vul_in(rij, dag)

    def _plan_stap(self, sleutel: str) -> None:
        """Only the first: what comes after it is refused until that is done."""
        dag = werkdag(self.vandaag, 5)
        with op(dag, 13):
            self.spelers.probeer(
                acties.plan,
                bij=sleutel,
                sleutel=sleutel,
                gepland_op=self.vandaag + timedelta(days=20),
                van=plus_maanden(dag, -12),
                tot=dag,
            )

    def _vul_in(self, evaluatie: Evaluatie, dag: date) -> None:
        uitkomsten = {
            punt.pk: Uitkomst(waarde=Decimal("61.5"))
            if punt.gemeten
            else Uitkomst(
                oordeel=("goed", "deels")[nummer % 2], toelichting="Besproken met wie eraan meedoet."
            )
            for nummer, punt in enumerate(evaluatie.punten.all())
        }
        sleutel = evaluatie.sleutel
        self.spelers.doe(
            acties.schrijf_punten, bij=sleutel, evaluatie=evaluatie, uitkomsten=uitkomsten, uren={}
        )
        self.spelers.doe(
            acties.rond_af,
            bij=sleutel,
            evaluatie=evaluatie,
            uitkomst="Het werkt, en het kan eenvoudiger.",
            afgerond_op=dag,
        )
