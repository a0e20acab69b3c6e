"""A form that people fill in without an account, and that keeps programs out: no puzzle, no third party."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import QueryDict

from wijkwerk.formulieren import FormulierMixin

# Nobody reads and fills in the form faster than this (seconds), and nobody keeps it open longer.
KORTST = 4
LANGST = 12 * 60 * 60
_ondertekenaar = TimestampSigner(salt="signalen.melden")


def begin() -> str:
    """The moment at which the form was opened, so that nobody can make it up."""
    return _ondertekenaar.sign(uuid.uuid4().hex[:8])


class MensFormulier(FormulierMixin, forms.Form):
    """Refuses what was filled in faster than anybody reads, or in a field that people do not see."""

    # People do not see this one; programs that fill in everything do.
    website = forms.CharField(label="Laat dit veld leeg", required=False)
    begonnen = forms.CharField(widget=forms.HiddenInput, required=False)

    autocomplete = {"e_mail": "email", "website": "off"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["begonnen"].initial = begin
        self.fields["website"].widget.attrs |= {"tabindex": "-1"}

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if gegevens.get("website"):
            self.add_error("website", "Laat dit veld leeg. Zo weten wij dat u geen computerprogramma bent.")
        self._keur_tijd(str(gegevens.get("begonnen", "")))
        return gegevens

    def _keur_tijd(self, begonnen: str) -> None:
        """Too quick for a person, or a form of long ago; either way one more click helps who is no program."""
        try:
            _ondertekenaar.unsign(begonnen, max_age=LANGST)
        except (SignatureExpired, BadSignature):
            self._begin_opnieuw()
            self.add_error(None, "Het formulier stond te lang open. Kijk het na en kies nog eens Versturen.")
            return
        try:
            _ondertekenaar.unsign(begonnen, max_age=KORTST)
        except SignatureExpired:
            return
        self.add_error(None, "Dat ging wel erg snel. Kijk het na en kies nog eens Versturen.")

    def _begin_opnieuw(self) -> None:
        assert isinstance(self.data, QueryDict)
        gegevens = self.data.copy()
        gegevens[self.add_prefix("begonnen")] = begin()
        self.data = gegevens
