"""Choosing a picture; on a phone the camera."""

from __future__ import annotations

from django import forms

from signalen.beeld import MAX_BYTES, MB, Beeld, BeeldFout, maak_schoon
from wijkwerk.formulieren import FormulierMixin


class FotoForm(FormulierMixin, forms.Form):
    hint_adres = "signalen:hint"

    bestand = forms.FileField(
        label="Foto",
        help_text=f"JPEG, PNG of WebP van hoogstens {MAX_BYTES // MB} MB. Waar en waarmee de foto gemaakt is, halen wij eruit.",
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    omschrijving = forms.CharField(
        label="Wat is er te zien?",
        help_text="Voor wie de foto niet kan zien. Zet er geen mensen herkenbaar op.",
        max_length=160,
        required=False,
    )

    beeld: Beeld

    def clean_bestand(self) -> str:
        """Clean the picture into `self.beeld`; the value of the field is its name."""
        bestand = self.cleaned_data["bestand"]
        try:
            # One byte more than may be is enough to see that it is too big.
            self.beeld = maak_schoon(bestand.read(MAX_BYTES + 1))
        except BeeldFout as fout:
            raise forms.ValidationError(str(fout)) from fout
        return str(bestand.name)
