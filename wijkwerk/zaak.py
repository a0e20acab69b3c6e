"""The address of a zaak in the municipality's zaaksysteem: what is a zaak stays there, we only point at it."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q

from wijkwerk.formulieren import FormulierMixin

LANGSTE = 500
# A browser writes these otherwise in its bar.
VREEMD = '"<>\\^`{|}'
_is_adres = URLValidator(schemes=["https"])


def fout_in_adres(adres: str) -> str:
    """Return what is wrong with it, in words for the screen; empty is no address, and good."""
    if not adres:
        return ""
    if not adres.startswith("https://"):
        return "Het adres begint met https://. Kopieer het uit de adresbalk van het zaaksysteem."
    try:
        _is_adres(adres)
        vreemd = any(teken in adres for teken in VREEMD)
    except ValidationError:
        vreemd = True
    if vreemd:
        return "Dit is geen goed adres. Kopieer het uit de adresbalk van het zaaksysteem."
    deel = urlsplit(adres)
    if deel.username is not None or deel.password is not None:
        return "Zet geen gebruikersnaam of wachtwoord in het adres."
    return f"Het adres is te lang: hoogstens {LANGSTE} tekens." if len(adres) > LANGSTE else ""


class MetZaak(models.Model):
    """Points at a zaak. Subclasses add `zaak_constraint(<model>)` to their Meta. For who may see the thing, never public."""

    zaak_adres = models.CharField(max_length=LANGSTE, blank=True)

    class Meta:
        abstract = True

    @property
    def zaaksysteem(self) -> str:
        """Where the link leads, for who is about to follow it."""
        return urlsplit(self.zaak_adres).hostname or ""


def zaak_constraint(model: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(zaak_adres="") | Q(zaak_adres__startswith="https://"),
        name=f"{model}_zaak_https",
        violation_error_message="Het adres van een zaak begint met https://.",
    )


class ZaakForm(FormulierMixin, forms.Form):
    """The action says what is wrong with it."""

    zaak_adres = forms.CharField(
        label="Adres van de zaak",
        required=False,
        widget=forms.URLInput,
        help_text="Kopieer het uit het zaaksysteem. Laat het leeg om de koppeling weg te halen.",
    )
