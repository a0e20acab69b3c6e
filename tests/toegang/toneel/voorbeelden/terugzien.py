"""Rounds of a cycle, and the reports, points and evaluations that look back on it."""

from __future__ import annotations

from collections.abc import Callable

from tests.toegang.toneel.basis import Argumenten
from tests.toegang.toneel.cyclus import Cyclusscene
from tests.toegang.toneel.verantwoording import Verantwoordingscene

CYCLUS: dict[str, Callable[[Cyclusscene], Argumenten]] = {
    "cyclus:kiezen": lambda c: {"cyclus": c.ronde.cyclus},
    "cyclus:ronde": lambda c: {"pk": c.ronde.pk},
    "cyclus:sluiting": lambda c: {"pk": c.ronde.pk},
    "cyclus:stap": lambda c: {"pk": c.stap.pk},
    "cyclus:start": lambda c: {"pk": c.stap.pk},
    "cyclus:oordeel": lambda c: {"pk": c.stap.pk, "criterium": c.criterium},
    "cyclus:afronding": lambda c: {"pk": c.stap.pk},
    "cyclus:heropening": lambda c: {"pk": c.stap.pk},
    "cyclus:vaststelling": lambda c: {"pk": c.stap.pk},
    "cyclus:termijn": lambda c: {"pk": c.stap.pk},
}


def _conceptrapport(v: Verantwoordingscene) -> Argumenten | None:
    return {"pk": v.concept.pk} if v.concept else None


def _vastrapport(v: Verantwoordingscene) -> Argumenten | None:
    return {"pk": v.vast.pk} if v.vast else None


CONCEPTRAPPORT: dict[str, Callable[[Verantwoordingscene], Argumenten | None]] = {
    "verantwoording:rapport": _conceptrapport,
    "verantwoording:zin": lambda v: {"pk": v.concept.pk, "gebied": v.gebied.pk} if v.concept else None,
    "verantwoording:delen": _conceptrapport,
    "verantwoording:vaststelling": _conceptrapport,
}
VASTRAPPORT: dict[str, Callable[[Verantwoordingscene], Argumenten | None]] = {
    "verantwoording:rapport": _vastrapport,
    "verantwoording:heropening": _vastrapport,
    "verantwoording:publicatie": _vastrapport,
    "verantwoording:intrekking": _vastrapport,
}
TERUGBLIK: dict[str, Callable[[Verantwoordingscene], Argumenten | None]] = {
    "verantwoording:verbeterpunt": lambda v: {"pk": v.punt.pk} if v.punt else None,
    "verantwoording:evaluatie": lambda v: {"pk": v.evaluatie.pk} if v.evaluatie else None,
    "verantwoording:evaluatiepunten": lambda v: {"pk": v.evaluatie.pk} if v.evaluatie else None,
    "verantwoording:evaluatie-afronding": lambda v: {"pk": v.evaluatie.pk} if v.evaluatie else None,
}
