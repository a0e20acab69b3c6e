"""Thin tasks, safe to run twice and at the same time."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from celery import shared_task
from django.utils import timezone

from wijkwerk.cijfers import acties, tellen, voortgang
from wijkwerk.cijfers.models import Invoer

# An import takes minutes at most; one that is busy for longer was killed, and changed nothing.
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
    for pk in Invoer.objects.filter(
        stand=Invoer.Stand.BEZIG, op__lt=timezone.now() - GESTORVEN_NA
    ).values_list("pk", flat=True):
        acties.breek_af(pk=pk)
    for pk in (
        Invoer.objects.filter(stand=Invoer.Stand.WACHT).order_by("op").values_list("pk", flat=True)[:10]
    ):
        lees_invoer(pk)


@shared_task
def tel_registraties() -> None:
    """Count the own registers again: every night."""
    tellen.tel_registraties(vandaag=timezone.localdate())
