"""Thin tasks, safe to run twice and at the same time."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from wijkwerk.berichten import instellingen
from wijkwerk.gemeente.service import GeenProfiel, actieve_versie_id, vergeet_versie
from wijkwerk.pdf import PdfNietMogelijk, is_mogelijk
from wijkwerk.publicatie.bestand import bewaar_pdf
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.volgen.acties import zet_nieuws_klaar

logger = logging.getLogger(__name__)

# Per sweep: the rest follows a minute later, and memory stays bounded.
PER_RONDE = 50


@shared_task
def maak_pdf(publicatie_id: int) -> None:
    """Make the PDF of one publication, once."""
    try:
        bewaar_pdf(publicatie_id)
    except PdfNietMogelijk as fout:
        logger.warning("%s", fout)


@shared_task
def maak_ontbrekende_pdfs() -> None:
    """Make what no task made: after a lost broker, a killed worker or an installation of missing libraries."""
    wacht = list(
        Publicatie.objects.zonder_pdf().order_by("geplaatst_op").values_list("pk", flat=True)[:PER_RONDE]
    )
    if wacht and not is_mogelijk():
        logger.warning("%s", PdfNietMogelijk())
        return
    for pk in wacht:
        maak_pdf(pk)


@shared_task
def vertel_volgers() -> None:
    """Tell followers by mail what is new, by day."""
    vergeet_versie()
    try:
        actieve_versie_id()
    except GeenProfiel:
        return
    if timezone.localtime().hour >= instellingen.dagbericht_vanaf_uur():
        zet_nieuws_klaar()
