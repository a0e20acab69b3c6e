"""Fields that a profile declares, as form fields, as JSON that is kept, and as text that is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import date_format, number_format

from wijkwerk.profiel import Veld

JA_NEE = (("ja", "Ja"), ("nee", "Nee"))
LANG = frozenset({"motivering", "toelichting", "randvoorwaarden", "resultaat", "korte-notitie"})


def formulierveld(veld: Veld, *, verplicht: bool | None = None) -> forms.Field:
    """Return the form field for a field of the profile; required as the profile says, unless told otherwise."""
    nodig = veld.verplicht if verplicht is None else verplicht
    match veld.soort:
        case "getal":
            return forms.DecimalField(
                label=veld.naam, required=nodig, localize=True, max_digits=14, decimal_places=4
            )
        case "bedrag":
            return forms.DecimalField(
                label=f"{veld.naam} (in euro)",
                required=nodig,
                localize=True,
                max_digits=12,
                decimal_places=2,
                min_value=0,
            )
        case "datum":
            return forms.DateField(label=veld.naam, required=nodig)
        case "keuze":
            keuzes = [("", "Maak een keuze"), *((keuze, keuze) for keuze in veld.keuzes)]
            return forms.ChoiceField(label=veld.naam, required=nodig, choices=keuzes)
        case "ja-nee":
            return forms.ChoiceField(
                label=veld.naam, required=nodig, choices=JA_NEE, widget=forms.RadioSelect
            )
        case _:
            widget = forms.Textarea(attrs={"rows": 3}) if veld.sleutel in LANG else forms.TextInput()
            return forms.CharField(label=veld.naam, required=nodig, max_length=4000, widget=widget)


def formuliervelden(velden: Iterable[Veld], *, verplicht: bool | None = None) -> dict[str, forms.Field]:
    return {veld.sleutel: formulierveld(veld, verplicht=verplicht) for veld in velden}


def bewaar(velden: Iterable[Veld], gegevens: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is kept in the JSON column: cleaned values of these fields, dates as ISO, numbers as text."""
    return {
        veld.sleutel: _json(gegevens[veld.sleutel])
        for veld in velden
        if gegevens.get(veld.sleutel) not in {None, ""}
    }


def _json(waarde: Any) -> Any:
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, Decimal):
        return str(waarde)
    return waarde


def toon(veld: Veld, waarde: Any) -> str:
    """Return a kept value as people read it."""
    if waarde in {None, ""}:
        return ""
    match veld.soort:
        case "datum":
            return date_format(date.fromisoformat(str(waarde)), "j F Y")
        case "getal":
            return number_format(Decimal(str(waarde)).normalize())
        case "bedrag":
            return f"€ {number_format(Decimal(str(waarde)), decimal_pos=2, force_grouping=True)}"
        case "ja-nee":
            return dict(JA_NEE).get(str(waarde), str(waarde))
        case _:
            return str(waarde)


def getoond(velden: Iterable[Veld], bewaard: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (label, value) of every field that was filled, in the order of the profile: for lists and publications."""
    return [
        (veld.naam, toon(veld, bewaard[veld.sleutel]))
        for veld in velden
        if bewaard.get(veld.sleutel) not in {None, ""}
    ]
