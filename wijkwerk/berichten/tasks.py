"""Thin tasks, safe to run twice and at the same time."""

from celery import shared_task


@shared_task
def verstuur_klaargezette() -> None:
    """Send what is due."""


@shared_task
def maak_herinneringen() -> None:
    """Put in the reminders of today."""
