"""What the beheerder does with messages and their words."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from wijkwerk.berichten import starten, teksten
from wijkwerk.berichten.models import Bericht, Berichttekst
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Plek, Recht, eis
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.klachten import Klacht, StandVeranderd, StapGeweigerd

__all__ = ["herstel_tekst", "verstuur_alle_opnieuw", "verstuur_opnieuw", "wijzig_tekst"]


@transaction.atomic
def verstuur_opnieuw(*, bericht: Bericht, door: Gebruiker) -> Bericht:
    """Give a message that did not work another chance, with all that was collected in it.

    Raises StandVeranderd when it is not in `mislukt` (any more).
    """
    eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    bericht = Bericht.objects.select_for_update(of=("self",)).get(pk=bericht.pk)
    if bericht.stand != Bericht.Stand.MISLUKT or bericht.gebundeld_in_id:
        raise StandVeranderd((Klacht("Dit bericht is al opnieuw klaargezet."),))
    _zet_terug([bericht], door)
    return bericht


@transaction.atomic
def verstuur_alle_opnieuw(*, door: Gebruiker) -> int:
    """Give everything that did not work another chance, after an outage of the mail server; return the number."""
    eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    mislukt = Bericht.objects.select_for_update(of=("self",), skip_locked=True).filter(
        stand=Bericht.Stand.MISLUKT, gebundeld_in=None
    )
    return _zet_terug(list(mislukt), door)


def _zet_terug(berichten: list[Bericht], door: Gebruiker) -> int:
    for bericht in berichten:
        bericht.stand, bericht.reden, bericht.niet_voor = Bericht.Stand.KLAAR, "", timezone.now()
        bericht.pogingen = 0
        bericht.save(update_fields=["stand", "reden", "niet_voor", "pogingen"])
        bericht.delen.filter(stand=Bericht.Stand.MISLUKT).update(stand=Bericht.Stand.KLAAR, reden="")
        noteer(door=door, stap="bericht.opnieuw", ding=bericht)
    starten.na_commit()
    return len(berichten)


@transaction.atomic
def wijzig_tekst(*, soort: str, onderwerp: str, tekst: str, door: Gebruiker) -> Berichttekst:
    """Give a kind of message the municipality's own words; raises StapGeweigerd for a variable that does not exist."""
    eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    klachten = teksten.klachten(soort, onderwerp, tekst)
    if klachten:
        raise StapGeweigerd(klachten)
    rij, _ = Berichttekst.objects.update_or_create(
        soort=soort,
        defaults={
            "onderwerp": " ".join(onderwerp.split()),
            "tekst": tekst.replace("\r\n", "\n").strip(),
            "gewijzigd_op": timezone.now(),
            "gewijzigd_door": door,
        },
    )
    noteer(door=door, stap="berichttekst.wijzigen", ding=rij, gegevens={"soort": soort})
    return rij


@transaction.atomic
def herstel_tekst(*, soort: str, door: Gebruiker) -> None:
    """Go back to the text that comes with the product; nothing to do when that applies already."""
    eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    rij = Berichttekst.objects.select_for_update(of=("self",)).filter(soort=soort).first()
    if rij is not None:
        noteer(door=door, stap="berichttekst.herstellen", ding=rij, gegevens={"soort": soort})
        rij.delete()
