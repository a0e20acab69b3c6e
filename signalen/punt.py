"""A point at a signal: inside the municipality, and a hint when it lies in another area than the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wijkwerk.regels.klachten import Klacht
from wijkwerk.wijken.kaart import SPELING_METER, Kaart, Omtrekken, alle_omtrekken, kaart_van
from wijkwerk.wijken.meetkunde import ligt_in
from wijkwerk.wijken.models import Gebied
from wijkwerk.wijken.punt import Punt


@dataclass(frozen=True)
class Puntkaart:
    """A map to choose a point on, or to show one: `stip` is where it is drawn, `waarin` the smallest area there."""

    kaart: Kaart
    stip: tuple[int, int] | None = None
    waarin: Gebied | None = None
    hint: str = ""


def puntkaart(punt: Punt | None = None, gekozen: Sequence[Gebied] = ()) -> Puntkaart | None:
    """Draw the municipality with its smallest areas, and this point; None when no map was loaded.

    One query then, else two.
    """
    gebieden, omtrekken = alle_omtrekken()
    if omtrekken is None:
        return None
    boven = {pk for gebied in gebieden for pk in gebied.voorouders if pk != gebied.pk}
    kaart = kaart_van(
        omtrekken,
        [gebied for gebied in gebieden if gebied.pk not in boven],
        [gebied.pk for gebied in gebieden if gebied.ouder_id is None],
    )
    if kaart is None:
        return None
    if punt is None:
        return Puntkaart(kaart)
    waarin = _waarin(punt, gebieden, omtrekken)
    stip = kaart.raam.plek(float(punt.lengte), float(punt.breedte))
    return Puntkaart(kaart, stip, waarin, _hint(punt, gekozen, waarin, omtrekken))


def beoordeel(punt: Punt | None, gekozen: Sequence[Gebied]) -> tuple[list[Klacht], list[Klacht]]:
    """Return why this point cannot be kept (it must lie in the municipality), and what is odd about it. Two queries."""
    if punt is None:
        return [], []
    gebieden, omtrekken = alle_omtrekken()
    if omtrekken is None:
        return [Klacht("Er is geen kaart van de gemeente. Schrijf de plek op in woorden.", "punt")], []
    if not omtrekken.bevat(_plek(punt)):
        if all(gebied.pk in omtrekken.van_gebied for gebied in gebieden if gebied.ouder_id is None):
            return [Klacht("Dit punt ligt niet in de gemeente. Kies een punt op de kaart.", "punt")], []
        # Not everything has an outline: it may well lie in the municipality.
        return [], [Klacht("Dit punt ligt in geen gebied dat op de kaart staat. Klopt het?", "punt")]
    hint = _hint(punt, gekozen, _waarin(punt, gebieden, omtrekken), omtrekken)
    return [], [Klacht(hint, "punt")] if hint else []


def _waarin(punt: Punt, gebieden: Sequence[Gebied], omtrekken: Omtrekken) -> Gebied | None:
    """The smallest area in which it lies."""
    treffers = omtrekken.gebied_bij(_plek(punt), gebieden)
    return max(treffers, key=lambda gebied: len(gebied.voorouders), default=None)


def _hint(punt: Punt, gekozen: Sequence[Gebied], waarin: Gebied | None, omtrekken: Omtrekken) -> str:
    """Only where the outline of a chosen area is known, and the point is clearly not in it."""
    vormen = [omtrekken.van_gebied[gebied.pk] for gebied in gekozen if gebied.pk in omtrekken.van_gebied]
    if not vormen or any(ligt_in(_plek(punt), vorm, SPELING_METER) for vorm in vormen):
        return ""
    namen = " of ".join(str(gebied) for gebied in gekozen)
    # What lies around the chosen area says nothing new.
    elders = waarin is not None and all(waarin.pk not in gebied.voorouders for gebied in gekozen)
    waar = f"in {waarin}, " if elders else ""
    return f"Het punt op de kaart ligt {waar}niet in {namen}. Klopt het gebied?"


def _plek(punt: Punt) -> tuple[float, float]:
    return float(punt.lengte), float(punt.breedte)
