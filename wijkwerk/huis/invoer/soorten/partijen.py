"""Organisations, teams and groups of residents."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.utils.text import slugify

from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.invoer.acties import bewaar_partij
from wijkwerk.huis.invoer.kolommen import Keuze, Kolom, Lijst, e_mail, gewoon, ja_nee, sleutel, tekst
from wijkwerk.huis.invoer.soort import Invoersoort, Stand, Uitkomst, Waarden, vergelijk
from wijkwerk.huis.invoer.soorten import keuzes
from wijkwerk.profiel import OnbekendeSleutel
from wijkwerk.wijken.models import Partij

# Heading -> field.
VELDEN = {
    "naam": "naam",
    "soort": "soort",
    "onder": "onder",
    "disciplines": "disciplines",
    "gebieden": "gebieden",
    "gesubsidieerd": "gesubsidieerd",
    "contactfunctie": "contactfunctie",
    "e-mail": "e_mail",
}


class Partijen(Invoersoort):
    sleutel = "partijen"
    naam = "Partijen"
    uitleg = "Organisaties, teams en groepen bewoners met wie u samenwerkt."
    herkend_aan = "de sleutel, en zonder sleutel de naam"

    @cached_property
    def _partijen(self) -> Keuze:
        return keuzes.partijen()

    @cached_property
    def kolommen(self) -> tuple[Kolom, ...]:
        gebieden = keuzes.gebieden()
        disciplines = Keuze(
            "een discipline", ((d.sleutel, d.naam, d.sleutel) for d in actief_profiel().disciplines)
        )
        soorten = Keuze("een soort", ((soort.value, soort.label, soort.value) for soort in Partij.Soort))
        return (
            Kolom(
                "naam",
                "Hoe de partij heet",
                tekst(160),
                verplicht=True,
                voorbeeld="Stichting De Brug (voorbeeld)",
            ),
            Kolom("soort", "Wat voor partij het is", soorten, verplicht=True, voorbeeld="Organisatie"),
            Kolom("sleutel", "Vaste korte naam; leeg: wij maken er een van de naam", sleutel),
            Kolom(
                "onder",
                "De partij waar deze bij hoort; die staat al in Wijkwerk of hoger in de lijst",
                self._partijen,
            ),
            Kolom(
                "disciplines",
                "Waar de partij over gaat, met komma's ertussen",
                Lijst(disciplines),
                voorbeeld=keuzes.eerste(disciplines),
            ),
            Kolom(
                "gebieden",
                "Waar de partij werkt, met komma's ertussen",
                Lijst(gebieden),
                voorbeeld=keuzes.eerste(gebieden),
                ook=("gebied", *keuzes.gebiedswoorden()),
            ),
            Kolom("gesubsidieerd", "Krijgt de partij subsidie van de gemeente?", ja_nee, voorbeeld="nee"),
            Kolom(
                "contactfunctie",
                "Bij wie bewoners terechtkunnen: een functie, geen naam",
                tekst(120),
                voorbeeld="coördinator",
            ),
            Kolom(
                "e-mail",
                "Algemeen adres van de partij",
                e_mail,
                voorbeeld="info@brug.example",
                ook=("email", "mail"),
            ),
        )

    def kenmerk(self, rij: Waarden) -> tuple[Any, ...]:
        return (rij["sleutel"] or gewoon(rij["naam"]),)

    def voer_in(self, rij: Waarden) -> Uitkomst:
        bestaand = self._vind(rij)
        nieuw = {kop: rij[kop] for kop in VELDEN}
        verschillen = vergelijk(_huidig(bestaand), _getoond(nieuw))
        if bestaand is not None and not verschillen:
            return Uitkomst(bestaand.naam, Stand.ONGEWIJZIGD)
        anders = {verschil.veld for verschil in verschillen}
        velden = {VELDEN[kop]: _opgeslagen(waarde) for kop, waarde in nieuw.items() if kop in anders}
        if bestaand is None:
            velden["sleutel"] = rij["sleutel"] or slugify(rij["naam"])
        partij = bewaar_partij(partij=bestaand, velden=velden, door=self.door)
        if bestaand is None:
            self._partijen.voeg_toe(partij.sleutel, partij.naam, partij)
        return Uitkomst(partij.naam, Stand.GEWIJZIGD if bestaand else Stand.NIEUW, verschillen)

    def _vind(self, rij: Waarden) -> Partij | None:
        gevonden = self._partijen.zoek(rij["sleutel"] or rij["naam"])
        return (
            Partij.objects.select_related("onder").get(pk=gevonden.pk)
            if isinstance(gevonden, Partij)
            else None
        )


def _huidig(partij: Partij | None) -> dict[str, Any]:
    if partij is None:
        return {}
    huidig = {kop: getattr(partij, veld) for kop, veld in VELDEN.items() if veld != "gebieden"}
    return _getoond(huidig | {"gebieden": tuple(partij.gebieden.all())})


def _getoond(waarden: dict[str, Any]) -> dict[str, Any]:
    """Keys of the profile and of choices as the names that people know."""
    getoond = dict(waarden)
    if getoond["soort"]:
        getoond["soort"] = Partij.Soort(getoond["soort"]).label
    if getoond["disciplines"] is not None:
        getoond["disciplines"] = tuple(_discipline(sleutel) for sleutel in getoond["disciplines"])
    return getoond


def _discipline(sleutel: str) -> str:
    try:
        return actief_profiel().discipline(sleutel).naam
    except OnbekendeSleutel:
        return sleutel


def _opgeslagen(waarde: Any) -> Any:
    return list(waarde) if isinstance(waarde, tuple) else waarde
