"""Agreeing, delivering, and the steps that ask one text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone

from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formulieren import Datum, FormulierMixin, GrootTekstvak, straks_nodig
from wijkwerk.profielvelden import JA_NEE
from wijkwerk.wijken.models import Gebied

JA = {"ja": True, "nee": False}


class InstemForm(FormulierMixin, forms.Form):
    partij = forms.ChoiceField(label="Namens wie?", widget=forms.RadioSelect)
    akkoord = forms.ChoiceField(
        label="Bent u akkoord met deze afspraak?", choices=JA_NEE, widget=forms.RadioSelect, required=False
    )
    toelichting = forms.CharField(
        label="Wat wilt u hierover kwijt?",
        help_text="Bent u niet akkoord, schrijf dan op wat er anders moet.",
        required=False,
        max_length=4000,
        widget=GrootTekstvak(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, partijen: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wie = self.fields["partij"]
        assert isinstance(wie, forms.ChoiceField)
        wie.choices = list(partijen.items())
        wie.initial = next(iter(partijen), "")
        if len(partijen) == 1:
            wie.widget = forms.HiddenInput()
        straks_nodig(self.fields["akkoord"])

    def gekozen(self) -> bool | None:
        return JA.get(self.cleaned_data["akkoord"])


class LeverForm(EenmaligMixin, FormulierMixin, forms.Form):
    gebied = forms.ModelChoiceField(
        label="In welk gebied?", queryset=Gebied.objects.none(), required=False, widget=forms.RadioSelect
    )
    hoeveelheid = forms.DecimalField(label="Hoeveel?", max_digits=10, decimal_places=2, required=False)
    datum = forms.DateField(label="Op welke dag?", required=False, widget=Datum())
    toelichting = forms.CharField(
        label="Wat is er gedaan?",
        help_text="Kort. Noem geen namen van bewoners.",
        max_length=500,
        required=False,
        widget=GrootTekstvak(attrs={"rows": 2}),
    )
    breedtes = {"hoeveelheid": "kort", "datum": "kort"}

    def __init__(self, *args: Any, gebieden: Iterable[Gebied], eenheid: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waar = self.fields["gebied"]
        assert isinstance(waar, forms.ModelChoiceField)
        pks = [rij.pk for rij in gebieden]
        waar.queryset = Gebied.objects.filter(pk__in=pks).order_by("naam")
        waar.empty_label = None
        if len(pks) == 1:
            waar.initial = pks[0]
        self.fields["hoeveelheid"].label = f"Hoeveel? (in {eenheid})"
        self.fields["datum"].initial = timezone.localdate()
        for naam in ("gebied", "hoeveelheid", "datum"):
            straks_nodig(self.fields[naam])


class RedenForm(FormulierMixin, forms.Form):
    reden = forms.CharField(
        label="Waarom?", required=False, max_length=300, widget=GrootTekstvak(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, label: str = "Waarom?", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reden"].label = label
        straks_nodig(self.fields["reden"])


class SlotwoordForm(FormulierMixin, forms.Form):
    slot = forms.CharField(
        label="Wat kwam ervan?",
        help_text="In een paar zinnen: wat is er bereikt, en wat niet.",
        required=False,
        max_length=4000,
        widget=GrootTekstvak(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        straks_nodig(self.fields["slot"])
