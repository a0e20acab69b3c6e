"""Helping a signal on its way to the municipality's own system."""

from __future__ import annotations

from typing import Any

from django import forms

from signalen.forms.velden import StapForm
from signalen.models import Overdracht
from wijkwerk.formulieren import FormulierMixin


class NummerForm(StapForm):
    """By which number it is known there."""

    nummer = forms.CharField(
        label="Nummer in het meldsysteem", max_length=60, help_text="Bijvoorbeeld SIG-1234."
    )
    link = forms.URLField(label="Adres van de melding", max_length=300, required=False, assume_scheme="https")

    def __init__(self, *args: Any, overdracht: Overdracht, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nummer"].initial = overdracht.nummer
        self.fields["link"].initial = overdracht.link


class PogingForm(FormulierMixin, forms.Form):
    """Again, and by which way; after doubt only by who looked."""

    via = forms.CharField(widget=forms.HiddenInput, required=False)
    zeker = forms.BooleanField(label="Ik heb gekeken: de melding staat er niet", required=False)

    def __init__(self, *args: Any, overdracht: Overdracht, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if overdracht.stand != Overdracht.Stand.ONZEKER:
            del self.fields["zeker"]
