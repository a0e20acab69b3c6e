"""The forms behind a link in a mail. The register checks what must be filled, so that a refusal names its rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from wijkwerk.afspraken.models import Afspraak
from wijkwerk.formulieren import Datum, FormulierMixin, GrootTekstvak, straks_nodig

GEEN_NAMEN = "Noem geen namen van bewoners."


class StapForm(FormulierMixin, forms.Form):
    """One step. `vast` goes with it without being asked."""

    vast: Mapping[str, Any] = {}
    # Names of fields that the step needs.
    nodig: tuple[str, ...] = ()

    def __init__(self, *args: Any, afspraak: Afspraak, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.afspraak = afspraak
        for naam in self.nodig:
            straks_nodig(self.fields[naam])

    def gegevens(self) -> dict[str, Any]:
        return {**self.vast, **self.cleaned_data}


class LeegForm(StapForm):
    """A step that needs no words: only the click, and a place for what is refused."""


class WeigerForm(StapForm):
    nodig = ("reden",)

    reden = forms.CharField(
        label="Waarom kan het niet?",
        help_text="Wie het vroeg leest dit, en zoekt een ander.",
        required=False,
        widget=GrootTekstvak({"rows": 3}),
    )


class LooptForm(StapForm):
    vast = {"stand": Afspraak.Stand.LOOPT}

    tekst = forms.CharField(
        label="Wat is er gebeurd?", help_text=GEEN_NAMEN, required=False, widget=GrootTekstvak({"rows": 2})
    )


class KlaarForm(StapForm):
    resultaat = forms.CharField(
        label="Wat is er gedaan?", help_text=GEEN_NAMEN, required=False, widget=GrootTekstvak({"rows": 2})
    )

    def __init__(self, *args: Any, afspraak: Afspraak, **kwargs: Any) -> None:
        self.nodig = () if afspraak.is_uit_plan else ("resultaat",)
        super().__init__(*args, afspraak=afspraak, **kwargs)


class KnelpuntForm(StapForm):
    vast = {"stand": Afspraak.Stand.KNELPUNT}
    nodig = ("tekst",)

    tekst = forms.CharField(
        label="Wat is het knelpunt?",
        help_text=f"Wie het vroeg leest dit en kan helpen. {GEEN_NAMEN}",
        required=False,
        widget=GrootTekstvak({"rows": 3}),
    )


class LaterForm(StapForm):
    vast = {"stand": Afspraak.Stand.LATER}
    nodig = ("verwacht", "tekst")
    breedtes = {"verwacht": "kort"}

    verwacht = forms.DateField(label="Wanneer is het klaar?", required=False, widget=Datum)
    tekst = forms.CharField(
        label="Waarom wordt het later?",
        help_text=f"Wie het vroeg leest dit en beslist over de nieuwe datum. {GEEN_NAMEN}",
        required=False,
        widget=GrootTekstvak({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if "verwacht" in gegevens and gegevens["verwacht"] is None:
            self.add_error("verwacht", "Vul de nieuwe datum in.")
        return gegevens
