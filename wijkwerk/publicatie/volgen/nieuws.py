"""What is new between two moments, from frozen publications that are for everybody, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q
from django.db.models.functions import Greatest

from wijkwerk.publicatie.inhoud import ontdooi
from wijkwerk.publicatie.models import Publicatie, PublicatieQuerySet
from wijkwerk.publicatie.verschil import verschil

# Changes that a mail names; the page has all of them.
HOOGSTENS = 5


@dataclass(frozen=True)
class Nieuws:
    """One line: what it is, where it can be read, and what is different."""

    soort: str
    titel: str
    waar: str
    pad: str
    wat: tuple[str, ...] = ()


def laatste_nieuws(tot: datetime) -> dict[int | None, datetime]:
    """Per gebied the moment at which something was published or withdrawn last; under None of all: one query."""
    rijen = Publicatie.objects.openbaar().filter(geplaatst_op__lte=tot).order_by()
    weg = Max("ingetrokken_op", filter=Q(ingetrokken_op__lte=tot))
    momenten = rijen.values("gebied").annotate(moment=Greatest(Max("geplaatst_op"), weg))
    per_gebied: dict[int | None, datetime] = {rij["gebied"]: rij["moment"] for rij in momenten}
    if per_gebied:
        per_gebied[None] = max(per_gebied.values())
    return per_gebied


def nieuws(gebied: int | None, van: datetime, tot: datetime) -> list[Nieuws]:
    """What was published in this time and still holds, newest first; then what was withdrawn that stood there before."""
    rijen = Publicatie.objects.openbaar()
    if gebied is not None:
        rijen = rijen.filter(gebied=gebied)
    geplaatst = rijen.geldig().filter(geplaatst_op__gt=van, geplaatst_op__lte=tot)
    weg = rijen.filter(ingetrokken_op__gt=van, ingetrokken_op__lte=tot, geplaatst_op__lte=van)
    return [
        *_nieuw(list(geplaatst.select_related("gebied").order_by("-geplaatst_op", "-pk")), rijen, van),
        *map(_ingetrokken, weg.voor_lijst()),
    ]


def _nieuw(geplaatst: list[Publicatie], rijen: PublicatieQuerySet, van: datetime) -> Iterator[Nieuws]:
    """Of each thing the newest only, beside how it was when the reader last heard of it."""
    per_ding: dict[tuple[str, int, int], Publicatie] = {}
    vastgesteld = set()
    for rij in geplaatst:
        ding = (rij.object_soort, rij.object_id, rij.gebied_id)
        per_ding.setdefault(ding, rij)
        if rij.aard == Publicatie.Aard.VASTSTELLING:
            vastgesteld.add(ding)
    bekend = _bekend(per_ding.values(), rijen, van)
    for ding, rij in per_ding.items():
        eerder = bekend.get(ding)
        wijzigingen = verschil(ontdooi(eerder.inhoud), ontdooi(rij.inhoud)) if eerder else []
        if eerder and ding not in vastgesteld and not wijzigingen:
            continue
        wat = [f"{w.kop}: {w.nummer} {w.titel}" for w in wijzigingen[:HOOGSTENS]]
        if len(wijzigingen) > HOOGSTENS:
            wat.append(f"en nog {len(wijzigingen) - HOOGSTENS} andere")
        soort = "Nieuw" if ding in vastgesteld else "Stand van zaken"
        yield Nieuws(soort, rij.titel, rij.gebied.naam, rij.get_absolute_url(), tuple(wat))


def _bekend(
    nieuwe: Iterable[Publicatie], rijen: PublicatieQuerySet, van: datetime
) -> dict[tuple[str, int, int], Publicatie]:
    """The newest of each of these plans that stood there already: one query."""
    van_plannen = {rij.object_id for rij in nieuwe if rij.object_soort == "plan"}
    eerder = (
        rijen.geldig()
        .filter(Q(object_soort="plan", object_id__in=van_plannen), geplaatst_op__lte=van)
        .order_by("object_id", "gebied_id", "-nummer")
        .distinct("object_id", "gebied_id")
    )
    return {(rij.object_soort, rij.object_id, rij.gebied_id): rij for rij in eerder}


def _ingetrokken(rij: Publicatie) -> Nieuws:
    """The name it had is not repeated: that is what was withdrawn."""
    return Nieuws(
        "Ingetrokken",
        f"{rij.vormnaam} {rij.gebied.naam}, nummer {rij.nummer}",
        rij.gebied.naam,
        rij.get_absolute_url(),
        (f"Waarom: {rij.ingetrokken_reden}",),
    )
