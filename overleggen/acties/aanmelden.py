"""Answering an invitation: on the page of the meeting, or by the link in the mail."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from overleggen import poort, zicht
from overleggen.acties.overleg import haal
from overleggen.models import Aanmelding, Deelnemer, Overleg
from wijkwerk.berichten.service import zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StapGeweigerd
from wijkwerk.wijken.models import Partij

AFMELDING = "overleg-afmelding"


@transaction.atomic
def meld_aan(
    *,
    overleg: Overleg,
    komt: str,
    toelichting: str = "",
    door: Gebruiker | None = None,
    partij: Partij | None = None,
) -> Aanmelding:
    """Say whether somebody comes; again changes the answer. `door` None: the party itself, by the link in its mail.

    Whoever organises is told when somebody crucial, or without whom it is not held, does not come (DHR-35). Raises
    PermissionDenied for who was not invited, StapGeweigerd with what is wrong.
    """
    overleg = haal(overleg)
    rijen = list(_rijen(overleg, door, partij))
    if not rijen:
        raise PermissionDenied("U staat niet bij de deelnemers van dit overleg.")
    if klachten := _klachten(overleg, komt, toelichting):
        raise StapGeweigerd(tuple(klachten))
    namens = None if door else partij
    eerder = Aanmelding.objects.filter(overleg=overleg, persoon=door, partij=namens).first()
    was = eerder.komt if eerder else ""
    aanmelding = eerder or Aanmelding(overleg=overleg, persoon=door, partij=namens)
    aanmelding.komt, aanmelding.toelichting, aanmelding.op = komt, toelichting.strip(), timezone.now()
    aanmelding.save()
    aanmelding.deelnemers.set(rijen)
    noteer(
        door=door,
        stap="overleg.aanmelden",
        ding=overleg,
        gegevens={"komt": komt, "partij": partij.pk if partij and not door else None},
    )
    if komt == Aanmelding.Komt.NEE != was and any(_kan_niet_gemist(rij) for rij in rijen):
        wie = (*overleg.vormrij.taken.initiatief, *overleg.vormrij.taken.logistiek)
        moment = f"{aanmelding.pk}-{aanmelding.op:%Y%m%d%H%M%S}"
        zet_klaar_voor(wie, AFMELDING, ding=overleg, plek=overleg.plek(), moment=moment, behalve=door)
    return aanmelding


def _rijen(overleg: Overleg, door: Gebruiker | None, partij: Partij | None) -> list[Deelnemer]:
    if door is None:
        return list(overleg.deelnemers.filter(partij=partij)) if partij else []
    poort.eis_kant(door, overleg)
    return list(zicht.deelnames_van(overleg, door))


def _klachten(overleg: Overleg, komt: str, toelichting: str) -> list[Klacht]:
    if not overleg.is_komend:
        return [Klacht("Dit overleg is al geweest, of het gaat niet door.")]
    if komt not in Aanmelding.Komt.values:
        return [Klacht("Kies of u komt.", "komt")]
    if komt == Aanmelding.Komt.VERVANGER and not toelichting.strip():
        return [Klacht("Schrijf op wie er in uw plaats komt: de functie, geen naam.", "toelichting")]
    return []


def _kan_niet_gemist(rij: Deelnemer) -> bool:
    return rij.hoe in {Deelnemer.Hoe.VERPLICHT, Deelnemer.Hoe.CRUCIAAL}
