"""Which rounds and steps are due when. Pure: days and rows of the profile in, days out; no database, no today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from wijkwerk.profiel.frequentie import Frequentie, Tijdvak
from wijkwerk.profiel.rijen.plannen import Cyclus, Cyclusstap

DAG = timedelta(days=1)
WEEK = timedelta(weeks=1)
# The least of a step that shares the first turn of what comes back.
MINSTENS = timedelta(weeks=4)
# A first round that opens so long after its period began has its steps counted from the day on which it opens.
LAAT_BEGONNEN = timedelta(days=31)


@dataclass(frozen=True)
class Periode:
    """First and last day of a round; without a last day it lasts until it is done."""

    van: date
    tot: date | None = None


@dataclass(frozen=True)
class Vorige:
    """The round before: when its period began, and when its (first) plan was established."""

    van: date
    vastgesteld_op: date | None = None


@dataclass(frozen=True)
class Geplandestap:
    """One step of a round, the how manieth time, and the days between which it is done."""

    sleutel: str
    beurt: int
    begin: date | None
    uiterlijk: date | None


def lengte(frequentie: Frequentie, tijdvak: Tijdvak) -> Tijdvak:
    """How long one turn lasts: the period divided by how often in it; at least a month or a week."""
    n = max(frequentie.minstens, 1)
    if tijdvak.maanden:
        return Tijdvak(maanden=max(tijdvak.maanden // n, 1), begin=tijdvak.begin)
    return Tijdvak(weken=max(tijdvak.weken // n, 1))


def periode_op(
    frequentie: Frequentie, tijdvak: Tijdvak, dag: date, vorige: Vorige | None = None
) -> Periode | None:
    """The period of the round that should be open on a day; None when none should.

    `anker`: by the calendar there always is one. Counted from the last round, or from the plan that it established,
    there is none before somebody began the first, nor before that length has passed.
    """
    een = lengte(frequentie, tijdvak)
    if frequentie.anker == "kalender":
        van, tot = _met_maand(een, frequentie.maand).venster(dag)
        return Periode(van, tot)
    anker = None
    if vorige is not None:
        anker = vorige.van if frequentie.anker == "laatste" else vorige.vastgesteld_op
    if anker is None:
        return None
    van = een.na(anker)
    if van > dag:
        return None
    # One that was forgotten is not made up for: the stretch in which this day falls.
    while een.na(van) <= dag:
        van = een.na(van)
    return Periode(van, een.na(van) - DAG)


def _met_maand(een: Tijdvak, maand: int | None) -> Tijdvak:
    if maand is None or een.begin is not None or not een.maanden:
        return een
    return Tijdvak(maanden=een.maanden, begin=date(2000, maand, 1))


def eerste_dag(periode: Periode, dag: date, *, is_eerste: bool) -> date:
    """From which day the steps are counted: a first round that begins halfway does not begin late."""
    return dag if is_eerste and dag - periode.van > LAAT_BEGONNEN else periode.van


def plan_stappen(
    rij: Cyclus, begin: date, tot: date | None, herhaalt: Mapping[str, Tijdvak]
) -> list[Geplandestap]:
    """The steps of one round in the order of their days.

    `herhaalt`: of each step that comes back, the length of one turn. Steps without `weken` share what is left of the round, or
    of the first turn where something comes back; what stands after a step that comes back until the end, is done at the end.
    """
    delend = [stap for stap in rij.stappen if stap.weken is None and stap.sleutel not in herhaalt]
    deel = _deel(rij, begin, tot, herhaalt, len(delend))
    gevonden: list[tuple[int, Geplandestap]] = []
    start: date | None = begin
    tot_het_eind = False
    for plaats, stap in enumerate(rij.stappen):
        duur_ervan = WEEK * stap.weken if stap.weken is not None else deel
        komt_terug = stap.sleutel in herhaalt and start is not None and tot is not None
        if tot_het_eind and not komt_terug and tot is not None and start is not None:
            start = max(start, tot + DAG - _nog(rij, plaats, deel, herhaalt))
        eind = start + duur_ervan - DAG if start is not None and duur_ervan is not None else None
        if not herhaalt and tot is not None and eind is not None and delend and stap is delend[-1]:
            # The days that cannot be shared evenly are for the last one.
            eind = max(eind, tot - _nog(rij, plaats + 1, deel, herhaalt))
        if komt_terug and start is not None and tot is not None:
            beurten = _beurten(stap, start, begin, tot, herhaalt[stap.sleutel])
            tot_het_eind = tot_het_eind or stap.weken is None
            start = start if stap.weken is None or eind is None else eind + DAG
        else:
            beurten = [Geplandestap(stap.sleutel, 1, start, eind)]
            start = eind + DAG if eind is not None else None
        gevonden.extend((plaats, beurt) for beurt in beurten)
    gevonden.sort(key=lambda paar: (paar[1].begin or date.max, paar[0], paar[1].beurt))
    return [beurt for _, beurt in gevonden]


def _vast(stappen: Iterable[Cyclusstap]) -> timedelta:
    return sum((WEEK * stap.weken for stap in stappen if stap.weken), timedelta())


def _nog(rij: Cyclus, plaats: int, deel: timedelta | None, herhaalt: Mapping[str, Tijdvak]) -> timedelta:
    """How long the steps from this place on take, but for those that come back."""
    over = [stap for stap in rij.stappen[plaats:] if stap.sleutel not in herhaalt]
    return _vast(over) + sum(((deel or timedelta()) for stap in over if stap.weken is None), timedelta())


def _deel(
    rij: Cyclus, begin: date, tot: date | None, herhaalt: Mapping[str, Tijdvak], delend: int
) -> timedelta | None:
    """The share of a step that does not say how long it takes; at least a week. None without an end."""
    if tot is None or rij.selectie:
        return None
    if not herhaalt:
        return max((tot + DAG - begin - _vast(rij.stappen)) // max(delend, 1) // DAG * DAG, WEEK)
    # What comes back must have room in its first turn.
    eerste_beurt = min(een.na(begin) for een in herhaalt.values()) - begin
    open_ = delend + sum(stap.weken is None for stap in rij.stappen if stap.sleutel in herhaalt)
    return max((eerste_beurt - _vast(rij.stappen)) // max(open_, 1) // DAG * DAG, MINSTENS)


def _beurten(stap: Cyclusstap, start: date, begin: date, tot: date, een: Tijdvak) -> list[Geplandestap]:
    """Each turn of the round that has not passed when this step can first begin."""
    beurten: list[Geplandestap] = []
    van = begin
    while van <= tot:
        volgende = een.na(van)
        if volgende > start:
            echt = max(van, start)
            uiterlijk = echt + WEEK * stap.weken - DAG if stap.weken else min(volgende - DAG, tot)
            beurten.append(Geplandestap(stap.sleutel, len(beurten) + 1, echt, uiterlijk))
        van = volgende
    # A round in which everything before it takes too long: it still comes once.
    return beurten or [Geplandestap(stap.sleutel, 1, start, start + WEEK)]


def duur(rij: Cyclus, begin: date) -> date | None:
    """The last day of a round of chosen areas: that of the last step that says how long it takes."""
    dagen = [stap.uiterlijk for stap in plan_stappen(rij, begin, None, {}) if stap.uiterlijk is not None]
    return max(dagen) if dagen else None
