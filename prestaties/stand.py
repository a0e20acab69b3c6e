"""Agreed beside delivered, per afspraak and area: of the whole period, or of the part that is checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.conf import settings
from django.db.models import Q, Sum

from prestaties.geteld import Geteld, Vraag, tel
from prestaties.models import Inzet, Levering, Prestatieafspraak
from wijkwerk.wijken.models import Gebied

NUL = Decimal(0)


@dataclass(frozen=True)
class Regel:
    """One area of one afspraak. `opgave` is what the organisation reported, `geteld` what the system knows."""

    afspraak: Prestatieafspraak
    gebied: Gebied
    afgesproken: Decimal
    opgave: Decimal
    geteld: Geteld
    # How much should be there by now, when it is spread over the period.
    verwacht: Decimal
    # Whether `afgesproken` is a share by days of what was agreed for the whole period.
    is_deel: bool = False

    @property
    def valt_op(self) -> bool:
        """Whether less was reported than the threshold of what should be there by now."""
        return self.opgave * 100 < self.verwacht * settings.PRESTATIE_DREMPEL


def rond(waarde: Decimal) -> Decimal:
    return waarde.quantize(Decimal("0.01"), ROUND_HALF_UP)


def deel_van_periode(afspraak: Prestatieafspraak, van: date, tot: date) -> Decimal:
    """Which part of the period of an afspraak lies in these days, from 0 to 1."""
    eerste, laatste = max(van, afspraak.begin), min(tot, afspraak.einde)
    dagen = (laatste - eerste).days + 1
    return Decimal(max(dagen, 0)) / Decimal((afspraak.einde - afspraak.begin).days + 1)


def regels(
    afspraken: Sequence[Prestatieafspraak],
    peildag: date,
    van: date | None = None,
    gebieden: set[int] | None = None,
    *,
    tellend: bool = True,
) -> list[Regel]:
    """Per afspraak and area: what was agreed, reported and counted up to and including a day.

    With `van` only of those days, and then agreed is the share of those days too (a check of one period). The afspraken
    come with `inzet__gebied` prefetched. Four queries, however many there are; one when nothing is to be counted
    (not `tellend`).
    """
    inzet = [
        (afspraak, rij)
        for afspraak in afspraken
        for rij in afspraak.inzet.all()
        if gebieden is None or gebieden & set(rij.gebied.voorouders)
    ]
    opgaven = _opgaven(afspraken, peildag, van)
    vragen = {rij.pk: _vraag(afspraak, rij, peildag, van) for afspraak, rij in inzet}
    getelden = tel(vragen.values()) if tellend else {}
    return [
        _regel(afspraak, rij, peildag, van, opgaven, getelden.get(vragen[rij.pk], Geteld()))
        for afspraak, rij in inzet
    ]


def _vraag(afspraak: Prestatieafspraak, rij: Inzet, peildag: date, van: date | None) -> Vraag:
    return Vraag(
        afspraak.partij_id,
        rij.gebied_id,
        max(van or afspraak.begin, afspraak.begin),
        min(peildag, afspraak.einde),
    )


def _opgaven(
    afspraken: Iterable[Prestatieafspraak], peildag: date, van: date | None
) -> dict[tuple[int, int], Decimal]:
    q = Q(afspraak__in=[rij.pk for rij in afspraken], datum__lte=peildag)
    if van is not None:
        q &= Q(datum__gte=van)
    sommen = Levering.objects.geldig().filter(q).order_by().values_list("afspraak", "gebied")
    return {(afspraak, gebied): som for afspraak, gebied, som in sommen.annotate(som=Sum("hoeveelheid"))}


def _regel(
    afspraak: Prestatieafspraak,
    rij: Inzet,
    peildag: date,
    van: date | None,
    opgaven: dict[tuple[int, int], Decimal],
    geteld: Geteld,
) -> Regel:
    verwacht = rond(rij.hoeveelheid * deel_van_periode(afspraak, van or afspraak.begin, peildag))
    return Regel(
        afspraak=afspraak,
        gebied=rij.gebied,
        afgesproken=rij.hoeveelheid if van is None else verwacht,
        opgave=opgaven.get((afspraak.pk, rij.gebied_id), NUL),
        geteld=geteld,
        verwacht=verwacht,
        is_deel=van is not None,
    )
