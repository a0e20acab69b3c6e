"""What the beheerder chooses about the municipality's own system."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from signalen.meldsysteem.kiezen import heeft_adres, heeft_sleutel
from signalen.models import LIJNEN, Meldsysteem, Via
from wijkwerk.formulieren import FormulierMixin
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Gebied

CATEGORIE = RegexValidator(
    r"^[a-z0-9-]+/[a-z0-9-]+$", "Schrijf de categorie als hoofd/sub, bijvoorbeeld wegen/stoep."
)


class InstelForm(FormulierMixin, forms.Form):
    """How signals are handed over."""

    via = forms.ChoiceField(label="Hoe gaan meldingen erheen?", choices=Via.choices, widget=forms.RadioSelect)
    e_mail = forms.EmailField(label="E-mailadres waar meldingen heen gaan", required=False)
    webformulier = forms.URLField(
        label="Webformulier",
        required=False,
        assume_scheme="https",
        help_text="Waar iemand zelf meldt als het niet vanzelf gaat.",
    )
    bron = forms.CharField(
        label="Bron in Signalen",
        max_length=120,
        required=False,
        help_text="Zonder account: online. Met een account: een bron die in Signalen niet openbaar is.",
    )
    meldingadres = forms.CharField(
        label="Adres van een melding",
        max_length=300,
        required=False,
        help_text="Voor de link op de pagina. Met {id} op de plek van het nummer, bijvoorbeeld https://meldingen.gemeente.nl/manage/incident/{id}",
        validators=[
            RegexValidator(r"^https://\S+$", "Vul een volledig webadres in. Het begint met https://")
        ],
    )
    geeft_contact_mee = forms.BooleanField(
        label="E-mailadres en telefoonnummer van de melder mogen mee, als de melder dat goed vindt",
        required=False,
    )

    groepen = [
        ("Per e-mail", ("e_mail",)),
        ("Signalen", ("bron", "meldingadres")),
        ("Altijd", ("webformulier", "geeft_contact_mee")),
    ]

    def __init__(self, *args: Any, systeem: Meldsysteem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, veld in self.fields.items():
            veld.initial = getattr(systeem, naam)

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        via = gegevens.get("via")
        if via == Via.MAIL and not gegevens.get("e_mail"):
            self.add_error("e_mail", "Vul het e-mailadres in waar meldingen heen gaan.")
        if via in LIJNEN and not gegevens.get("bron"):
            self.add_error("bron", "Vul de bron in.")
        if via in LIJNEN and not heeft_adres():
            self.add_error("via", "Het adres van Signalen is nog niet ingesteld op de server.")
        if via == Via.SIGNALEN and not heeft_sleutel():
            self.add_error("via", "De sleutel van Signalen is nog niet ingesteld op de server.")
        return gegevens


class CategorieForm(FormulierMixin, forms.Form):
    """Which category over there belongs to what here: by theme, else by kind, else the one for the rest."""

    categorie = forms.CharField(
        label="Voor alles wat hieronder leeg is",
        max_length=160,
        required=False,
        validators=[CATEGORIE],
        help_text="Als hoofd/sub, zoals in het adres van de categorie in Signalen.",
    )

    def __init__(self, *args: Any, systeem: Meldsysteem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["categorie"].initial = systeem.categorie
        self.groepen = [
            (kop, tuple(self._zet(sleutel, naam, systeem.categorieen) for sleutel, naam in rijen))
            for kop, rijen in _rijen(actief_profiel())
            if rijen
        ]

    def _zet(self, sleutel: str, naam: str, nu: Mapping[str, str]) -> str:
        self.fields[sleutel] = forms.CharField(
            label=naam, max_length=160, required=False, validators=[CATEGORIE], initial=nu.get(sleutel, "")
        )
        return sleutel

    def velden(self) -> dict[str, Any]:
        gekozen = {
            naam: waarde for naam, waarde in self.cleaned_data.items() if waarde and naam != "categorie"
        }
        return {"categorie": self.cleaned_data["categorie"], "categorieen": gekozen}


def _rijen(profiel: Profiel) -> list[tuple[str, list[tuple[str, str]]]]:
    """What has a category: the kinds that go there by themselves first; a kind that is always shielded never goes."""
    soorten = [soort for soort in profiel.signaalsoorten if soort.gevoelig == "nee"]
    vanzelf = {soort.sleutel for soort in soorten if profiel.route(soort.route).is_meldsysteem}

    def rijen(gaat: bool) -> list[tuple[str, str]]:
        return [(f"soort:{s.sleutel}", s.naam) for s in soorten if (s.sleutel in vanzelf) == gaat]

    themas = [(f"thema:{t.sleutel}", t.naam) for t in profiel.themas if t.gevoelig == "nee"]
    return [
        ("Soorten die vanzelf naar het meldsysteem gaan", rijen(True)),
        ("Thema's", themas),
        ("Andere soorten", rijen(False)),
    ]


class PuntForm(FormulierMixin, forms.Form):
    """The middle of an area."""

    gebied = forms.ModelChoiceField(
        label="Gebied", queryset=Gebied.objects.none(), empty_label="Kies een gebied"
    )
    breedte = forms.DecimalField(
        label="Breedte (noord)",
        min_value=50,
        max_value=54,
        help_text="Bijvoorbeeld 51,48",
        max_digits=8,
        decimal_places=6,
    )
    lengte = forms.DecimalField(
        label="Lengte (oost)",
        min_value=3,
        max_value=8,
        help_text="Bijvoorbeeld 5,66",
        max_digits=8,
        decimal_places=6,
    )

    breedtes = {"breedte": "half", "lengte": "half"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["gebied"]
        assert isinstance(veld, forms.ModelChoiceField)
        veld.queryset = Gebied.objects.actief()
