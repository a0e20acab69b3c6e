"""From a field of the profile to a field of a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django import forms

from signalen.acties.basis import gezien_van
from signalen.models import Dossier, Signaal
from signalen.regels import sleutel_van
from signalen.routes import Bestemming
from wijkwerk.formaten import hoofdletter
from wijkwerk.formulieren import Datum, FormulierMixin, GrootTekstvak, Keuzevakjes, SoortKnoppen
from wijkwerk.formulieren import Klacht as FormulierKlacht
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.velden import Veld
from wijkwerk.regels.service import Klacht
from wijkwerk.wijken.models import Gebied, Partij


class MetSchild(forms.widgets.ChoiceWidget):
    """Choices of which some shield: a page can then ask, or refuse, what belongs to it without asking the server."""

    schild: Mapping[str, str] = {}
    # Whether what shields can be chosen at all.
    dicht = False

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        optie = super().create_option(name, value, *args, **kwargs)
        if hoogte := self.schild.get(str(value)):
            optie["attrs"] |= {"data-schild": hoogte, "disabled": self.dicht}
        return optie


class SchildKnoppen(MetSchild, SoortKnoppen):
    """Kinds as buttons."""


class SchildVakjes(MetSchild, Keuzevakjes):
    """Themes as boxes."""


class StapForm(FormulierMixin, forms.Form):
    """A form of which the action checks what must be filled, so that a refusal names the rule it comes from.

    The labels tell the truth all the same: a field that the step needs is no "niet verplicht".
    """

    hint_adres = "signalen:hint"

    def full_clean(self) -> None:
        nodig = [veld for veld in self.fields.values() if veld.required]
        for veld in nodig:
            veld.required = False
        super().full_clean()
        for veld in nodig:
            veld.required = True


class GezienMixin(FormulierMixin):
    """A form for a step that is decided on how the signal stands: what the page showed goes along, and is shown anew when refused."""

    def zet_gezien(self, ding: Signaal | Dossier) -> None:
        self._ding, self._stand = ding, gezien_van(ding)
        self.fields["gezien"] = forms.CharField(required=False, widget=forms.HiddenInput, initial=self._stand)

    def clean_gezien(self) -> str:
        return self.cleaned_data["gezien"] or self._stand

    def neem_klachten_over(self, klachten: Iterable[FormulierKlacht]) -> None:
        """Whoever reads the refusal knows how it stands now."""
        super().neem_klachten_over(klachten)
        oud: Any = self.data
        gegevens = oud.copy()
        gegevens["gezien"] = gezien_van(type(self._ding).objects.get(pk=self._ding.pk))
        self.data = gegevens


def met_velden(klachten: Iterable[FormulierKlacht], namen: Mapping[str, str]) -> list[FormulierKlacht]:
    """What the action calls by one name is on this form another."""
    return [
        replace(klacht, veld=namen[klacht.veld])
        if isinstance(klacht, Klacht) and klacht.veld in namen
        else klacht
        for klacht in klachten
    ]


JA_NEE = [("ja", "Ja"), ("nee", "Nee")]
KORT = frozenset({"naar", "plan", "planning", "contact"})


def formulierveld(veld: Veld, profiel: Profiel, signaal: Signaal | None = None) -> forms.Field:
    """Return the form field in which this field is filled; the action checks what must be filled."""
    gewoon: dict[str, Any] = {"label": veld.naam, "required": veld.verplicht}
    if veld.sleutel in {"uitvoerder", "probleemeigenaar"}:
        return forms.ChoiceField(
            choices=[("", "Kies"), *houders(profiel, signaal.gebied if signaal else None)], **gewoon
        )
    if veld.sleutel == "disciplines":
        keuzes = [(rij.naam, rij.naam) for rij in profiel.disciplines]
        return forms.MultipleChoiceField(choices=keuzes, widget=Keuzevakjes, **gewoon)
    if veld.soort == "datum":
        return forms.DateField(widget=Datum, **gewoon)
    if veld.soort in {"getal", "bedrag"}:
        return forms.DecimalField(**gewoon)
    if veld.soort == "ja-nee":
        return forms.ChoiceField(choices=JA_NEE, widget=forms.RadioSelect, **gewoon)
    if veld.soort == "keuze":
        return forms.ChoiceField(
            choices=[(keuze, hoofdletter(keuze)) for keuze in veld.keuzes], widget=forms.RadioSelect, **gewoon
        )
    widget = forms.TextInput() if veld.sleutel in KORT else GrootTekstvak({"rows": 3})
    return forms.CharField(max_length=4000, widget=widget, **gewoon)


def houders(profiel: Profiel, gebied: Gebied | None) -> list[tuple[str, str]]:
    """Everybody who can hold something: teams and organisations, and roles of the municipality in this area."""
    partijen = Partij.objects.actief().exclude(soort__in=["bewonersgroep", "gemeente"])
    keuzes = [(f"partij:{partij.sleutel}", partij.naam) for partij in partijen]
    if gebied is None:
        return keuzes
    rollen = [rol for rol in profiel.rollen if rol.kant == "gemeente" and "afspraak.behandelen" in rol.mag]
    return [*keuzes, *((f"rol:{rol.sleutel}", rol.naam) for rol in rollen)]


def keuzes_van(bestemmingen: list[Bestemming]) -> list[tuple[str, str]]:
    return [(doel.sleutel, doel.naam) for doel in bestemmingen if doel.houder is not None]


def sleutel(houder: Houder | None) -> str:
    return sleutel_van(houder) if houder else ""
