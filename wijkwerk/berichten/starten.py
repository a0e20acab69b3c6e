"""The quick start of the sender. The sweep by Celery beat is what makes it certain."""

from __future__ import annotations

import logging

from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def na_commit() -> None:
    """Ask a worker to send as soon as this transaction has been committed."""
    transaction.on_commit(vraag_worker)


def vraag_worker() -> None:
    """Hand the task to the broker. A broker that is down costs nothing but time: the sweep finds the rows."""
    from wijkwerk.berichten.tasks import verstuur_klaargezette

    try:
        verstuur_klaargezette.apply_async(retry=False)
    except (OperationalError, OSError):
        logger.warning("De takenserver is niet bereikbaar; berichten gaan bij de volgende ronde mee.")
