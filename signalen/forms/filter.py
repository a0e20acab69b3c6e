"""The filters of the list of signals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q

from signalen.cijfers.warmte import GEEN
from signalen.models import Signaal
from signalen.periode import middernacht
from wijkwerk.formulieren import Datum, FormulierMixin, Zoekveld
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied


class FilterForm(FormulierMixin, forms.Form):
    """The filters of the list; all of it stands in the address."""

    zoek = forms.CharField(label="Zoek", required=False, max_length=100, widget=Zoekveld)
    stand = forms.ChoiceField(label="Stand", required=False)
    soort = forms.ChoiceField(label="Soort", required=False)
    thema = forms.ChoiceField(label="Thema", required=False)
    gebied = forms.ChoiceField(label="Gebied", required=False)
    vanaf = forms.DateField(label="Vanaf", required=False, widget=Datum)
    tot = forms.DateField(label="Tot en met", required=False, widget=Datum)
    van = forms.ChoiceField(
        label="Van wie",
        required=False,
        choices=[
            ("", "Alles wat ik zie"),
            ("mij", "Waar ik eigenaar van ben"),
            ("gemeld", "Wat ik opschreef"),
        ],
    )

    def __init__(
        self,
        *args: Any,
        gebieden: Sequence[Gebied],
        dossiers: Sequence[tuple[int, str]],
        gebruiker: Gebruiker,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        profiel = actief_profiel()
        self.gebruiker = gebruiker
        self._zet("stand", [("", "Open"), ("te-laat", "Te laat"), ("alle", "Alle"), *Signaal.Stand.choices])
        self._zet(
            "soort", [("", "Alle soorten"), *((rij.sleutel, rij.naam) for rij in profiel.signaalsoorten)]
        )
        themas = [(rij.sleutel, rij.naam) for rij in profiel.themas]
        self._zet("thema", [("", "Alle thema's"), *themas, (GEEN, "Zonder thema")])
        self._zet("gebied", [("", "Alle gebieden"), *((str(gebied.pk), gebied.naam) for gebied in gebieden)])
        if dossiers:
            self.fields["dossier"] = forms.ChoiceField(
                label="Dossier",
                required=False,
                choices=[("", "Alle"), ("geen", "Bij geen dossier"), *((str(pk), n) for pk, n in dossiers)],
            )

    def _zet(self, naam: str, keuzes: list[Any]) -> None:
        veld = self.fields[naam]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = keuzes

    def filter(self, signalen: Any) -> Any:
        """Narrow the signals. Words are looked for only in what is not shielded; numbers always."""
        if not self.is_valid():
            return signalen.open()
        g = self.cleaned_data
        stand = g["stand"]
        if not stand:
            signalen = signalen.open()
        elif stand == "te-laat":
            signalen = signalen.te_laat()
        elif stand != "alle":
            signalen = signalen.filter(stand=stand)
        if g["soort"]:
            signalen = signalen.filter(soort=g["soort"])
        if g["thema"]:
            signalen = signalen.over_thema("" if g["thema"] == GEEN else g["thema"])
        if g["vanaf"]:
            signalen = signalen.filter(geregistreerd_op__gte=middernacht(g["vanaf"]))
        if g["tot"]:
            signalen = signalen.filter(geregistreerd_op__lt=middernacht(g["tot"] + timedelta(days=1)))
        if g["gebied"]:
            signalen = signalen.filter(plek_gebieden__contains=[int(g["gebied"])])
        dossier = g.get("dossier")
        if dossier:
            signalen = signalen.filter(dossier=None if dossier == "geen" else int(dossier))
        if g["van"] == "mij":
            signalen = signalen.van_eigenaar(self.gebruiker)
        elif g["van"] == "gemeld":
            signalen = signalen.filter(geregistreerd_door=self.gebruiker)
        return signalen.filter(zoekvraag(g["zoek"])) if g["zoek"] else signalen


def zoekvraag(zoek: str) -> Q:
    jaar, streep, nummer = zoek.strip().partition("-")
    if streep and jaar.isdigit() and nummer.isdigit():
        return Q(jaar=int(jaar), volgnummer=int(nummer))
    q = Q()
    for woord in zoek.split():
        q &= Q(tekst__icontains=woord) | Q(waar__icontains=woord)
    return q & Q(gevoelig="nee")
