"""From the outlines of the CBS to the municipality's own areas, and from there to a drawing.

`Gebiedscode` links the two: an area can be several buurten. The newest year that was loaded counts. A code of a wijk or
gemeente that is not on the map itself is made of the smaller areas in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from wijkwerk.wijken.meetkunde import SMALLER, Vorm, ligt_in, ruimte
from wijkwerk.wijken.models import Gebied, Gebiedscode, Omtrek

# A drawing is this wide in its own units; the page decides how wide that is.
BREED = 1000
RAND = 12
# Points nearer to each other than this, in those units, are drawn as one.
STAP = 2
# How wide a letter of a name is, on a wide screen.
LETTER = 14
# Maps of wijken and buurten are thinned: neighbours leave gaps of some metres.
SPELING_METER = 60


@dataclass(frozen=True)
class Blad:
    """What is on the newest map: codes with their name, without the outlines."""

    jaar: int
    namen: Mapping[str, str]
    water: frozenset[str]

    @property
    def is_schets(self) -> bool:
        return self.jaar == 0

    def delen(self, code: str) -> list[str]:
        """This code, else the wijken or buurten in it that are on the map; never the water around it."""
        if code in self.namen:
            return [code]
        for soort in ("WK", "BU"):
            begin = soort + code[2:]
            binnen = [c for c in self.namen if c.startswith(begin) and c not in self.water]
            if code[:2] in {"GM", "WK"} and binnen:
                return binnen
        return []


def _nieuwste() -> QuerySet[Omtrek]:
    bladen = Omtrek.objects.exclude(soort=Omtrek.Soort.EIGEN)
    return bladen.filter(jaar=bladen.order_by("-jaar").values("jaar")[:1])


def nieuwste_blad() -> Blad | None:
    """Return what is on the newest map, or None when none was loaded (one query)."""
    return _blad(list(_nieuwste().values_list("jaar", "code", "naam", "water")))


def _blad(rijen: Sequence[tuple[int, str, str, bool]]) -> Blad | None:
    if not rijen:
        return None
    namen = {code: naam for _jaar, code, naam, _water in rijen}
    return Blad(rijen[0][0], namen, frozenset(code for _jaar, code, _naam, water in rijen if water))


def codes_van(gebieden: Iterable[int], jaar: int) -> dict[int, list[str]]:
    """Return the codes of these areas (ids) that count in a year; of a sketch no year is asked (one query)."""
    return _per_gebied(Gebiedscode.objects.filter(gebied__in=list(gebieden)).order_by("code"), jaar)


def _per_gebied(codes: Iterable[Gebiedscode], jaar: int) -> dict[int, list[str]]:
    per_gebied: dict[int, list[str]] = {}
    for rij in codes:
        if not jaar or ((rij.jaar_van or 0) <= jaar <= (rij.jaar_tot or jaar)):
            per_gebied.setdefault(rij.gebied_id, []).append(rij.code)
    return per_gebied


@dataclass(frozen=True)
class Omtrekken:
    """The outlines of a number of areas, on one map."""

    blad: Blad
    van_gebied: Mapping[int, Vorm]

    def gebied_bij(self, punt: tuple[float, float], gebieden: Iterable[Gebied]) -> list[Gebied]:
        """Return those of these areas in which a point lies; on a border that can be more, or none."""
        return [gebied for gebied in gebieden if ligt_in(punt, self.van_gebied.get(gebied.pk, []))]

    def bevat(self, punt: tuple[float, float]) -> bool:
        """Whether a point lies in one of these areas, or just outside."""
        return any(ligt_in(punt, vorm, SPELING_METER) for vorm in self.van_gebied.values())


def omtrekken_van(gebieden: Iterable[int]) -> Omtrekken | None:
    """Return the outlines of these areas (ids); None when no map was loaded. One query then, else three."""
    blad = nieuwste_blad()
    if blad is None:
        return None
    delen = _delen(blad, codes_van(gebieden, blad.jaar))
    nodig = {code for eigen in delen.values() for code in eigen}
    vormen = dict(_nieuwste().filter(code__in=nodig).values_list("code", "vorm"))
    return Omtrekken(blad, _vormen(delen, vormen))


def alle_omtrekken() -> tuple[list[Gebied], Omtrekken | None]:
    """Return every area that has an outline, and those outlines; two queries, one when no map was loaded."""
    rijen = list(_nieuwste().values_list("jaar", "code", "naam", "water", "vorm"))
    blad = _blad([rij[:4] for rij in rijen])
    if blad is None:
        return [], None
    codes = list(
        Gebiedscode.objects.filter(gebied__actief_tot=None).select_related("gebied").order_by("code")
    )
    van_gebied = _vormen(_delen(blad, _per_gebied(codes, blad.jaar)), {rij[1]: rij[4] for rij in rijen})
    gebieden = {rij.gebied_id: rij.gebied for rij in codes if rij.gebied_id in van_gebied}
    return list(gebieden.values()), Omtrekken(blad, van_gebied)


def _delen(blad: Blad, codes: Mapping[int, list[str]]) -> dict[int, list[str]]:
    """What is on the map of these codes, each part once."""
    alle = {
        pk: list(dict.fromkeys(deel for code in eigen for deel in blad.delen(code)))
        for pk, eigen in codes.items()
    }
    return {pk: delen for pk, delen in alle.items() if delen}


def _vormen(delen: Mapping[int, list[str]], vormen: Mapping[str, Any]) -> dict[int, Vorm]:
    return {pk: [vlak for code in eigen for vlak in vormen[code]] for pk, eigen in delen.items()}


@dataclass(frozen=True)
class Vlak:
    """One area as drawn: the path of its outline, and where a label of which width fits."""

    gebied: Gebied
    pad: str
    x: int
    y: int
    breedte: int

    @property
    def naam_past(self) -> bool:
        return len(self.gebied.naam) * LETTER <= self.breedte


@dataclass(frozen=True)
class Kaart:
    """Areas beside each other on one drawing of 1000 units wide; `grond` is what they lie in."""

    blad: Blad
    raam: Raam
    grond: str
    vlakken: list[Vlak]
    zonder: list[Gebied]

    @property
    def hoogte(self) -> int:
        return self.raam.hoogte


def teken(gebieden: Sequence[Gebied], *, in_gebieden: Collection[int] = ()) -> Kaart | None:
    """Draw these areas, and under them those in which they lie (ids); None when not one has an outline.

    At most three queries. What has no outline is in `zonder`.
    """
    omtrekken = omtrekken_van([*(gebied.pk for gebied in gebieden), *in_gebieden])
    return kaart_van(omtrekken, gebieden, in_gebieden) if omtrekken else None


def kaart_van(
    omtrekken: Omtrekken, gebieden: Sequence[Gebied], in_gebieden: Collection[int] = ()
) -> Kaart | None:
    """The same, for who has the outlines already."""
    vormen = omtrekken.van_gebied
    met = [gebied for gebied in gebieden if gebied.pk in vormen]
    if not met:
        return None
    grond = [vlak for pk in in_gebieden for vlak in vormen.get(pk, [])]
    raam = Raam.om([*grond, *(vlak for gebied in met for vlak in vormen[gebied.pk])])
    return Kaart(
        blad=omtrekken.blad,
        raam=raam,
        grond=raam.pad(grond),
        vlakken=[_vlak(gebied, vormen[gebied.pk], raam) for gebied in met],
        zonder=[gebied for gebied in gebieden if gebied.pk not in vormen],
    )


def _vlak(gebied: Gebied, vorm: Vorm, raam: Raam) -> Vlak:
    lon, lat, breedte = ruimte(vorm)
    x, y = raam.plek(lon, lat)
    return Vlak(gebied, raam.pad(vorm), x, y, round(breedte * raam.per_lengte))


@dataclass(frozen=True)
class Raam:
    """How longitude and latitude become units of the drawing: north is up."""

    west: float
    noord: float
    oost: float
    zuid: float

    @classmethod
    def om(cls, vorm: Vorm) -> Raam:
        punten = [punt for vlak in vorm for punt in vlak[0]]
        lengten, breedten = [punt[0] for punt in punten], [punt[1] for punt in punten]
        return cls(min(lengten), max(breedten), max(lengten), min(breedten))

    @cached_property
    def per_lengte(self) -> float:
        """Units per degree of longitude. An area that is much higher than wide does not fill the width."""
        breed = (self.oost - self.west) or 0.001
        hoog = (self.noord - self.zuid) / SMALLER
        return (BREED - 2 * RAND) / max(breed, hoog / 1.4)

    @property
    def per_breedte(self) -> float:
        return self.per_lengte / SMALLER

    @property
    def links(self) -> float:
        """Where the west side is drawn, so that what is narrow stands in the middle."""
        return (BREED - (self.oost - self.west) * self.per_lengte) / 2

    @property
    def hoogte(self) -> int:
        return round((self.noord - self.zuid) * self.per_breedte) + 2 * RAND

    @property
    def gegevens(self) -> dict[str, str]:
        """What a script needs to find longitude and latitude of a place in the drawing."""
        return {
            "west": f"{self.west:.6f}",
            "noord": f"{self.noord:.6f}",
            "links": f"{self.links:.2f}",
            "boven": str(RAND),
            "per-lengte": f"{self.per_lengte:.4f}",
            "per-breedte": f"{self.per_breedte:.4f}",
        }

    def plek(self, lon: float, lat: float) -> tuple[int, int]:
        x = self.links + (lon - self.west) * self.per_lengte
        return round(x), round(RAND + (self.noord - lat) * self.per_breedte)

    def pad(self, vorm: Vorm) -> str:
        """The outline as the `d` of an SVG path, without points that nobody can tell apart on a drawing."""
        delen = []
        west, noord, per_lengte, per_breedte = self.west, self.noord, self.per_lengte, self.per_breedte
        links = self.links
        for vlak in vorm:
            for ring in vlak:
                punten: list[str] = []
                vorig_x = vorig_y = -BREED
                for lon, lat in ring:
                    x, y = round(links + (lon - west) * per_lengte), round(RAND + (noord - lat) * per_breedte)
                    if abs(x - vorig_x) + abs(y - vorig_y) >= STAP:
                        punten.append(f"{x} {y}")
                        vorig_x, vorig_y = x, y
                if len(punten) > 2:
                    delen.append(f"M{'L'.join(punten)}Z")
        return "".join(delen)
