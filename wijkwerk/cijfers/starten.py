"""The quick start of an import. The sweep by Celery beat is what makes it certain."""

from __future__ import annotations

import logging
from functools import partial

from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def na_commit(invoer_id: int) -> None:
    """Ask a worker to import as soon as this transaction has been committed."""
    transaction.on_commit(partial(vraag_worker, invoer_id))


def vraag_worker(invoer_id: int) -> None:
    """Hand the task to the broker. A broker that is down costs nothing but time: the sweep finds the row."""
    from wijkwerk.cijfers.tasks import lees_invoer

    try:
        lees_invoer.apply_async(args=(invoer_id,), retry=False)
    except (OperationalError, OSError):
        logger.warning("De takenserver is niet bereikbaar; de cijfers komen bij de volgende ronde.")
