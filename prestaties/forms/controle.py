"""Judging a period, reacting to it, and making it final."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from prestaties.acties import Controleinvoer, Slotinvoer
from prestaties.forms.stappen import JA
from prestaties.models import Prestatiecontrole
from wijkwerk.formaten import hoofdletter
from wijkwerk.formulieren import Datum, FormulierMixin, GrootTekstvak, straks_nodig
from wijkwerk.profiel.rijen.geld import Oordeel
from wijkwerk.profielvelden import JA_NEE


def _oordeelveld() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Uw oordeel",
        choices=Prestatiecontrole.Oordeel.choices,
        widget=forms.RadioSelect,
        required=False,
    )


def _uitlegveld() -> forms.CharField:
    return forms.CharField(
        label="Waarom oordeelt u zo?",
        help_text="De organisatie leest dit.",
        required=False,
        max_length=4000,
        widget=GrootTekstvak(attrs={"rows": 4}),
    )


class ControleForm(FormulierMixin, forms.Form):
    """With each criterion of the profile, yes or no with why."""

    tot = forms.DateField(widget=forms.HiddenInput)
    levering = forms.CharField(
        label="Wat is er geleverd?",
        help_text="In uw woorden. De cijfers hierboven worden bewaard zoals u ze nu ziet.",
        required=False,
        max_length=4000,
        widget=GrootTekstvak(attrs={"rows": 3}),
    )
    oordeel = _oordeelveld()
    toelichting = _uitlegveld()

    def __init__(self, *args: Any, oordelen: Sequence[Oordeel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._criteria = [
            (oordeel.sleutel, criterium.sleutel, criterium.naam)
            for oordeel in oordelen
            for criterium in oordeel.criteria
        ]
        laatste = [self.fields.pop(naam) for naam in ("oordeel", "toelichting")]
        for oordeel, criterium, naam in self._criteria:
            sleutel = f"{oordeel}.{criterium}"
            self.fields[sleutel] = forms.ChoiceField(
                label=f"{hoofdletter(naam)}?", choices=JA_NEE, widget=forms.RadioSelect, required=False
            )
            self.fields[f"{sleutel}.uitleg"] = forms.CharField(
                label=f"Uitleg bij “{naam}”", required=False, max_length=1000
            )
            straks_nodig(self.fields[sleutel])
        self.fields["oordeel"], self.fields["toelichting"] = laatste
        for naam in ("levering", "oordeel", "toelichting"):
            straks_nodig(self.fields[naam])

    def invoer(self) -> Controleinvoer:
        schoon = self.cleaned_data
        return Controleinvoer(
            levering=schoon["levering"],
            oordeel=schoon["oordeel"],
            toelichting=schoon["toelichting"],
            criteria={
                (oordeel, criterium): (
                    JA.get(schoon[f"{oordeel}.{criterium}"]),
                    schoon[f"{oordeel}.{criterium}.uitleg"],
                )
                for oordeel, criterium, _ in self._criteria
            },
        )


class ReactieForm(FormulierMixin, forms.Form):
    eens = forms.ChoiceField(
        label="Bent u het eens met dit oordeel?", choices=JA_NEE, widget=forms.RadioSelect, required=False
    )
    reactie = forms.CharField(
        label="Wat wilt u hierover zeggen?",
        help_text="Bent u het er niet mee eens, schrijf dan op wat er niet klopt.",
        required=False,
        max_length=4000,
        widget=GrootTekstvak(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        straks_nodig(self.fields["eens"])

    def gekozen(self) -> bool | None:
        return JA.get(self.cleaned_data["eens"])


class SlotForm(FormulierMixin, forms.Form):
    """How it was told is asked only where the organisation did not react."""

    oordeel = _oordeelveld()
    toelichting = _uitlegveld()
    verteld_op = forms.DateField(
        label="Wanneer is het oordeel verteld?",
        help_text="De organisatie reageerde niet. Neem contact op voor het vaststaat.",
        required=False,
        widget=Datum(),
    )
    verteld_hoe = forms.CharField(
        label="Hoe is het verteld?",
        help_text="Bijvoorbeeld: gebeld met de teamleider. Noem geen naam.",
        required=False,
        max_length=300,
    )
    gesprek_op = forms.DateField(
        label="Wanneer was het gesprek?",
        help_text="Nodig als er niet is geleverd.",
        required=False,
        widget=Datum(),
    )
    gesprek_uitkomst = forms.CharField(
        label="Wat kwam er uit het gesprek?",
        required=False,
        max_length=4000,
        widget=GrootTekstvak(attrs={"rows": 3}),
    )
    vervolg = forms.CharField(
        label="Wat gebeurt er nu?",
        help_text="Bijvoorbeeld: inhalen voor een datum, minder subsidie, of de afspraak aanpassen.",
        required=False,
        max_length=4000,
        widget=GrootTekstvak(attrs={"rows": 3}),
    )
    breedtes = {"verteld_op": "kort", "gesprek_op": "kort"}

    def __init__(self, *args: Any, gereageerd: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nodig = ["oordeel", "toelichting"]
        for naam in ("verteld_op", "verteld_hoe"):
            if gereageerd:
                del self.fields[naam]
            else:
                nodig.append(naam)
        for naam in nodig:
            straks_nodig(self.fields[naam])

    def invoer(self) -> Slotinvoer:
        return Slotinvoer(**self.cleaned_data)
