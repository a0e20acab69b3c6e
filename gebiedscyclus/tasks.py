"""Thin tasks; each may run twice, and at the same time as itself."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from gebiedscyclus import acties
from wijkwerk.gemeente.service import GeenProfiel, actieve_versie_id, vergeet_versie


@shared_task
def werk_rondes_bij() -> None:
    """Once a day: rounds that are due, and what happened to plans, meetings and polls."""
    vergeet_versie()
    try:
        actieve_versie_id()
    except GeenProfiel:
        return
    acties.werk_rondes_bij(dag=timezone.localdate())
