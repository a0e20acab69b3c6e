"""Writing in a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from verantwoording.verzamelen import INLEIDING
from wijkwerk.formaten import hoofdletter
from wijkwerk.formulieren import FormulierMixin, GrootTekstvak

GEEN_NAMEN = "Noem geen namen van mensen. Anderen lezen dit."


class ZinForm(FormulierMixin, forms.Form):
    """What is to be told of one area."""

    tekst = forms.CharField(
        label="Wat moet de lezer over dit gebied weten?",
        help_text=f"Een paar zinnen: wat er speelde, wat lukte en wat niet. {GEEN_NAMEN}",
        max_length=2000,
        widget=GrootTekstvak,
    )


class DelenForm(FormulierMixin, forms.Form):
    """The opening, and the parts that people write. The names of the fields are numbers: a part is free text of the profile."""

    inleiding = forms.CharField(
        label="Inleiding",
        required=False,
        help_text=f"Het belangrijkste van deze periode in een paar zinnen. {GEEN_NAMEN}",
        max_length=4000,
        widget=GrootTekstvak,
    )

    def __init__(self, *args: Any, delen: Sequence[str], teksten: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["inleiding"].initial = teksten.get(INLEIDING, "")
        self._delen = dict(enumerate(delen))
        for nummer, naam in self._delen.items():
            self.fields[f"deel{nummer}"] = forms.CharField(
                label=hoofdletter(naam),
                required=False,
                max_length=8000,
                widget=GrootTekstvak,
                initial=teksten.get(naam, ""),
            )

    def teksten(self) -> dict[str, str]:
        """What was typed, by the word of the profile."""
        eigen = {naam: self.cleaned_data[f"deel{nummer}"] for nummer, naam in self._delen.items()}
        return {INLEIDING: self.cleaned_data["inleiding"], **eigen}


class RedenForm(FormulierMixin, forms.Form):
    reden = forms.CharField(label="Waarom?", max_length=1000, widget=GrootTekstvak(attrs={"rows": 3}))
