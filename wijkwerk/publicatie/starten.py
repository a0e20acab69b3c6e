"""The quick start of the PDF. The sweep by Celery beat is what makes it certain."""

from __future__ import annotations

import logging
from functools import partial

from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def na_commit(publicatie_id: int) -> None:
    """Ask a worker for the PDF as soon as this transaction has been committed."""
    transaction.on_commit(partial(vraag_worker, publicatie_id))


def vraag_worker(publicatie_id: int) -> None:
    """Hand the task to the broker. A broker that is down costs nothing but time: the sweep finds the row."""
    from wijkwerk.publicatie.tasks import maak_pdf

    try:
        maak_pdf.apply_async(args=(publicatie_id,), retry=False)
    except (OperationalError, OSError):
        logger.warning("De takenserver is niet bereikbaar; de PDF komt bij de volgende ronde.")
