"""The forms of beheer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from wijkwerk.formulieren import FormulierMixin
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied, Partij

MAX_PROFIEL_BYTES = 1_000_000


class ProfielForm(FormulierMixin, forms.Form):
    bestand = forms.FileField(label="Profiel", help_text="Een TOML-bestand van ten hoogste 1 MB.")

    def clean_bestand(self) -> Any:
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MAX_PROFIEL_BYTES:
            raise forms.ValidationError("Dit bestand is groter dan 1 MB. Dat is geen profiel.")
        return bestand


class ActiveerForm(FormulierMixin, forms.Form):
    tekst = forms.CharField(widget=forms.HiddenInput, strip=False)
    bestand = forms.CharField(widget=forms.HiddenInput, max_length=200)


class GebruikerForm(FormulierMixin, forms.Form):
    naam = forms.CharField(label="Naam", max_length=120)
    email = forms.EmailField(
        label="E-mailadres", help_text="Naar dit adres gaat een mail om een wachtwoord te kiezen."
    )

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if Gebruiker.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError("Er is al iemand met dit e-mailadres.")
        return email


class RolForm(FormulierMixin, forms.Form):
    rol = forms.ChoiceField(label="Rol")
    gebied = forms.ModelChoiceField(
        label="Gebied", queryset=Gebied.objects.none(), required=False, empty_label="geen (hele gemeente)"
    )
    partij = forms.ModelChoiceField(
        label="Partij", queryset=Partij.objects.none(), required=False, empty_label="geen"
    )
    van = forms.DateField(label="Eerste dag", initial=timezone.localdate)
    tot = forms.DateField(label="Laatste dag", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vandaag = timezone.localdate()
        self.fields["rol"].choices = [  # type: ignore[attr-defined]
            ("", "Kies een rol"),
            *((rol.sleutel, rol.naam) for rol in actief_profiel().rollen if rol.geldt_op(vandaag)),
        ]
        self.fields["gebied"].queryset = Gebied.objects.actief()  # type: ignore[attr-defined]
        self.fields["partij"].queryset = Partij.objects.actief()  # type: ignore[attr-defined]


class EindeForm(FormulierMixin, forms.Form):
    tot = forms.DateField(label="Laatste dag", initial=timezone.localdate)


class BewaarstopForm(FormulierMixin, forms.Form):
    # What the page showed, so that two who click at once do not undo each other.
    wat = forms.ChoiceField(
        choices=[("opschorten", "Opschorten"), ("hervatten", "Hervatten")], widget=forms.HiddenInput
    )
    reden = forms.CharField(
        label="Waarom?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld een bezwaar of een verzoek om informatie. Noem geen namen van personen.",
    )


class VanLijstForm(FormulierMixin, forms.Form):
    reden = forms.CharField(
        label="Waarom mag dit niet weg?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dit blijft bij de lijst staan. Noem geen namen van personen.",
    )


class VernietigingsbesluitForm(FormulierMixin, forms.Form):
    besluit = forms.ChoiceField(
        label="Wat besluit u?",
        choices=[
            ("goedkeuren", "Goedkeuren: alles wat er nog op staat, wordt vernietigd"),
            ("afwijzen", "Afwijzen: er wordt niets vernietigd"),
        ],
        widget=forms.RadioSelect,
    )
    opmerking = forms.CharField(
        label="Opmerking",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nodig als u afwijst. Komt in de verklaring van vernietiging. Noem geen namen van personen.",
    )


class OverdrachtForm(FormulierMixin, forms.Form):
    aan = forms.ModelChoiceField(
        label="Opvolger",
        queryset=Gebruiker.objects.none(),
        required=False,
        empty_label="nog niemand: terug naar de rol in het gebied",
    )
    reden = forms.CharField(label="Reden", widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, vertrekt: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anderen = Gebruiker.objects.filter(is_active=True).exclude(pk=vertrekt.pk)
        self.fields["aan"].queryset = anderen  # type: ignore[attr-defined]
