"""Terms in working days, weeks and months; days are days in the Netherlands, so no clock change can move them.

Which days are no working days: Saturday, Sunday, and the days of the Algemene termijnenwet, article 3: Nieuwjaarsdag,
tweede paasdag, Koningsdag (the day on which it is celebrated), 5 mei in every year, Hemelvaartsdag, tweede
pinksterdag, both kerstdagen (first paragraph) and Goede Vrijdag (second paragraph). That is the meaning of "werkdag"
in Dutch regulations, whatever an employer agrees about days off; since 2024 the CAO Gemeenten (article 6.6) has 5 mei
every year too. Source: wetten.overheid.nl, BWBR0002448; reasons in docs/besluiten/werkdagen.md.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

import holidays
from django.utils import timezone

from wijkwerk.profiel.rijen.volgen import Termijn

__all__ = [
    "als_dag",
    "dagen_te_laat",
    "eerste_werkdag",
    "feestdagen",
    "herinnermoment",
    "is_werkdag",
    "laatste_werkdag",
    "plus_maanden",
    "plus_werkdagen",
    "uiterlijk",
    "werkdagen_tussen",
]

TE_LAAT = "te-laat"
EEN_DAG = timedelta(days=1)


@lru_cache(maxsize=64)
def feestdagen(jaar: int) -> frozenset[date]:
    """Return the days of a year that the Algemene termijnenwet names (5 mei and Goede Vrijdag included)."""
    # `optional` is 5 mei in the years in which it is no national day off for everybody.
    return frozenset(holidays.country_holidays("NL", years=jaar, categories=("public", "optional")))


def is_werkdag(dag: date) -> bool:
    return dag.weekday() < calendar.SATURDAY and dag not in feestdagen(dag.year)


def als_dag(moment: date | datetime) -> date:
    """Return the day in the Netherlands: half past midnight in summer is still yesterday in UTC."""
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


def plus_werkdagen(dag: date, n: int) -> date:
    """Return the n-th working day after a day, or before it when n is negative; the day itself for 0."""
    stap = EEN_DAG if n > 0 else -EEN_DAG
    for _ in range(abs(n)):
        dag += stap
        while not is_werkdag(dag):
            dag += stap
    return dag


def werkdagen_tussen(van: date, tot: date) -> int:
    """Count the working days after `van` up to and including `tot`; negative when `tot` lies before `van`."""
    if tot < van:
        return -werkdagen_tussen(tot, van)
    return sum(is_werkdag(van + timedelta(days=n)) for n in range(1, (tot - van).days + 1))


def eerste_werkdag(dag: date) -> date:
    """Return the day itself when it is a working day, else the next one."""
    while not is_werkdag(dag):
        dag += EEN_DAG
    return dag


def laatste_werkdag(dag: date) -> date:
    """Return the day itself when it is a working day, else the one before."""
    while not is_werkdag(dag):
        dag -= EEN_DAG
    return dag


def plus_maanden(dag: date, n: int) -> date:
    """Return the same day n months on (back when negative); the last day of a month that has no such day."""
    maanden = dag.year * 12 + dag.month - 1 + n
    jaar, maand = maanden // 12, maanden % 12 + 1
    return date(jaar, maand, min(dag.day, calendar.monthrange(jaar, maand)[1]))


def uiterlijk(termijn: Termijn, vanaf: date | datetime) -> date:
    """Return the last day of a term of the profile that begins (or, with `vooraf_aan`, that ends its count) at `vanaf`.

    The day of `vanaf` does not count. A term that would end on a Saturday, Sunday or holiday runs on to the next
    working day (Algemene termijnenwet, article 1); one that is counted back from a step ends on the working day
    before. A fixed date (`uiterlijk` in the profile) stays what it is.
    """
    if termijn.uiterlijk is not None:
        return termijn.uiterlijk
    begin = als_dag(vanaf)
    terug = termijn.vooraf_aan is not None
    richting = -1 if terug else 1
    if termijn.werkdagen is not None:
        einde = plus_werkdagen(begin, richting * termijn.werkdagen)
    elif termijn.weken is not None:
        einde = begin + timedelta(weeks=richting * termijn.weken)
    else:
        einde = plus_maanden(begin, richting * (termijn.maanden or 0))
    return laatste_werkdag(einde) if terug else eerste_werkdag(einde)


def dagen_te_laat(uiterlijk: date, dag: date | None = None) -> int:
    """Return how many days ago the term passed; 0 when it has not. The last day itself is in time."""
    return max(((dag or timezone.localdate()) - uiterlijk).days, 0)


def herinnermoment(uiterlijk: date, herinner: Iterable[int], dag: date | None = None) -> str | None:
    """Return the occasion of reminding that counts on a day, or None when it is too early.

    `herinner` counts working days before the last day. The answer stays the same until the next occasion
    ("2026-12-01:7d", then "2026-12-01:3d", then "2026-12-01:te-laat"), so that a day on which nothing ran is made up
    for, and a term that moved reminds anew.
    """
    dag = dag or timezone.localdate()
    if dag > uiterlijk:
        return f"{uiterlijk}:{TE_LAAT}"
    bereikt = [n for n in herinner if dag >= plus_werkdagen(uiterlijk, -n)]
    return f"{uiterlijk}:{min(bereikt)}d" if bereikt else None
