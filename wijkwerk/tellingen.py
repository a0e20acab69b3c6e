"""Counts for a report: a table whose small numbers are hidden in one place, whoever counted.

An app counts for places and a period (`Vraag`) and gives back a `Telling`: typed numbers, nothing hidden yet. What is
too small to be told `wijkwerk.onderdrukken` hides. Nothing here knows what is counted, or asks the database.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Literal

Soort = Literal["getal", "bedrag", "dagen", "procent", "tekst"]


@dataclass(frozen=True)
class Plaats:
    """An area by which is counted; things in what lies in it count too. `boven`: the areas in which it lies itself.

    `ook`: areas that count as this one; all at the top, where no area stands for the municipality.
    """

    pk: int
    naam: str
    boven: frozenset[int] = frozenset()
    ook: frozenset[int] = frozenset()

    @property
    def gebieden(self) -> frozenset[int]:
        return self.ook | {self.pk}


@dataclass(frozen=True)
class Vraag:
    """For which days (both included), and by which places. `buurten` are the smallest areas, `alles` lies around them."""

    van: date
    tot: date
    alles: Plaats
    gebieden: tuple[Plaats, ...]
    buurten: tuple[Plaats, ...]
    drempel: int = 1


@dataclass(frozen=True)
class Cel:
    """A number, words, or in words why there is no number ("onbekend"); never two of these."""

    getal: Decimal | None = None
    tekst: str = ""
    reden: str = ""
    voorlopig: bool = False

    def __post_init__(self) -> None:
        if (self.getal is not None) + bool(self.tekst) + bool(self.reden) != 1:
            raise ValueError("a cell is a number, words, or the reason that there is none")

    @classmethod
    def van(cls, getal: int | Decimal | None, reden: str = "onbekend", *, voorlopig: bool = False) -> Cel:
        """A number; without one the reason."""
        return cls(reden=reden) if getal is None else cls(Decimal(getal), voorlopig=voorlopig)


@dataclass(frozen=True)
class Kolom:
    """`klein`: about people or what they said, so hidden below the threshold. `samen`: the sum of the other such columns.

    `over`: the column with how many there were; hidden where that one is (a median of what another column counts).
    `met`: the column that tells of the same cases; where one of the two is hidden the other is too, since each bounds it.
    """

    naam: str
    soort: Soort = "getal"
    klein: bool = False
    samen: bool = False
    over: str = ""
    met: str = ""


@dataclass(frozen=True)
class Regel:
    """One row; `samen` is the sum of the rows above it."""

    naam: str
    cellen: tuple[Cel, ...]
    samen: bool = False


@dataclass(frozen=True)
class Telling:
    """One table with where it comes from. `grafiek`: how its numbers are also drawn; `warmte` shades the cells."""

    titel: str
    kolommen: tuple[Kolom, ...]
    regels: tuple[Regel, ...]
    bron: str
    kop: str = "Gebied"
    uitleg: str = ""
    grafiek: Literal["", "staven", "groepen", "warmte"] = ""
    # Rows that lie in one area together (`samen_in`): their sum stands in this row, or in another table (None).
    groepen: tuple[tuple[tuple[int, ...], int | None], ...] = ()


def samen_in(plaatsen: Sequence[Plaats]) -> tuple[tuple[tuple[int, ...], int | None], ...]:
    """Which of these rows lie in one area, for each area above them; with the row of that area where it is one of them.

    The number of a wijk is told in other tables, reports and figures: beside the other buurten of that wijk it would give
    a hidden one away.
    """
    rij_van = {plaats.pk: nummer for nummer, plaats in enumerate(plaatsen)}
    # Of those in between, the areas that are no row themselves stand for what lies in them.
    delen: dict[int, list[int]] = {}
    for nummer, plaats in enumerate(plaatsen):
        for boven in sorted(plaats.boven):
            tussen = [pk for pk in plaats.boven & rij_van.keys() if boven in plaatsen[rij_van[pk]].boven]
            if not tussen:
                delen.setdefault(boven, []).append(nummer)
    return tuple((tuple(rijen), rij_van.get(boven)) for boven, rijen in delen.items())


@dataclass(frozen=True)
class Onderdeel:
    """A part of a report: how it is counted, and whether everybody may read it.

    `besloten`: in one or two words why it may never be public ("bedragen per organisatie"). No resident and no other
    partner reads it either, also when they sit in the meeting to which the profile reports (DHR-19).
    """

    tel: Callable[[Vraag], Sequence[Telling]]
    besloten: str = ""

    def __call__(self, vraag: Vraag) -> Sequence[Telling]:
        return self.tel(vraag)


def onderdeel(*, besloten: str) -> Callable[[Callable[[Vraag], Sequence[Telling]]], Onderdeel]:
    """Declare a function as a part of a report: whoever adds one says whether it may be public."""
    return partial(Onderdeel, besloten=besloten)
