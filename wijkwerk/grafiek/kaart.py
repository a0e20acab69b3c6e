"""A map in shades: five classes with about as many different numbers each, a legend, and a form of its own for what has no number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from string import ascii_uppercase

from wijkwerk.grafiek.vorm import Grafiek, Legenda, Pad, Palet, Tekst
from wijkwerk.grafiek.waarde import Waarde, getal

TRAPPEN = 5
# A name stands clear of the large label under it.
NAAM_BOVEN = 42


@dataclass(frozen=True)
class Kaartvlak:
    """An area: its outline as a path, the place of its label, its value. `nadruk`: the one this page is about.

    `naam_past`: its name can be written in it, above the label.
    """

    naam: str
    pad: str
    x: float
    y: float
    waarde: Waarde
    nadruk: bool = False
    naam_past: bool = False


def kaart(
    titel: str,
    vlakken: Sequence[Kaartvlak],
    *,
    breed: float,
    hoog: float,
    eenheid: str = "",
    bron: str = "",
    kop: str = "Gebied",
    palet: Palet | None = None,
) -> Grafiek:
    """Return a choropleth on outlines drawn elsewhere, `breed` by `hoog`. Each area carries its shade as a number 1 to 5.

    Each reason for no number has a letter of its own, and a provisional one a star.
    """
    letters = _letters(vlakken)
    grenzen = _grenzen([vlak.waarde.getal for vlak in vlakken if vlak.waarde.getal is not None])
    paden = [
        Pad(vlak.pad, soort="gebied", trap=_trap(vlak.waarde.getal, grenzen), nadruk=vlak.nadruk)
        # The one with a thick border last, so that no neighbour is drawn over it.
        for vlak in sorted(vlakken, key=lambda vlak: vlak.nadruk)
    ]
    teksten = [
        Tekst(vlak.x, vlak.y, _merk(vlak.waarde, grenzen, letters), "middle", "trap") for vlak in vlakken
    ]
    teksten += [Tekst(v.x, v.y - NAAM_BOVEN, v.naam, "middle", "naam") for v in vlakken if v.naam_past]
    zinnen = "; ".join(f"{vlak.naam}: {vlak.waarde.tekst(eenheid)}" for vlak in vlakken)
    return Grafiek(
        titel=titel,
        omschrijving=f"Kaart. {zinnen}." if vlakken else "Er zijn geen cijfers.",
        breed=breed,
        hoog=hoog,
        koppen=(kop, eenheid.capitalize() or "Waarde"),
        rijen=tuple((vlak.naam, vlak.waarde.tekst()) for vlak in vlakken),
        bron=bron,
        paden=tuple(paden),
        teksten=tuple(teksten),
        legenda=_legenda(grenzen, vlakken, eenheid, letters),
        palet=palet or Palet(),
    )


def _grenzen(getallen: Sequence[Decimal]) -> list[tuple[Decimal, Decimal]]:
    """The lowest and highest number of each class: of the numbers there are, however many areas have one."""
    geordend = sorted(set(getallen))
    klassen: list[list[Decimal]] = []
    aantal = min(TRAPPEN, len(geordend))
    for nummer, waarde in enumerate(geordend):
        if nummer * aantal // len(geordend) < len(klassen):
            klassen[-1].append(waarde)
        else:
            klassen.append([waarde])
    return [(klas[0], klas[-1]) for klas in klassen]


def _trap(waarde: Decimal | None, grenzen: Sequence[tuple[Decimal, Decimal]]) -> int:
    """1 to 5, spread over the shades also when there are fewer classes; 0 without a number."""
    if waarde is None:
        return 0
    klas = next(nummer for nummer, (laag, hoog) in enumerate(grenzen) if laag <= waarde <= hoog)
    return _schaduw(klas, len(grenzen))


def _schaduw(klas: int, klassen: int) -> int:
    return 1 + klas * (TRAPPEN - 1) // max(klassen - 1, 1)


def _letters(vlakken: Sequence[Kaartvlak]) -> dict[str, str]:
    """A letter for each reason why there is no number."""
    redenen = sorted({vlak.waarde.reden for vlak in vlakken if vlak.waarde.getal is None})
    return dict(zip(redenen, ascii_uppercase, strict=False))


def _merk(waarde: Waarde, grenzen: Sequence[tuple[Decimal, Decimal]], letters: Mapping[str, str]) -> str:
    if waarde.getal is None:
        return letters[waarde.reden]
    return f"{_trap(waarde.getal, grenzen)}{'*' if waarde.voorlopig else ''}"


def _legenda(
    grenzen: Sequence[tuple[Decimal, Decimal]],
    vlakken: Sequence[Kaartvlak],
    eenheid: str,
    letters: Mapping[str, str],
) -> tuple[Legenda, ...]:
    klassen = [
        (getal(laag) if laag == hoog else f"{getal(laag)} tot en met {getal(hoog)}") for laag, hoog in grenzen
    ]
    ster = any(vlak.waarde.voorlopig for vlak in vlakken)
    return (
        *(
            Legenda(f"{trap}: {klas} {eenheid}".strip(), trap=trap)
            for nummer, klas in enumerate(klassen)
            for trap in [_schaduw(nummer, len(grenzen))]
        ),
        *(Legenda(f"{letter}: {reden}", trap=0) for reden, letter in letters.items()),
        *([Legenda("*: voorlopig")] if ster else []),
    )
