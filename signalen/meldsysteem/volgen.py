"""Reading back how it is over there, by the clock."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from signalen.acties.overdracht import neem_toestand_over
from signalen.meldsysteem import lijn
from signalen.meldsysteem.aansluiting import Gelezen, Gevraagd, Storing
from signalen.meldsysteem.kiezen import aansluiting_voor
from signalen.models import Meldsysteem, Overdracht, Via
from signalen.models.meldsysteem import OverdrachtQuerySet

logger = logging.getLogger(__name__)

# Of the public API, which asks one question per report and takes 60 an hour; the rest is for handing over.
OPENBAAR_PER_RONDE = 5
HOOGSTENS = 1000
# A mail that is refused, is refused within days.
NA_MAIL = timedelta(days=14)
# What is done may still be taken up again there.
NA_AFHANDELING = timedelta(days=60)


def lees_terug() -> int:
    """Take over what changed there; return how many. A line that is down is left alone."""
    systeem = Meldsysteem.nu()
    pas_gemaild = _open(Via.MAIL).filter(nummer="", overgedragen_op__gte=timezone.now() - NA_MAIL)
    aantal = _lees(systeem, Via.MAIL, pas_gemaild[:HOOGSTENS])
    if systeem.is_dicht(timezone.now()):
        return aantal
    aantal += _lees(systeem, Via.SIGNALEN_OPENBAAR, _open(Via.SIGNALEN_OPENBAAR)[:OPENBAAR_PER_RONDE])
    if Overdracht.objects.filter(via=Via.SIGNALEN, systeem_id__isnull=False).exists():
        aantal += _lees(systeem, Via.SIGNALEN, _met_account())
    return aantal


def _open(via: str) -> OverdrachtQuerySet:
    return Overdracht.objects.te_volgen().filter(via=via)


def _met_account() -> list[Overdracht]:
    kort_klaar = Overdracht.objects.filter(
        via=Via.SIGNALEN, afgehandeld_op__gte=timezone.now() - NA_AFHANDELING
    )
    return [*_open(Via.SIGNALEN)[:HOOGSTENS], *kort_klaar[:HOOGSTENS]]


def _lees(systeem: Meldsysteem, via: str, rijen: Sequence[Overdracht] | OverdrachtQuerySet) -> int:
    per_pk = {rij.pk: rij for rij in rijen}
    if not per_pk:
        return 0
    gevraagd = [Gevraagd(rij.pk, rij.systeem_id, rij.systeem_uuid) for rij in per_pk.values()]
    try:
        gelezen = aansluiting_voor(via).stand(gevraagd, systeem.gelezen_tot)
    except Storing as fout:
        logger.warning("Teruglezen lukt niet: %s", fout)
        lijn.meld_storing(systeem, str(fout), fout.wacht)
        return 0
    lijn.meld_goed(systeem, via)
    for pk, toestand in gelezen.toestanden.items():
        neem_toestand_over(overdracht=per_pk[pk], toestand=toestand)
    Overdracht.objects.filter(pk__in=per_pk.keys() - gelezen.toestanden.keys()).update(
        gelezen_op=timezone.now()
    )
    _onthoud(systeem, gelezen)
    return len(gelezen.toestanden)


def _onthoud(systeem: Meldsysteem, gelezen: Gelezen) -> None:
    """Only after everything that was read has been taken over: who dies before this reads it again."""
    if gelezen.tot is not None and gelezen.tot != systeem.gelezen_tot:
        Meldsysteem.objects.filter(pk=systeem.pk).update(gelezen_tot=gelezen.tot)
