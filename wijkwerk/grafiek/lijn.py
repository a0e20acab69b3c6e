"""Lines through the years, with a gap where a number is missing and where the source began to count another way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import floor, log10

from wijkwerk.grafiek.vorm import BREED, Grafiek, Legenda, Pad, Palet, Stip, Tekst
from wijkwerk.grafiek.waarde import Waarde, getal

HOOG = 170
ONDER = 24
LINKS = 54
RECHTS = 14
# How wide a letter is at most, on average.
LETTER = 8
VORMEN = ("rond", "vierkant", "ruit")
STREPEN = ("doorgetrokken", "gestreept", "gestippeld")


@dataclass(frozen=True)
class Punt:
    """A value of a period. `breuk`: from here on the source counts another way, so no line comes from before it.

    `op` is when, in years: with it four years take four times the room of one; without it points stand evenly.
    """

    periode: str
    waarde: Waarde
    breuk: bool = False
    op: float | None = None


@dataclass(frozen=True)
class Reeks:
    """One line. All lines of one chart have the same periods, in the same order."""

    naam: str
    punten: tuple[Punt, ...]


@dataclass(frozen=True)
class _Schaal:
    laagst: Decimal
    hoogst: Decimal

    def y(self, waarde: Decimal) -> float:
        return 8 + (HOOG - 8) * (1 - float((waarde - self.laagst) / (self.hoogst - self.laagst)))

    @property
    def strepen(self) -> list[Decimal]:
        stap = _stap(self.hoogst - self.laagst)
        eerste = (self.laagst / stap).to_integral_value(rounding="ROUND_CEILING") * stap
        return [eerste + n * stap for n in range(12) if eerste + n * stap <= self.hoogst]


def lijn(
    titel: str, reeksen: Sequence[Reeks], *, eenheid: str = "", bron: str = "", palet: Palet | None = None
) -> Grafiek:
    """Return at most three lines in one drawing. Raises ValueError for more, or for lines with other periods."""
    if len(reeksen) > len(VORMEN):
        raise ValueError("more than three lines in one chart cannot be told apart: use veelvoud()")
    grafiek = _een(
        titel, reeksen, _perioden(reeksen), _schaal(reeksen), eenheid=eenheid, bron=bron, palet=palet
    )
    legenda = (Legenda(reeks.naam, stip=_stip(nummer, 8, 8)) for nummer, reeks in enumerate(reeksen))
    return replace(grafiek, legenda=tuple(legenda))


def veelvoud(
    titel: str, reeksen: Sequence[Reeks], *, eenheid: str = "", bron: str = "", palet: Palet | None = None
) -> tuple[Grafiek, ...]:
    """Return small multiples: a chart of each line, called after it, all on one scale, so that they compare.

    `titel`: what all of them are about. Raises ValueError for lines with other periods.
    """
    perioden = _perioden(reeksen)
    schaal = _schaal(reeksen)
    return tuple(
        replace(
            _een(reeks.naam, [reeks], perioden, schaal, eenheid=eenheid, bron=bron, palet=palet),
            omschrijving=_omschrijving(f"{titel}, op dezelfde schaal als de andere.", [reeks], eenheid),
        )
        for reeks in reeksen
    )


def _een(
    titel: str,
    reeksen: Sequence[Reeks],
    perioden: Sequence[str],
    schaal: _Schaal,
    *,
    eenheid: str,
    bron: str,
    palet: Palet | None,
) -> Grafiek:
    paden, stippen, teksten = _tekening(reeksen, schaal)
    return Grafiek(
        titel=titel,
        omschrijving=_omschrijving("Lijndiagram.", reeksen, eenheid),
        hoog=HOOG + ONDER,
        koppen=("Periode", *(reeks.naam for reeks in reeksen)),
        rijen=_rijen(reeksen, perioden, eenheid),
        bron=_met_breuk(bron, reeksen),
        paden=tuple(paden),
        stippen=tuple(stippen),
        teksten=tuple(teksten),
        palet=palet or Palet(),
    )


def _perioden(reeksen: Sequence[Reeks]) -> tuple[str, ...]:
    perioden = {tuple(punt.periode for punt in reeks.punten) for reeks in reeksen}
    if len(perioden) > 1:
        raise ValueError("the lines of one chart have the same periods, in the same order")
    return perioden.pop() if perioden else ()


def _schaal(reeksen: Sequence[Reeks]) -> _Schaal:
    getallen = [
        punt.waarde.getal for reeks in reeksen for punt in reeks.punten if punt.waarde.getal is not None
    ] or [Decimal(0)]
    laagst, hoogst = min(getallen), max(getallen)
    # From zero, unless that flattens the line: then the axis says so with its own numbers.
    if laagst > 0 and laagst < (hoogst - laagst) * 3:
        laagst = Decimal(0)
    marge = (hoogst - laagst) / 10 or max(abs(hoogst) / 10, Decimal(1))
    return _Schaal(laagst if laagst == 0 else laagst - marge, hoogst + marge)


def _stap(bereik: Decimal) -> Decimal:
    """Steps of 1, 2 or 5 times a power of ten: at most about four lines behind the chart."""
    ruw = bereik / 4
    macht = Decimal(10) ** floor(log10(ruw))
    return next(maal * macht for maal in (1, 2, 5, 10) if maal * macht >= ruw)


def _plekken(reeksen: Sequence[Reeks]) -> list[float]:
    """Where each period stands from left to right: by its moment where all have one."""
    punten = reeksen[0].punten if reeksen else ()
    momenten = [punt.op for punt in punten if punt.op is not None]
    if len(momenten) < len(punten):
        momenten = [float(nummer) for nummer in range(len(punten))]
    breed = (momenten[-1] - momenten[0] if momenten else 0) or 1
    return [LINKS + (moment - momenten[0]) / breed * (BREED - LINKS - RECHTS) for moment in momenten]


def _tekening(reeksen: Sequence[Reeks], schaal: _Schaal) -> tuple[list[Pad], list[Stip], list[Tekst]]:
    xen = _plekken(reeksen)
    paden = [Pad(f"M{LINKS} {schaal.y(waarde):.1f}H{BREED}", soort="raster") for waarde in schaal.strepen]
    teksten = [
        Tekst(LINKS - 6, schaal.y(waarde) + 4, getal(waarde), "end", "stil") for waarde in schaal.strepen
    ]
    teksten += _onder_de_lijn(xen, _perioden(reeksen))
    stippen: list[Stip] = []
    for nummer, reeks in enumerate(reeksen):
        paden += [Pad(d, soort=STREPEN[nummer]) for d in _stukken(reeks, xen, schaal)]
        for x, punt in zip(xen, reeks.punten, strict=True):
            if punt.waarde.getal is None:
                teksten.append(Tekst(x, HOOG - 4, "–", "middle", "stil"))
            else:
                y = schaal.y(punt.waarde.getal)
                stippen.append(_stip(nummer, x, y, open_=punt.waarde.voorlopig))
    breuken = {
        nummer for reeks in reeksen for nummer, punt in enumerate(reeks.punten) if punt.breuk and nummer
    }
    paden += [Pad(f"M{(xen[n - 1] + xen[n]) / 2:.1f} 4V{HOOG}", soort="breuk") for n in sorted(breuken)]
    return paden, stippen, teksten


def _onder_de_lijn(xen: Sequence[float], perioden: Sequence[str]) -> list[Tekst]:
    """The periods, from the last one back; one that would touch its neighbour is left out."""
    uit: list[Tekst] = []
    vrij = float(BREED)
    for x, periode in reversed(list(zip(xen, perioden, strict=True))):
        breed = LETTER * (len(periode) + 1)
        rechts = min(x + breed / 2, vrij) if not uit else x + breed / 2
        if rechts <= vrij:
            uit.append(Tekst(rechts - breed / 2, HOOG + 17, periode, "middle", "stil"))
            vrij = rechts - breed
    return uit


def _stip(nummer: int, x: float, y: float, *, open_: bool = False) -> Stip:
    return Stip(x, y, VORMEN[nummer], "merk" if nummer == 0 else "rustig", open_)


def _stukken(reeks: Reeks, xen: Sequence[float], schaal: _Schaal) -> Iterator[str]:
    """The parts of a line between its gaps; a point alone has no line."""
    stuk: list[str] = []
    for x, punt in zip(xen, reeks.punten, strict=True):
        if punt.breuk or punt.waarde.getal is None:
            if len(stuk) > 1:
                yield "M" + "L".join(stuk)
            stuk = []
        if punt.waarde.getal is not None:
            stuk.append(f"{x:.1f} {schaal.y(punt.waarde.getal):.1f}")
    if len(stuk) > 1:
        yield "M" + "L".join(stuk)


def _omschrijving(begin: str, reeksen: Sequence[Reeks], eenheid: str) -> str:
    zinnen = [
        f"{reeks.naam}: "
        + ", ".join(
            f"{punt.periode} {punt.waarde.tekst(eenheid)}"
            + (" (andere manier van tellen)" if punt.breuk else "")
            for punt in reeks.punten
        )
        for reeks in reeksen
        if reeks.punten
    ]
    return f"{begin} {'; '.join(zinnen)}." if zinnen else "Er zijn geen cijfers."


def _rijen(reeksen: Sequence[Reeks], perioden: Sequence[str], eenheid: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (periode, *(reeks.punten[nummer].waarde.tekst(eenheid) for reeks in reeksen))
        for nummer, periode in enumerate(perioden)
    )


def _met_breuk(bron: str, reeksen: Sequence[Reeks]) -> str:
    jaren = sorted({punt.periode for reeks in reeksen for punt in reeks.punten if punt.breuk})
    zin = (
        f"Vanaf {' en '.join(jaren)} telt de bron anders: vergelijk niet met de jaren ervoor."
        if jaren
        else ""
    )
    return " ".join(deel for deel in (bron, zin) if deel)
