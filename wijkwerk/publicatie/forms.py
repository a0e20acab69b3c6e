"""The forms of publications."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from wijkwerk.formulieren import FormulierMixin, GrootTekstvak, Zoekveld
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.mensformulier import MensFormulier


class IntrekForm(FormulierMixin, forms.Form):
    reden = forms.CharField(
        label="Waarom trekt u deze publicatie in?",
        help_text="Iedereen kan deze reden lezen. Noem geen namen.",
        widget=GrootTekstvak(attrs={"rows": 3}),
    )


class ZoekForm(FormulierMixin, forms.Form):
    """Searching on the public site; `gebieden` are (sleutel, naam) of where something can be found."""

    zoek = forms.CharField(label="Zoek naar", required=False, max_length=100, widget=Zoekveld)
    gebied = forms.ChoiceField(label="Waar", required=False)

    def __init__(self, vraag: QueryDict, *, gebieden: Iterable[tuple[str, str]]) -> None:
        super().__init__(vraag)
        veld = self.fields["gebied"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [("", f"Alle {actief_profiel().term('gebied').meer}"), *gebieden]


# No sleutel of a gebied has a sign like this.
ALLES = "*"


class VolgForm(MensFormulier):
    """Where mail about what is new goes; `gebieden` are (sleutel, naam) of where something was published."""

    gebied = forms.ChoiceField(label="Wat wilt u volgen?", initial=ALLES)
    e_mail = forms.EmailField(label="Uw e-mailadres")

    def __init__(self, *args: Any, gebieden: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["gebied"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [(ALLES, f"Alle {actief_profiel().term('gebied').meer}"), *gebieden]

    @property
    def sleutel(self) -> str:
        """Which gebied; nothing for all of them."""
        gekozen: str = self.cleaned_data["gebied"]
        return "" if gekozen == ALLES else gekozen
