"""That a form goes differently in one area, and agreeing with that."""

from __future__ import annotations

from typing import Any

from django import forms

from overleggen.afwijkingen import kan_beschikbaar
from overleggen.models import Afwijking
from wijkwerk.formulieren import FormulierMixin
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.wijken.models import Gebied

Soort = Afwijking.Soort


class AfwijkingForm(FormulierMixin, forms.Form):
    soort = forms.ChoiceField(label="Wat verandert er?", widget=forms.RadioSelect)
    reden = forms.CharField(label="Waarom?", widget=forms.Textarea(attrs={"rows": 3}))
    alternatief = forms.CharField(
        label="Hoe gaat het hier, of wat komt ervoor in de plaats?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nodig als het overleg hier anders gaat.",
    )
    per_jaar = forms.IntegerField(
        label="Hoe vaak per jaar?",
        required=False,
        min_value=0,
        max_value=52,
        help_text="Alleen invullen als het hier vaker of minder vaak is dan elders. 0 betekent: naar behoefte.",
    )
    van = forms.DateField(label="Vanaf")
    tot = forms.DateField(label="Tot en met", required=False, help_text="Leeg: tot iemand het beëindigt.")

    breedtes = {"per_jaar": "kort", "van": "kort", "tot": "kort"}

    def __init__(self, *args: Any, vorm: Overlegvorm, gebied: Gebied, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        soorten = [Soort.BESCHIKBAAR] if kan_beschikbaar(vorm, gebied) else [Soort.VERVALT, Soort.AANGEPAST]
        self.fields["soort"].choices = [(soort.value, soort.label) for soort in soorten]  # type: ignore[attr-defined]
        if len(soorten) == 1:
            self.fields["soort"].initial = soorten[0].value


class AkkoordForm(FormulierMixin, forms.Form):
    akkoord = forms.TypedChoiceField(
        label="Bent u akkoord?",
        choices=[("ja", "Ja"), ("nee", "Nee")],
        coerce=lambda waarde: waarde == "ja",
        widget=forms.RadioSelect,
    )
    toelichting = forms.CharField(
        label="Toelichting",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bent u niet akkoord? Schrijf dan op waarom.",
    )
