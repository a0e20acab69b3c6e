"""The address at which somebody without an account follows a signal."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from signalen.models.signaal import Signaal
from wijkwerk.sleuteladres import Sleuteladres, SleuteladresQuerySet


class StatusadresQuerySet(SleuteladresQuerySet["Statusadres"]):
    pass


class Statusadres(Sleuteladres):
    """The address of a signal."""

    signaal = models.OneToOneField(Signaal, models.CASCADE, related_name="statusadres")

    objects = StatusadresQuerySet.as_manager()

    class Meta:
        verbose_name = "statusadres"
        verbose_name_plural = "statusadressen"

    def __str__(self) -> str:
        return f"statusadres van {self.signaal}"

    def get_absolute_url(self) -> str:
        return reverse("volgen:stand", args=[self.sleutel])
