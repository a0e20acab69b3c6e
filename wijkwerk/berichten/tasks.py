"""Thin tasks; each may run twice, and at the same time as itself."""

from celery import shared_task

from wijkwerk.berichten import dagbericht, verzenden
from wijkwerk.gemeente.service import GeenProfiel, actieve_versie_id, vergeet_versie


@shared_task
def verstuur_klaargezette() -> None:
    """Send what is due: the quick start after a commit, and the sweep that makes it certain."""
    vergeet_versie()
    verzenden.verstuur_wat_klaarstaat()


@shared_task
def maak_herinneringen() -> None:
    """Put in the reminders of today and collect them in the digests of the day."""
    vergeet_versie()
    try:
        actieve_versie_id()
    except GeenProfiel:
        # A fresh installation: nothing can be due.
        return
    dagbericht.zet_herinneringen_klaar(dagbericht.Rekening())
    dagbericht.maak_dagberichten()
