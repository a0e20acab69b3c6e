"""The forms of rounds and steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from gebiedscyclus.keuze import Voorstel
from wijkwerk.formulieren import Datum, FormulierMixin, GrootTekstvak, Keuzevakjes, straks_nodig
from wijkwerk.wijken.models import Gebied


class KiesForm(FormulierMixin, forms.Form):
    """In which areas a round begins, from when, and why."""

    gebieden = forms.ModelMultipleChoiceField(
        label="In welke gebieden?", queryset=Gebied.objects.none(), required=False, widget=Keuzevakjes
    )
    begin = forms.DateField(label="Vanaf wanneer?", widget=Datum())
    reden = forms.CharField(
        label="Waarom?",
        help_text="Wie later terugkijkt leest dit.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 3}),
    )
    breedtes = {"begin": "kort"}

    def __init__(self, *args: Any, keuzes: Sequence[Voorstel], moet_reden: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gebieden = self.fields["gebieden"]
        assert isinstance(gebieden, forms.ModelMultipleChoiceField)
        pks = [voorstel.gebied.pk for voorstel in keuzes]
        gebieden.queryset = Gebied.objects.filter(pk__in=pks)
        gebieden.choices = [(rij.gebied.pk, _met_redenen(rij)) for rij in keuzes]
        straks_nodig(gebieden)
        self.fields["begin"].initial = timezone.localdate()
        if moet_reden:
            straks_nodig(self.fields["reden"])


def _met_redenen(voorstel: Voorstel) -> str:
    return f"{voorstel.gebied.naam}: {'; '.join(voorstel.redenen)}"


class SluitForm(FormulierMixin, forms.Form):
    reden = forms.CharField(
        label="Waarom sluit u deze ronde?",
        help_text="De volgende ronde laat zien wat hier niet is gedaan.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        straks_nodig(self.fields["reden"])


class AfrondForm(FormulierMixin, forms.Form):
    bevindingen = forms.CharField(
        label="Wat heeft u gevonden, of wat is er gedaan?",
        help_text="Noem geen namen van bewoners.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 6}),
    )
    vervolg = forms.CharField(
        label="Wat gebeurt er nu mee?", required=False, widget=GrootTekstvak(attrs={"rows": 3})
    )
    einddatum = forms.DateField(label="Wanneer was dit klaar?", widget=Datum())
    vaststellen = forms.BooleanField(label="Stel het meteen vast", required=False, initial=True)
    breedtes = {"einddatum": "kort"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        straks_nodig(self.fields["bevindingen"])
        self.fields["einddatum"].initial = timezone.localdate()


class VaststelForm(FormulierMixin, forms.Form):
    op = forms.DateField(label="Wanneer is dit vastgesteld?", widget=Datum())
    orgaan = forms.CharField(
        label="Door wie?", required=False, max_length=160, help_text="Bijvoorbeeld: het college."
    )
    breedtes = {"op": "kort"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["op"].initial = timezone.localdate()


class HeropenForm(FormulierMixin, forms.Form):
    reden = forms.CharField(label="Waarom?", required=False, widget=GrootTekstvak(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        straks_nodig(self.fields["reden"])


class VerzetForm(HeropenForm):
    uiterlijk = forms.DateField(label="Wat is de nieuwe laatste dag?", widget=Datum())
    field_order = ["uiterlijk", "reden"]
    breedtes = {"uiterlijk": "kort"}


class CriteriumForm(FormulierMixin, forms.Form):
    ja = forms.ChoiceField(
        label="Klopt dit?", choices=[("ja", "Ja"), ("nee", "Nee")], widget=forms.RadioSelect
    )
    toelichting = forms.CharField(label="Waarom?", required=False, widget=GrootTekstvak(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        straks_nodig(self.fields["toelichting"])
