"""Correcting, exporting and forgetting who told a signal."""

from __future__ import annotations

from typing import Any

from django import forms

from signalen.acties import Melderinvoer
from signalen.forms.velden import StapForm
from signalen.models import Melder
from wijkwerk.formulieren import FormulierMixin


class MelderForm(StapForm):
    hoedanigheid = forms.CharField(
        label="Wie vertelde het?",
        max_length=120,
        required=False,
        help_text="Bijvoorbeeld: huurder, ouder, winkelier.",
    )
    terugkoppeling_gewenst = forms.BooleanField(label="Wil horen wat er gebeurt", required=False)
    naam = forms.CharField(label="Naam", max_length=120, required=False)
    e_mail = forms.EmailField(label="E-mailadres", required=False)
    telefoon = forms.CharField(label="Telefoonnummer", max_length=30, required=False)

    autocomplete = {"naam": "off", "e_mail": "off", "telefoon": "off"}
    breedtes = {"naam": "half", "e_mail": "half", "telefoon": "half"}

    @staticmethod
    def van(melder: Melder | None) -> dict[str, Any]:
        """Return what is known, to fill the form with; raises InvalidToken without our key."""
        if melder is None:
            return {}
        namen = ("hoedanigheid", "terugkoppeling_gewenst", "naam", "e_mail", "telefoon")
        return {naam: getattr(melder, naam) for naam in namen}

    def invoer(self) -> Melderinvoer:
        return Melderinvoer(**{naam: self.cleaned_data[naam] for naam in self.fields})


class WisForm(StapForm):
    waar = forms.ChoiceField(
        label="Waar verwijdert u de gegevens?",
        choices=[
            ("hier", "Alleen bij dit signaal"),
            ("overal", "Overal waar dit e-mailadres of telefoonnummer staat"),
        ],
        initial="overal",
        widget=forms.RadioSelect,
        help_text="Vraagt de melder er zelf om? Kies dan overal.",
    )

    def __init__(self, *args: Any, melder: Melder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not melder.heeft_contact:
            del self.fields["waar"]

    @property
    def overal(self) -> bool:
        return self.cleaned_data.get("waar") == "overal"


class ZoekForm(FormulierMixin, forms.Form):
    contact = forms.CharField(
        label="E-mailadres of telefoonnummer",
        max_length=254,
        help_text="Precies zoals de melder het opgaf. Spaties en hoofdletters maken niet uit.",
    )

    autocomplete = {"contact": "off"}
