"""Thin tasks; each may run twice, and at the same time as itself."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from signalen import acties
from signalen.meldsysteem import overdragen, volgen
from signalen.postvak import imap
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


@shared_task
def draag_over() -> None:
    """Hand over what is due: the quick start after a commit, and the sweep that makes it certain."""
    vergeet_versie()
    overdragen.draag_over_wat_klaarstaat()


@shared_task
def lees_meldsysteem() -> None:
    """Take over how it is in the other system."""
    vergeet_versie()
    volgen.lees_terug()


@shared_task
def lees_postvak() -> None:
    """Make concepts of what was forwarded by mail."""
    vergeet_versie()
    try:
        actieve_versie_id()
    except GeenProfiel:
        return
    imap.lees_postvak()
