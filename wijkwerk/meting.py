"""What the product counts itself: each app brings measures of its own register, per area and year (settings.METINGEN)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from django.conf import settings
from django.db.models import Aggregate, BigIntegerField, Count, DurationField, F, Func, Q, QuerySet
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Uitkomst:
    """A figure of one area in one year.

    `aantal`: of how many things it tells; below the threshold of the profile it is not shown where `klein_geheim`.
    `deel`: which part of the measure it is, such as a theme.
    """

    gebied: int
    jaar: int
    getal: Decimal
    aantal: int
    deel: str = ""


@dataclass(frozen=True)
class Meting:
    """A measure of the own register. `van` and `hoe` are how a profile names it (`afgeleid`, `meet`)."""

    van: str
    hoe: str
    naam: str
    eenheid: str
    # From this year on, or of all years: what is not there is zero for a count, and nothing for the others.
    tel: Callable[[int], Iterable[Uitkomst]]
    richting: Literal["hoger", "lager", "neutraal"] = "neutraal"
    decimalen: int = 0
    # A number of things: areas without any have zero, and parts add up to the whole.
    is_aantal: bool = True
    # It tells of people, so few of them are not told.
    klein_geheim: bool = False
    # Below this number it is not told, where that is another than the profile says of people.
    vanaf: int | None = None
    # Keys and names of its parts; each is a measure of its own. `tel` then tells the whole as well, as the part "".
    delen: Mapping[str, str] = field(default_factory=dict)
    # What is said with it: what counts and what does not.
    uitleg: str = ""

    @property
    def sleutel(self) -> str:
        """As it is called where the profile has no word for it."""
        return f"eigen-{self.van}-{self.hoe}"


# A year is compared as a day, and there is no day in the year nought.
EERSTE_JAAR = 1950


def metingen() -> dict[tuple[str, str], Meting]:
    """What the apps of this municipality count, by register and way."""
    alle = [meting for pad in settings.METINGEN for meting in import_string(pad)()]
    return {(meting.van, meting.hoe): meting for meting in alle}


class Plekken(Func):
    """Each area in `plek_gebieden`: a thing counts where it lies and in all above."""

    function = "unnest"
    set_returning = True
    output_field = BigIntegerField()


class Middelste(Aggregate):
    """The middle one: half took longer. An average would tell of one that lay for a year."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


def per_gebied(
    rijen: QuerySet[Any], jaar: Any, sinds: int, *deel: str, **maten: Any
) -> QuerySet[Any, dict[str, Any]]:
    """Group what lies somewhere by area and year, and by `deel`; `jaar` is the year as an expression. One query."""
    groepen: QuerySet[Any, dict[str, Any]] = (
        rijen.order_by()
        .annotate(meting_jaar=jaar)
        .filter(meting_jaar__gte=max(sinds, EERSTE_JAAR))
        .annotate(meting_gebied=Plekken(F("plek_gebieden")))
        .values("meting_gebied", "meting_jaar", *deel)
        .annotate(meting_aantal=Count("pk"), **maten)
    )
    return groepen


def tel_aantallen(rijen: QuerySet[Any], jaar: Any, sinds: int) -> Iterator[Uitkomst]:
    """How many there are. One query."""
    for rij in per_gebied(rijen, jaar, sinds):
        aantal = rij["meting_aantal"]
        yield Uitkomst(rij["meting_gebied"], rij["meting_jaar"], Decimal(aantal), aantal)


def tel_dagen(rijen: QuerySet[Any], jaar: Any, sinds: int, duur: Any) -> Iterator[Uitkomst]:
    """How many days the middle one took; `duur` is an expression. One query."""
    for rij in per_gebied(rijen, jaar, sinds, middelste=Middelste(duur)):
        dagen = Decimal(round(rij["middelste"].total_seconds() / 86_400))
        yield Uitkomst(rij["meting_gebied"], rij["meting_jaar"], dagen, rij["meting_aantal"])


def tel_procent(rijen: QuerySet[Any], jaar: Any, sinds: int, goed: Q) -> Iterator[Uitkomst]:
    """Which part is good. One query."""
    for rij in per_gebied(rijen, jaar, sinds, goed=Count("pk", filter=goed)):
        deel = Decimal(100 * rij["goed"]) / rij["meting_aantal"]
        yield Uitkomst(rij["meting_gebied"], rij["meting_jaar"], round(deel, 1), rij["meting_aantal"])
