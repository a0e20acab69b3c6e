"""A field for a point on the map: pressed on our own drawing, or typed as other maps write it."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal
from typing import Any

from django import forms

from signalen.punt import puntkaart
from wijkwerk.wijken.models import Omtrek
from wijkwerk.wijken.punt import Punt

GETAL = r"(\d{1,2}[.,]\d{2,})"
# 52.95610, 4.76010: the comma between them may stand without a space when the numbers have points.
PAAR = re.compile(rf"^\s*{GETAL}\s*(?:[,;]\s*|\s+){GETAL}\s*$")
# Latitude lies far above longitude here: the order in which somebody pastes them does not matter.
GRENS = 20


class Kaartpunt(forms.TextInput):
    """A text box with a map above it; without JavaScript the map is left out."""

    template_name = "onderdelen/kaartpunt.html"
    punt: Punt | None = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Drawn only when it is shown: a form that was sent in and is right needs no map."""
        punt = self.punt
        if isinstance(value, str) and value:
            with suppress(forms.ValidationError):
                punt = lees_punt(value)
        return super().get_context(name, value, attrs) | {"keuze": puntkaart(punt)}

    def format_value(self, value: Any) -> str | None:
        return str(value) if isinstance(value, Punt) else super().format_value(value)


class Puntveld(forms.CharField):
    """Cleans to a Punt or None."""

    widget = Kaartpunt

    def to_python(self, value: Any) -> Any:
        return value if isinstance(value, Punt) else super().to_python(value)

    def clean(self, value: Any) -> Any:
        tekst = super().clean(value)
        return lees_punt(tekst) if tekst else None


def lees_punt(tekst: str) -> Punt:
    """Return the point that somebody typed; raises ValidationError."""
    paar = PAAR.match(tekst)
    if paar is None:
        raise forms.ValidationError(
            "Schrijf het punt als breedte en lengte, met een komma ertussen. Bijvoorbeeld: 52.09310, 5.11930."
        )
    # A metre, and what the form shows again: a point that nobody touched is the same point.
    laag, hoog = sorted(
        Decimal(deel.replace(",", ".")).quantize(Decimal("0.00001")) for deel in paar.groups()
    )
    if not (3 <= laag <= 8 < GRENS < 50 <= hoog <= 54):
        raise forms.ValidationError("Dit punt ligt niet in Nederland.")
    return Punt(lengte=laag, breedte=hoog)


def puntveld(punt: Punt | None = None) -> Puntveld | None:
    """Return the field, with the point that is there now; None when this municipality has no map (one query)."""
    if not Omtrek.objects.exists():
        return None
    veld = Puntveld(
        label="Punt op de kaart",
        required=False,
        max_length=60,
        initial=punt,
        help_text="Breedte en lengte, zoals u ze uit een andere kaart kunt plakken.",
    )
    assert isinstance(veld.widget, Kaartpunt)
    veld.widget.punt = punt
    return veld
