"""What every form without an account about something has: who wants to hear of it."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from signalen.acties import Melderinvoer
from wijkwerk.mensformulier import MensFormulier


class ZonderAccountForm(MensFormulier):
    """Nothing about the person unless that person wants to hear of it."""

    terugkoppeling_gewenst = forms.BooleanField(label="Ja, laat mij weten wat u ermee doet", required=False)
    e_mail = forms.EmailField(label="E-mailadres", required=False)
    telefoon = forms.CharField(label="Telefoonnummer", max_length=30, required=False)
    naam = forms.CharField(label="Naam", max_length=120, required=False)
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

    @property
    def over_contact(self) -> list[forms.BoundField]:
        return [self[naam] for naam in self.CONTACT]

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean()
        wil = gegevens.get("terugkoppeling_gewenst")
        if not wil and any(gegevens.get(naam) for naam in self.CONTACT):
            self.add_error("terugkoppeling_gewenst", self.zonder_contact)
        return gegevens

    def melder(self) -> Melderinvoer | None:
        """Who wants to hear of it, or nobody."""
        if not self.cleaned_data["terugkoppeling_gewenst"]:
            return None
        contact = {naam: self.cleaned_data[naam] for naam in self.CONTACT}
        return Melderinvoer(**contact, terugkoppeling_gewenst=True)
