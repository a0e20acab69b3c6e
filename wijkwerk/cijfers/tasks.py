"""Thin tasks, safe to run twice and at the same time."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from celery import shared_task
from django.db.models.functions import Coalesce
from django.utils import timezone

from wijkwerk.cijfers import acties, tellen, voortgang
from wijkwerk.cijfers.models import Invoer

# A worker is stopped after minutes, and the command tells how far it is. Without a sign of life for so long it was killed,
# and changed nothing. How long the file waited before does not count.
GESTORVEN_NA = timedelta(minutes=30)


@shared_task
def lees_invoer(invoer_id: int) -> None:
    """Import one uploaded file, or what one service has, once."""
    acties.verwerk_klaargezette(
        pk=invoer_id,
        ophalen=partial(voortgang.zet, invoer_id, voortgang.OPHALEN),
        meld=partial(voortgang.zet, invoer_id, voortgang.LEZEN),
    )


@shared_task
def lees_wachtende() -> None:
    """Import what no task took: after a lost broker or a killed worker."""
    lang_stil = Coalesce("begonnen_op", "op")
    for pk in (
        Invoer.objects.alias(begonnen=lang_stil)
        .filter(stand=Invoer.Stand.BEZIG, begonnen__lt=timezone.now() - GESTORVEN_NA)
        .values_list("pk", flat=True)
    ):
        if voortgang.stil_sinds(pk) > GESTORVEN_NA:
            acties.breek_af(pk=pk)
    for pk in (
        Invoer.objects.filter(stand=Invoer.Stand.WACHT).order_by("op").values_list("pk", flat=True)[:10]
    ):
        lees_invoer(pk)


@shared_task
def tel_registraties() -> None:
    """Count the own registers again: every night."""
    tellen.tel_registraties(vandaag=timezone.localdate())
