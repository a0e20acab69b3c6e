"""What every form without an account has: who wants to hear of it, and what keeps programs out."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import QueryDict

from signalen.acties import Melderinvoer
from wijkwerk.formulieren import FormulierMixin

# Nobody reads and fills in the form faster than this (seconds), and nobody keeps it open longer.
KORTST = 4
LANGST = 12 * 60 * 60
_ondertekenaar = TimestampSigner(salt="signalen.melden")


def begin() -> str:
    """The moment at which the form was opened, so that nobody can make it up."""
    return _ondertekenaar.sign(uuid.uuid4().hex[:8])


class ZonderAccountForm(FormulierMixin, forms.Form):
    """Nothing about the person unless that person wants to hear of it."""

    terugkoppeling_gewenst = forms.BooleanField(label="Ja, laat mij weten wat u ermee doet", required=False)
    e_mail = forms.EmailField(label="E-mailadres", required=False)
    telefoon = forms.CharField(label="Telefoonnummer", max_length=30, required=False)
    naam = forms.CharField(label="Naam", max_length=120, required=False)
    # People do not see this one; programs that fill in everything do.
    website = forms.CharField(label="Laat dit veld leeg", required=False)
    begonnen = forms.CharField(widget=forms.HiddenInput, required=False)
    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    breedtes = {"e_mail": "half", "telefoon": "half", "naam": "half"}
    autocomplete = {"e_mail": "email", "telefoon": "tel", "naam": "name", "website": "off", "waar": "off"}
    CONTACT: tuple[str, ...] = ("e_mail", "telefoon", "naam")
    #: What the fields of who wants to hear nothing must be, in words.
    zonder_contact = (
        "Wilt u iets horen? Zet dan een vinkje. Zo niet, maak dan e-mailadres, telefoonnummer en naam leeg: "
        "wij bewaren niets wat wij niet nodig hebben."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client_id"].initial = uuid.uuid4
        self.fields["begonnen"].initial = begin
        self.fields["website"].widget.attrs |= {"tabindex": "-1"}

    @property
    def over_contact(self) -> list[forms.BoundField]:
        return [self[naam] for naam in self.CONTACT]

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if gegevens.get("website"):
            self.add_error("website", "Laat dit veld leeg. Zo weten wij dat u geen computerprogramma bent.")
        self._keur_tijd(str(gegevens.get("begonnen", "")))
        wil = gegevens.get("terugkoppeling_gewenst")
        if not wil and any(gegevens.get(naam) for naam in self.CONTACT):
            self.add_error("terugkoppeling_gewenst", self.zonder_contact)
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

    def melder(self) -> Melderinvoer | None:
        """Who wants to hear of it, or nobody."""
        if not self.cleaned_data["terugkoppeling_gewenst"]:
            return None
        contact = {naam: self.cleaned_data[naam] for naam in self.CONTACT}
        return Melderinvoer(**contact, terugkoppeling_gewenst=True)
