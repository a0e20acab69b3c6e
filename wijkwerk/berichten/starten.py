"""The quick start of a sender. The sweep by Celery beat is what makes it certain."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from celery import Task, current_app
from django.db import transaction
from kombu import Producer
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

# A person is waiting for this request: give up at once. Without these kombu tries for six seconds.
GEEF_SNEL_OP: dict[str, Any] = {
    "max_retries": 1,
    "interval_start": 0,
    "socket_connect_timeout": 1,
    "socket_timeout": 2,
}


def na_commit(taak: Task[[], None] | None = None) -> None:
    """Ask a worker to send (mail, or what this task sends) as soon as this transaction has been committed."""
    transaction.on_commit(partial(vraag_worker, taak) if taak else vraag_worker)


def vraag_worker(taak: Task[[], None] | None = None) -> None:
    """Hand the task to the broker. A broker that is down costs nothing but time: the sweep finds the rows."""
    from wijkwerk.berichten.tasks import verstuur_klaargezette

    try:
        with current_app.connection_for_write() as verbinding:
            verbinding.transport_options = {**(verbinding.transport_options or {}), **GEEF_SNEL_OP}
            (taak or verstuur_klaargezette).apply_async(
                producer=Producer(verbinding, auto_declare=False), retry=False
            )
    except (OperationalError, OSError):
        logger.warning("De takenserver is niet bereikbaar; wat klaarstaat gaat bij de volgende ronde mee.")
