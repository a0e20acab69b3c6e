"""Testing relevance, sending, wanting to be involved, answering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from participatie.overzicht import Toets
from wijkwerk.eenmalig import EenmaligMixin
from wijkwerk.formulieren import FormulierMixin, GrootTekstvak, straks_nodig

JA_NEE = [("ja", "Ja"), ("nee", "Nee")]


class RelevantieForm(FormulierMixin, forms.Form):
    """One question for each item and area; what is not answered waits."""

    def __init__(self, *args: Any, toetsen: Sequence[Toets], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.toetsen = toetsen
        groepen = []
        for toets in toetsen:
            naam = self.sleutel(toets)
            self.fields[naam] = forms.ChoiceField(
                label=f"Van belang voor {toets.gebied}?",
                choices=JA_NEE,
                required=False,
                widget=forms.RadioSelect,
                initial="" if toets.oordeel is None else "ja" if toets.oordeel.relevant else "nee",
            )
            self.fields[f"{naam}-waarom"] = forms.CharField(
                label="Waarom niet?",
                required=False,
                widget=GrootTekstvak(attrs={"rows": 2}),
                initial=toets.oordeel.toelichting if toets.oordeel else "",
            )
            straks_nodig(self.fields[naam])
            groepen.append((f"{toets.item} – {toets.gebied}", [naam, f"{naam}-waarom"]))
        self.groepen = groepen

    @staticmethod
    def sleutel(toets: Toets) -> str:
        return f"toets-{toets.item.pk}-{toets.gebied.pk}"

    def oordelen(self) -> list[tuple[Toets, bool, str]]:
        """What was answered now, and otherwise than it stood."""
        gevonden = []
        for toets in self.toetsen:
            naam = self.sleutel(toets)
            keuze, waarom = self.cleaned_data[naam], self.cleaned_data[f"{naam}-waarom"]
            oud = toets.oordeel
            if keuze and (
                oud is None or oud.relevant != (keuze == "ja") or oud.toelichting != waarom.strip()
            ):
                gevonden.append((toets, keuze == "ja", waarom))
        return gevonden

    def clean(self) -> dict[str, Any]:
        schoon: dict[str, Any] = super().clean() or {}
        for toets in self.toetsen:
            naam = self.sleutel(toets)
            if schoon.get(naam) == "nee" and not schoon.get(f"{naam}-waarom", "").strip():
                self.add_error(f"{naam}-waarom", "Schrijf op waarom dit hier niet van belang is.")
        return schoon


class VerzendForm(FormulierMixin, forms.Form):
    anders = forms.CharField(
        label="Hoe vertelde u het aan wie geen bericht krijgt?",
        help_text="Alleen nodig als een bericht iemand niet bereikt.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 2}),
    )


class BelangstellingForm(EenmaligMixin, forms.Form):
    vraag = forms.CharField(
        label="Wilt u iets vragen of meegeven?", required=False, widget=GrootTekstvak(attrs={"rows": 3})
    )
    hint_adres = "signalen:hint"


class AntwoordForm(FormulierMixin, forms.Form):
    antwoord = forms.CharField(label="Uw antwoord", required=False, widget=GrootTekstvak(attrs={"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        straks_nodig(self.fields["antwoord"])
