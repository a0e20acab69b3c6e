"""How the selectors of a profile read on a screen."""

from __future__ import annotations

from wijkwerk.profiel import Profiel, Selector

KANTEN = {"bestuur": "bestuur", "gemeente": "gemeente", "partner": "partners", "bewoners": "bewoners"}


def selectornaam(selector: Selector, profiel: Profiel) -> str:
    """The name that the municipality gives this role, party, kind or side."""
    match selector.soort:
        case "rol":
            return profiel.rol(selector.waarde).naam
        case "partij":
            return profiel.partij(selector.waarde).naam
        case "discipline":
            return profiel.discipline(selector.waarde).naam
        case "overleg":
            return profiel.overlegvorm(selector.waarde).naam
        case "soort":
            woord = {"organisatie": "partner"}.get(selector.waarde, selector.waarde)
            try:
                return profiel.term(woord).enkel
            except KeyError:
                return selector.waarde
        case "kant":
            return profiel.term("bewoner").meer if selector.waarde == "bewoners" else KANTEN[selector.waarde]
        case _:
            return selector.soort


def namen(wie: tuple[Selector, ...], profiel: Profiel) -> str:
    """Several selectors as one phrase."""
    return ", ".join(selectornaam(selector, profiel) for selector in wie)
