"""The forms behind a link in a mail."""

from __future__ import annotations

from django import forms

from signalen.forms.velden import StapForm
from wijkwerk.formulieren import GrootTekstvak


class WeigerForm(StapForm):
    # The page has no script.
    hint_adres = ""

    reden = forms.CharField(
        label="Waarom kan het niet?",
        help_text="Wie het vroeg leest dit, en zoekt een ander.",
        widget=GrootTekstvak({"rows": 3}),
    )


class KlaarForm(StapForm):
    # The page has no script.
    hint_adres = ""

    resultaat = forms.CharField(
        label="Wat is er gedaan?",
        help_text="Noem geen namen van bewoners.",
        widget=GrootTekstvak({"rows": 3}),
    )
