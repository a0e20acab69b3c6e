"""The short form for who is on the street: what there is, where, and perhaps that it has been solved already."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from signalen import acties
from signalen.acties.opgelost import kort_antwoord
from signalen.forms.registratie import RegistratieForm, soortkeuze
from signalen.models import Signaal
from signalen.routes import eigen_houder, gevoelig_bij_registratie
from wijkwerk.formulieren import GrootTekstvak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens, mag
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.profiel.rijen.signalen import Signaalsoort

# What takes longer than somebody on the street has: the full form asks it.
LANG = frozenset(
    {"urgentie", "hoedanigheid", "terugkoppeling_gewenst", "naam", "e_mail", "telefoon"}
    | {"gevoelig", "themas", "gebieden", "belevingsgebied", "gevaar"}
)


class KortForm(RegistratieForm):
    """Nothing about persons: what is shielded needs the full form, which asks about danger first."""

    met_punt = False
    VOORAAN = ("soort", "tekst", "gebied", "waar", "opgelost")

    def __init__(self, *args: Any, gebruiker: Gebruiker, vorig: Signaal | None = None, **kwargs: Any) -> None:
        super().__init__(*args, gebruiker=gebruiker, **kwargs)
        for naam in LANG:
            self.fields.pop(naam, None)
        vandaag = timezone.localdate()
        self.soorten = [
            rij for rij in self.profiel.signaalsoorten if rij.geldt_op(vandaag) and self._is_open(rij)
        ]
        self._keuze("soort").choices = [soortkeuze(self.profiel, rij, "") for rij in self.soorten]
        self.fields["tekst"].label = "Wat is er aan de hand?"
        self.fields["tekst"].help_text = "Schrijf geen namen op."
        self._zet_opgelost()
        if vorig is not None:
            self.fields["gebied"].initial = vorig.gebied_id
            self.fields["kanaal"].initial = vorig.kanaal

    def _is_open(self, soort: Signaalsoort) -> bool:
        return gevoelig_bij_registratie(self.profiel, soort.sleutel) != "ja"

    def _zet_opgelost(self) -> None:
        """Only for who may solve somewhere, where some kind can be solved with a note."""
        kan = heeft_ergens(self.gebruiker, Recht.SIGNAAL_OPLOSSEN)
        if kan and any(kort_antwoord(self.profiel, rij.sleutel) for rij in self.soorten):
            self.fields["opgelost"] = forms.CharField(
                label="Al opgelost? Schrijf op wat u deed.",
                help_text="Dan is het meteen beantwoord en gesloten.",
                required=False,
                widget=GrootTekstvak({"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean()
        gebied = gegevens.get("gebied")
        plek = Plek(frozenset(gebied.voorouders if gebied else ()))
        if gegevens.get("opgelost") and gebied and not mag(self.gebruiker, Recht.SIGNAAL_OPLOSSEN, plek):
            self.add_error("opgelost", "In dit gebied sluit u een signaal niet zelf af.")
        return gegevens

    def eigenaar(self) -> Houder | None:
        """Who solved it, owns it."""
        gekozen = super().eigenaar()
        if gekozen is None and self.cleaned_data.get("opgelost"):
            gebied = self.cleaned_data["gebied"]
            return eigen_houder(self.gebruiker, gebied, Plek(frozenset(gebied.voorouders)))
        return gekozen

    def invoer(self) -> dict[str, Any]:
        g = self.cleaned_data
        return {
            "tekst": g["tekst"],
            "soort": g["soort"],
            "gebieden": [g["gebied"]],
            "kanaal": g.get("kanaal", ""),
            "waar": g.get("waar", ""),
            "eigenaar": self.eigenaar(),
            "velden": {sleutel: g.get(sleutel, "") for sleutel in self.gevraagd},
            "client_id": g.get("client_id"),
        }

    def registreer(self, door: Gebruiker) -> Signaal:
        """Take the step, and with a note the two of them."""
        if notitie := self.cleaned_data.get("opgelost", ""):
            return acties.registreer_opgelost(notitie=notitie, door=door, **self.invoer())
        return super().registreer(door)
