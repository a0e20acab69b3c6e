"""Where residents can go, as everybody may read it: when and where, never who comes or what was said (DHR-48)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from signalen.models import Spreekuur
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied, Locatie

# Further ahead than that the dates still change.
VOORUIT = timedelta(days=60)


@dataclass(frozen=True)
class Keer:
    """One spreekuur; moments in the time zone of the site."""

    naam: str
    begin: datetime
    # Until when, the place, and its address as far as that is public.
    waar: str
    # "vervallen" when it does not go through.
    status: str


@dataclass
class Plek:
    """An area, with what is held there and its other public places."""

    gebied: Gebied
    keren: list[Keer] = field(default_factory=list)
    locaties: list[Locatie] = field(default_factory=list)


def plekken(binnen: Gebied | None = None) -> list[Plek]:
    """Return the areas (or this one and what lies in it) where residents can go, by name; two queries."""
    nu = timezone.now()
    spreekuren = (
        Spreekuur.objects.openbaar()
        .exclude(stand=Spreekuur.Stand.GEHOUDEN)
        .filter(eind__gt=nu, begin__lt=nu + VOORUIT)
        .voor_lijst()
        .order_by("begin", "pk")
    )
    locaties = Locatie.objects.openbaar().select_related("gebied")
    if binnen is not None:
        spreekuren = spreekuren.filter(plek_gebieden__contains=[binnen.pk])
        locaties = locaties.filter(gebied__voorouders__contains=[binnen.pk])
    per_gebied: dict[Gebied, Plek] = {}
    getoond = set()
    for rij in spreekuren:
        getoond.add(rij.locatie_id)
        _plek(per_gebied, rij.gebied).keren.append(_als_keer(rij))
    for locatie in locaties.exclude(pk__in=[pk for pk in getoond if pk is not None]):
        _plek(per_gebied, locatie.gebied).locaties.append(locatie)
    return sorted(per_gebied.values(), key=lambda plek: plek.gebied.naam)


def _plek(per_gebied: dict[Gebied, Plek], gebied: Gebied) -> Plek:
    return per_gebied.setdefault(gebied, Plek(gebied))


def _als_keer(rij: Spreekuur) -> Keer:
    profiel = actief_profiel()
    thema = f": {profiel.thema(rij.thema).naam}" if rij.thema else ""
    plaats = f"{rij.locatie.naam}, {rij.locatie.adres}".strip(", ") if rij.locatie else rij.plaats
    return Keer(
        naam=f"{profiel.overlegvorm(rij.soort).naam}{thema}",
        begin=timezone.localtime(rij.begin),
        waar=f"{plaats} (tot {timezone.localtime(rij.eind):%H:%M} uur)",
        status="vervallen" if rij.stand == Spreekuur.Stand.VERVALLEN else "",
    )
