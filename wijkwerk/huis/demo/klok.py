"""Three months in a minute: each action at its own moment, in office hours of the Netherlands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import count

import time_machine
from django.utils import timezone

from wijkwerk.gemeente.service import vergeet_versie

_minuten = count()


@contextmanager
def op(dag: date, uur: int = 10) -> Iterator[datetime]:
    """Be at a moment of that day; a later call on the same day is some minutes later."""
    moment = datetime.combine(dag, time(uur, next(_minuten) % 60), tzinfo=timezone.get_current_timezone())
    with time_machine.travel(moment, tick=False):
        vergeet_versie()
        yield moment
    vergeet_versie()


def werkdag(vandaag: date, dagen_geleden: int) -> date:
    """The working day that many days ago, or the last one before it."""
    dag = vandaag - timedelta(days=dagen_geleden)
    return dag - timedelta(days=max(0, dag.weekday() - 4))
