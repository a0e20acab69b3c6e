"""Terms in working days, weeks and months."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays

from wijkwerk.profiel import Termijn


@lru_cache(maxsize=64)
def feestdagen(jaar: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NL", years=jaar, categories=("public", "optional")))


def is_werkdag(dag: date) -> bool:
    return dag.weekday() < 5 and dag not in feestdagen(dag.year)


def plus_werkdagen(dag: date, n: int) -> date:
    """Return the n-th working day after (before, when negative) a day."""
    stap = timedelta(days=1 if n >= 0 else -1)
    while n:
        dag += stap
        if is_werkdag(dag):
            n -= 1 if n > 0 else -1
    return dag


def uiterlijk(termijn: Termijn, vanaf: date) -> date:
    return plus_werkdagen(vanaf, termijn.werkdagen or 0)
