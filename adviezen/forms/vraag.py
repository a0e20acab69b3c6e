"""Asking for advice, taking the question back, and putting advice with another subject."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from adviezen.models import Adviesonderwerp
from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formulieren import Datum, FormulierMixin, GrootTekstvak, straks_nodig
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied, Partij


def themakeuzes() -> list[tuple[str, str]]:
    return [("", "Geen thema"), *((rij.sleutel, rij.naam) for rij in actief_profiel().themas)]


class VraagForm(EenmaligMixin, forms.Form):
    """The step says what is missing, with the rules of the profile; here nothing but the area is compulsory."""

    gebied = forms.ModelChoiceField(
        label="Voor welk gebied?", queryset=Gebied.objects.none(), empty_label="Kies een gebied"
    )
    titel = forms.CharField(label="Onderwerp", max_length=200, required=False)
    thema = forms.ChoiceField(label="Thema", required=False)
    vraag = forms.CharField(
        label="Waarover vraagt u advies?", required=False, widget=GrootTekstvak(attrs={"rows": 4})
    )
    project = forms.CharField(
        label="Bij welk plan, project of beleid hoort dit?", max_length=200, required=False
    )
    informatie = forms.CharField(
        label="Wat moet men weten om te adviseren?",
        help_text="Schrijf het op, of noem waar de stukken te lezen zijn. Wie u vraagt, leest dit.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 4}),
    )
    partijen = forms.ModelMultipleChoiceField(
        label="Aan wie vraagt u advies?",
        queryset=Partij.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    uiterlijk = forms.DateField(label="Advies uiterlijk op", required=False, widget=Datum())
    besluitdatum = forms.DateField(label="Datum van het besluit", required=False, widget=Datum())
    formele_inspraak = forms.BooleanField(
        label="Dit is een formele inspraakprocedure",
        required=False,
        help_text="Dan bepaalt het bestuur het standpunt.",
    )
    breedtes = {"uiterlijk": "kort", "besluitdatum": "kort"}

    def __init__(
        self,
        *args: Any,
        gebieden: QuerySet[Gebied],
        partijen: QuerySet[Partij],
        met_bron: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        gebied, partij, thema = self.fields["gebied"], self.fields["partijen"], self.fields["thema"]
        assert isinstance(gebied, forms.ModelChoiceField)
        assert isinstance(partij, forms.ModelMultipleChoiceField)
        assert isinstance(thema, forms.ChoiceField)
        gebied.queryset, partij.queryset, thema.choices = gebieden, partijen, themakeuzes()
        if met_bron:
            del self.fields["project"]
        for naam in ("titel", "vraag", "partijen", "uiterlijk", *gevraagd_door_regels("aanvragen")):
            if naam in self.fields:
                straks_nodig(self.fields[naam])


def gevraagd_door_regels(stap: str) -> list[str]:
    """The names of the fields that a rule of the profile asks at this step."""
    regels = actief_profiel().regels_bij("advies", stap, soort_sleutel="")
    return [
        veld.sleutel
        for regel in regels
        for veld in getattr(regel, "velden", ())
        if regel.soort == "verplicht"
    ]


class RedenForm(FormulierMixin, forms.Form):
    reden = forms.CharField(label="Waarom?", required=False, widget=GrootTekstvak(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        straks_nodig(self.fields["reden"])


class VerplaatsForm(FormulierMixin, forms.Form):
    naar = forms.ModelChoiceField(
        label="Bij welk onderwerp hoort dit advies?",
        queryset=Adviesonderwerp.objects.none(),
        empty_label="Kies een onderwerp",
    )

    def __init__(self, *args: Any, onderwerpen: QuerySet[Adviesonderwerp], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        naar = self.fields["naar"]
        assert isinstance(naar, forms.ModelChoiceField)
        naar.queryset = onderwerpen
