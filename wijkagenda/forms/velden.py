"""Form fields for what the profile declares."""

from __future__ import annotations

from typing import Any

from django import forms

from wijkwerk.formaten import hoofdletter
from wijkwerk.formulieren import Datum, GrootTekstvak
from wijkwerk.profiel import Veld

JA_NEE = [("ja", "Ja"), ("nee", "Nee")]


def formulierveld(veld: Veld, *, verplicht: bool) -> forms.Field:
    """The form field of a declared field."""
    los: dict[str, Any] = {"label": veld.naam, "required": verplicht}
    match veld.soort:
        case "getal":
            return forms.IntegerField(min_value=0, **los)
        case "bedrag":
            return forms.DecimalField(min_value=0, max_digits=12, decimal_places=2, localize=True, **los)
        case "datum":
            return forms.DateField(widget=Datum(), **los)
        case "keuze":
            keuzes = [(keuze, hoofdletter(keuze)) for keuze in veld.keuzes]
            return forms.ChoiceField(
                choices=[*([] if verplicht else [("", "Nog niet gekozen")]), *keuzes],
                widget=forms.RadioSelect,
                **los,
            )
        case "ja-nee":
            return forms.ChoiceField(choices=JA_NEE, widget=forms.RadioSelect, **los)
        case _:
            return forms.CharField(widget=GrootTekstvak(attrs={"rows": 3}), **los)
