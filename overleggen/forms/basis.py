"""A form with fields that rules of the profile ask at a step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from wijkwerk.formulieren import FormulierMixin, straks_nodig
from wijkwerk.profiel.velden import Veld
from wijkwerk.profielvelden import bewaar, formuliervelden


class ProfielveldenForm(FormulierMixin, forms.Form):
    """A form with fields of the profile; `gegevens()` gives those as they are kept."""

    profielvelden: list[Veld]

    def vraag(self, velden: Iterable[Veld]) -> None:
        """Add these fields. Whether one must be filled says the rule, so that all complaints come at once."""
        self.profielvelden = list(velden)
        self.fields.update(formuliervelden(self.profielvelden, verplicht=False))
        for veld in self.profielvelden:
            if veld.verplicht:
                straks_nodig(self.fields[veld.sleutel])

    def gegevens(self) -> dict[str, Any]:
        return bewaar(self.profielvelden, self.cleaned_data)
