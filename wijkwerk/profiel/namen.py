"""How the selectors of a profile read on a screen."""

from __future__ import annotations

from wijkwerk.profiel.profiel import Profiel
from wijkwerk.profiel.wie import Selector


def selectornaam(selector: Selector, profiel: Profiel) -> str:
    """The name that the municipality gives this role, party, meeting, poll, discipline, kind or side."""
    match selector.soort:
        case "rol":
            return profiel.rol(selector.waarde).naam
        case "partij":
            return profiel.partij(selector.waarde).naam
        case "overleg":
            return profiel.overlegvorm(selector.waarde).naam
        case "peiling":
            return profiel.peiling(selector.waarde).naam
        case "discipline":
            return profiel.discipline(selector.waarde).naam
        case "soort":
            woord = {"organisatie": "partner"}.get(selector.waarde, selector.waarde)
            try:
                return profiel.term(woord).enkel
            except KeyError:
                return selector.waarde
        case "kant":
            termen = {"bewoners": "bewoner", "partner": "partner"}
            return (
                profiel.term(termen[selector.waarde]).meer if selector.waarde in termen else selector.waarde
            )
        case _:
            return selector.waarde or selector.soort
