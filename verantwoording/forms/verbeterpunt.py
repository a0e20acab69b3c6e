"""A point that is to become better."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from verantwoording.models import Evaluatie
from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formulieren import Datum, GrootTekstvak
from wijkwerk.gebruikers.keuze import HouderKeuze
from wijkwerk.wijken.models import Gebied


class VerbeterpuntForm(EenmaligMixin, forms.Form):
    titel = forms.CharField(label="Wat moet er beter?", max_length=200)
    omschrijving = forms.CharField(
        label="Hoe gaan we dat bereiken?", required=False, max_length=4000, widget=GrootTekstvak
    )
    evaluatie = forms.ModelChoiceField(
        label="Uit welke terugblik?",
        queryset=Evaluatie.objects.none(),
        required=False,
        empty_label="Ergens anders vandaan",
    )
    herkomst = forms.CharField(
        label="Waar komt het vandaan?",
        required=False,
        max_length=200,
        help_text="Bijvoorbeeld een nota of een brief. Nodig als het niet uit een terugblik komt.",
    )
    houder = HouderKeuze(label="Wie zorgt ervoor?")
    uiterlijk = forms.DateField(label="Uiterlijk wanneer?", widget=Datum)
    breedtes = {"uiterlijk": "kort"}

    def __init__(self, *args: Any, gebied: Gebied, evaluaties: QuerySet[Evaluatie], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        houder, evaluatie = self.fields["houder"], self.fields["evaluatie"]
        assert isinstance(houder, HouderKeuze)
        assert isinstance(evaluatie, forms.ModelChoiceField)
        houder.kies_uit([gebied], overal=True)
        evaluatie.queryset = evaluaties
