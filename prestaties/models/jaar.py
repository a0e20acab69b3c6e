"""What was agreed and delivered in one year, as it is told to everybody."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.urls import reverse

from prestaties.zicht import plaats_q
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.wijken.models import Gebied


class PrestatiejaarQuerySet(models.QuerySet["Prestatiejaar"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Who publishes there."""
        return self.filter(plaats_q(gebruiker))


class Prestatiejaar(OpPlek):
    """One year of one area: the thing of which publications are made (ETL-68). It holds nothing of its own."""

    gevoelig = "nee"

    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField()

    objects = PrestatiejaarQuerySet.as_manager()

    class Meta:
        verbose_name = "prestatiejaar"
        verbose_name_plural = "prestatiejaren"
        ordering = ["-jaar", "gebied"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebied", "jaar"],
                name="prestatiejaar_uniek",
                violation_error_message="Dit jaar is er al.",
            ),
        ]

    def __str__(self) -> str:
        return f"Prestatieafspraken {self.gebied} {self.jaar}"

    def get_absolute_url(self) -> str:
        return reverse("prestaties:publicatie", args=[self.jaar, self.gebied.sleutel])
