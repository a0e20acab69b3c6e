"""Who fills which role, where, from when until when."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone

from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.huis.acties import NieuweRol, beeindig_rol, wijs_rol_toe
from wijkwerk.huis.invoer.kolommen import CelFout, Keuze, Kolom, datum, e_mail
from wijkwerk.huis.invoer.soort import Invoersoort, Stand, Uitkomst, Verschil, Waarden, toon, vergelijk
from wijkwerk.huis.invoer.soorten import keuzes
from wijkwerk.regels.service import Klacht, StapGeweigerd


class Rollen(Invoersoort):
    sleutel = "rollen"
    naam = "Rollen"
    uitleg = "Wie welke rol heeft, in welk gebied of voor welke partij. De mensen staan al in Wijkwerk."
    herkend_aan = "persoon, rol, gebied en partij samen, zolang de rol loopt"

    @cached_property
    def kolommen(self) -> tuple[Kolom, ...]:
        gebieden, partijen, rollen = keuzes.gebieden(), keuzes.partijen(), keuzes.rollen()
        return (
            Kolom(
                "e-mail",
                "Van wie de rol is",
                e_mail,
                verplicht=True,
                voorbeeld="sam.voorbeeld@gemeente.example",
                ook=("email", "mail", "e-mailadres"),
            ),
            Kolom("rol", "Welke rol", rollen, verplicht=True, voorbeeld=keuzes.eerste(rollen)),
            Kolom(
                "gebied",
                "Waar de rol geldt, als de rol bij een gebied hoort",
                gebieden,
                ook=keuzes.gebiedswoorden(),
            ),
            Kolom(
                "partij",
                "Voor wie de persoon werkt, als de rol bij een partij hoort",
                partijen,
                ook=("organisatie",),
            ),
            Kolom("van", "De eerste dag; leeg: vandaag", datum, voorbeeld="01-01-2026"),
            Kolom("tot", "De laatste dag; leeg: zonder einde", datum, ook=("tot en met",)),
        )

    def kenmerk(self, rij: Waarden) -> tuple[Any, ...]:
        gebied, partij = rij["gebied"], rij["partij"]
        return (rij["e-mail"], rij["rol"].sleutel, gebied and gebied.pk, partij and partij.pk, rij["van"])

    def voer_in(self, rij: Waarden) -> Uitkomst:
        gebruiker = self._persoon(rij["e-mail"])
        van: date = rij["van"] or timezone.localdate()
        tot: date | None = rij["tot"]
        wat = f"{gebruiker.naam}: {rij['rol'].naam}"
        if tot is not None and tot < van:
            raise StapGeweigerd((Klacht("De laatste dag ligt voor de eerste.", "tot"),))
        bestaand = self._loopt_al(gebruiker, rij, van, tot)
        if bestaand is None:
            nieuw = NieuweRol(gebruiker, rij["rol"].sleutel, rij["gebied"], rij["partij"], van, tot)
            wijs_rol_toe(nieuw=nieuw, door=self.door)
            velden = {
                "rol": rij["rol"].naam,
                "gebied": rij["gebied"],
                "partij": rij["partij"],
                "van": van,
                "tot": tot,
            }
            return Uitkomst(wat, Stand.NIEUW, vergelijk({}, velden))
        if rij["van"] is not None and bestaand.van != van:
            raise CelFout(
                f"{toon(bestaand.van)}: deze persoon heeft deze rol hier al, vanaf die dag", kolom="van"
            )
        if tot is None or bestaand.tot == tot:
            return Uitkomst(wat, Stand.ONGEWIJZIGD)
        verschil = Verschil("tot", toon(bestaand.tot), toon(tot))
        beeindig_rol(toewijzing=bestaand, tot=tot, door=self.door)
        return Uitkomst(wat, Stand.GEWIJZIGD, (verschil,))

    def _persoon(self, email: str) -> Gebruiker:
        # Fetched anew for each row: what somebody already does counts for what is allowed.
        gebruiker = Gebruiker.objects.filter(email__iexact=email).first()
        if gebruiker is None:
            bekend = Keuze(
                "een persoon", ((e, e, e) for e in Gebruiker.objects.values_list("email", flat=True))
            )
            raise StapGeweigerd(
                (
                    Klacht(
                        "Deze persoon staat nog niet in Wijkwerk. Voer eerst de personen in."
                        + "".join(f" Bedoelt u {adres}?" for adres in bekend.lijkt_op(email)[:1]),
                        "e-mail",
                    ),
                )
            )
        if not gebruiker.is_active:
            raise StapGeweigerd((Klacht("Dit account is gesloten.", "e-mail"),))
        return gebruiker

    def _loopt_al(
        self, gebruiker: Gebruiker, rij: Waarden, van: date, tot: date | None
    ) -> Roltoewijzing | None:
        """The same role in a period that touches this one."""
        zelfde = Roltoewijzing.objects.filter(
            Q(tot=None) | Q(tot__gte=van),
            gebruiker=gebruiker,
            rol=rij["rol"].sleutel,
            gebied=rij["gebied"],
            partij=rij["partij"],
        )
        if tot is not None:
            zelfde = zelfde.filter(van__lte=tot)
        return zelfde.order_by("van").first()
