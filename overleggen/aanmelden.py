"""The link in an invitation by which somebody answers without an account, and what was answered per participant.

A link is for one meeting and one person (or a party that has nobody with an account). It opens the name, the day and
the place of the meeting: what was in the mail already. It dies when the meeting begins or does not go on, and for a
party when its mail goes to another address.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core import signing
from django.db import models
from django.urls import reverse

from overleggen import zicht
from overleggen.models import Aanmelding, Deelnemer, Overleg
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.menu import Verwijzing
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.sleuteladres import adresmerk
from wijkwerk.wijken.models import Partij

ZOUT = "overleggen.aanmelden"


class LinkDood(Exception):
    """The link is no link of ours, or nothing is asked any more; the text says which, for who clicked."""


@dataclass(frozen=True)
class Genodigde:
    """Who answers, for which meeting: `door`, or `partij` when it answers by its own address."""

    overleg: Overleg
    door: Gebruiker | None = None
    partij: Partij | None = None

    def aanmelding(self) -> Aanmelding | None:
        """What was answered before."""
        return self.overleg.aanmeldingen.filter(persoon=self.door, partij=self.partij).first()


def link_voor_genodigde(bericht: Bericht, ding: models.Model) -> Verwijzing | None:
    """Return the page on which this recipient says whether it comes; None when there is nothing to answer."""
    if not isinstance(ding, Overleg) or not ding.is_komend:
        return None
    partij = bericht.adressant_id if bericht.adressant_soort == "partij" else None
    return Verwijzing("Laat weten of u komt", adres(ding, bericht.ontvanger, partij))


def adres(overleg: Overleg, door: Gebruiker | None, partij: int | None = None) -> str:
    van_partij = Partij.objects.filter(pk=partij).first() if partij and door is None else None
    inhoud = {
        "overleg": overleg.pk,
        "wie": door.pk if door else 0,
        "partij": partij or 0,
        "adres": adresmerk(van_partij.e_mail, zout=ZOUT) if van_partij else "",
    }
    return reverse("aanmelden:aanmelding", args=[signing.dumps(inhoud, salt=ZOUT)])


def lees(sleutel: str) -> Genodigde:
    """Return who may answer by this link; raises LinkDood. One from before the mark of the address has none to check."""
    try:
        inhoud = signing.loads(sleutel, salt=ZOUT)
    except signing.BadSignature:
        raise LinkDood("Deze link klopt niet. Misschien is een stuk weggevallen.") from None
    overleg = Overleg.objects.voor_lijst().filter(pk=inhoud["overleg"]).first()
    if overleg is None or not overleg.is_komend:
        raise LinkDood("Dit overleg is al geweest, of het gaat niet door.")
    door = Gebruiker.objects.filter(pk=inhoud["wie"], is_active=True).first() if inhoud["wie"] else None
    partij = Partij.objects.actief().filter(pk=inhoud["partij"]).first() if inhoud["partij"] else None
    genodigde = Genodigde(overleg, door, None if inhoud["wie"] else partij)
    if genodigde.partij and inhoud.get("adres") not in (
        None,
        "",
        adresmerk(genodigde.partij.e_mail, zout=ZOUT),
    ):
        raise LinkDood("Uw organisatie heeft nu een ander e-mailadres.")
    if not _is_genodigd(genodigde):
        raise LinkDood("U staat niet (meer) bij de deelnemers van dit overleg.")
    return genodigde


def _is_genodigd(genodigde: Genodigde) -> bool:
    overleg = genodigde.overleg
    if genodigde.door is not None:
        ziet = Overleg.objects.zichtbaar_voor(genodigde.door).filter(pk=overleg.pk)
        return ziet.exists() and zicht.is_deelnemer(overleg, genodigde.door)
    return genodigde.partij is not None and overleg.deelnemers.filter(partij=genodigde.partij).exists()


@dataclass(frozen=True)
class Toezegging:
    """How many come for one row of the list of participants, and who said so."""

    antwoorden: tuple[Aanmelding, ...] = ()

    @property
    def komt(self) -> int:
        return sum(rij.komt != Aanmelding.Komt.NEE for rij in self.antwoorden)

    @property
    def komt_niet(self) -> int:
        return len(self.antwoorden) - self.komt

    @property
    def is_afgemeld(self) -> bool:
        """Whoever answered does not come."""
        return bool(self.antwoorden) and not self.komt

    @property
    def aanwezig(self) -> str:
        """What the list of who is there starts with."""
        if not self.antwoorden:
            return ""
        if self.is_afgemeld:
            return Deelnemer.Aanwezig.NEE.value
        zelf = any(rij.komt == Aanmelding.Komt.JA for rij in self.antwoorden)
        return (Deelnemer.Aanwezig.JA if zelf else Deelnemer.Aanwezig.VERVANGEN).value


def toezeggingen(deelnemers: Iterable[Deelnemer]) -> dict[int, Toezegging]:
    """Return the answers by the id of the participant; one query."""
    koppeling = Aanmelding.deelnemers.through
    rijen = koppeling._default_manager.filter(deelnemer__in=[rij.pk for rij in deelnemers])
    per_rij: dict[int, list[Aanmelding]] = {}
    for rij in rijen.select_related("aanmelding__persoon", "aanmelding__partij").order_by("pk"):
        per_rij.setdefault(rij.deelnemer_id, []).append(rij.aanmelding)
    return {pk: Toezegging(tuple(antwoorden)) for pk, antwoorden in per_rij.items()}
