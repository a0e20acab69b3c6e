"""Who was asked to be at a spreekuur."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from signalen.models.spreekuur import Spreekuur
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.wijken.models import Partij


class Uitnodiging(models.Model):
    """A party that was invited. That it came is `Aanwezigheid`."""

    spreekuur = models.ForeignKey(Spreekuur, models.CASCADE, related_name="uitnodigingen")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    uitgenodigd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    uitgenodigd_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "uitnodiging voor een spreekuur"
        verbose_name_plural = "uitnodigingen voor een spreekuur"
        ordering = ["partij__naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["spreekuur", "partij"],
                name="spreekuuruitnodiging_uniek",
                violation_error_message="Deze partij is al uitgenodigd.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.partij)
