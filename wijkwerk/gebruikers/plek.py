"""Abstract models for things that lie somewhere: the columns by which visibility is one overlap in SQL."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.db import models

from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.wijken.models import Gebied, Partij
from wijkwerk.wijken.service import met_voorouders


class OpPlek(models.Model):
    """Keeps the ids of the areas (with all above them) and of the parties concerned beside the row.

    Set by the actions of the app through `zet_plek`, in the same transaction as what it follows from.
    """

    plek_gebieden = ArrayField(models.BigIntegerField(), default=list, editable=False)
    plek_partijen = ArrayField(models.BigIntegerField(), default=list, editable=False)

    class Meta:
        abstract = True

    def plek(self) -> Plek:
        return Plek(frozenset(self.plek_gebieden), frozenset(self.plek_partijen))

    def zet_plek(self, gebieden: Iterable[Gebied], partijen: Iterable[Partij] = ()) -> None:
        """Set the columns; the caller saves."""
        self.plek_gebieden = sorted(met_voorouders(gebieden))
        self.plek_partijen = sorted(partij.pk for partij in partijen)
