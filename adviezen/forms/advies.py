"""Giving advice: asked, and unasked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from adviezen.acties import Inhoud
from adviezen.forms.vraag import gevraagd_door_regels, themakeuzes
from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formulieren import FormulierMixin, GrootTekstvak, straks_nodig
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied


class AdviesForm(FormulierMixin, forms.Form):
    tekst = forms.CharField(label="Uw advies", required=False, widget=GrootTekstvak(attrs={"rows": 8}))
    schaalniveau = forms.ChoiceField(
        label="Voor wie is dit van belang?",
        help_text="Hoe dichter bij huis, hoe zwaarder uw advies weegt.",
        required=False,
    )
    draagvlak = forms.CharField(
        label="Hoe breed is dit advies gedragen?", required=False, widget=GrootTekstvak(attrs={"rows": 3})
    )
    totstandkoming = forms.CharField(
        label="Hoe kwam dit advies tot stand?", required=False, widget=GrootTekstvak(attrs={"rows": 3})
    )
    eensgezind = forms.BooleanField(label="Er waren geen meningsverschillen", required=False)
    meningsverschillen = forms.CharField(
        label="Welke meningsverschillen waren er?",
        help_text="Zo ziet de gemeente ook wat een kleinere groep vindt. Noem geen namen.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 3}),
    )
    raadplegingen = forms.CharField(
        label="Hoe zijn bewoners geraadpleegd?",
        help_text="Eén per regel. Bijvoorbeeld: openbare vergadering op 12 mei, 40 bewoners.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 3}),
    )
    reacties = forms.IntegerField(
        label="Aantal reacties van bewoners", required=False, min_value=0, max_value=1000000
    )
    breedtes = {"reacties": "kort"}

    def __init__(self, *args: Any, voor_orgaan: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schaal = self.fields["schaalniveau"]
        assert isinstance(schaal, forms.ChoiceField)
        niveaus = actief_profiel().niveaus
        schaal.choices = [("", "Kies een schaal"), *((rij.sleutel, rij.naam.capitalize()) for rij in niveaus)]
        nodig = ["tekst", *gevraagd_door_regels("indienen")] if voor_orgaan else ["tekst", "schaalniveau"]
        for naam in nodig:
            if naam in self.fields:
                straks_nodig(self.fields[naam])

    def inhoud(self) -> Inhoud:
        schoon = {naam: self.cleaned_data[naam] for naam in Inhoud.__dataclass_fields__}
        schoon["raadplegingen"] = tuple(regel[:200] for regel in schoon["raadplegingen"].splitlines())
        return Inhoud(**schoon)


class OngevraagdForm(EenmaligMixin, AdviesForm):
    """The fields of the advice, after those that say on what and for whom."""

    namens = forms.ChoiceField(label="Wie geeft dit advies?")
    gebied = forms.ModelChoiceField(
        label="Voor welk gebied?", queryset=Gebied.objects.none(), empty_label="Kies een gebied"
    )
    titel = forms.CharField(
        label="Onderwerp",
        max_length=200,
        required=False,
        help_text="U kunt over alles adviseren wat u belangrijk vindt.",
    )
    thema = forms.ChoiceField(label="Thema", required=False)
    field_order = ["namens", "gebied", "titel", "thema"]

    def __init__(
        self,
        *args: Any,
        namens: Sequence[tuple[str, str]],
        gebieden: QuerySet[Gebied],
        met_onderwerp: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        wie, gebied, thema = self.fields["namens"], self.fields["gebied"], self.fields["thema"]
        assert isinstance(wie, forms.ChoiceField)
        assert isinstance(gebied, forms.ModelChoiceField)
        assert isinstance(thema, forms.ChoiceField)
        wie.choices, gebied.queryset, thema.choices = list(namens), gebieden, themakeuzes()
        straks_nodig(self.fields["titel"])
        if met_onderwerp:
            for naam in ("gebied", "titel", "thema"):
                del self.fields[naam]
