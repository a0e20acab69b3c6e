"""Plane geometry on outlines of a few hundred points: thinner lines, inside or outside, where a label fits.

Longitude and latitude are taken as a flat plane, squeezed to the width of a degree: right to a metre within one
municipality, and no library is needed for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, hypot, radians

Punt = Sequence[float]
Ring = Sequence[Punt]
Vlak = Sequence[Ring]
Vorm = Sequence[Vlak]

# A degree of latitude in metres, and how much narrower a degree of longitude is in the Netherlands.
METER_PER_GRAAD = 111_200
SMALLER = cos(radians(52.2))
# Looked at per point while a line is thinned. A border needs some twenty; one that was drawn to keep us busy, thousands.
KIJK_PER_PUNT = 100


class TeGrillig(Exception):
    """This line was drawn to be hard to thin: no border is like that."""


def dunner(ring: Ring, meter: float) -> list[list[float]]:
    """Return the ring without points that lie less than this from the line without them (Douglas-Peucker).

    Closed in, closed out; a ring that would collapse is left as it is. Coordinates are rounded to a metre.
    Raises TeGrillig rather than take time that grows with the square of the points.
    """
    punten = [[round(lon, 5), round(lat, 5)] for lon, lat in ring]
    # From the point that lies furthest from the first: a closed ring has no ends of its own.
    ver = max(range(len(punten)), key=lambda i: _afstand(punten[0], punten[i]))
    houd = {0, ver, len(punten) - 1}
    stapel = [(0, ver), (ver, len(punten) - 1)]
    over = KIJK_PER_PUNT * max(len(punten), 1000)
    while stapel:
        eerste, laatste = stapel.pop()
        tussen = range(eerste + 1, laatste)
        if not tussen:
            continue
        over -= len(tussen)
        if over < 0:
            raise TeGrillig
        verst = max(tussen, key=lambda i: _tot_lijn(punten[i], punten[eerste], punten[laatste]))
        if _tot_lijn(punten[verst], punten[eerste], punten[laatste]) > meter:
            houd.add(verst)
            stapel += [(eerste, verst), (verst, laatste)]
    dun = [punten[i] for i in sorted(houd)]
    return dun if len(dun) >= 4 else punten


def ligt_in(punt: Punt, vorm: Vorm, speling: float = 0) -> bool:
    """Whether the point lies in this outline, or less than `speling` metres outside it."""
    if any(_in_vlak(punt, vlak) for vlak in vorm):
        return True
    return speling > 0 and any(
        _tot_lijn(punt, a, b) < speling for vlak in vorm for ring in vlak for a, b in pairwise(ring)
    )


def _in_vlak(punt: Punt, vlak: Vlak) -> bool:
    """Even-odd over all rings: a hole is outside."""
    lon, lat = punt
    binnen = False
    for ring in vlak:
        for a, b in pairwise(ring):
            if (a[1] > lat) != (b[1] > lat) and lon < a[0] + (lat - a[1]) / (b[1] - a[1]) * (b[0] - a[0]):
                binnen = not binnen
    return binnen


def _afstand(a: Punt, b: Punt) -> float:
    return hypot((a[0] - b[0]) * SMALLER, a[1] - b[1]) * METER_PER_GRAAD


def _tot_lijn(punt: Punt, a: Punt, b: Punt) -> float:
    """Metres from a point to the line between two others, ends included."""
    dx, dy = (b[0] - a[0]) * SMALLER, b[1] - a[1]
    px, py = (punt[0] - a[0]) * SMALLER, punt[1] - a[1]
    lengte = dx * dx + dy * dy
    deel = min(1.0, max(0.0, (px * dx + py * dy) / lengte)) if lengte else 0.0
    return hypot(px - deel * dx, py - deel * dy) * METER_PER_GRAAD


def ruimte(vorm: Vorm) -> tuple[float, float, float]:
    """Return where a label fits: (middle x, y, width) of the widest stretch inside, on a few lines across."""
    hoogtes = [lat for vlak in vorm for _lon, lat in vlak[0]]
    onder, boven = min(hoogtes), max(hoogtes)
    lijnen = [onder + (boven - onder) * deel for deel in (0.5, 0.35, 0.65)]
    stukken = [
        ((links + rechts) / 2, lat, rechts - links) for lat in lijnen for links, rechts in _op_lijn(vorm, lat)
    ]
    # A line nearer to the middle wins, unless another is clearly wider.
    breedste = max((stuk[2] for stuk in stukken), default=0.0)
    return next(
        (stuk for stuk in stukken if stuk[2] >= 0.85 * breedste), (vorm[0][0][0][0], vorm[0][0][0][1], 0.0)
    )


def _op_lijn(vorm: Vorm, lat: float) -> Iterator[tuple[float, float]]:
    """The stretches of a line across that lie inside."""
    for vlak in vorm:
        snijdt = sorted(
            a[0] + (lat - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
            for ring in vlak
            for a, b in pairwise(ring)
            if (a[1] > lat) != (b[1] > lat)
        )
        yield from zip(snijdt[::2], snijdt[1::2], strict=True)
