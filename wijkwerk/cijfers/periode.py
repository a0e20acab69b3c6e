"""A period as one number, so that a figure stays narrow: 202400 is 2024, 202403 March 2024, 202442 its second quarter."""

from __future__ import annotations

import re
from collections.abc import Collection

MAANDEN = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
KWARTAAL = 40
EERSTE_JAAR, LAATSTE_JAAR = 1950, 2100

_VORMEN = re.compile(r"([0-9]{4})(?:JJ00|MM([0-9]{2})|KW([0-9]{2})|-([0-9]{1,2})|-[Kk]([1-4]))?")


class PeriodeFout(ValueError):
    """This is not a period."""


def lees_periode(tekst: str) -> int:
    """Read 2024, 2024-03, 2024-K2, or as the CBS writes them: 2024JJ00, 2024MM03, 2024KW02. Raises PeriodeFout."""
    gevonden = _VORMEN.fullmatch(tekst.strip())
    if not gevonden or not EERSTE_JAAR <= int(gevonden[1]) <= LAATSTE_JAAR:
        raise PeriodeFout("een jaar, een maand zoals 2024-03 of een kwartaal zoals 2024-K2")
    maand, kwartaal = int(gevonden[2] or gevonden[4] or 0), int(gevonden[3] or gevonden[5] or 0)
    nul = any(deel is not None and not int(deel) for deel in gevonden.groups())
    if maand > 12 or kwartaal > 4 or nul:
        raise PeriodeFout("een maand van 1 tot en met 12 of een kwartaal van 1 tot en met 4")
    return van_jaar(int(gevonden[1])) + (maand or (KWARTAAL + kwartaal if kwartaal else 0))


def van_jaar(jaar: int) -> int:
    return jaar * 100


def jaar_van(periode: int) -> int:
    return periode // 100


def soort_van(periode: int) -> int:
    """0 for a year, 1 for a quarter, 2 for a month: what is of the same kind stands in one line."""
    deel = periode % 100
    return 0 if not deel else 1 if deel > KWARTAAL else 2


def van_een_soort(perioden: Collection[int]) -> list[int]:
    """Those of the longest kind there is, in order: a year is never drawn between its months."""
    langste = min(map(soort_van, perioden), default=0)
    return sorted(periode for periode in perioden if soort_van(periode) == langste)


def in_zelfde_jaar(periode: int) -> list[int]:
    """Every period of its year: the year, its months and its quarters."""
    jaar = periode - periode % 100
    return [jaar, *(jaar + deel for deel in (*range(1, 13), *range(KWARTAAL + 1, KWARTAAL + 5)))]


def samenstellingen(jaar: int) -> list[tuple[int, list[int]]]:
    """What adds up in a year: its months, its quarters, and the months of each quarter."""
    begin = van_jaar(jaar)
    kwartalen = [begin + KWARTAAL + nr for nr in range(1, 5)]
    maanden = [begin + nr for nr in range(1, 13)]
    per_kwartaal = [(kwartaal, maanden[3 * nr : 3 * nr + 3]) for nr, kwartaal in enumerate(kwartalen)]
    return [(begin, maanden), (begin, kwartalen), *per_kwartaal]


def op_de_as(periode: int) -> float:
    """When it begins, in years: 2024.0, 2024.25 for its second quarter."""
    jaar, deel = divmod(periode, 100)
    return jaar + ((deel - KWARTAAL - 1) / 4 if deel > KWARTAAL else max(deel - 1, 0) / 12)


def in_woorden(periode: int) -> str:
    jaar, deel = divmod(periode, 100)
    if not deel:
        return str(jaar)
    if deel > KWARTAAL:
        return f"{deel - KWARTAAL}e kwartaal {jaar}"
    return f"{MAANDEN[deel - 1]} {jaar}"
