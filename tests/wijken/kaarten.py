"""Made up maps in the form of the CBS: squares beside each other, so that what is where can be read from a code."""

from __future__ import annotations

import json
from typing import Any

from wijkwerk.wijken.acties import bewaar_kaartblad
from wijkwerk.wijken.kaartblad import lees_kaartblad

# The southwest corner of the first square, and how wide one is (about a kilometre).
ZUIDWEST = (4.7, 52.9)
ZIJDE = 0.01

BUURTEN = {
    "BU04000104": "Sluisdijkbuurt",
    "BU04000105": "Visbuurt",
    "BU04000200": "Oud Den Helder",
    "BU04000205": "Tuindorp-West",
    "BU04000206": "Tuindorp-Oost",
    "BU04000300": "Nieuw Den Helder",
}


def vierkant(nummer: int) -> list[list[float]]:
    west, zuid = ZUIDWEST[0] + nummer * ZIJDE, ZUIDWEST[1]
    oost, noord = west + ZIJDE, zuid + ZIJDE
    return [[west, zuid], [oost, zuid], [oost, noord], [west, noord], [west, zuid]]


def midden(nummer: int) -> tuple[float, float]:
    """A point in the square of this number: (longitude, latitude)."""
    return ZUIDWEST[0] + (nummer + 0.5) * ZIJDE, ZUIDWEST[1] + ZIJDE / 2


def vlak(nummer: int, code: str, naam: str, **meer: Any) -> dict[str, Any]:
    eigenschappen = {"buurtcode": code, "buurtnaam": naam, "gemeentecode": f"GM{code[2:6]}", "water": "NEE"}
    vorm = {"type": "Polygon", "coordinates": [vierkant(nummer)]}
    return {"type": "Feature", "properties": eigenschappen | meer, "geometry": vorm}


def blad(*vlakken: dict[str, Any], **meer: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(vlakken)} | meer).encode()


def buurten(namen: dict[str, str] | None = None) -> bytes:
    alle = BUURTEN if namen is None else namen
    return blad(*(vlak(nummer, code, naam) for nummer, (code, naam) in enumerate(alle.items())))


def laad(inhoud: bytes | None = None, gemeente: str = "GM0400") -> None:
    """Put a map in the database."""
    bewaar_kaartblad(blad=lees_kaartblad(inhoud or buurten(), gemeente=gemeente, jaar=2024))
