"""The forms of the steps of a signal and of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from signalen.acties.opschaling import rollen_van
from signalen.acties.woorden import Waarom
from signalen.forms.velden import StapForm
from signalen.models import Signaal
from signalen.routes import (
    HOOGTE,
    escalatie_nummer,
    gevoelig_bij_registratie,
)
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.formulieren import FormulierMixin, GrootTekstvak
from wijkwerk.gemeente.service import actief_profiel


class OpschaalForm(StapForm):
    naar = forms.ChoiceField(label="Naar welk niveau?", widget=forms.RadioSelect)
    rol = forms.ChoiceField(label="Wie neemt het over?", required=False)
    reden = forms.CharField(label="Waarom is dat nodig?", widget=GrootTekstvak({"rows": 3}))

    def __init__(self, *args: Any, signaal: Signaal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profiel = actief_profiel()
        nu = escalatie_nummer(profiel, signaal.escalatie)
        hoger = [rij for nummer, rij in enumerate(profiel.escalaties) if nummer > nu]
        naar, rol = self.fields["naar"], self.fields["rol"]
        assert isinstance(naar, forms.ChoiceField)
        assert isinstance(rol, forms.ChoiceField)
        naar.choices = [(rij.sleutel, rij.naam) for rij in hoger]
        naar.initial = hoger[0].sleutel if hoger else None
        rollen = [naam for rij in hoger for naam in rollen_van(profiel, rij.sleutel, signaal)]
        rol.choices = [
            ("", "Wie daar als eerste voor is"),
            *((naam, profiel.rol(naam).naam) for naam in dict.fromkeys(rollen)),
        ]
        if len(hoger) > 1:
            self.fields["reden-overslaan"] = forms.CharField(
                label="Slaat u een niveau over? Waarom?", required=False, widget=GrootTekstvak({"rows": 2})
            )

    def invoer(self) -> dict[str, Any]:
        g = self.cleaned_data
        return {
            "naar": g["naar"],
            "rol": g["rol"],
            "reden": g["reden"],
            "reden_overslaan": g.get("reden-overslaan", ""),
        }


class WoordenForm(StapForm):
    hint_bij_openen = True

    tekst = forms.CharField(label="Wat er gezegd is", max_length=8000, widget=GrootTekstvak({"rows": 6}))
    waar = forms.CharField(label="Straat of plek", max_length=200, required=False)
    waarom = forms.ChoiceField(
        label="Waarom verbetert u dit?", choices=Waarom.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, signaal: Signaal, **kwargs: Any) -> None:
        super().__init__(*args, initial={"tekst": signaal.tekst, "waar": signaal.waar}, **kwargs)


class AfschermForm(StapForm):
    gevoelig = forms.ChoiceField(label="Wie mag dit zien?", widget=forms.RadioSelect)
    reden = forms.CharField(
        label="Reden",
        required=False,
        help_text="Nodig als meer mensen het mogen zien.",
        widget=GrootTekstvak({"rows": 2}),
    )

    NAMEN = {
        "nee": "Iedereen die hier signalen mag zien",
        "beperkt": "Beperkt: wie ermee werkt en wie hier signalen mag zien",
        "ja": "Afgeschermd: alleen wie ermee werkt",
    }

    def __init__(self, *args: Any, signaal: Signaal, mag_lager: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodem = HOOGTE[gevoelig_bij_registratie(actief_profiel(), signaal.soort, signaal.themas)]
        nu = HOOGTE[signaal.gevoelig]
        veld = self.fields["gevoelig"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [
            (sleutel, naam)
            for sleutel, naam in self.NAMEN.items()
            if HOOGTE[sleutel] > nu or (mag_lager and bodem <= HOOGTE[sleutel] < nu)
        ]


class HerhalingForm(FormulierMixin, forms.Form):
    van = forms.ChoiceField(
        label="Van welk signaal is dit een herhaling?", required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, keuzes: Sequence[Signaal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["van"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [
            *((str(rij.pk), f"{rij.nummer} {rij.titel}") for rij in keuzes),
            ("", "Geen herhaling"),
        ]


class LeegForm(StapForm):
    """A step that needs no words: only the click, and a place for what is refused."""


class RedenForm(StapForm):
    reden = forms.CharField(label="Waarom?", widget=GrootTekstvak({"rows": 3}))


class VertelForm(StapForm):
    tekst = forms.CharField(
        label="Hoe staat het?",
        max_length=2000,
        help_text="De melder leest dit precies zo. Noem geen namen.",
        widget=GrootTekstvak({"rows": 4}),
    )


class KlaarForm(StapForm):
    resultaat = forms.CharField(label="Wat is het resultaat?", widget=GrootTekstvak({"rows": 3}))


class VoortgangForm(FormulierMixin, forms.Form):
    hint_adres = "signalen:hint"

    stand = forms.ChoiceField(
        label="Hoe gaat het?",
        choices=[
            (Afspraak.Stand.LOOPT, "Het loopt"),
            (Afspraak.Stand.KNELPUNT, "Er is een knelpunt"),
            (Afspraak.Stand.LATER, "Het wordt later"),
        ],
        widget=forms.RadioSelect,
    )
    tekst = forms.CharField(label="Toelichting", required=False, widget=GrootTekstvak({"rows": 3}))
