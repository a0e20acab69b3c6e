"""A sketch of a map for the demo: every area gets room within the one above it. Nothing in it is real.

It has no year, so a real map that is loaded later goes before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import sin

from wijkwerk.wijken.meetkunde import ruimte
from wijkwerk.wijken.models import Gebied, Gebiedscode, Omtrek
from wijkwerk.wijken.punt import Punt

# Somewhere in the middle of the country, and how large (degrees): a demo lies nowhere.
WEST, ZUID, BREED, HOOG = 5.35, 52.07, 0.14, 0.064
# A border is drawn in this many pieces, so that it can wave.
STUKJES = 12

Kader = tuple[float, float, float, float]


def schets_de_kaart() -> None:
    """Give each area an outline and a code of its own. Twice changes nothing."""
    if Omtrek.objects.exists():
        return
    kinderen: dict[int | None, list[Gebied]] = {}
    for gebied in Gebied.objects.actief().order_by("naam"):
        kinderen.setdefault(gebied.ouder_id, []).append(gebied)
    kaders = list(_verdeel((0.0, 0.0, 1.0, 1.0), kinderen.get(None, []), kinderen))
    codes = {gebied.pk: f"{Omtrek.SCHETSCODE}{gebied.pk}" for gebied, _kader in kaders}
    Omtrek.objects.bulk_create(
        Omtrek(
            soort=Omtrek.Soort.SCHETS,
            code=codes[gebied.pk],
            jaar=0,
            naam=f"Schets van {gebied.naam}",
            vorm=[[_rand(kader)]],
        )
        for gebied, kader in kaders
    )
    Gebiedscode.objects.bulk_create(
        Gebiedscode(gebied=gebied, code=codes[gebied.pk]) for gebied, _kader in kaders
    )


def een_punt_in(gebied: Gebied) -> Punt | None:
    """A point somewhere in the sketch of this area; None when another map was loaded."""
    omtrek = Omtrek.objects.filter(jaar=0, code=f"{Omtrek.SCHETSCODE}{gebied.pk}").first()
    if omtrek is None or Omtrek.objects.filter(jaar__gt=0).exists():
        return None
    lengte, breedte, _ruimte = ruimte(omtrek.vorm)
    return Punt(Decimal(f"{lengte:.5f}"), Decimal(f"{breedte:.5f}"))


def _verdeel(
    kader: Kader, gebieden: list[Gebied], kinderen: dict[int | None, list[Gebied]]
) -> Iterator[tuple[Gebied, Kader]]:
    """Halve the room until each area has its own; what lies in it shares that."""
    if len(gebieden) == 1:
        yield gebieden[0], kader
        if onder := kinderen.get(gebieden[0].pk):
            yield from _verdeel(kader, onder, kinderen)
    elif gebieden:
        half = (len(gebieden) + 1) // 2
        deel = half / len(gebieden)
        x, y, breed, hoog = kader
        # Twice as wide as high looks square on the map: a degree of latitude is longer.
        if breed * BREED > hoog * HOOG * 1.6:
            eerste, tweede = (x, y, breed * deel, hoog), (x + breed * deel, y, breed * (1 - deel), hoog)
        else:
            eerste, tweede = (x, y, breed, hoog * deel), (x, y + hoog * deel, breed, hoog * (1 - deel))
        yield from _verdeel(eerste, gebieden[:half], kinderen)
        yield from _verdeel(tweede, gebieden[half:], kinderen)


def _rand(kader: Kader) -> list[list[float]]:
    """The border of a frame as longitude and latitude. Where a point lands depends on its place only: borders fit."""
    x, y, breed, hoog = kader
    stappen = [stap / STUKJES for stap in range(STUKJES)]
    punten = [(x + breed * s, y) for s in stappen]
    punten += [(x + breed, y + hoog * s) for s in stappen]
    punten += [(x + breed * (1 - s), y + hoog) for s in stappen]
    punten += [(x, y + hoog * (1 - s)) for s in stappen]
    return [_plek(*punt) for punt in (*punten, punten[0])]


def _plek(x: float, y: float) -> list[float]:
    golf = 0.035 * sin(7 * y + 1.3) + 0.015 * sin(17 * y + 3 * x)
    deining = 0.05 * sin(6 * x + 0.7) + 0.02 * sin(15 * x + 4 * y)
    return [round(WEST + (x + golf) * BREED, 5), round(ZUID + (y + deining) * HOOG, 5)]
