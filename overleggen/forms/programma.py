"""One stop of a visit."""

from __future__ import annotations

from typing import Any

from django import forms

from overleggen.models import Programmaonderdeel
from wijkwerk.formulieren import FormulierMixin


class ProgrammaForm(FormulierMixin, forms.Form):
    begin = forms.TimeField(label="Hoe laat?")
    wat = forms.CharField(
        label="Wat is er te doen?",
        max_length=200,
        help_text="Bij een openbaar bezoek staat dit op de openbare agenda, met het tijdstip. Waar het is niet.",
    )
    plaats = forms.CharField(label="Waar?", max_length=200, required=False)
    gastheer = forms.CharField(
        label="Wie ontvangt?",
        max_length=120,
        required=False,
        help_text="Een functie of organisatie, geen naam.",
    )

    breedtes = {"begin": "kort"}

    def __init__(self, *args: Any, onderdeel: Programmaonderdeel | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if onderdeel is not None:
            for naam in self.fields:
                self.initial[naam] = getattr(onderdeel, naam)
