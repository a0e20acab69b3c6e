"""The forms of publications."""

from __future__ import annotations

from django import forms

from wijkwerk.formulieren import FormulierMixin, GrootTekstvak


class IntrekForm(FormulierMixin, forms.Form):
    reden = forms.CharField(
        label="Waarom trekt u deze publicatie in?",
        help_text="Iedereen kan deze reden lezen. Noem geen namen.",
        widget=GrootTekstvak(attrs={"rows": 3}),
    )
