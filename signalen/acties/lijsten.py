"""Keeping a choice of filters under a name, and taking a list along as a file.

Everybody has the own ones; nobody else sees or changes them.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from signalen.models import BewaardeLijst, Signaal
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StapGeweigerd

HOOGSTENS = 20


@transaction.atomic
def bewaar_lijst(*, naam: str, vraag: str, door: Gebruiker, is_standaard: bool = False) -> BewaardeLijst:
    """Keep these filters; the same name again replaces what it stood for. Raises StapGeweigerd above twenty."""
    # Two tabs at once: the row of the person is the lock.
    Gebruiker.objects.select_for_update(of=("self",)).get(pk=door.pk)
    eigen = BewaardeLijst.objects.van(door)
    naam = naam.strip()
    if not eigen.filter(naam=naam).exists() and eigen.count() >= HOOGSTENS:
        klacht = Klacht(f"U heeft al {HOOGSTENS} lijsten bewaard. Verwijder er eerst een.")
        raise StapGeweigerd((klacht,))
    if is_standaard:
        eigen.update(is_standaard=False)
    lijst, _nieuw = BewaardeLijst.objects.update_or_create(
        gebruiker=door, naam=naam, defaults={"vraag": vraag, "is_standaard": is_standaard}
    )
    noteer(door=door, stap="lijst.bewaren", ding=lijst)
    return lijst


@transaction.atomic
def zet_standaard(*, lijst: BewaardeLijst, door: Gebruiker, aan: bool) -> BewaardeLijst:
    """Let this list open by itself, instead of another one; or none."""
    Gebruiker.objects.select_for_update(of=("self",)).get(pk=door.pk)
    if aan:
        BewaardeLijst.objects.van(door).update(is_standaard=False)
    lijst.is_standaard = aan
    lijst.save(update_fields=["is_standaard"])
    noteer(door=door, stap="lijst.standaard", ding=lijst, gegevens={"aan": aan})
    return lijst


@transaction.atomic
def verwijder_lijst(*, lijst: BewaardeLijst, door: Gebruiker) -> None:
    noteer(door=door, stap="lijst.verwijderen", ding=lijst)
    lijst.delete()


@transaction.atomic
def noteer_bestand(*, vorm: str, aantal: int, filters: Sequence[str], door: Gebruiker) -> None:
    """Log who took how many signals along, and by which filters: their names, not what was searched for."""
    gegevens = {"vorm": vorm, "aantal": aantal, "filters": sorted(filters)}
    noteer(door=door, stap="signaal.uitvoeren", ding=Signaal(), gegevens=gegevens)
