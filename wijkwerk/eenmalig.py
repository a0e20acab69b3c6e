"""A form that is sent twice makes one: a double click, or once more because the answer was lost on the way.

The form has a key (`EenmaligMixin`), the row remembers it (`Eenmalig`), and `eenmaal` makes the row.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.db import connection, models, transaction

from wijkwerk.formulieren import FormulierMixin

if TYPE_CHECKING:
    from wijkwerk.gebruikers.models import Gebruiker

T = TypeVar("T", bound="Eenmalig")


class Eenmalig(models.Model):
    """Remembers which form made it; nothing when no form did. Only `eenmaal` writes it."""

    client_id = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        abstract = True


class EenmaligMixin(FormulierMixin):
    """A form that makes something: sent twice it makes one. Its key is no part of what was filled in."""

    client_id: uuid.UUID | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client_id"] = forms.UUIDField(
            required=False, widget=forms.HiddenInput, initial=uuid.uuid4
        )

    def full_clean(self) -> None:
        super().full_clean()
        self.client_id = getattr(self, "cleaned_data", {}).pop("client_id", None)


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
