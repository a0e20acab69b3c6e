"""An address that only who has the key can open: how something stands that was brought in without an account, or a
subscription to what is published."""

from __future__ import annotations

import secrets
from typing import Self, TypeVar

from django.db import models
from django.utils import timezone

from wijkwerk.versleuteling import InvalidToken, kenmerk, kenmerken, open_tekst, sluit_tekst

A = TypeVar("A", bound="Sleuteladres")
# Without the letters that look like a number: it is also read from paper.
TEKENS = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTE = 28  # times 5 bits: 140
GROEP = 4
_LIJKT_OP = str.maketrans({"o": "0", "i": "1", "l": "1", "-": None, " ": None})


def schoon(sleutel: str) -> str:
    """Return a key as it was made, however somebody typed it over: capitals, groups, o for 0."""
    return sleutel.strip().lower().translate(_LIJKT_OP)


class SleuteladresQuerySet(models.QuerySet[A]):
    def met_sleutel(self, sleutel: str) -> Self:
        """The one address with this key, whatever key of ours it was closed with."""
        return self.filter(kenmerk__in=kenmerken(schoon(sleutel)))


class Sleuteladres(models.Model):
    """Who has the key reads how it stands. The key is closed as contact data are, so that a copy of the database opens
    no page, while a mail can still give the address."""

    sleutel_gesloten = models.BinaryField(editable=False)
    # Found by the keyed hash, never by the key.
    kenmerk = models.CharField(max_length=64, unique=True, editable=False)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    @property
    def sleutel(self) -> str:
        """The key in groups, as it stands in an address and on paper. Raises InvalidToken without our key."""
        kaal = open_tekst(self.sleutel_gesloten)
        return "-".join(kaal[plek : plek + GROEP] for plek in range(0, len(kaal), GROEP))

    @property
    def is_leesbaar(self) -> bool:
        """Whether the address can still be given: it exists, and one of our keys opens it."""
        try:
            return self.pk is not None and bool(self.sleutel)
        except InvalidToken:
            return False

    def zet_sleutel(self) -> None:
        """Make a new key; the caller saves. The old address is dead at once."""
        sleutel = "".join(secrets.choice(TEKENS) for _ in range(LENGTE))
        self.sleutel_gesloten, self.kenmerk = sluit_tekst(sleutel), kenmerk(sleutel)
