"""Who did what to which thing, and who looked at what is shielded. Append-only: the database refuses the rest."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone

from wijkwerk.gebruikers.models import Gebruiker


class LogregelQuerySet(models.QuerySet["Logregel"]):
    def van(self, ding: models.Model) -> Self:
        """The history of one thing, oldest first."""
        return self.filter(object_soort=ding._meta.model_name, object_id=ding.pk).order_by("op", "pk")

    def stappen(self) -> Self:
        return self.filter(aard=Logregel.Aard.STAP)


class Logregel(models.Model):
    """Keeps ids, steps and reasons; no copies of content. Written by `service.noteer` alone."""

    class Aard(models.TextChoices):
        STAP = "stap", "Stap"
        INZAGE = "inzage", "Inzage"
        GEWEIGERD = "geweigerd", "Geweigerd"

    op = models.DateTimeField(default=timezone.now, editable=False)
    # Null: the system itself (a term that passed, the command line).
    door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, editable=False, related_name="+")
    aard = models.CharField(max_length=10, choices=Aard, editable=False)
    stap = models.CharField(max_length=80, editable=False)
    object_soort = models.CharField(max_length=40, editable=False)
    object_id = models.BigIntegerField(null=True, editable=False)
    reden = models.TextField(blank=True, editable=False)
    gegevens = models.JSONField(default=dict, editable=False)

    objects = LogregelQuerySet.as_manager()

    class Meta:
        verbose_name = "logregel"
        verbose_name_plural = "logregels"
        ordering = ["op", "pk"]
        indexes = [
            # The history on the page of one thing.
            models.Index(fields=["object_soort", "object_id", "op"], name="logregel_van_ding"),
            # Retention by month.
            models.Index(fields=["op"], name="logregel_op"),
        ]

    def __str__(self) -> str:
        return f"{self.stap} {self.object_soort} {self.object_id}"
