"""An address that only who has the key can open: how something stands that was brought in without an account, or what
somebody asked for by mail."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from wijkwerk.versleuteling import InvalidToken, kenmerk, kenmerken, open_tekst, sluit_tekst

A = TypeVar("A", bound="Sleuteladres")
# Without the letters that look like a number: it is also read from paper.
TEKENS = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTE = 28  # times 5 bits: 140
GROEP = 4
# So long the link in the mail confirms; then the row goes.
BEDENKTIJD = timedelta(days=7)
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


class MailadresQuerySet(SleuteladresQuerySet[A]):
    def met_adres(self, e_mail: str) -> Self:
        """Everything this address asked for, whatever key was in use."""
        return self.filter(e_mail_kenmerk__in=[hash_ for hash_ in kenmerken(e_mail) if hash_])

    def bevestigd(self) -> Self:
        return self.filter(bevestigd_op__isnull=False)

    def onbevestigd(self) -> Self:
        return self.filter(bevestigd_op=None)

    def geldig(self) -> Self:
        """Confirmed, or still to be."""
        return self.filter(Q(bevestigd_op__isnull=False) | Q(aangevraagd_op__gte=timezone.now() - BEDENKTIJD))


class Mailadres(Sleuteladres):
    """An e-mail address that asked for something on the public site. The key in the mail confirms it and ends it."""

    e_mail_gesloten = models.BinaryField(editable=False)
    e_mail_kenmerk = models.CharField(max_length=64, editable=False)
    aangevraagd_op = models.DateTimeField(default=timezone.now)
    bevestigd_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def e_mail(self) -> str:
        """The address; raises InvalidToken without our key."""
        return open_tekst(self.e_mail_gesloten)

    @property
    def is_bevestigd(self) -> bool:
        return self.bevestigd_op is not None

    @property
    def sinds(self) -> date | None:
        return timezone.localdate(self.bevestigd_op) if self.bevestigd_op else None

    @property
    def uiterlijk_bevestigen(self) -> date:
        return timezone.localdate(self.aangevraagd_op + BEDENKTIJD)

    def zet_adres(self, e_mail: str) -> None:
        """Close the address with the newest key; the caller saves."""
        self.e_mail_gesloten, self.e_mail_kenmerk = sluit_tekst(e_mail.strip()), kenmerk(e_mail)


def adresmerk(e_mail: str, *, zout: str) -> str:
    """Return a mark of the address to which a link went, so that who has another address has no old links.

    Empty without an address. Nobody reads the address back from it.
    """
    return salted_hmac(zout, e_mail.casefold(), algorithm="sha256").hexdigest()[:12] if e_mail else ""
