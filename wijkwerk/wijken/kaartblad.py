"""Reading a map of areas: GeoJSON as CBS and PDOK publish it (wijk- en buurtkaart, gebiedsindelingen).

A file is read whole or refused; nothing is guessed. Which names the sources use stands in NAMEN.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wijkwerk.wijken.meetkunde import dunner
from wijkwerk.wijken.models import Gebied, Omtrek

JAREN = 2000, 2100
MAX_BYTES = 64_000_000
# Nobody sees less than this on a map of a municipality, and a detailed map becomes ten times smaller.
DUNNER_METER = 8
CODE = re.compile(r"^(GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})$")
VOORVOEGSEL = re.compile(r"^(wijk|buurt)\s+\d+\s+", re.IGNORECASE)
# From small to large: a buurt also carries the codes of its wijk and gemeente.
NAMEN = (("buurtcode", "buurtnaam"), ("wijkcode", "wijknaam"), ("gemeentecode", "gemeentenaam"))
STATISTIEK = ("statcode", "statnaam")
# Longitude and latitude of the Netherlands, generously.
LENGTE, BREEDTE = (3.0, 7.5), (50.5, 54.0)


class KaartFout(Exception):
    """This file cannot be used; the text says why and what to do, in Dutch."""


@dataclass(frozen=True)
class Kaartblad:
    """One kind of area of one year, as read. `overgeslagen` counts what belongs to other municipalities."""

    soort: str
    jaar: int
    omtrekken: tuple[Omtrek, ...]
    overgeslagen: int


def lees_bestand(pad: Path) -> bytes:
    """Return what is in a file, of one that is too large only enough to refuse it. Raises KaartFout."""
    try:
        with pad.open("rb") as bron:
            return bron.read(MAX_BYTES + 1)
    except OSError as fout:
        raise KaartFout(f"{pad} kan niet worden gelezen: {fout.strerror}.") from fout


def lees_kaartblad(inhoud: bytes, *, gemeente: str, jaar: int) -> Kaartblad:
    """Return the areas of this municipality (GM code) in the file. Raises KaartFout; nothing is written."""
    if not JAREN[0] <= jaar <= JAREN[1]:
        raise KaartFout(f"{jaar} is geen jaar van een kaart van het CBS.")
    vlakken = _vlakken(inhoud)
    eigen: dict[str, Omtrek] = {}
    soorten: set[str] = set()
    for nummer, vlak in enumerate(vlakken, 1):
        code, naam, eigenschappen = _kenmerken(vlak, nummer)
        soorten.add(code[:2])
        _zelfde_jaar(eigenschappen, jaar)
        if code[2:6] != gemeente[2:6]:
            continue
        if code in eigen:
            raise KaartFout(f"{code} staat twee keer in dit bestand. Haal het opnieuw op bij de bron.")
        eigen[code] = Omtrek(
            soort=code[:2],
            code=code,
            jaar=jaar,
            naam=naam[:160],
            water=eigenschappen.get("water") == "JA",
            vorm=_vorm(vlak.get("geometry"), code),
        )
    if len(soorten) > 1:
        raise KaartFout("Dit bestand heeft gemeenten, wijken en buurten door elkaar. Laad ze één voor één.")
    if not eigen:
        raise KaartFout(f"In dit bestand staat niets van {gemeente}. Kies een bestand van de eigen gemeente.")
    omtrekken = tuple(eigen[code] for code in sorted(eigen))
    return Kaartblad(soorten.pop(), jaar, omtrekken, len(vlakken) - len(eigen))


@dataclass(frozen=True)
class EigenBlad:
    """The outlines that the municipality drew of its own areas. `onbekend`: names on it that no area has."""

    omtrekken: tuple[Omtrek, ...]
    onbekend: tuple[str, ...]


def lees_eigen_blad(inhoud: bytes, gebieden: Iterable[Gebied]) -> EigenBlad:
    """Return the outlines of own areas, found by key or name in `sleutel` or `naam`. Raises KaartFout; nothing is written."""
    gebieden = list(gebieden)
    per_naam: dict[str, list[Gebied]] = {}
    for gebied in gebieden:
        per_naam.setdefault(kale_naam(gebied.naam), []).append(gebied)
    per_sleutel = {gebied.sleutel: gebied for gebied in gebieden}
    eigen: dict[str, Omtrek] = {}
    onbekend = []
    for nummer, vlak in enumerate(_vlakken(inhoud), 1):
        eigenschappen = vlak.get("properties")
        if not isinstance(eigenschappen, dict) or not {"sleutel", "naam"} & set(eigenschappen):
            raise KaartFout(f"Gebied {nummer} in dit bestand heeft geen sleutel en geen naam.")
        naam = str(eigenschappen.get("sleutel") or eigenschappen.get("naam") or "").replace("\0", "").strip()
        gelijk = [per_sleutel[naam]] if naam in per_sleutel else per_naam.get(kale_naam(naam), [])
        if len(gelijk) > 1:
            raise KaartFout(f"{naam[:80]}: zo heten meer gebieden. Zet in het bestand de sleutel erbij.")
        if not gelijk:
            onbekend.append(naam[:80])
            continue
        code = f"{Omtrek.EIGENCODE}{gelijk[0].sleutel}"
        if code in eigen:
            raise KaartFout(f"{naam[:80]} staat twee keer in dit bestand. Laat er één weg.")
        vorm = _vorm(vlak.get("geometry"), naam[:80])
        eigen[code] = Omtrek(soort=Omtrek.Soort.EIGEN, code=code, jaar=0, naam=gelijk[0].naam, vorm=vorm)
    if not eigen:
        raise KaartFout(
            "In dit bestand staat geen gebied dat Wijkwerk kent. Zet er de sleutel of de naam bij."
        )
    return EigenBlad(tuple(eigen[code] for code in sorted(eigen)), tuple(onbekend))


def kale_naam(naam: str) -> str:
    """A name without number, capitals, accents and signs: "Wijk 03 Dorp-West" is how the CBS calls it."""
    letters = unicodedata.normalize("NFKD", VOORVOEGSEL.sub("", naam.strip())).casefold()
    return re.sub(r"[^a-z0-9]", "", letters)


def _vlakken(inhoud: bytes) -> list[dict[str, Any]]:
    """The areas of a file that is whole."""
    if len(inhoud) > MAX_BYTES:
        raise KaartFout("Dit bestand is groter dan 64 MB. Haal alleen de eigen gemeente op.")
    try:
        alles = json.loads(inhoud)
    except (ValueError, RecursionError):
        raise KaartFout(
            "Dit is geen GeoJSON, of het bestand is niet heel. Haal het opnieuw op bij de bron."
        ) from None
    vlakken = alles.get("features") if isinstance(alles, dict) else None
    if not isinstance(vlakken, list) or alles.get("type") != "FeatureCollection":
        raise KaartFout("Dit is geen GeoJSON met een lijst van gebieden (FeatureCollection).")
    if not vlakken or not all(isinstance(vlak, dict) for vlak in vlakken):
        raise KaartFout("In dit bestand staan geen gebieden.")
    _is_heel(alles, len(vlakken))
    if (stelsel := re.search(r"28992|3857", json.dumps(alles.get("crs")))) is not None:
        raise KaartFout(f"De coördinaten zijn EPSG:{stelsel[0]}. Vraag het bestand op in WGS84 (EPSG:4326).")
    return vlakken


def _is_heel(alles: Mapping[str, Any], aantal: int) -> None:
    """A service answers in pages and says so: half an answer is no map."""
    for naam in ("numberMatched", "totalFeatures"):
        totaal = alles.get(naam)
        if isinstance(totaal, int) and totaal > aantal:
            raise KaartFout(f"Dit bestand is niet heel: {aantal} van {totaal} gebieden. Haal ze allemaal op.")
    links = alles.get("links")
    if isinstance(links, list) and any(isinstance(rij, dict) and rij.get("rel") == "next" for rij in links):
        raise KaartFout("Dit is één bladzijde van meer. Haal alle gebieden in één keer op (limit=1000).")


def _kenmerken(vlak: Mapping[str, Any], nummer: int) -> tuple[str, str, Mapping[str, Any]]:
    eigenschappen = vlak.get("properties")
    if not isinstance(eigenschappen, dict):
        raise KaartFout(f"Gebied {nummer} in dit bestand heeft geen kenmerken (properties).")
    for codeveld, naamveld in (*NAMEN, STATISTIEK):
        if codeveld not in eigenschappen:
            continue
        code = str(eigenschappen[codeveld]).strip()
        if not CODE.match(code):
            raise KaartFout(f"Gebied {nummer}: {code[:20]} is geen code van het CBS.")
        naam = str(eigenschappen.get(naamveld) or code).replace("\0", "").strip()
        return code, naam or code, eigenschappen
    raise KaartFout(f"Gebied {nummer} heeft geen buurtcode, wijkcode, gemeentecode of statcode.")


def _zelfde_jaar(eigenschappen: Mapping[str, Any], jaar: int) -> None:
    staat = str(eigenschappen.get("jaar") or eigenschappen.get("jrstatcode") or jaar)[:4]
    if staat != str(jaar):
        raise KaartFout(f"Dit bestand is van {staat}, niet van {jaar}. Noem het goede jaar.")


def _vorm(geometrie: Any, code: str) -> list[list[list[list[float]]]]:
    """The polygons of one area, thinner; the smallest specks of a detailed map go."""
    soort, delen = (
        (geometrie.get("type"), geometrie.get("coordinates")) if isinstance(geometrie, dict) else (None, None)
    )
    if soort == "Polygon":
        delen = [delen]
    elif soort != "MultiPolygon":
        raise KaartFout(f"{code} heeft geen vlak. Haal de kaart opnieuw op bij de bron.")
    vorm = [[dunner(ring, DUNNER_METER) for ring in _ringen(vlak, code)] for vlak in _lijst(delen, code)]
    if not vorm:
        raise KaartFout(f"{code} heeft geen vlak. Haal de kaart opnieuw op bij de bron.")
    return vorm


def _ringen(vlak: Any, code: str) -> Iterator[list[Any]]:
    for ring in _lijst(vlak, code) or _lijst(None, code):
        punten = _lijst(ring, code)
        if len(punten) < 4 or punten[0] != punten[-1]:
            raise KaartFout(f"De omtrek van {code} is niet gesloten. Haal de kaart opnieuw op bij de bron.")
        yield [_punt(punt, code) for punt in punten]


def _lijst(deel: Any, code: str) -> list[Any]:
    if not isinstance(deel, list):
        raise KaartFout(f"De omtrek van {code} is niet te lezen. Haal de kaart opnieuw op bij de bron.")
    return deel


def _punt(punt: Any, code: str) -> list[float]:
    """Longitude and latitude; a height is left out."""
    waarden = _lijst(punt, code)
    if len(waarden) < 2 or not all(type(waarde) in (int, float) for waarde in waarden[:2]):
        raise KaartFout(f"De omtrek van {code} is niet te lezen. Haal de kaart opnieuw op bij de bron.")
    lon, lat = waarden[:2]
    if not (LENGTE[0] <= lon <= LENGTE[1] and BREEDTE[0] <= lat <= BREEDTE[1]):
        raise KaartFout(
            f"{code} ligt niet in Nederland: {lon}, {lat}. Vraag het bestand op in WGS84 (EPSG:4326), eerst de lengte."
        )
    return [lon, lat]
