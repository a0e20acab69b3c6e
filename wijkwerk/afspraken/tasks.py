"""Thin tasks; each may run twice, and at the same time as itself."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from wijkwerk.afspraken import acties
from wijkwerk.gemeente.service import vergeet_versie


@shared_task
def herinner_partijen() -> None:
    """Once a day: remind parties without anybody who has an account of what falls due."""
    vergeet_versie()
    acties.herinner_partijen(dag=timezone.localdate())
