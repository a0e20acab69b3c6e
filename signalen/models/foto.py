"""A picture with a signal: cleaned before it is kept, seen by whoever reads the words of the signal."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone

from wijkwerk.gebruikers.models import Gebruiker


class FotoQuerySet(models.QuerySet["Foto"]):
    def zonder_beeld(self) -> Self:
        """For lists: everything but the picture itself."""
        return self.defer("beeld")

    def gesloten_voor(self, dag: date) -> Self:
        """Those of signals that were closed before this day (Europe/Amsterdam)."""
        return self.filter(signaal__gesloten_op__date__lt=dag)


class Foto(models.Model):
    """One JPEG without location or camera data.

    It is kept in the database and not as a file: it comes and goes in the transaction, and the backup, of its signal,
    so that no picture of somebody's front door is ever left behind on a disk.
    """

    signaal = models.ForeignKey("signalen.Signaal", models.CASCADE, related_name="fotos")
    beeld = models.BinaryField()
    # In pixels: the page keeps the room free while the picture comes in.
    breed = models.PositiveIntegerField()
    hoog = models.PositiveIntegerField()
    omschrijving = models.CharField(max_length=160, blank=True)
    toegevoegd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    toegevoegd_op = models.DateTimeField(default=timezone.now)

    objects = FotoQuerySet.as_manager()

    class Meta:
        verbose_name = "foto"
        verbose_name_plural = "foto's"
        ordering = ["toegevoegd_op", "pk"]

    def __str__(self) -> str:
        return f"foto {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("signalen:foto", args=[self.signaal_id, self.pk])
