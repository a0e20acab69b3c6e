"""The form by which a resident without an account brings in a point."""

from __future__ import annotations

from typing import Any

from django import forms

from signalen.service import ZonderAccountForm
from wijkwerk.formulieren import GrootTekstvak


class BewonerspuntForm(ZonderAccountForm):
    titel = forms.CharField(
        label="Wat wilt u bespreken?",
        max_length=200,
        help_text="In een paar woorden. Schrijf geen namen of nummers van andere mensen op.",
    )
    waar = forms.CharField(
        label="Waar is het?", max_length=200, required=False, help_text="Bijvoorbeeld: bij de school."
    )
    waarom = forms.CharField(
        label="Waarom wilt u dit bespreken?",
        max_length=4000,
        widget=GrootTekstvak({"rows": 5}),
        help_text="Wat is er aan de hand, en wat zou u willen?",
    )
    telefoon = None  # type: ignore[assignment]
    field_order = ("titel", "waar", "waarom")
    hint_adres = "inbreng:hint"
    CONTACT = ("e_mail", "naam")
    zonder_contact = (
        "Wilt u iets horen? Zet dan een vinkje. Zo niet, maak dan e-mailadres en naam leeg: "
        "wij bewaren niets wat wij niet nodig hebben."
    )

    @property
    def over_punt(self) -> list[forms.BoundField]:
        return [self[naam] for naam in self.field_order or ()]

    def invoer(self) -> dict[str, Any]:
        """Return the arguments of `acties.breng_in`."""
        g = self.cleaned_data
        waar = f"Waar: {g['waar']}" if g["waar"] else ""
        return {
            "titel": g["titel"],
            "toelichting": "\n\n".join(deel for deel in (waar, g["waarom"]) if deel),
            "melder": self.melder(),
            "client_id": g.get("client_id"),
        }
