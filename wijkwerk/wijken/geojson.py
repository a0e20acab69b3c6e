"""GeoJSON as a file of strangers: whether it is whole, and outlines that can be drawn and measured.

What a file costs is bounded before it is read: its bytes, its brackets (each becomes a list in memory), its points.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from wijkwerk.wijken.meetkunde import TeGrillig, dunner

MAX_BYTES = 64_000_000
MAX_LIJSTEN = 2_000_000
MAX_VELDEN = 300_000
# Of the own municipality; the most detailed map of one has a tenth of it.
MAX_PUNTEN = 500_000
# Nobody sees less than this on a map of a municipality, and a detailed map becomes ten times smaller.
DUNNER_METER = 8
# Longitude and latitude of the Netherlands, generously.
LENGTE, BREEDTE = (3.0, 7.5), (50.5, 54.0)
# A border that touches itself somewhere is mended where it is measured; more than this part is another shape.
KRUIST = 0.01
OPNIEUW = "Haal de kaart opnieuw op bij de bron."

Vorm = list[list[list[list[float]]]]


class KaartFout(Exception):
    """This file cannot be used; the text says why and what to do, in Dutch."""


def lees_bestand(pad: Path) -> bytes:
    """Return what is in a file, of one that is too large only enough to refuse it. Raises KaartFout."""
    try:
        with pad.open("rb") as bron:
            return bron.read(MAX_BYTES + 1)
    except OSError as fout:
        raise KaartFout(f"{pad} kan niet worden gelezen: {fout.strerror}.") from fout


def kijk_begin(begin: bytes) -> None:
    """Raises KaartFout when the first bytes tell that this is something else than GeoJSON."""
    kern = begin.removeprefix(b"\xef\xbb\xbf").lstrip()
    if kern.startswith(b"<"):
        raise KaartFout("Dit is een webpagina of XML, geen GeoJSON. Haal de kaart opnieuw op bij de bron.")
    if kern.startswith((b"PK", b"\x1f\x8b")):
        raise KaartFout("Dit bestand is ingepakt. Pak het eerst uit en kies het .geojson-bestand.")
    if kern.startswith(b"SQLite format 3"):
        raise KaartFout("Dit is een GeoPackage. Haal de kaart op als GeoJSON.")
    if not kern.startswith(b"{"):
        raise KaartFout(
            "Dit is geen GeoJSON met een lijst van gebieden (FeatureCollection), of het bestand is niet heel."
        )


def lees_vlakken(inhoud: bytes) -> list[dict[str, Any]]:
    """Return the areas of a file that is whole. Raises KaartFout."""
    if len(inhoud) > MAX_BYTES:
        raise KaartFout("Dit bestand is groter dan 64 MB. Haal alleen de eigen gemeente op.")
    kijk_begin(inhoud[:4096])
    if inhoud.count(b"[") > MAX_LIJSTEN or inhoud.count(b"{") > MAX_VELDEN:
        raise KaartFout(
            "Dit bestand heeft veel te veel punten of gebieden. Haal alleen de eigen gemeente op."
        )
    try:
        alles = json.loads(inhoud, object_pairs_hook=_een_keer)
        stelsel = re.search(r"28992|3857", json.dumps(alles.get("crs")))
    except (ValueError, RecursionError):
        raise KaartFout(
            "Dit is geen GeoJSON, of het bestand is niet heel. Haal het opnieuw op bij de bron."
        ) from None
    vlakken = alles.get("features")
    if not isinstance(vlakken, list) or alles.get("type") != "FeatureCollection":
        raise KaartFout("Dit is geen GeoJSON met een lijst van gebieden (FeatureCollection).")
    if not vlakken or not all(isinstance(vlak, dict) for vlak in vlakken):
        raise KaartFout("In dit bestand staan geen gebieden.")
    _is_heel(alles, len(vlakken))
    if stelsel is not None:
        raise KaartFout(f"De coördinaten zijn EPSG:{stelsel[0]}. Vraag het bestand op in WGS84 (EPSG:4326).")
    return vlakken


def _een_keer(paren: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice has two values: which one is meant is not for us to guess."""
    uit = dict(paren)
    if len(uit) < len(paren):
        raise KaartFout("In dit bestand staat een veld twee keer bij hetzelfde gebied. Is het bestand heel?")
    return uit


def _is_heel(alles: Mapping[str, Any], aantal: int) -> None:
    """A service answers in pages and says so: half an answer is no map."""
    for naam in ("numberMatched", "totalFeatures"):
        totaal = alles.get(naam)
        if isinstance(totaal, int) and totaal > aantal:
            raise KaartFout(
                f"Dit bestand is niet heel: {aantal} van {str(totaal)[:12]} gebieden. Haal ze allemaal op."
            )
    links = alles.get("links")
    if isinstance(links, list) and any(isinstance(rij, dict) and rij.get("rel") == "next" for rij in links):
        raise KaartFout("Dit is één bladzijde van meer. Haal alle gebieden in één keer op (limit=1000).")


class Vormlezer:
    """Reads outline after outline of one file, and minds how many points they have together."""

    def __init__(self) -> None:
        self._over = MAX_PUNTEN

    def lees(self, geometrie: Any, wie: str) -> Vorm:
        """Return the polygons of one area, thinner. Raises KaartFout when they cannot be read, drawn or measured."""
        soort, delen = (
            (geometrie.get("type"), geometrie.get("coordinates"))
            if isinstance(geometrie, dict)
            else (None, None)
        )
        if soort == "Polygon":
            delen = [delen]
        elif soort != "MultiPolygon":
            raise KaartFout(f"{wie} heeft geen vlak. {OPNIEUW}")
        vorm = [list(self._ringen(vlak, wie)) for vlak in _lijst(delen, wie)]
        if not vorm:
            raise KaartFout(f"{wie} heeft geen vlak. {OPNIEUW}")
        _is_vlak(vorm, wie)
        try:
            return [[dunner(ring, DUNNER_METER) for ring in vlak] for vlak in vorm]
        except TeGrillig:
            raise KaartFout(f"De omtrek van {wie} heeft te veel hoeken om te tekenen. {OPNIEUW}") from None

    def _ringen(self, vlak: Any, wie: str) -> Iterator[list[list[float]]]:
        for ring in _lijst(vlak, wie) or _lijst(None, wie):
            punten = _lijst(ring, wie)
            self._over -= len(punten)
            if self._over < 0:
                raise KaartFout(
                    f"De omtrekken in dit bestand hebben samen meer dan {MAX_PUNTEN:_} punten. "
                    "Haal een kaart met minder punten op, zoals de gegeneraliseerde.".replace("_", ".")
                )
            if len(punten) < 4 or punten[0] != punten[-1]:
                raise KaartFout(f"De omtrek van {wie} is niet gesloten. {OPNIEUW}")
            yield [_punt(punt, wie) for punt in punten]


def _is_vlak(vorm: Vorm, wie: str) -> None:
    """Raises KaartFout when the outline has no inside, or crosses itself or another part of it."""
    import shapely

    delen = [shapely.Polygon(vlak[0], vlak[1:]) for vlak in vorm]
    geheel = float(shapely.union_all([shapely.make_valid(deel) for deel in delen]).area)
    if not geheel:
        raise KaartFout(f"De omtrek van {wie} heeft geen oppervlakte. {OPNIEUW}")
    if abs(geheel - sum(deel.area for deel in delen)) > KRUIST * geheel:
        raise KaartFout(f"De omtrek van {wie} kruist zichzelf. {OPNIEUW}")


def _lijst(deel: Any, wie: str) -> list[Any]:
    if not isinstance(deel, list):
        raise KaartFout(f"De omtrek van {wie} is niet te lezen. {OPNIEUW}")
    return deel


def _punt(punt: Any, wie: str) -> list[float]:
    """Longitude and latitude; a height is left out."""
    waarden = _lijst(punt, wie)
    if len(waarden) < 2 or not all(type(waarde) in (int, float) for waarde in waarden[:2]):
        raise KaartFout(f"De omtrek van {wie} is niet te lezen. {OPNIEUW}")
    lon, lat = waarden[:2]
    if not (LENGTE[0] <= lon <= LENGTE[1] and BREEDTE[0] <= lat <= BREEDTE[1]):
        raise KaartFout(
            f"{wie} ligt niet in Nederland: {str(lon)[:20]}, {str(lat)[:20]}. Vraag het bestand op in WGS84 "
            "(EPSG:4326), eerst de lengte."
        )
    return [lon, lat]
