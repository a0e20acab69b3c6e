"""How heavy an advice weighs: by its scale, as the profile says (HEL-24, HEL-25)."""

from __future__ import annotations

from dataclasses import dataclass

from adviezen.models import Advies
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import OnbekendeSleutel

WOORDEN = {
    "groot": "weegt zwaar",
    "gedeeld": "weegt mee naast andere belangen",
    "beperkt": "weegt licht: praat mee",
}


@dataclass(frozen=True)
class Gewicht:
    """The scale by its name, and how it weighs; empty where the profile says nothing of that."""

    schaal: str = ""
    woord: str = ""
    # The theme by its name, when residents have more say in it.
    thema: str = ""

    def __str__(self) -> str:
        schaal = f"schaal: {self.schaal}" if self.schaal else ""
        thema = f"onderwerp dichtbij: {self.thema}" if self.thema else ""
        return ", ".join(deel for deel in (schaal, self.woord, thema) if deel)


def gewicht_van(advies: Advies) -> Gewicht:
    profiel = actief_profiel()
    thema = ""
    if advies.onderwerp.thema:
        try:
            rij = profiel.thema(advies.onderwerp.thema)
            thema = rij.naam if rij.invloed == "groot" else ""
        except OnbekendeSleutel:
            thema = ""
    if not advies.schaalniveau:
        return Gewicht(thema=thema)
    try:
        niveau = profiel.niveau(advies.schaalniveau)
    except OnbekendeSleutel:
        return Gewicht(schaal=advies.schaalniveau, thema=thema)
    return Gewicht(niveau.naam, WOORDEN.get(niveau.invloed or "", ""), thema)
