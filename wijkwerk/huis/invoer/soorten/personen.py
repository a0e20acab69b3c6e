"""People who get an account."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.huis.acties import maak_gebruiker
from wijkwerk.huis.invoer.acties import wijzig_gebruiker
from wijkwerk.huis.invoer.kolommen import Kolom, e_mail, tekst, telefoon
from wijkwerk.huis.invoer.soort import Invoersoort, Stand, Uitkomst, Waarden, vergelijk


class Personen(Invoersoort):
    sleutel = "personen"
    naam = "Personen"
    uitleg = "Mensen die in Wijkwerk werken. Zij kiezen zelf een wachtwoord, en doen niets zonder rol."
    herkend_aan = "het e-mailadres"

    @cached_property
    def kolommen(self) -> tuple[Kolom, ...]:
        return (
            Kolom(
                "e-mail",
                "Het adres waarmee iemand inlogt",
                e_mail,
                verplicht=True,
                voorbeeld="sam.voorbeeld@gemeente.example",
                ook=("email", "mail", "e-mailadres"),
            ),
            Kolom("naam", "Voor- en achternaam", tekst(120), verplicht=True, voorbeeld="Sam Voorbeeld"),
            Kolom(
                "telefoon",
                "Nummer van het werk",
                telefoon,
                ook=("telefoonnummer", "tel"),
                voorbeeld="0123 456789",
            ),
        )

    def kenmerk(self, rij: Waarden) -> tuple[Any, ...]:
        return (rij["e-mail"],)

    def voer_in(self, rij: Waarden) -> Uitkomst:
        bestaand = Gebruiker.objects.filter(email__iexact=rij["e-mail"]).first()
        velden = {"naam": rij["naam"], "telefoon": rij["telefoon"]}
        if bestaand is None:
            gebruiker = maak_gebruiker(email=rij["e-mail"], naam=rij["naam"], door=self.door)
            if rij["telefoon"]:
                wijzig_gebruiker(gebruiker=gebruiker, velden={"telefoon": rij["telefoon"]}, door=self.door)
            return Uitkomst(rij["e-mail"], Stand.NIEUW, vergelijk({}, velden))
        if not bestaand.is_active:
            return Uitkomst(
                rij["e-mail"], Stand.ONGEWIJZIGD, let_op="Dit account is gesloten en blijft zoals het is."
            )
        verschillen = vergelijk({"naam": bestaand.naam, "telefoon": bestaand.telefoon}, velden)
        if not verschillen:
            return Uitkomst(rij["e-mail"], Stand.ONGEWIJZIGD)
        anders = {verschil.veld for verschil in verschillen}
        wijzig_gebruiker(
            gebruiker=bestaand, velden={v: w for v, w in velden.items() if v in anders}, door=self.door
        )
        return Uitkomst(rij["e-mail"], Stand.GEWIJZIGD, verschillen)
