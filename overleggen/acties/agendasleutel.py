"""Making, renewing and revoking the address of the own calendar."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from overleggen.models.agendasleutel import Agendasleutel, merk_van, nieuwe_sleutel
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer


@transaction.atomic
def maak_agendasleutel(*, door: Gebruiker) -> str:
    """Return a new key; the one before it opens nothing from now on. It cannot be read again later."""
    sleutel = nieuwe_sleutel()
    rij, _ = Agendasleutel.objects.update_or_create(
        gebruiker=door, defaults={"merk": merk_van(sleutel), "gemaakt_op": timezone.now()}
    )
    noteer(door=door, stap="agenda.adres-maken", ding=rij)
    return sleutel


@transaction.atomic
def trek_agendasleutel_in(*, door: Gebruiker) -> bool:
    """The address opens nothing any more; False when there was none."""
    rij = Agendasleutel.objects.select_for_update().filter(gebruiker=door).first()
    if rij is None:
        return False
    noteer(door=door, stap="agenda.adres-intrekken", ding=rij)
    rij.delete()
    return True
