"""Fill the fields that a profile declares with something that reads well, whatever they are called."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from wijkwerk.profiel import Veld
from wijkwerk.profielvelden import bewaar

ZINNEN = {
    "motivering": "Wij hebben het bekeken met wie erover gaat. Dit is wat wij nu kunnen doen.",
    "toelichting": "Het is ter plaatse bekeken en besproken met de melder.",
    "actie": "Hersteld en nagekeken; over een maand kijken wij nog eens.",
    "randvoorwaarden": "Er moet eerst geld zijn in de begroting, en de buren moeten het eens zijn.",
    "naar": "de organisatie die hierover gaat",
    "resultaat": "ten minste tien bewoners doen mee",
    "meetbaar": "geteld aan het einde van elk kwartaal",
    "middelen": "40 uur en 1.500 euro",
    "korte-notitie": "Ter plaatse opgelost.",
    "advies": "Doen, in overleg met de buurt.",
    "disciplines": "openbare ruimte en welzijn",
    "planning": "voor de zomer",
    "analyse": "Samen met bewoners en partners bekeken.",
}


def vul(velden: Iterable[Veld]) -> dict[str, Any]:
    """Return a plausible value for each field, by its kind."""
    return {veld.sleutel: _waarde(veld) for veld in velden}


def vul_en_bewaar(velden: Iterable[Veld]) -> dict[str, Any]:
    """The same, as the JSON column keeps it."""
    velden = list(velden)
    return bewaar(velden, vul(velden))


def _waarde(veld: Veld) -> Any:
    match veld.soort:
        case "datum":
            return timezone.localdate() + timedelta(days=90)
        case "getal":
            return 3
        case "bedrag":
            return 1500
        case "keuze":
            return veld.keuzes[0] if veld.keuzes else ""
        case "ja-nee":
            return "ja"
        case _:
            return ZINNEN.get(veld.sleutel, f"Voorbeeld: {veld.naam.lower()} in gewone woorden.")
