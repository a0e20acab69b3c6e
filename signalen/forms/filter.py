"""The filters of the list of signals: what stands in the address is all there is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.http import QueryDict

from signalen.cijfers.warmte import GEEN
from signalen.models import OPEN, Signaal, SignaalQuerySet, te_laat_q
from signalen.periode import middernacht
from wijkwerk.formulieren import Datum, FormulierMixin, Zoekveld
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied, Partij
from wijkwerk.zoekopdracht import zoekopdracht

ALLE, TE_LAAT = "alle", "te-laat"


class FilterForm(FormulierMixin, forms.Form):
    """What an address says wrong is told, and left out: a link of somebody else never ends in an error."""

    zoek = forms.CharField(label="Zoek", required=False, max_length=100, widget=Zoekveld)
    stand = forms.ChoiceField(label="Stand", required=False)
    gebied = forms.ChoiceField(label="Gebied", required=False)
    soort = forms.ChoiceField(label="Soort", required=False)
    thema = forms.ChoiceField(label="Thema", required=False)
    eigenaar = forms.ChoiceField(label="Eigenaar", required=False)
    kanaal = forms.ChoiceField(label="Kwam binnen via", required=False)
    vanaf = forms.DateField(label="Vanaf", required=False, widget=Datum)
    tot = forms.DateField(label="Tot en met", required=False, widget=Datum)
    gevoelig = forms.ChoiceField(
        label="Afgeschermd", required=False, choices=[("", "Alles"), *Signaal.Gevoelig.choices]
    )
    van = forms.ChoiceField(
        label="Van wie",
        required=False,
        choices=[
            ("", "Alles wat ik zie"),
            ("mij", "Waar ik eigenaar van ben"),
            ("gemeld", "Wat ik opschreef"),
        ],
    )
    #: Folded away until one of them is used.
    meer = ("thema", "eigenaar", "kanaal", "vanaf", "tot", "gevoelig", "van", "dossier")

    def __init__(
        self,
        vraag: QueryDict,
        *,
        gebieden: Sequence[Gebied],
        dossiers: Sequence[tuple[int, str]],
        gebruiker: Gebruiker,
    ) -> None:
        super().__init__(vraag)
        profiel = actief_profiel()
        self.gebruiker = gebruiker
        standen = [("", "Open"), (TE_LAAT, "Te laat"), (ALLE, "Alle")]
        self._zet("stand", [*standen, *Signaal.Stand.choices])
        self._zet(
            "soort", [("", "Alle soorten"), *((rij.sleutel, rij.naam) for rij in profiel.signaalsoorten)]
        )
        themas = [(rij.sleutel, rij.naam) for rij in profiel.themas]
        self._zet("thema", [("", "Alle thema's"), *themas, (GEEN, "Zonder thema")])
        self._zet("gebied", [("", "Alle gebieden"), *((str(gebied.pk), gebied.naam) for gebied in gebieden)])
        kanalen = [(rij.sleutel, rij.naam) for rij in (*profiel.kanalen, *profiel.overlegvormen)]
        self._zet("kanaal", [("", "Alle kanalen"), *kanalen])
        self._zet("eigenaar", _eigenaren())
        if dossiers:
            keuzes = [("", "Alle"), ("geen", "Bij geen dossier"), *((str(pk), naam) for pk, naam in dossiers)]
            self.fields["dossier"] = forms.ChoiceField(label="Dossier", required=False, choices=keuzes)
        self.full_clean()

    def _zet(self, naam: str, keuzes: list[Any]) -> None:
        veld = self.fields[naam]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = keuzes

    @property
    def extra_velden(self) -> list[forms.BoundField]:
        return [self[naam] for naam in self.fields if naam in self.meer]

    @property
    def extra_gebruikt(self) -> bool:
        return any(self.data.get(naam) for naam in self.meer)

    def vraag(self, **anders: str) -> str:
        """Return the address of these filters, with some of them different; what is empty or wrong is left out."""
        goed = {naam: str(self.data.get(naam, "")) for naam in self.fields if naam in self.cleaned_data}
        return urlencode({naam: waarde for naam, waarde in (goed | anders).items() if waarde})

    def in_woorden(self) -> list[tuple[str, str]]:
        """What was chosen, as (label, words)."""
        woorden = []
        for naam, waarde in self.cleaned_data.items():
            if waarde:
                veld = self.fields[naam]
                keuzes = _plat(veld.choices) if isinstance(veld, forms.ChoiceField) else {}
                tekst = f"{waarde:%d-%m-%Y}" if naam in {"vanaf", "tot"} else keuzes.get(waarde, waarde)
                woorden.append((str(veld.label), str(tekst)))
        return woorden

    def filter(self, signalen: SignaalQuerySet) -> SignaalQuerySet:
        """Narrow the signals (from `zichtbaar_voor`) to what was chosen."""
        g = self.cleaned_data
        signalen = self.zonder_stand(signalen)
        if g.get("van") == "mij":
            signalen = signalen.van_eigenaar(self.gebruiker)
        elif g.get("van") == "gemeld":
            signalen = signalen.filter(geregistreerd_door=self.gebruiker)
        return signalen.filter(stand_q(g.get("stand") or ""))

    def zonder_stand(self, signalen: SignaalQuerySet) -> SignaalQuerySet:
        """The same without state and whose: what the counts beside the states are about."""
        g = {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde}
        gelijk = {naam: g[naam] for naam in ("soort", "kanaal", "gevoelig") if naam in g}
        signalen = signalen.filter(**gelijk)
        if "thema" in g:
            signalen = signalen.over_thema("" if g["thema"] == GEEN else g["thema"])
        if "vanaf" in g:
            signalen = signalen.filter(geregistreerd_op__gte=middernacht(g["vanaf"]))
        if "tot" in g:
            signalen = signalen.filter(geregistreerd_op__lt=middernacht(g["tot"] + timedelta(days=1)))
        if "gebied" in g:
            signalen = signalen.filter(plek_gebieden__contains=[int(g["gebied"])])
        if "eigenaar" in g:
            signalen = signalen.filter(_van_eigenaar(g["eigenaar"]))
        if "dossier" in g:
            signalen = signalen.filter(dossier=None if g["dossier"] == "geen" else int(g["dossier"]))
        if "zoek" in g:
            signalen = signalen.waar_meegegeven("omschrijving").filter(zoekvraag(g["zoek"]))
        return signalen


def stand_q(stand: str) -> Q:
    """Open ones when nothing was chosen."""
    if not stand:
        return OPEN
    if stand == TE_LAAT:
        return te_laat_q()
    return Q() if stand == ALLE else Q(stand=stand)


def _eigenaren() -> list[Any]:
    partijen = [(f"partij-{pk}", naam) for pk, naam in Partij.objects.actief().values_list("pk", "naam")]
    rollen = [(f"rol-{rol.sleutel}", rol.naam) for rol in actief_profiel().rollen if rol.bereik == "gebied"]
    return [("", "Iedereen"), ("geen", "Nog niemand"), ("Partijen", partijen), ("Rollen", rollen)]


def _van_eigenaar(keuze: str) -> Q:
    soort, _streep, waarde = keuze.partition("-")
    if soort == "partij":
        return Q(houder_partij=int(waarde))
    return (
        Q(houder_rol=waarde) if soort == "rol" else Q(houder_partij=None, houder_rol="", houder_persoon=None)
    )


def _plat(keuzes: Any) -> dict[str, str]:
    plat: dict[str, str] = {}
    for waarde, naam in keuzes:
        plat |= dict(naam) if isinstance(naam, list | tuple) else {waarde: naam}
    return plat


def zoekvraag(zoek: str) -> Q:
    """A number is found always; words only in what is not shielded, by their stem or their beginning."""
    jaar, streep, nummer = zoek.strip().partition("-")
    if streep and jaar.isdecimal() and nummer.isdecimal():
        return Q(jaar=int(jaar[:4]), volgnummer=int(nummer[:9]))
    opdracht = zoekopdracht(zoek)
    return Q(pk__in=[]) if opdracht is None else Q(gevoelig="nee", zoekvector=opdracht)
