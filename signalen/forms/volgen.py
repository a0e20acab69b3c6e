"""The one field of the page where a code from paper is typed."""

from __future__ import annotations

from django import forms

from wijkwerk.formulieren import FormulierMixin


class CodeForm(FormulierMixin, forms.Form):
    code = forms.CharField(
        label="Code op uw briefje",
        max_length=60,
        help_text="28 letters en cijfers. Streepjes en hoofdletters maken niet uit.",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )

    autocomplete = {"code": "off"}
