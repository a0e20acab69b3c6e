"""The same figure a period earlier: as it was told then, with in words whether it is higher, lower or the same now.

Only what readers of this report could read already: of a report for everybody the one before must stand on the public
site. Where one of the two numbers was hidden nothing is said, so that no difference gives it away (R08).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from verantwoording.models import Raadsrapportage
from wijkwerk.profiel.rijen.volgen import Rapportage
from wijkwerk.publicatie.inhoud import Inhoud, Telcel
from wijkwerk.publicatie.service import Publicatie, ontdooi
from wijkwerk.tellingen import Kolom

# A month is not as long as another.
SPELING = timedelta(days=4)
Naam = tuple[str, str, str, str]

GEEN = "Over de periode hiervoor is geen rapportage vastgesteld. Daarom staat er niet bij of een cijfer hoger of lager is."
NIET_OPENBAAR = "De rapportage over {periode} staat niet op de openbare site. Daarom staat er niet bij of een cijfer hoger of lager is."
ANDERE_TIJD = (
    "De rapportage hiervoor gaat over {periode}. Dat is niet even lang, dus de cijfers zijn niet vergeleken."
)
VERGELEKEN = (
    "Bij een cijfer staat hoe het was in de rapportage over {periode}. Staat er niets bij, dan is een van de twee er niet, "
    "of te klein om te laten zien."
)


@dataclass(frozen=True)
class Vorige:
    """The report of the period before: what it told, cell by cell, and what a reader is told of comparing."""

    zin: str
    cellen: dict[Naam, Telcel] = field(default_factory=dict)

    def bij(self, cel: Telcel, kolom: Kolom, naam: Naam, drempel: int) -> Telcel:
        """The cell with how it was before; unchanged where there is nothing to compare.

        `drempel` is the one of now: what was told under a lower one is not told again.
        """
        eerder = self.cellen.get(naam)
        if eerder is None or eerder.waarde is None or cel.waarde is None:
            return cel
        toen, nu = Decimal(eerder.waarde), Decimal(cel.waarde)
        if kolom.klein and 0 < toen < drempel:
            return cel
        loop = "gelijk" if nu == toen else "hoger" if nu > toen else "lager"
        return cel.model_copy(update={"vorige": eerder.tekst, "loop": loop})


def vorige_van(rapport: Raadsrapportage, rij: Rapportage) -> Vorige:
    """What the report of the period just before this one told. Two queries at most."""
    eerder = (
        Raadsrapportage.objects.vastgesteld()
        .filter(rapportage=rapport.rapportage, tot=rapport.van - timedelta(days=1))
        .first()
    )
    if eerder is None or eerder.inhoud is None:
        return Vorige(GEEN)
    if abs((eerder.tot - eerder.van) - (rapport.tot - rapport.van)) > SPELING:
        return Vorige(ANDERE_TIJD.format(periode=eerder.periode))
    if rij.openbaar == "iedereen" and not Publicatie.objects.van(eerder).geldig().exists():
        return Vorige(NIET_OPENBAAR.format(periode=eerder.periode))
    return Vorige(VERGELEKEN.format(periode=eerder.periode), _cellen(ontdooi(eerder.inhoud)))


def _cellen(inhoud: Inhoud) -> dict[Naam, Telcel]:
    """Every cell by its names; two of the same name say nothing of each other."""
    gevonden: dict[Naam, Telcel] = {}
    dubbel: set[Naam] = set()
    for blok in inhoud.cijfers:
        for regel in blok.regels:
            for kop, cel in zip(blok.koppen, regel.cellen, strict=True):
                naam = (blok.deel, blok.titel, regel.naam, kop)
                dubbel |= {naam} & gevonden.keys()
                gevonden[naam] = cel
    return {naam: cel for naam, cel in gevonden.items() if naam not in dubbel}
