"""The secret address at which somebody's own calendar can be read."""

from __future__ import annotations

import hashlib
import secrets
from typing import Self

from django.db import models
from django.utils import timezone

from wijkwerk.gebruikers.models import Gebruiker


class AgendasleutelQuerySet(models.QuerySet["Agendasleutel"]):
    def met_sleutel(self, sleutel: str) -> Self:
        """The one that this key opens, of somebody who may still come in."""
        return self.filter(merk=merk_van(sleutel), gebruiker__is_active=True)


class Agendasleutel(models.Model):
    """One per person. Kept is what the key hashes to: who reads the database opens no calendar with it."""

    gebruiker = models.OneToOneField(Gebruiker, models.CASCADE, related_name="agendasleutel")
    merk = models.CharField(max_length=64, unique=True)
    gemaakt_op = models.DateTimeField(default=timezone.now)

    objects = AgendasleutelQuerySet.as_manager()

    class Meta:
        verbose_name = "agenda-adres"
        verbose_name_plural = "agenda-adressen"

    def __str__(self) -> str:
        return f"agenda-adres van {timezone.localdate(self.gemaakt_op):%d-%m-%Y}"


def nieuwe_sleutel() -> str:
    """256 bits: not to be guessed, so that a plain hash is enough."""
    return secrets.token_urlsafe(32)


def merk_van(sleutel: str) -> str:
    return hashlib.sha256(sleutel.encode()).hexdigest()
