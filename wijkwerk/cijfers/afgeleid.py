"""The municipality's own registers as figures: counted every night, kept like any other figure.

Years that are over by more than one stay as they were counted: records go after their term, and the past must not shrink.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import TypeVar

from wijkwerk.cijfers.verbergen import Groep, verberg
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.meting import Meting, Uitkomst
from wijkwerk.wijken.models import Gebied

D = TypeVar("D", str, int)

FORMAAT = "afgeleid"
# Recent years are counted again each time.
OPNIEUW = 2


@dataclass(frozen=True)
class Geteld:
    """One figure as it is kept: a number, or None because it is too small to show, or because there was nothing."""

    deel: str
    jaar: int
    gebied: int
    getal: Decimal | None
    klein: bool = False


def tel(meting: Meting, gebieden: Sequence[Gebied], vandaag: date, *, sinds: int) -> Iterator[Geteld]:
    """Count one measure of all these areas, from a year on. As many queries as the measure itself."""
    gevonden = [rij for rij in meting.tel(sinds) if rij.jaar <= vandaag.year]
    per_jaar: dict[int, list[Uitkomst]] = defaultdict(list)
    for rij in gevonden:
        per_jaar[rij.jaar].append(rij)
    if not per_jaar and not sinds:
        return
    for jaar in range(sinds or min(per_jaar), vandaag.year + 1):
        yield from _jaar(meting, gebieden, jaar, per_jaar[jaar])


def _jaar(
    meting: Meting, gebieden: Sequence[Gebied], jaar: int, rijen: Sequence[Uitkomst]
) -> Iterator[Geteld]:
    # Of a measure in parts the whole counts along, to see what its parts would tell; it is a measure of its own.
    delen = ("", *meting.delen)
    per_plek = {(rij.gebied, rij.deel): rij for rij in rijen}
    cellen = [(gebied.pk, deel) for gebied in gebieden for deel in delen]
    waarden = {
        cel: per_plek[cel].getal if cel in per_plek else Decimal(0)
        for cel in cellen
        if cel in per_plek or meting.is_aantal
    }
    weg = _weg(meting, gebieden, per_plek, waarden) if meting.klein_geheim else set()
    for gebied, deel in cellen:
        cel = (gebied, deel)
        if deel or not meting.delen:
            yield Geteld(deel, jaar, gebied, None if cel in weg else waarden.get(cel), klein=cel in weg)


def _weg(
    meting: Meting,
    gebieden: Sequence[Gebied],
    per_plek: Mapping[tuple[int, str], Uitkomst],
    waarden: Mapping[tuple[int, str], Decimal],
) -> set[tuple[int, str]]:
    """What may not be shown: too few, and what would give those away."""
    grens = meting.vanaf if meting.vanaf is not None else actief_profiel().bewaren.kleine_aantallen
    klein = {cel for cel, rij in per_plek.items() if cel in waarden and 0 < rij.aantal < grens}
    if not meting.is_aantal:
        return klein
    # The same for money as for numbers: what is hidden is told apart by how many it is of.
    telt = {cel: Decimal(per_plek[cel].aantal) if cel in per_plek else Decimal(0) for cel in waarden}
    groepen = [groep for deel in ("", *meting.delen) for groep in in_elkaar(gebieden, deel)]
    if meting.delen:
        groepen += [
            Groep((gebied.pk, ""), tuple((gebied.pk, deel) for deel in meting.delen)) for gebied in gebieden
        ]
    return verberg(telt, klein, groepen, grens)


def in_elkaar(gebieden: Sequence[Gebied], deel: D) -> Iterator[Groep[tuple[int, D]]]:
    """Each area and those right below it, level by level; the top ones have the municipality above them.

    Where those below are of several levels, all of them may be the parts as well: a village beside wijken.
    """
    bekend = {gebied.pk for gebied in gebieden}
    onder: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for gebied in gebieden:
        ouder = gebied.ouder_id if gebied.ouder_id in bekend else None
        onder[ouder, gebied.niveau].append(gebied.pk)
    niveaus: dict[int | None, list[list[int]]] = defaultdict(list)
    for (ouder, _niveau), pks in onder.items():
        niveaus[ouder].append(pks)
    lagen = [(ouder, pks) for (ouder, _niveau), pks in onder.items()]
    lagen += [(boven, list(chain(*lijsten))) for boven, lijsten in niveaus.items() if len(lijsten) > 1]
    for boven, pks in lagen:
        # One at the top is the municipality itself.
        if boven is not None or len(pks) > 1:
            yield Groep((boven, deel) if boven is not None else None, tuple((pk, deel) for pk in pks))
