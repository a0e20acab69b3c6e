"""The quick form of an open spreekuur: a visitor in seconds, and fifty visitors who say the same."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from signalen import acties
from signalen.forms.registratie import RegistratieForm
from signalen.forms.velden import MetSchild
from signalen.models import Dossier, Signaal, Spreekuur
from wijkwerk.gebruikers.models import Gebruiker

VORIGE = "vorige"
LOS = ("", "Los signaal")
# So many subjects to choose from: the newest.
HOOGSTENS = 20


def onderwerpen(spreekuur: Spreekuur, gebruiker: Gebruiker) -> QuerySet[Dossier]:
    """Open dossiers around this spreekuur. Never a shielded one: its entries go one by one."""
    hier = Q(gebied__in=spreekuur.gebied.voorouders) | Q(plek_gebieden__contains=[spreekuur.gebied_id])
    rijen = Dossier.objects.zichtbaar_voor(gebruiker).open().filter(hier, gevoelig="nee")
    return rijen.order_by("-pk")[:HOOGSTENS]


class SnelForm(RegistratieForm):
    """`vorig` is what this person wrote down just before; a subject that it shares stays chosen."""

    onderwerp = forms.ChoiceField(label="Hoort bij", required=False)
    nieuw_onderwerp = forms.CharField(
        label="Of een nieuw onderwerp",
        max_length=160,
        required=False,
        help_text="Bijvoorbeeld: plan voor de sporthal. Schrijf geen namen van mensen op.",
    )

    ONDERWERP = ("onderwerp", "nieuw_onderwerp")

    def __init__(
        self,
        *args: Any,
        gebruiker: Gebruiker,
        spreekuur: Spreekuur,
        vorig: Signaal | None = None,
        nagekomen: bool = False,
        dossiers: dict[str, Dossier] | None = None,
        **kwargs: Any,
    ) -> None:
        self.nagekomen = nagekomen
        self.gebruiker = gebruiker
        super().__init__(*args, gebruiker=gebruiker, spreekuur=spreekuur, **kwargs)
        if dossiers is None:
            dossiers = {str(rij.pk): rij for rij in onderwerpen(spreekuur, gebruiker)}
        self.dossiers = dossiers
        zelfde = [(VORIGE, "Zelfde onderwerp als het vorige")] if self.is_bound or vorig else []
        self._keuze("onderwerp").choices = [
            LOS,
            *zelfde,
            *((sleutel, str(rij)) for sleutel, rij in self.dossiers.items()),
        ]
        if vorig is not None and str(vorig.dossier_id) in self.dossiers:
            self.initial.update(
                soort=vorig.soort,
                themas=vorig.themas,
                gebied=vorig.gebied_id,
                onderwerp=str(vorig.dossier_id),
            )

    @property
    def over_onderwerp(self) -> list[forms.BoundField]:
        return [self[naam] for naam in self.ONDERWERP if naam in self.fields]

    @property
    def onderwerp_open(self) -> bool:
        return any(veld.errors or veld.value() for veld in self.over_onderwerp)

    def volgende(self, signaal: Signaal) -> SnelForm:
        """Return the empty form for the next visitor, after this signal was saved."""
        assert self.spreekuur is not None
        bekend = signaal.dossier_id is None or str(signaal.dossier_id) in self.dossiers
        return SnelForm(
            gebruiker=self.gebruiker,
            spreekuur=self.spreekuur,
            vorig=signaal,
            volgende=True,
            dossiers=self.dossiers if bekend else None,
        )

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean()
        if gegevens.get("onderwerp") and gegevens.get("nieuw_onderwerp"):
            self.add_error("nieuw_onderwerp", "Kies een onderwerp, of schrijf een nieuw onderwerp op.")
        return gegevens

    def invoer(self) -> dict[str, Any]:
        """Return the arguments of `acties.registreer_snel`."""
        keuze = self.cleaned_data["onderwerp"]
        return super().invoer() | {
            "als_vorige": keuze == VORIGE,
            "dossier": self.dossiers.get(keuze),
            "nieuw_onderwerp": self.cleaned_data["nieuw_onderwerp"],
            "nagekomen": self.nagekomen,
        }

    def registreer(self, door: Gebruiker) -> Signaal:
        return acties.registreer_snel(door=door, **self.invoer())


class SchilForm(SnelForm):
    """The empty form that a device may keep for when there is no line: nothing shielded, no contact data, no names of dossiers."""

    # Without a line there is nobody to ask.
    hint_adres = ""
    NIET = (*SnelForm.ONDERWERP, "gevaar", "gevoelig", "terugkoppeling_gewenst", "naam", "e_mail", "telefoon")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam in self.NIET:
            self.fields.pop(naam, None)
        for veld in self.fields.values():
            if isinstance(veld.widget, MetSchild):
                veld.widget.dicht = True
        self.fields["client_id"].initial = None
