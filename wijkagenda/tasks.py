"""Thin tasks, safe to run twice."""

from __future__ import annotations

from celery import shared_task

from wijkagenda.acties.publiceren import maak_momentopname
from wijkagenda.models import Plan


@shared_task
def werk_publicaties_bij() -> None:
    """Once a night: publish how it goes of every published plan in which something changed."""
    for plan in Plan.objects.vastgesteld().filter(gepubliceerd_op__isnull=False).iterator():
        maak_momentopname(plan=plan)
