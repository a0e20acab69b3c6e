"""What the beheerder sets about the municipality's own system, and what goes again after an outage."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from signalen.models import Meldpunt, Meldsysteem, Overdracht, Via
from wijkwerk.berichten import starten
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Plek, Recht, eis
from wijkwerk.logboek.service import noteer
from wijkwerk.wijken.models import Gebied

Stand = Overdracht.Stand
ANDERS = "Er is een andere manier gekozen om over te dragen, en deze melding is misschien al aangekomen. Kijk daar eerst."


@transaction.atomic
def stel_in(*, velden: Mapping[str, Any], door: Gebruiker) -> Meldsysteem:
    """Choose how signals are handed over; what waits goes the new way, except what may have arrived already."""
    eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    Meldsysteem.objects.get_or_create(enige=True)
    systeem = Meldsysteem.objects.select_for_update(of=("self",)).get()
    oud = systeem.via
    for naam, waarde in velden.items():
        setattr(systeem, naam, waarde)
    systeem.save(update_fields=list(velden))
    gewijzigd = sorted(naam for naam in velden if naam != "categorieen")
    noteer(
        door=door,
        stap="meldsysteem.wijzigen",
        ding=systeem,
        gegevens={"velden": gewijzigd, "via": systeem.via},
    )
    if oud != systeem.via:
        _stuur_om(systeem.via)
    return systeem


def _stuur_om(via: str) -> None:
    """What waits for somebody to type it over keeps waiting: it may have been typed already."""
    wacht = Overdracht.objects.filter(stand=Stand.KLAAR).exclude(via=via)
    wacht.filter(twijfel_sinds__isnull=False).update(stand=Stand.ONZEKER, reden=ANDERS)
    stand = Stand.HAND if via == Via.HAND else Stand.KLAAR
    wacht.filter(twijfel_sinds=None).update(via=via, stand=stand, reden="")


@transaction.atomic
def zet_meldpunt(*, gebied: Gebied, breedte: Decimal, lengte: Decimal, door: Gebruiker) -> Meldpunt:
    """Say which point stands for an area, and for all below it that have none."""
    eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    punt, _ = Meldpunt.objects.update_or_create(
        gebied=gebied, defaults={"breedte": breedte, "lengte": lengte}
    )
    noteer(door=door, stap="meldpunt.zetten", ding=punt)
    return punt


@transaction.atomic
def verwijder_meldpunt(*, punt: Meldpunt, door: Gebruiker) -> None:
    eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    noteer(door=door, stap="meldpunt.verwijderen", ding=punt)
    punt.delete()


@transaction.atomic
def draag_alles_opnieuw_over(*, door: Gebruiker) -> int:
    """Give everything that failed another chance, after something was mended here; return the number.

    What may have arrived already is left to who can look there.
    """
    eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    systeem = Meldsysteem.nu()
    if systeem.via == Via.HAND:
        return 0
    mislukt = Overdracht.objects.select_for_update(of=("self",), skip_locked=True).filter(
        stand=Stand.MISLUKT, twijfel_sinds=None
    )
    pks = list(mislukt.values_list("pk", flat=True))
    Overdracht.objects.filter(pk__in=pks).update(
        stand=Stand.KLAAR, via=systeem.via, reden="", niet_voor=timezone.now()
    )
    if pks:
        from signalen.tasks import draag_over

        starten.na_commit(draag_over)
        noteer(door=door, stap="meldsysteem.opnieuw", ding=systeem, gegevens={"aantal": len(pks)})
    return len(pks)
