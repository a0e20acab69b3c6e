"""Judging the factors of the profile, and choosing the rung."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from participatie.models import Factorscore
from participatie.regels import instellingen
from wijkwerk.formaten import hoofdletter
from wijkwerk.formulieren import FormulierMixin, GrootTekstvak, straks_nodig


class WegingForm(FormulierMixin, forms.Form):
    """One question for each factor; with the reason, unless it is only tried out (`met_uitleg`)."""

    def __init__(self, *args: Any, met_uitleg: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.factoren = instellingen().weegfactoren
        groepen = []
        for nummer, factor in enumerate(self.factoren):
            namen = [f"score_{nummer}"]
            self.fields[namen[0]] = forms.TypedChoiceField(
                label="Hoe groot is dit?",
                choices=Factorscore.Score.choices,
                coerce=int,
                empty_value=None,
                required=not met_uitleg,
                widget=forms.RadioSelect,
            )
            if met_uitleg:
                namen.append(f"waarom_{nummer}")
                self.fields[namen[1]] = forms.CharField(
                    label="Waarom?", required=False, widget=GrootTekstvak(attrs={"rows": 2})
                )
            for naam in namen:
                straks_nodig(self.fields[naam])
            groepen.append((hoofdletter(factor), namen))
        self.groepen = groepen

    def scores(self) -> dict[str, tuple[int | None, str]]:
        schoon = self.cleaned_data
        return {
            factor: (schoon[f"score_{nummer}"], schoon.get(f"waarom_{nummer}", ""))
            for nummer, factor in enumerate(self.factoren)
        }

    @staticmethod
    def begin(gegeven: Mapping[str, tuple[int, str]]) -> dict[str, Any]:
        waarden: dict[str, Any] = {}
        for nummer, factor in enumerate(instellingen().weegfactoren):
            if factor in gegeven:
                waarden[f"score_{nummer}"], waarden[f"waarom_{nummer}"] = gegeven[factor]
        return waarden


class TredeForm(FormulierMixin, forms.Form):
    trede = forms.ChoiceField(label="Trede", required=False, widget=forms.RadioSelect)
    reden = forms.CharField(
        label="Waarom een andere trede?",
        help_text="Alleen nodig als u een andere trede kiest dan voorgesteld.",
        required=False,
        widget=GrootTekstvak(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, voorstel: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["trede"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [
            (woord, f"{hoofdletter(woord)}{' (voorgesteld)' if woord == voorstel else ''}")
            for woord in instellingen().ladder
        ]
        straks_nodig(veld)
        if not voorstel:
            del self.fields["reden"]
