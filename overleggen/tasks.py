"""Thin tasks, safe to run twice and at the same time."""

from __future__ import annotations

import logging

from celery import shared_task

from overleggen.document import bewaar_pdf
from overleggen.models import Verslagdocument
from wijkwerk.pdf import PdfNietMogelijk, is_mogelijk

logger = logging.getLogger(__name__)

# Per sweep: the rest follows a minute later, and memory stays bounded.
PER_RONDE = 50


@shared_task
def maak_pdf(document_id: int) -> None:
    """Make the PDF of one report, once."""
    try:
        bewaar_pdf(document_id)
    except PdfNietMogelijk as fout:
        logger.warning("%s", fout)


@shared_task
def maak_ontbrekende_pdfs() -> None:
    """Make what no task made: after a lost broker, a killed worker or an installation of missing libraries."""
    wacht = list(Verslagdocument.objects.zonder_pdf().order_by("pk").values_list("pk", flat=True)[:PER_RONDE])
    if wacht and not is_mogelijk():
        logger.warning("%s", PdfNietMogelijk())
        return
    for pk in wacht:
        maak_pdf(pk)
