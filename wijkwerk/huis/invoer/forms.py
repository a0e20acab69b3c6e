"""Choosing a file."""

from __future__ import annotations

from typing import Any

from django import forms

from wijkwerk.formulieren import FormulierMixin
from wijkwerk.huis.invoer.bestand import MAX_BYTES, MB, BestandFout, Tabel, lees

# In the browser somebody waits for it; longer files go through the command line.
MAX_RIJEN_WEB = 1_000


class InvoerForm(FormulierMixin, forms.Form):
    lijst = forms.CharField(
        label="Naam van de actielijst",
        max_length=120,
        help_text="Gebruik de volgende keer dezelfde naam. Dan weten wij welke acties er al zijn.",
    )
    bestand = forms.FileField(
        label="Bestand",
        help_text=f"Een .xlsx of .csv van hoogstens {MAX_BYTES // MB} MB en {MAX_RIJEN_WEB} rijen. "
        "U ziet eerst wat er verandert; daarna beslist u.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    tabel: Tabel

    def __init__(self, *args: Any, met_lijst: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not met_lijst:
            del self.fields["lijst"]

    def clean_bestand(self) -> str:
        """Read the file into `self.tabel`; the value of the field is its name."""
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MAX_BYTES:
            raise forms.ValidationError(
                f"Dit bestand is te groot. Het mag hoogstens {MAX_BYTES // MB} MB zijn."
            )
        try:
            self.tabel = lees(bestand.read(), max_rijen=MAX_RIJEN_WEB)
        except BestandFout as fout:
            raise forms.ValidationError(str(fout)) from fout
        return str(bestand.name)
