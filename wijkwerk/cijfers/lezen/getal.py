"""A cell as sources write it: a number, or one of their many ways to say that there is none."""

from __future__ import annotations

import re
from decimal import Decimal

from wijkwerk.cijfers.models import Reden

_GETAL = re.compile(r"[+-]?[0-9]{1,13}([.,][0-9]{1,20})?")
# Secret, or too few to tell.
GEHEIM = frozenset({".", "x", "geheim"})
ONBEKEND = frozenset({"", ",", "nan", "null", "none", "-", "onbekend", "n.b."})
NOG_NIET = frozenset({"nog niet gepubliceerd", "nog niet"})
NIET_VAN_TOEPASSING = frozenset({"niet van toepassing", "n.v.t.", "nvt"})
# Map files have numbers for it; those below this limit are none that anybody counted.
GEEN_GETAL_ONDER = Decimal(-99990)
NOG_NIET_GETAL = Decimal(-99995)
_CIJFERS = Decimal("0.0001")


class GeenGetal(ValueError):
    """Neither a number nor a known way to say that there is none."""


def lees_getal(cel: str) -> tuple[Decimal | None, Reden]:
    """Return the number, or None and why there is none; a comma and a point both start the decimals. Raises GeenGetal."""
    cel = cel.strip()
    if _GETAL.fullmatch(cel):
        getal = Decimal(cel.replace(",", "."))
        if getal == NOG_NIET_GETAL:
            return None, Reden.NOG_NIET
        return (None, Reden.GEHEIM) if getal <= GEEN_GETAL_ONDER else (getal.quantize(_CIJFERS), Reden.GEEN)
    reden = lees_reden(cel)
    if reden is None:
        raise GeenGetal(cel)
    return None, reden


def lees_reden(tekst: str) -> Reden | None:
    """Return which kind of "no number" these words say, or None when they say none."""
    woord = tekst.strip().casefold()
    for woorden, reden in (
        (ONBEKEND, Reden.ONBEKEND),
        (GEHEIM, Reden.GEHEIM),
        (NOG_NIET, Reden.NOG_NIET),
        (NIET_VAN_TOEPASSING, Reden.NIET_VAN_TOEPASSING),
    ):
        if woord in woorden:
            return reden
    return None
