"""Places where people meet."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.invoer.acties import bewaar_locatie
from wijkwerk.huis.invoer.kolommen import CelFout, Keuze, Kolom, gewoon, ja_nee, tekst
from wijkwerk.huis.invoer.soort import Invoersoort, Stand, Uitkomst, Waarden, vergelijk
from wijkwerk.huis.invoer.soorten import keuzes
from wijkwerk.profiel.rijen.plekken import Locatiesoort
from wijkwerk.wijken.models import Locatie


class Locaties(Invoersoort):
    sleutel = "locaties"
    naam = "Locaties"
    uitleg = "Plekken waar spreekuren en overleggen zijn, zoals een buurthuis of een school."
    herkend_aan = "de naam en het gebied samen"

    @cached_property
    def kolommen(self) -> tuple[Kolom, ...]:
        gebieden = keuzes.gebieden()
        soorten = Keuze(
            "een soort locatie", ((s.sleutel, s.naam, s) for s in actief_profiel().locatiesoorten)
        )
        return (
            Kolom(
                "naam",
                "Hoe de plek heet",
                tekst(160),
                verplicht=True,
                voorbeeld="Buurthuis Het Anker (voorbeeld)",
            ),
            Kolom(
                "gebied",
                "Waar de plek ligt",
                gebieden,
                verplicht=True,
                voorbeeld=keuzes.eerste(gebieden),
                ook=keuzes.gebiedswoorden(),
            ),
            Kolom("soort", "Wat voor plek het is", soorten, voorbeeld=keuzes.eerste(soorten)),
            Kolom("adres", "Straat, nummer en plaats", tekst(200), voorbeeld="Voorbeeldstraat 1"),
            Kolom("openbaar", "Mag het adres op de website? Leeg: zoals bij de soort hoort", ja_nee),
        )

    def kenmerk(self, rij: Waarden) -> tuple[Any, ...]:
        return (gewoon(rij["naam"]), rij["gebied"].pk)

    def voer_in(self, rij: Waarden) -> Uitkomst:
        soort: Locatiesoort | None = rij["soort"]
        bestaand = Locatie.objects.filter(naam__iexact=rij["naam"], gebied=rij["gebied"]).first()
        openbaar = rij["openbaar"]
        if openbaar is None and bestaand is None:
            openbaar = bool(soort and soort.openbaar)
        if openbaar and soort is not None and not soort.openbaar:
            raise CelFout(f"nee: {soort.naam} is niet openbaar", ("nee",), kolom="openbaar")
        velden = {
            "naam": rij["naam"],
            "gebied": rij["gebied"],
            "soort": soort.sleutel if soort else None,
            "adres": rij["adres"],
            "openbaar": openbaar,
        }
        huidig = {veld: getattr(bestaand, veld) for veld in velden} if bestaand else {}
        verschillen = vergelijk(huidig, velden)
        if bestaand is not None and not verschillen:
            return Uitkomst(str(bestaand), Stand.ONGEWIJZIGD)
        anders = {verschil.veld for verschil in verschillen}
        locatie = bewaar_locatie(
            locatie=bestaand, velden={v: w for v, w in velden.items() if v in anders}, door=self.door
        )
        return Uitkomst(str(locatie), Stand.GEWIJZIGD if bestaand else Stand.NIEUW, verschillen)
