"""The words of one kind of message."""

from __future__ import annotations

from typing import Any

from django import forms

from wijkwerk.berichten import teksten
from wijkwerk.formulieren import FormulierMixin, GrootTekstvak


class BerichttekstForm(FormulierMixin, forms.Form):
    onderwerp = forms.CharField(max_length=120)
    tekst = forms.CharField(
        max_length=4000,
        widget=GrootTekstvak({"rows": 12}),
        help_text="Een lege regel begint een nieuwe alinea. Een regel met een streepje ervoor wordt een punt in een lijst.",
    )

    def __init__(self, *args: Any, soort: str, **kwargs: Any) -> None:
        self.soort = soort
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Complain about names that do not exist, at the field in which they stand."""
        gegevens = super().clean() or {}
        self.neem_klachten_over(
            teksten.klachten(self.soort, gegevens.get("onderwerp", ""), gegevens.get("tekst", ""))
        )
        return gegevens
