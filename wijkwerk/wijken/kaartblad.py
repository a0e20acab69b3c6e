"""Reading a map of areas: GeoJSON as CBS and PDOK publish it (wijk- en buurtkaart, gebiedsindelingen).

A file is read whole or refused; nothing is guessed. Which names the sources use stands in NAMEN.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wijkwerk.wijken.geojson import KaartFout, Vormlezer, lees_vlakken
from wijkwerk.wijken.models import Gebied, Omtrek

JAREN = 2000, 2100
CODE = re.compile(r"^(GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})$")
VOORVOEGSEL = re.compile(r"^(wijk|buurt)\s+\d+\s+", re.IGNORECASE)
# From small to large: a buurt also carries the codes of its wijk and gemeente.
NAMEN = (("buurtcode", "buurtnaam"), ("wijkcode", "wijknaam"), ("gemeentecode", "gemeentenaam"))
STATISTIEK = ("statcode", "statnaam")


@dataclass(frozen=True)
class Kaartblad:
    """One kind of area of one year, as read. `overgeslagen` counts what belongs to other municipalities."""

    soort: str
    jaar: int
    omtrekken: tuple[Omtrek, ...]
    overgeslagen: int


def lees_kaartblad(inhoud: bytes, *, gemeente: str, jaar: int) -> Kaartblad:
    """Return the areas of this municipality (GM code) in the file. Raises KaartFout; nothing is written."""
    if not JAREN[0] <= jaar <= JAREN[1]:
        raise KaartFout(f"{jaar} is geen jaar van een kaart van het CBS.")
    vlakken, vormen = lees_vlakken(inhoud), Vormlezer()
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
            vorm=vormen.lees(vlak.get("geometry"), code),
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
    vormen = Vormlezer()
    for nummer, vlak in enumerate(lees_vlakken(inhoud), 1):
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
        vorm = vormen.lees(vlak.get("geometry"), naam[:80])
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
