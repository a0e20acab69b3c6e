"""Thin tasks, safe to run twice."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from signalen import acties
from wijkwerk.gemeente.service import GeenProfiel, actieve_versie_id, vergeet_versie


@shared_task
def stuur_tussenberichten() -> None:
    """Once a day: tell whoever waits for a definite answer how it stands."""
    vergeet_versie()
    try:
        actieve_versie_id()
    except GeenProfiel:
        return
    acties.stuur_tussenberichten(dag=timezone.localdate())
