"""The form for everybody: few fields, nothing about the person unless that person wants to hear of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from signalen.forms.velden import formulierveld
from signalen.forms.zonder_account import ZonderAccountForm
from signalen.regels import gevraagde_velden
from signalen.routes import gevoelig_bij_registratie
from wijkwerk.formulieren import GrootTekstvak, SoortKnoppen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Gebied


def keuzes_van(profiel: Profiel) -> dict[str, tuple[str, str]]:
    """Return what may be chosen, by its value in the form: (words, kind). Two choices may be of one kind."""
    kanaal = profiel.formulierkanaal
    vandaag = timezone.localdate()
    soorten = {rij.sleutel: rij for rij in profiel.signaalsoorten if rij.geldt_op(vandaag)}
    return {
        f"{nummer}-{keuze.soort}": (keuze.naam or soorten[keuze.soort].naam, keuze.soort)
        for nummer, keuze in enumerate(kanaal.formulier if kanaal else ())
        if keuze.soort in soorten
    }


def gebiedkeuzes(gebieden: list[Gebied], gekozen: Gebied | None) -> list[tuple[Any, Any]]:
    """Return the areas to choose from: below the chosen one, else in groups by the areas right below the municipality."""
    if gekozen is not None:
        onder = [(rij.pk, rij.naam) for rij in gebieden if rij.pk != gekozen.pk]
        return [(gekozen.pk, f"Ergens in {gekozen.naam}" if onder else gekozen.naam), *onder]
    wortels = [rij for rij in gebieden if len(rij.voorouders) == 1]
    diepte = 1 if len(wortels) == 1 and len(gebieden) > 1 else 0
    namen = {rij.pk: rij.naam for rij in gebieden}
    groepen: dict[str, list[tuple[int, str]]] = {}
    for rij in gebieden:
        if len(rij.voorouders) > diepte:
            boven = rij.voorouders[diepte]
            groep = groepen.setdefault(namen.get(boven, rij.naam), [])
            groep.insert(0 if rij.pk == boven else len(groep), (rij.pk, rij.naam))
    return [_groep(naam, groep) for naam, groep in sorted(groepen.items())]


def _groep(naam: str, groep: list[tuple[int, str]]) -> tuple[Any, Any]:
    if len(groep) == 1:
        return groep[0]
    return naam, [(groep[0][0], f"Ergens in {naam}"), *groep[1:]]


class MeldForm(ZonderAccountForm):
    """What a resident tells. Fields that only some kinds ask for come when that kind was sent in."""

    tekst = forms.CharField(
        label="Wat wilt u vertellen?",
        max_length=4000,
        widget=GrootTekstvak({"rows": 5}),
        help_text="Schrijf geen namen of nummers van andere mensen op.",
    )
    keuze = forms.ChoiceField(label="Waar gaat het over?", widget=SoortKnoppen)
    gebied = forms.TypedChoiceField(label="Waar is het?", coerce=int)
    waar = forms.CharField(
        label="Straat of plek", max_length=200, required=False, help_text="Bijvoorbeeld: bij de school."
    )
    field_order = ("tekst", "keuze", "gebied", "waar")
    hint_adres = "melden:hint"

    def __init__(
        self,
        *args: Any,
        gebieden: list[Gebied],
        gekozen: Gebied | None = None,
        voorkeur: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.profiel = actief_profiel()
        self.gebieden = {gebied.pk: gebied for gebied in gebieden}
        self.keuzes = keuzes_van(self.profiel)
        keuze, gebied = self.fields["keuze"], self.fields["gebied"]
        assert isinstance(keuze, forms.ChoiceField)
        assert isinstance(gebied, forms.ChoiceField)
        keuze.choices = [(waarde, naam) for waarde, (naam, _) in self.keuzes.items()]
        keuze.initial = next(
            (waarde for waarde, (_, soort) in self.keuzes.items() if soort == voorkeur), None
        )
        gebied.choices = [("", "Kies een plek"), *gebiedkeuzes(gebieden, gekozen)]
        gebied.initial = str(gekozen.pk) if gekozen else ""
        self._zet_gevaar()
        self._zet_gevraagd()

    def _zet_gevaar(self) -> None:
        """Asked only where one of the choices is about somebody's safety: first that, then the form."""
        zwaar = [naam for naam, soort in self.keuzes.values() if self._is_zwaar(soort)]
        self.vraagt_gevaar = bool(zwaar)
        if zwaar:
            self.fields["gevaar"] = forms.ChoiceField(
                label="Is er nu gevaar voor iemand?",
                choices=[("nee", "Nee"), ("ja", "Ja, nu")],
                widget=SoortKnoppen,
                required=False,
                help_text=f"Alleen bij: {', '.join(zwaar)}.",
            )

    def _is_zwaar(self, soort: str) -> bool:
        return gevoelig_bij_registratie(self.profiel, soort) == "ja"

    def _zet_gevraagd(self) -> None:
        """What rules of the profile want for the kind that was sent in; who owns it is not for a resident to say."""
        self.gevraagd: list[str] = []
        for veld in gevraagde_velden(self.profiel, "registreren", self.soort) if self.soort else []:
            if veld.sleutel != "eigenaar" and veld.sleutel not in self.fields:
                self.fields[veld.sleutel] = formulierveld(veld, self.profiel)
                self.gevraagd.append(veld.sleutel)

    @property
    def soort(self) -> str:
        """The kind that was sent in, or nothing."""
        waarde = str(self.data.get(self.add_prefix("keuze"), "")) if self.is_bound else ""
        return self.keuzes.get(waarde, ("", ""))[1]

    @property
    def is_acuut(self) -> bool:
        """There is danger now: nothing of this form may be kept."""
        return self.is_bound and self.vraagt_gevaar and self.data.get(self.add_prefix("gevaar")) == "ja"

    # --- parts for the template

    @property
    def over_melding(self) -> list[forms.BoundField]:
        namen = ["keuze", *(["gevaar"] if self.vraagt_gevaar else []), "tekst", *self.gevraagd]
        return [self[naam] for naam in (*namen, "gebied", "waar")]

    # --- what it says

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean()
        if self.soort and self._is_zwaar(self.soort) and not gegevens.get("gevaar"):
            self.add_error("gevaar", "Beantwoord eerst: is er nu gevaar?")
        return gegevens

    def invoer(self) -> dict[str, Any]:
        """Return the arguments of `acties.meld_zonder_account`."""
        g = self.cleaned_data
        return {
            "tekst": g["tekst"],
            "soort": self.soort,
            "gebied": self.gebieden[g["gebied"]],
            "waar": g["waar"],
            "melder": self.melder(),
            "velden": {sleutel: g.get(sleutel, "") for sleutel in self.gevraagd},
            "client_id": g.get("client_id"),
        }
