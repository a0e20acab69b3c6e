"""The name under which a list is kept."""

from __future__ import annotations

from django import forms

from wijkwerk.formulieren import FormulierMixin


class BewaarForm(FormulierMixin, forms.Form):
    naam = forms.CharField(label="Naam", max_length=60, help_text="Bijvoorbeeld: te laat in mijn wijk.")
    is_standaard = forms.BooleanField(label="Open deze lijst als ik Signalen kies", required=False)
