"""A running list of actions: each line becomes an afspraak that was promised."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from wijkwerk.afspraken import service as afspraken
from wijkwerk.afspraken.models import Actielijst, Actieregel, Afspraak
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Plek, Recht, eis
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.invoer.kolommen import CelFout, Keuze, Kolom, Lijst, datum, tekst
from wijkwerk.huis.invoer.soort import Invoersoort, Stand, Uitkomst, Waarden, vergelijk
from wijkwerk.huis.invoer.soorten import keuzes
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel.rijen.mensen import Rol
from wijkwerk.wijken.models import Partij


class Acties(Invoersoort):
    sleutel = "acties"
    naam = "Actielijst"
    uitleg = (
        "Acties die al lopen. Elke actie wordt een afspraak die is toegezegd; u staat erbij als de vrager."
    )
    herkend_aan = "het nummer in de lijst. Wat er al is, verandert niet: wijzig dat bij de afspraak zelf"
    met_lijst = True

    @cached_property
    def _wie(self) -> Keuze:
        """A party, a role, or the e-mail address of a person."""
        keuze = keuzes.partijen()
        keuze.wat = "een partij, een rol of het e-mailadres van een persoon"
        for rol in actief_profiel().rollen:
            if rol.naam not in keuze.namen:
                keuze.voeg_toe(f"rol:{rol.sleutel}", rol.naam, rol)
        for gebruiker in Gebruiker.objects.filter(is_active=True):
            keuze.voeg_toe(gebruiker.email, gebruiker.email, gebruiker)
        return keuze

    @cached_property
    def kolommen(self) -> tuple[Kolom, ...]:
        gebieden, themas = keuzes.gebieden(), keuzes.themas()
        return (
            Kolom(
                "nr",
                "Het nummer in uw lijst; daaraan herkennen wij de actie de volgende keer",
                tekst(40),
                verplicht=True,
                voorbeeld="1",
                ook=("nummer",),
            ),
            Kolom(
                "wat",
                "Wat er gebeurt",
                tekst(300),
                verplicht=True,
                voorbeeld="Bankje terugplaatsen (voorbeeld)",
                ook=("actie", "afspraak"),
            ),
            Kolom(
                "wie",
                "Wie het doet: een partij, een rol, of iemands e-mailadres",
                self._wie,
                verplicht=True,
                voorbeeld=keuzes.eerste(self._wie),
                ook=("houder", "trekker"),
            ),
            Kolom(
                "uiterlijk",
                "Wanneer het klaar is; mag voorbij zijn",
                datum,
                verplicht=True,
                voorbeeld="31-12-2026",
                ook=("deadline", "datum", "klaar op"),
            ),
            Kolom(
                "gebieden",
                "Waar het om gaat, met komma's ertussen",
                Lijst(gebieden),
                verplicht=True,
                voorbeeld=keuzes.eerste(gebieden),
                ook=("gebied", *keuzes.gebiedswoorden()),
            ),
            Kolom("thema", "Het thema", themas, voorbeeld=keuzes.eerste(themas)),
        )

    def begin(self) -> None:
        """Find or make the list. Raises ValueError without a name or a person: the answers go to that person."""
        if self.door is None or not self.lijst.strip():
            raise ValueError("An action list needs a name and whoever brings it in.")
        eis(self.door, Recht.GEMEENTE_INRICHTEN, Plek())
        self.vrager = self.door
        self.bron, nieuw = Actielijst.objects.get_or_create(
            naam=self.lijst.strip(), defaults={"ingevoerd_door": self.door}
        )
        if nieuw:
            noteer(door=self.door, stap="actielijst.invoeren", ding=self.bron)

    def kenmerk(self, rij: Waarden) -> tuple[Any, ...]:
        return (rij["nr"],)

    def voer_in(self, rij: Waarden) -> Uitkomst:
        wat = f"{rij['nr']}. {rij['wat']}"
        houder = _houder(rij)
        velden = {
            "wat": rij["wat"],
            "wie": str(houder),
            "uiterlijk": rij["uiterlijk"],
            "gebieden": rij["gebieden"],
            "thema": rij["thema"],
        }
        regel = (
            Actieregel.objects.filter(lijst=self.bron, nummer=rij["nr"]).select_related("afspraak").first()
        )
        if regel is not None:
            return Uitkomst(wat, Stand.ONGEWIJZIGD, let_op=_wijkt_af(regel.afspraak, velden))
        afspraak = afspraken.maak(
            wat=rij["wat"],
            houder=houder,
            uiterlijk=rij["uiterlijk"],
            bron=self.bron,
            gebieden=rij["gebieden"],
            door=self.vrager,
            thema=rij["thema"] or "",
            toegezegd=True,
        )
        Actieregel.objects.create(lijst=self.bron, nummer=rij["nr"], afspraak=afspraak)
        return Uitkomst(wat, Stand.NIEUW, vergelijk({}, velden))


def _houder(rij: Waarden) -> Houder:
    match rij["wie"]:
        case Partij() as partij:
            return Houder(partij=partij)
        case Gebruiker() as persoon:
            return Houder(persoon=persoon)
        case Rol() as rol if len(rij["gebieden"]) == 1:
            return Houder(rol=rol.sleutel, gebied=rij["gebieden"][0])
        case _:
            raise CelFout("een partij of een persoon; bij een rol hoort precies één gebied", kolom="wie")


def _wijkt_af(afspraak: Afspraak, velden: Waarden) -> str:
    huidig = {
        "wat": afspraak.wat,
        "wie": str(afspraak.houder),
        "uiterlijk": afspraak.uiterlijk,
        "gebieden": tuple(afspraak.gebieden.all()),
        "thema": afspraak.thema,
    }
    anders = [
        f"{v.veld}: in Wijkwerk {v.van or 'leeg'}, in uw lijst {v.naar}" for v in vergelijk(huidig, velden)
    ]
    return f"Wijkt af van Wijkwerk en blijft zo. {'; '.join(anders)}." if anders else ""
