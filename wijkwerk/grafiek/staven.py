"""Bars: one per row, with its name above it and its number in words at its end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from wijkwerk.grafiek.vorm import BREED, REGEL, Grafiek, Pad, Palet, Tekst, Vlak, regels
from wijkwerk.grafiek.waarde import Waarde

DIK = 13
RUIMTE = 11
# How wide a letter is at most, on average, in the widest font (DejaVu, 15): the words beside the longest bar stay inside
# the drawing, which a PDF cuts off at its edge.
LETTER = 8.9


@dataclass(frozen=True)
class Staaf:
    """One row. `nadruk`: the one this page is about; it is bold and darker."""

    naam: str
    waarde: Waarde
    nadruk: bool = False


@dataclass(frozen=True)
class Groep:
    """Several values of one thing, in the order of the names that belong to them."""

    naam: str
    waarden: tuple[Waarde, ...]


def staven(
    titel: str,
    rijen: Sequence[Staaf],
    *,
    eenheid: str = "",
    bron: str = "",
    kop: str = "Gebied",
    palet: Palet | None = None,
) -> Grafiek:
    """Return a bar per row, in the order given. Zero is a line, no number is a word where the bar would be."""
    labels = [rij.waarde.tekst(eenheid) for rij in rijen]
    tekening = _Tekening([rij.waarde for rij in rijen], labels)
    for rij, label in zip(rijen, labels, strict=True):
        tekening.naam(rij.naam, nadruk=rij.nadruk)
        tekening.staaf(rij.waarde, label, "merk" if rij.nadruk else "rustig")
        tekening.y += RUIMTE
    zinnen = "; ".join(f"{rij.naam}: {rij.waarde.tekst(eenheid)}" for rij in rijen)
    return tekening.grafiek(
        titel,
        f"Staafdiagram. {zinnen}." if rijen else "Er zijn geen cijfers.",
        (kop, eenheid.capitalize() or "Waarde"),
        tuple((rij.naam, rij.waarde.tekst()) for rij in rijen),
        bron,
        palet,
    )


def groepen(
    titel: str,
    namen: Sequence[str],
    rijen: Sequence[Groep],
    *,
    eenheid: str = "",
    bron: str = "",
    kop: str = "Gebied",
    palet: Palet | None = None,
) -> Grafiek:
    """Return for each row one bar per name, the name written at each: nothing is told by colour alone."""
    labels = [
        [f"{naam}: {waarde.tekst(eenheid)}" for naam, waarde in zip(namen, rij.waarden, strict=True)]
        for rij in rijen
    ]
    tekening = _Tekening(
        [waarde for rij in rijen for waarde in rij.waarden], [label for rij in labels for label in rij]
    )
    for rij, rijlabels in zip(rijen, labels, strict=True):
        tekening.naam(rij.naam, nadruk=True)
        for nummer, (waarde, label) in enumerate(zip(rij.waarden, rijlabels, strict=True)):
            tekening.staaf(waarde, label, "rustig" if nummer % 2 else "merk")
            tekening.y += 4
        tekening.y += RUIMTE
    zinnen = "; ".join(f"{rij.naam}: {', '.join(deel)}" for rij, deel in zip(rijen, labels, strict=True))
    return tekening.grafiek(
        titel,
        f"Staafdiagram. {zinnen}." if rijen else "Er zijn geen cijfers.",
        (kop, *namen),
        tuple((rij.naam, *(waarde.tekst(eenheid) for waarde in rij.waarden)) for rij in rijen),
        bron,
        palet,
    )


class _Tekening:
    """Bars below each other; one scale for all of them, with zero in it, also when numbers lie below zero."""

    def __init__(self, waarden: Sequence[Waarde], labels: Iterable[str]) -> None:
        getallen = [waarde.getal for waarde in waarden if waarde.getal is not None]
        self.laagst = min([*getallen, Decimal(0)])
        self.hoogst = max([*getallen, Decimal(0)])
        self.lengte = BREED - 10 - LETTER * max((len(label) for label in labels), default=0)
        self.y = 2.0
        self.vlakken: list[Vlak] = []
        self.teksten: list[Tekst] = []
        self.paden: list[Pad] = []

    def _x(self, getal: Decimal) -> float:
        breed = self.hoogst - self.laagst
        return float((getal - self.laagst) / breed) * self.lengte if breed else 0.0

    def naam(self, naam: str, *, nadruk: bool) -> None:
        for regel in regels(naam):
            self.y += REGEL
            self.teksten.append(Tekst(0, self.y - 4, regel, soort="nadruk" if nadruk else "gewoon"))
        # The tail of a letter stays clear of the bar below it.
        self.y += 2

    def staaf(self, waarde: Waarde, label: str, soort: str) -> None:
        midden = self.y + DIK / 2 + 5
        if waarde.getal is None:
            self.teksten.append(Tekst(0, midden, label, soort="stil"))
        else:
            nul, eind = self._x(Decimal(0)), self._x(waarde.getal)
            begin, breed = min(nul, eind), abs(eind - nul)
            if waarde.getal == 0:
                self.paden.append(Pad(f"M{nul + 0.75:.1f} {self.y:.1f}v{DIK}", soort="as"))
            else:
                # A dashed line is drawn around its shape: it stays inside the drawing.
                self.vlakken.append(
                    Vlak(
                        begin + 0.75,
                        self.y,
                        max(breed - 1.5, 1.0),
                        DIK,
                        "voorlopig" if waarde.voorlopig else soort,
                    )
                )
            self.teksten.append(Tekst(begin + breed + 6, midden, label))
        self.y += DIK

    def grafiek(
        self,
        titel: str,
        omschrijving: str,
        koppen: tuple[str, ...],
        rijen: tuple[tuple[str, ...], ...],
        bron: str,
        palet: Palet | None,
    ) -> Grafiek:
        return Grafiek(
            titel=titel,
            omschrijving=omschrijving,
            hoog=self.y + 4,
            koppen=koppen,
            rijen=rijen,
            bron=bron,
            paden=tuple(self.paden),
            vlakken=tuple(self.vlakken),
            teksten=tuple(self.teksten),
            palet=palet or Palet(),
        )
