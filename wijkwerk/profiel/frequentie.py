"""How often, and over which stretch of time."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from wijkwerk.profiel.basis import Deel, Positief
from wijkwerk.profiel.fouten import Klacht
from wijkwerk.profiel.verwijzing import Verwijst

VASTE_PERIODEN = ("jaar", "kwartaal", "maand", "week")
EIGEN_LENGTE = r"[1-9][0-9]{0,2} (jaar|maanden|weken)"
MAANDEN = {"jaar": 12, "kwartaal": 3, "maanden": 1, "maand": 1}

# `per` of a frequency: a fixed period, "6 maanden", or a period of the municipality itself.
Per = Annotated[str, Verwijst("periode", patroon=EIGEN_LENGTE)]
# `per` of a limit: also for each gebied, partij, …
PerGrens = Annotated[
    str,
    Verwijst("periode", woorden=("gebied", "partij", "gemeente", "persoon", "overleg"), patroon=EIGEN_LENGTE),
]


def plus_maanden(dag: date, maanden: int) -> date:
    """The same day so many months on; the last of the month when that month is shorter."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    return date(jaar, maand + 1, min(dag.day, calendar.monthrange(jaar, maand + 1)[1]))


@dataclass(frozen=True)
class Tijdvak:
    """A length of time, in months or in weeks, and for a term of office the day it once began."""

    maanden: int = 0
    weken: int = 0
    begin: date | None = None

    def na(self, dag: date) -> date:
        """The day on which this length has passed since `dag`."""
        return plus_maanden(dag, self.maanden) + timedelta(weeks=self.weken)

    def venster(self, dag: date) -> tuple[date, date]:
        """First and last day of the calendar stretch in which `dag` falls."""
        if self.maanden:
            anker = self.begin or date(2000, 1, 1)
            verschil = (dag.year - anker.year) * 12 + dag.month - anker.month - (dag.day < anker.day)
            eerste = plus_maanden(anker, verschil // self.maanden * self.maanden)
        else:
            anker = self.begin or date(2000, 1, 3)
            eerste = dag - timedelta(days=(dag - anker).days % (7 * self.weken))
        return eerste, self.na(eerste) - timedelta(days=1)


class Periode(Deel):
    """A term of office: when one began and how many months it lasts."""

    begin: date
    maanden: Annotated[int, Field(ge=1, le=1200)]


def lees_tijdvak(per: str, eigen: Mapping[str, Periode] | None = None) -> Tijdvak:
    """The length that `per` names; KeyError when it is neither fixed, nor counted, nor in `eigen`."""
    if re.fullmatch(EIGEN_LENGTE, per):
        aantal, eenheid = per.split()
        return (
            Tijdvak(weken=int(aantal))
            if eenheid == "weken"
            else Tijdvak(maanden=int(aantal) * MAANDEN[eenheid])
        )
    if per in VASTE_PERIODEN:
        return Tijdvak(weken=1) if per == "week" else Tijdvak(maanden=MAANDEN[per])
    periode = (eigen or {})[per]
    return Tijdvak(maanden=periode.maanden, begin=periode.begin)


class Frequentie(Deel):
    """So many times per period; `norm = "vrij"` alone says: nothing is asked."""

    n: Positief | None = None
    van: Positief | None = None
    tot: Positief | None = None
    per: Per | None = None
    norm: Literal["hard", "streven", "vrij"] = "hard"
    anker: Literal["kalender", "laatste", "vaststelling"] = "kalender"
    maand: Annotated[int, Field(ge=1, le=12)] | None = None

    @property
    def is_vrij(self) -> bool:
        return self.norm == "vrij"

    @property
    def is_hard(self) -> bool:
        return self.norm == "hard"

    @property
    def minstens(self) -> int:
        """How many times at least; 0 when it is free."""
        return self.n or self.van or 0

    @property
    def hoogstens(self) -> int | None:
        """The upper side of `van`/`tot`; None when more is welcome."""
        return self.tot

    def klachten(self) -> Iterator[Klacht]:
        if self.n is not None and (self.van or self.tot):
            yield Klacht("n", "n, of van en tot, niet beide")
        elif self.n is None and not self.is_vrij and not (self.van and self.tot):
            yield Klacht("n", "n (of van en tot), want de norm is niet vrij", "geen van beide")
        elif bool(self.van) != bool(self.tot):
            yield Klacht("van", "van en tot samen")
        if self.van and self.tot and self.van > self.tot:
            yield Klacht("tot", f"een getal van ten minste {self.van} (van)", str(self.tot))
        if self.per is None and (self.n or self.van or not self.is_vrij):
            yield Klacht("per", 'een periode, zoals "jaar" of "6 maanden"', "geen")
