"""What one chooses on the page of all areas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from wijkwerk.cijfers.service import Maat, in_woorden
from wijkwerk.formulieren import FormulierMixin


class AlleForm(FormulierMixin, forms.Form):
    """Which measure, of when, over which level, as bars or as a map."""

    maat = forms.ChoiceField(label="Cijfer", required=False)
    periode = forms.ChoiceField(label="Periode", required=False)
    niveau = forms.ChoiceField(label="Gebieden", required=False)
    vorm = forms.ChoiceField(
        label="Laat zien als",
        required=False,
        choices=[("", "Staven"), ("kaart", "Kaart"), ("jaren", "Door de jaren")],
    )

    def __init__(
        self,
        *args: Any,
        maten: Sequence[Maat],
        perioden: Sequence[int],
        niveaus: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["maat"].choices = [(maat.sleutel, maat.naam) for maat in maten]  # type: ignore[attr-defined]
        self.fields["periode"].choices = [(str(periode), in_woorden(periode)) for periode in perioden]  # type: ignore[attr-defined]
        self.fields["niveau"].choices = list(niveaus)  # type: ignore[attr-defined]
