"""A form that is sent twice makes one: a double click, or once more because the answer was lost on the way."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TypeVar

from django.db import connection, transaction

from signalen.models import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker

T = TypeVar("T", bound=Eenmalig)


@transaction.atomic
def eenmaal(model: type[T], *, client_id: uuid.UUID | None, door: Gebruiker, maak: Callable[[], T]) -> T:
    """Return what this form makes: with `maak`, or what it made when it was sent before.

    A second one that comes while the first is under way waits for it. What is refused makes nothing, so the same form
    may be sent again. `client_id` None: a form without, which makes one each time.
    """
    if client_id is None:
        return maak()
    # A key is of one person: somebody else with the same one does not get to see what it made.
    sleutel = uuid.uuid5(client_id, str(door.pk))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(sleutel)])
    eerder = model._default_manager.filter(client_id=sleutel).first()
    if eerder is not None:
        return eerder
    ding = maak()
    model._default_manager.filter(pk=ding.pk).update(client_id=sleutel)
    return ding
