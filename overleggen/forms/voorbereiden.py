"""Asking for information at a point, and bringing papers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms

from overleggen.models import Overleg
from overleggen.stukken import MAX_BYTES, MB, SOORTEN, Bestand, StukFout, lees
from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formulieren import FormulierMixin
from wijkwerk.gebruikers.keuze import HouderKeuze


class InformatieForm(EenmaligMixin, forms.Form):
    vraag = forms.CharField(
        label="Wat wilt u weten?", widget=forms.Textarea(attrs={"rows": 3}), max_length=240
    )
    houder = HouderKeuze(label="Wie zoekt het uit?")
    uiterlijk = forms.DateField(label="Uiterlijk wanneer?", help_text="Vóór het overleg.")

    breedtes = {"uiterlijk": "kort"}

    def __init__(self, *args: Any, overleg: Overleg, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze = self.fields["houder"]
        assert isinstance(keuze, HouderKeuze)
        keuze.kies_uit([overleg.gebied])
        self.fields["uiterlijk"].initial = overleg.datum - timedelta(days=1)


class StukForm(FormulierMixin, forms.Form):
    titel = forms.CharField(
        label="Wat is het?", max_length=160, help_text="Bijvoorbeeld: schetsontwerp plein."
    )
    bestand = forms.FileField(
        label="Bestand",
        required=False,
        help_text=f"Pdf, tekst, rekenblad, presentatie of afbeelding van hoogstens {MAX_BYTES // MB} MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{soort}" for soort in SOORTEN)}),
    )
    adres = forms.URLField(
        label="Of het adres van een pagina",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Bijvoorbeeld een besluit dat al op de website staat.",
    )

    def clean_bestand(self) -> Bestand | None:
        bestand = self.cleaned_data["bestand"]
        if not bestand:
            return None
        try:
            # One byte more than may be is enough to see that it is too big.
            return lees(bestand.name, bestand.read(MAX_BYTES + 1))
        except StukFout as fout:
            raise forms.ValidationError(str(fout)) from fout
