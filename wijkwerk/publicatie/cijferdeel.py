"""The numbers of a report arranged for reading: a chart with its table, or a table, shaded where that helps."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from wijkwerk.grafiek import Grafiek, Groep, Palet, Staaf, Waarde, groepen, staven
from wijkwerk.publicatie.inhoud import Telblok, Telcel

STAPPEN = 5
# Groups of more bars than this nobody reads; then the table says it alone.
MEESTE_STAVEN = 24


@dataclass(frozen=True)
class Cijferdeel:
    """One block; `rijen` are (name, cells, whether it is the sum), a cell (heading, cell, shade, whether
    its column holds numbers). With a chart its table comes along."""

    blok: Telblok
    grafiek: Grafiek | None
    rijen: tuple[tuple[str, tuple[tuple[str, Telcel, int, bool], ...], bool], ...]
    koppen: tuple[tuple[str, bool], ...] = ()

    @property
    def breedte(self) -> int:
        return 1 + len(self.blok.koppen)

    @property
    def trends(self) -> list[str]:
        """Beside a chart: what became of each number since the period before, “Schoorl, gehouden: 7, hoger, was 5”."""
        een = len(self.blok.koppen) == 1
        return [
            f"{naam}{'' if een else f', {kop.lower()}'}: {cel.tekst}, {cel.trend}"
            for naam, cellen, _samen in self.rijen
            for kop, cel, _tint, _is_getal in cellen
            if cel.loop
        ]


def cijferdeel(blok: Telblok, palet: Palet | None = None) -> Cijferdeel:
    """Arrange one block; `palet` are the colours for a PDF."""
    tinten = _tinten(blok) if blok.grafiek == "warmte" else {}
    koppen = tuple(
        (kop, any(regel.cellen[nummer].waarde is not None for regel in blok.regels))
        for nummer, kop in enumerate(blok.koppen)
    )
    rijen = tuple(
        (
            regel.naam,
            tuple(
                (koppen[nummer][0], cel, tinten.get((rij, nummer), 0), koppen[nummer][1])
                for nummer, cel in enumerate(regel.cellen)
            ),
            regel.samen,
        )
        for rij, regel in enumerate(blok.regels)
    )
    return Cijferdeel(blok, _grafiek(blok, palet), rijen, koppen)


def _grafiek(blok: Telblok, palet: Palet | None) -> Grafiek | None:
    if not blok.regels or not blok.koppen:
        return None
    if blok.grafiek == "staven":
        staaf = [Staaf(regel.naam, _waarde(regel.cellen[0])) for regel in blok.regels]
        return staven(blok.titel, staaf, bron=blok.bron, kop=blok.kop, palet=palet)
    if blok.grafiek == "groepen" and len(blok.regels) * len(blok.koppen) <= MEESTE_STAVEN:
        groep = [Groep(regel.naam, tuple(map(_waarde, regel.cellen))) for regel in blok.regels]
        return groepen(blok.titel, blok.koppen, groep, bron=blok.bron, kop=blok.kop, palet=palet)
    return None


def _waarde(cel: Telcel) -> Waarde:
    if cel.waarde is None:
        return Waarde(None, cel.tekst)
    return Waarde(Decimal(cel.waarde), voorlopig=cel.voorlopig)


def _tinten(blok: Telblok) -> dict[tuple[int, int], int]:
    """A shade for each number that is no sum: of the first column and the last row nobody compares with the rest."""
    getallen = {
        (rij, nummer): Decimal(cel.waarde)
        for rij, regel in enumerate(blok.regels)
        if not regel.samen
        for nummer, cel in enumerate(regel.cellen)
        if nummer and cel.waarde is not None
    }
    hoogste = max(getallen.values(), default=Decimal(0))
    return {
        plek: int(-(-STAPPEN * getal // hoogste)) for plek, getal in getallen.items() if getal and hoogste
    }
