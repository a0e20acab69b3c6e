"""Sending what waits: never lost, never knowingly twice, and a dead server holds up nobody.

As the outbox does it, two transactions per row: the first claims it (`bezig`), the second hands it over under the lock
of the row. Who dies in between leaves a row in `bezig` whose lock is free: a later run takes it up again, and knows that
it may have arrived (`twijfel_sinds`). A line that fails is left alone for ever longer; what goes by mail does not wait
for it.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from signalen.acties.overdracht import niet_overgedragen, overgedragen
from signalen.meldsysteem import lijn
from signalen.meldsysteem.aansluiting import Geweigerd, Melding, Onzeker, Storing
from signalen.meldsysteem.kiezen import aansluiting_voor
from signalen.meldsysteem.melding import stel_samen, waarom_niet_meer
from signalen.models import LIJNEN, Meldsysteem, Overdracht
from signalen.models.meldsysteem import OverdrachtQuerySet

logger = logging.getLogger(__name__)

Stand = Overdracht.Stand
# Between its two transactions a sender may be this long; after that its lock tells whether it lives.
VASTGELOPEN_NA = timedelta(seconds=60)
RONDE_HOOGSTENS = timedelta(seconds=60)
# After doubt: longer than any server works on one report, so that it is there when we look.
NA_TWIJFEL = timedelta(minutes=2)
EERSTE_WACHT = timedelta(seconds=30)
LANGSTE_WACHT = timedelta(hours=2)
# A report over which the server falls each time is not sent for ever.
HOOGSTENS_GEVALLEN = 10


def draag_over_wat_klaarstaat() -> int:
    """Hand over everything that is due, for at most a minute; return the number. Safe to run many at once."""
    systeem = Meldsysteem.nu()
    if not _te_versturen(systeem).exists():
        return 0
    einde = timezone.now() + RONDE_HOOGSTENS
    aantal = 0
    while timezone.now() < einde:
        greep = _neem(systeem)
        if greep is None:
            break
        rij, melding = greep
        if melding is not None:
            aantal += _bied_aan(systeem, rij, melding)
    return aantal


def _te_versturen(systeem: Meldsysteem) -> OverdrachtQuerySet:
    nu = timezone.now()
    rijen = Overdracht.objects.te_versturen(nu, nu - VASTGELOPEN_NA)
    return rijen.exclude(via__in=LIJNEN) if systeem.is_dicht(nu) else rijen


@transaction.atomic
def _neem(systeem: Meldsysteem) -> tuple[Overdracht, Melding | None] | None:
    """Claim the next row that nobody holds; return it with what goes along, or without when it must not leave."""
    rijen = _te_versturen(systeem).select_for_update(of=("self",), skip_locked=True)
    rij = rijen.select_related("signaal__gebied", "signaal__melder").first()
    if rij is None:
        return None
    if rij.stand == Stand.BEZIG:
        rij.twijfel_sinds = rij.twijfel_sinds or rij.begonnen_op
    rij.pogingen += 1
    melding = None
    if reden := waarom_niet_meer(rij.signaal):
        niet_overgedragen(rij, Stand.INGETROKKEN, reden)
    else:
        try:
            melding = stel_samen(rij, systeem)
            rij.stand, rij.begonnen_op = Stand.BEZIG, timezone.now()
        except Geweigerd as fout:
            niet_overgedragen(rij, Stand.MISLUKT, str(fout))
    rij.save(update_fields=["twijfel_sinds", "pogingen", "stand", "reden", "begonnen_op", "overgedragen_op"])
    return rij, melding


@transaction.atomic
def _bied_aan(systeem: Meldsysteem, geclaimd: Overdracht, melding: Melding) -> bool:
    """Hand over under the lock of the row, and write down how it went."""
    rijen = Overdracht.objects.select_for_update(of=("self",)).select_related("signaal__gebied")
    rij = rijen.filter(pk=geclaimd.pk, stand=Stand.BEZIG, begonnen_op=geclaimd.begonnen_op).first()
    if rij is None:
        return False
    begon = timezone.now()
    try:
        ontvangst = aansluiting_voor(rij.via).overdragen(melding)
    except Storing as fout:
        logger.warning("Overdracht %s wacht: %s", rij.pk, fout)
        lijn.meld_storing(systeem, str(fout), fout.wacht)
        _wacht_af(rij, fout, begon)
    except Geweigerd as fout:
        lijn.meld_goed(systeem, rij.via)
        niet_overgedragen(rij, Stand.MISLUKT, str(fout))
    except Onzeker as fout:
        niet_overgedragen(rij, Stand.ONZEKER, str(fout))
    else:
        lijn.meld_goed(systeem, rij.via)
        rij.nummer, rij.systeem_id, rij.systeem_uuid = (
            ontvangst.nummer,
            ontvangst.systeem_id,
            ontvangst.systeem_uuid,
        )
        rij.link = systeem.link_van(rij.systeem_id)
        overgedragen(rij)
    rij.save()
    return rij.stand == Stand.OVERGEDRAGEN


def _wacht_af(rij: Overdracht, fout: Storing, begon: datetime) -> None:
    """Back to waiting; the line itself says until when nobody tries."""
    nu = timezone.now()
    rij.stand, rij.reden, rij.niet_voor = Stand.KLAAR, str(fout), nu
    if fout.misschien:
        rij.twijfel_sinds = rij.twijfel_sinds or begon
        rij.niet_voor = nu + NA_TWIJFEL
    if not fout.eigen:
        return
    keer = rij.pogingen % HOOGSTENS_GEVALLEN
    rij.niet_voor = max(rij.niet_voor, nu + wachttijd(keer))
    # Whoever tries it again afterwards gives it as many chances once more.
    if keer == 0:
        niet_overgedragen(rij, Stand.MISLUKT, f"{fout} Dat gebeurt bij deze melding steeds. Meld het zelf.")


def wachttijd(keer: int) -> timedelta:
    """Each time twice as long, up to some hours."""
    lang: timedelta = EERSTE_WACHT * 2 ** min(max(keer - 1, 0), 20)
    return min(lang, LANGSTE_WACHT)
