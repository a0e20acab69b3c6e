"""Prestatieafspraken in the demo: one that was judged, one behind with a judgment that waits, one of somebody else for
the same theme, one that waits for a yes."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from prestaties import acties
from prestaties.acties import Controleinvoer, Inhoud, Slotinvoer
from prestaties.acties.gemeen import mensen_van
from prestaties.models import Prestatieafspraak
from prestaties.regels import gevraagde_oordelen
from prestaties.termijnen import te_controleren
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.demo.klok import op, werkdag
from wijkwerk.huis.demo.wie import Spelers
from wijkwerk.profiel.regels import Minstens
from wijkwerk.wijken.models import Gebied, Partij

# Days ago: agreed, and long enough for one quarter to be over.
GEMAAKT, OORDEEL, REACTIE, SLOT = 112, 12, 8, 5
# The first theme with such a word; the street is no theme of visits to the old.
VOOR_OUDEREN, IN_DE_BUURT = ("eenzaam", "sociale", "zorg"), ("veilig", "sociale", "jeugd")
BEZOEKEN = {
    "wat": "Huisbezoeken bij oudere bewoners",
    "waarom": "Ouderen zeggen dat zij dagen niemand spreken. Eenzaamheid komt steeds terug in de signalen.",
    "wanneer": "Elke dinsdag en donderdag",
    "hoe": "Twee mensen gaan langs de deuren. Wie dat wil krijgt een maatje uit de buurt.",
    "door_wie": "Het team opbouwwerk",
    "doelgroep": "Bewoners van 75 jaar en ouder",
    "eenheid": "bezoeken",
}
INLOOP = {
    "wat": "Inloopochtend in de buurt",
    "waarom": "Buren kennen elkaar weinig en weten niet waar zij met een vraag terechtkunnen.",
    "wanneer": "Elke woensdagochtend",
    "hoe": "Koffie, en iemand die de weg weet.",
    "door_wie": "Twee medewerkers",
    "eenheid": "ochtenden",
}
STRAAT = {
    "wat": "Jongeren opzoeken op straat",
    "waarom": "Bewoners melden overlast, jongeren zeggen dat er niets te doen is.",
    "wanneer": "Vrijdag- en zaterdagavond",
    "hoe": "Jongerenwerkers lopen langs de plekken waar jongeren staan.",
    "door_wie": "Jongerenwerk",
    "doelgroep": "Jongeren van 12 tot 18 jaar",
    "eenheid": "avonden",
}


class Prestatieleven:
    """Agrees, reports, judges, through the actions. Where nobody works with prestatieafspraken nothing happens."""

    def __init__(self, spelers: Spelers, vandaag: date) -> None:
        self.spelers = spelers
        self.vandaag = vandaag

    def leef(self) -> None:
        if not actief_profiel().heeft("prestaties"):
            return
        with op(werkdag(self.vandaag, GEMAAKT)):
            partijen = self._partijen()
            controleur, gebieden = self._controleur()
        if not partijen or controleur is None:
            return
        ander = partijen[1] if len(partijen) > 1 else partijen[0]
        eerste = self._maak(partijen[0], controleur, gebieden, BEZOEKEN, 40, 24000)
        tweede = self._maak(partijen[0], controleur, gebieden[:1], INLOOP, 45, 9500, maanden=4)
        derde = self._maak(ander, controleur, gebieden[:1], STRAAT, 48, 7000)
        with op(werkdag(self.vandaag, 6)):
            self._leg_voor(ander, controleur, gebieden[-1:], INLOOP, 20, 4500)
        if derde is not None:
            self._lever(derde, 1, 9)
        if eerste is not None:
            self._lever(eerste, 2, 11)
            self._oordeel(eerste, controleur, "geleverd", "Elke week is er gebeld en bezocht.", klaar=True)
        if tweede is not None:
            self._lever(tweede, 1, 2)
            uitleg = "Er waren maar een paar ochtenden, en van de andere is niets bekend."
            self._oordeel(tweede, controleur, "niet geleverd", uitleg, klaar=False)

    def _partijen(self) -> list[Partij]:
        """Organisations with somebody who delivers, those with subsidy first."""
        rijen = Partij.objects.actief().filter(soort=Partij.Soort.ORGANISATIE)
        return [rij for rij in rijen.order_by("-gesubsidieerd", "naam") if mensen_van(rij).exists()]

    def _controleur(self) -> tuple[Gebruiker | None, list[Gebied]]:
        """Who checks in most of the smallest areas, and three of those."""
        alle = list(Gebied.objects.actief().order_by("naam"))
        ouders = {rij.ouder_id for rij in alle}
        keuzes = [
            (mens, [rij for rij in alle if self._mag(mens, rij) and rij.pk not in ouders])
            for mens in self.spelers.mensen
        ]
        mens, gebieden = max(keuzes, key=lambda paar: len(paar[1]), default=(None, []))
        return (mens, gebieden[:3]) if gebieden else (None, [])

    def _mag(self, mens: Gebruiker, gebied: Gebied) -> bool:
        return mag(mens, Recht.PRESTATIE_CONTROLEREN, Plek(frozenset(gebied.voorouders)))

    def _opdrachtgevers(self, partij: Partij) -> list[Partij]:
        """The municipality; with a second one where the profile asks two."""
        gemeente = list(Partij.objects.filter(soort=Partij.Soort.GEMEENTE)[:1])
        twee = any(
            isinstance(regel, Minstens) and regel.wat == "opdrachtgevers" for regel in actief_profiel().regels
        )
        ander = [rij for rij in self._partijen() if rij != partij and not rij.gesubsidieerd] if twee else []
        # A landlord, where there is one: that is who makes them together with the municipality.
        ander.sort(key=lambda rij: ("wonen" not in rij.disciplines, rij.pk))
        return [*gemeente, *ander[:1]]

    def _leg_voor(
        self,
        partij: Partij,
        controleur: Gebruiker,
        gebieden: list[Gebied],
        woorden: dict[str, Any],
        aantal: int,
        bedrag: int,
        maanden: int = 12,
    ) -> Prestatieafspraak | None:
        begin = (self.vandaag - timedelta(days=GEMAAKT - 10)).replace(day=1)
        inhoud = Inhoud(
            **woorden,
            thema=self._thema(VOOR_OUDEREN if woorden is BEZOEKEN else IN_DE_BUURT),
            begin=begin,
            einde=plus_maanden(begin, maanden) - timedelta(days=1),
            bedrag=Decimal(bedrag),
        )
        rij = self.spelers.doe(
            acties.stel_op,
            eerst=[controleur],
            partij=partij,
            opdrachtgevers=self._opdrachtgevers(partij),
            inhoud=inhoud,
            inzet={gebied: Decimal(aantal) for gebied in gebieden},
        )
        return self.spelers.doe(acties.leg_voor, eerst=[controleur], afspraak=rij) if rij else None

    def _thema(self, woorden: tuple[str, ...]) -> str:
        sleutels = [rij.sleutel for rij in actief_profiel().themas if rij.gevoelig == "nee"]
        passend = (sleutel for woord in woorden for sleutel in sleutels if woord in sleutel)
        return next(passend, "" if woorden is VOOR_OUDEREN else next(iter(sleutels), ""))

    def _maak(
        self,
        partij: Partij,
        controleur: Gebruiker,
        gebieden: list[Gebied],
        woorden: dict[str, Any],
        aantal: int,
        bedrag: int,
        maanden: int = 12,
    ) -> Prestatieafspraak | None:
        with op(werkdag(self.vandaag, GEMAAKT)):
            rij = self._leg_voor(partij, controleur, gebieden, woorden, aantal, bedrag, maanden)
            if rij is None:
                return None
            for ander in acties.wie_tekenen(rij):
                rij = self.spelers.doe(
                    acties.stem_in,
                    eerst=mensen_van(ander),
                    afspraak=rij,
                    partij=ander,
                    akkoord=True,
                    toelichting="",
                )
                if rij is None:
                    return None
        return acties.ga_in(afspraak=rij, dag=self.vandaag)

    def _lever(self, afspraak: Prestatieafspraak, hoeveel: int, keren: int) -> None:
        mensen = list(mensen_van(afspraak.partij))
        for keer in range(keren):
            dag = max(werkdag(self.vandaag, 95 - 8 * keer), afspraak.begin)
            with op(dag):
                for rij in afspraak.inzet.select_related("gebied"):
                    self.spelers.doe(
                        acties.lever,
                        eerst=mensen,
                        afspraak=afspraak,
                        gebied=rij.gebied,
                        datum=dag,
                        hoeveelheid=Decimal(hoeveel),
                        toelichting="Zoals afgesproken." if keer % 3 else "",
                    )

    def _oordeel(
        self, afspraak: Prestatieafspraak, controleur: Gebruiker, woord: str, uitleg: str, *, klaar: bool
    ) -> None:
        criteria: dict[tuple[str, str], tuple[bool | None, str]] = {
            (oordeel.sleutel, criterium.sleutel): (klaar, "Dat blijkt uit de opgave.")
            for oordeel in gevraagde_oordelen()
            for criterium in oordeel.criteria
        }
        with op(werkdag(self.vandaag, OORDEEL)):
            periode = te_controleren(afspraak)
            if periode is None:
                return
            controle = self.spelers.doe(
                acties.leg_oordeel_voor,
                eerst=[controleur],
                afspraak=afspraak,
                tot=periode.tot,
                invoer=Controleinvoer(
                    levering="Zie de opgave per gebied.", oordeel=woord, toelichting=uitleg, criteria=criteria
                ),
            )
        if controle is None:
            return
        with op(werkdag(self.vandaag, REACTIE)):
            self.spelers.doe(
                acties.reageer,
                eerst=mensen_van(afspraak.partij),
                controle=controle,
                eens=klaar,
                reactie="" if klaar else "Twee collega's waren ziek. Wij halen de ochtenden graag in.",
            )
        if klaar:
            with op(werkdag(self.vandaag, SLOT)):
                self.spelers.doe(
                    acties.stel_vast,
                    eerst=[controleur],
                    controle=controle,
                    invoer=Slotinvoer(oordeel=woord, toelichting=uitleg),
                )
