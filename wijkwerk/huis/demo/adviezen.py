"""Advice in the demo: asked and waiting, given unasked, and answered with a standpunt that deviates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from adviezen import acties
from adviezen.acties.informeren import Bericht
from adviezen.acties.standpunt import Weging
from adviezen.acties.vragen import Vraag
from adviezen.models import Advies
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.demo.klok import op, werkdag
from wijkwerk.huis.demo.mensen import hoofdgebieden
from wijkwerk.huis.demo.wie import Spelers
from wijkwerk.wijken.models import Gebied, Partij

INHOUD = acties.Inhoud(
    tekst="Maak van het lege schoolgebouw een plek voor de hele buurt: een huiskamer beneden, ruimte voor clubs boven.",
    draagvlak="Van 212 bewoners die meededen, is driekwart voor.",
    totstandkoming="Een avond in de kantine, en twee weken een brievenbus in de supermarkt.",
    meningsverschillen="Bewoners naast het gebouw vrezen drukte in de avond. Zij willen dat het om tien uur sluit.",
    raadplegingen=("Openbare vergadering, 60 bewoners", "Brievenbus in de supermarkt, 152 briefjes"),
    reacties=212,
)

KORT = acties.Inhoud(
    tekst="Zet bij elke ingang van het park een bak, en maak één veld waar honden los mogen.",
    draagvlak="De werkgroep groen, en wie reageerde op het bericht in de wijkkrant.",
    totstandkoming="Besproken in de vergadering, na een oproep in de wijkkrant.",
    eensgezind=True,
    raadplegingen=("Oproep in de wijkkrant, 31 reacties",),
    reacties=31,
)


class Adviesleven:
    """Asks, gives and weighs, through the actions. Where nobody works with advice nothing happens."""

    def __init__(self, spelers: Spelers, vandaag: date) -> None:
        self.spelers = spelers
        self.vandaag = vandaag

    def leef(self) -> None:
        if not actief_profiel().heeft("advies"):
            return
        for gebied in hoofdgebieden()[:2]:
            partij = acties.vraagbare_partijen([gebied]).first()
            if partij is not None:
                self._gevraagd(gebied, partij)
                self._beantwoord(gebied, partij)
                self._vertel(gebied, partij)
                self._geef(gebied, partij, "Honden in het park", 4, KORT)

    def _gevraagd(self, gebied: Gebied, partij: Partij) -> None:
        with op(werkdag(self.vandaag, 10)):
            self.spelers.doe(
                acties.vraag_aan,
                gebied=gebied,
                partijen=[partij],
                uiterlijk=self.vandaag + timedelta(days=24),
                vraag=Vraag(
                    titel="Minder auto's voor de school",
                    vraag="Welke van de drie voorstellen past het beste bij uw wijk, en waarom?",
                    informatie="De drie voorstellen met tekeningen liggen in het wijkcentrum.",
                    project="Veilig naar school",
                    besluitdatum=self.vandaag + timedelta(days=60),
                ),
            )

    def _vertel(self, gebied: Gebied, partij: Partij) -> None:
        with op(werkdag(self.vandaag, 7)):
            self.spelers.doe(
                acties.geef_informatie,
                gebied=gebied,
                partijen=[partij],
                bericht=Bericht(
                    titel="Werk aan het riool",
                    tekst="Vanaf het voorjaar vervangen wij het riool. Per straat hoort u vooraf wanneer.",
                    voor_datum=self.vandaag + timedelta(days=40),
                ),
            )

    def _geef(
        self, gebied: Gebied, partij: Partij, titel: str, geleden: int, wat: acties.Inhoud
    ) -> Advies | None:
        inhoud = replace(wat, schaalniveau=gebied.niveau)
        with op(werkdag(self.vandaag, geleden)):
            gegeven = self.spelers.doe(acties.geef, inhoud=inhoud, partij=partij, gebied=gebied, titel=titel)
        return gegeven[0] if gegeven else None

    def _beantwoord(self, gebied: Gebied, partij: Partij) -> None:
        advies = self._geef(gebied, partij, "Het lege schoolgebouw", 45, INHOUD)
        if advies is None:
            return
        over = advies.onderwerp
        eigen = [(mens, acties.organen_voor(over, mens)) for mens in self.spelers.mensen]
        door, orgaan = next(((m, o[0]) for m, o in eigen if o and o[0].zelf), (None, None))
        if door is None or orgaan is None:
            return
        with op(werkdag(self.vandaag, 20)):
            standpunt = self.spelers.doe(
                acties.neem_in,
                eerst=[door],
                over=over,
                adviezen=[advies.pk],
                weging=Weging(
                    oordeel="deels",
                    tekst="Beneden komt een huiskamer voor de buurt. De bovenverdieping wordt verhuurd.",
                    motivering="Zonder de huur van boven is er geen geld om beneden open te houden.",
                    vervolg="Na de zomer beginnen wij met opknappen. Bewoners denken mee over de inrichting.",
                    aanspreekpunt=next(iter(acties.functies(over)), ""),
                ),
                orgaan=orgaan.sleutel,
                besloten_op=werkdag(self.vandaag, 20),
            )
        if standpunt is not None:
            with op(werkdag(self.vandaag, 18)):
                self.spelers.doe(
                    acties.deel_mee, eerst=[door], standpunt=standpunt, anders="Verteld in het overleg."
                )
