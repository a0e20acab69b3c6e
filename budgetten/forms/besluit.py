"""Judging, deciding and accounting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from budgetten.acties import Besluitinvoer, Rekening
from budgetten.forms.aanvraag import JA_NEE, geldveld
from budgetten.organen import Orgaan
from wijkwerk.formaten import hoofdletter
from wijkwerk.formulieren import Datum, FormulierMixin, GrootTekstvak, straks_nodig
from wijkwerk.profiel.rijen.signalen import Signaalsoort


class OordeelForm(FormulierMixin, forms.Form):
    ja = forms.ChoiceField(label="Voldoet het?", choices=JA_NEE, widget=forms.RadioSelect)
    toelichting = forms.CharField(label="Waarom?", widget=GrootTekstvak(attrs={"rows": 2}))


class BesluitForm(FormulierMixin, forms.Form):
    """Award or decline; the amount only where money is awarded."""

    bedrag = geldveld("Toe te kennen bedrag (in euro)")
    motivering = forms.CharField(
        label="Waarom?",
        help_text="De aanvrager leest dit.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 4}),
    )
    orgaan = forms.ChoiceField(label="Wie besloot?", required=False, widget=forms.RadioSelect)
    besloten_op = forms.DateField(label="Wanneer?", required=False, widget=Datum())
    kenmerk = forms.CharField(
        label="Kenmerk van het besluit",
        required=False,
        max_length=80,
        help_text="Nodig als u vastlegt wat een ander besloot.",
    )
    breedtes = {"bedrag": "kort", "besloten_op": "kort", "kenmerk": "half"}

    def __init__(self, *args: Any, organen: Sequence[Orgaan], met_bedrag: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        orgaan = self.fields["orgaan"]
        assert isinstance(orgaan, forms.ChoiceField)
        orgaan.choices = [(rij.sleutel, hoofdletter(rij.naam)) for rij in organen]
        if len(organen) == 1:
            orgaan.initial = organen[0].sleutel
        if all(rij.zelf for rij in organen):
            del self.fields["kenmerk"]
        elif not any(rij.zelf for rij in organen):
            straks_nodig(self.fields["kenmerk"])
        self.fields["besloten_op"].initial = timezone.localdate()
        if not met_bedrag:
            del self.fields["bedrag"]
        for naam in ("bedrag", "motivering", "orgaan", "besloten_op"):
            if naam in self.fields:
                straks_nodig(self.fields[naam])

    def besluit(self) -> Besluitinvoer:
        schoon = self.cleaned_data
        return Besluitinvoer(
            orgaan=schoon["orgaan"],
            motivering=schoon["motivering"],
            besloten_op=schoon["besloten_op"],
            kenmerk=schoon.get("kenmerk", ""),
        )


class BenamingForm(FormulierMixin, forms.Form):
    naam = forms.CharField(
        label="Hoe heet dit voor iedereen?",
        help_text="Noem geen namen van mensen en geen adres van een woning.",
        max_length=200,
    )


class OmzetForm(FormulierMixin, forms.Form):
    soort = forms.ChoiceField(label="Wat voor melding is het?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, soorten: Sequence[Signaalsoort], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        soort = self.fields["soort"]
        assert isinstance(soort, forms.ChoiceField)
        soort.choices = [(rij.sleutel, hoofdletter(rij.naam)) for rij in soorten]
        if len(soorten) == 1:
            soort.initial = soorten[0].sleutel


class RekeningForm(FormulierMixin, forms.Form):
    besteed = geldveld("Hoeveel is er uitgegeven? (in euro)")
    verantwoording = forms.CharField(
        label="Waaraan is het uitgegeven?",
        help_text="Eén uitgave per regel. Bonnen bewaart u zelf.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 4}),
    )
    resultaat = forms.CharField(
        label="Wat is er bereikt?", required=False, widget=GrootTekstvak(attrs={"rows": 3})
    )
    breedtes = {"besteed": "kort"}

    def __init__(self, *args: Any, nodig: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam in {"besteed", *nodig} & set(self.fields):
            straks_nodig(self.fields[naam])

    def rekening(self) -> Rekening:
        return Rekening(**self.cleaned_data)


class TeruglegForm(FormulierMixin, forms.Form):
    reden = forms.CharField(
        label="Wat mist er nog?",
        help_text="De aanvrager leest dit.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        straks_nodig(self.fields["reden"])
