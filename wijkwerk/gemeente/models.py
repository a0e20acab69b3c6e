"""The active profile as a versioned row: the TOML text, its checksum, who activated it when."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q


class ProfielversieQuerySet(models.QuerySet["Profielversie"]):
    def actief(self) -> Self:
        return self.filter(actief=True)


class Profielversie(models.Model):
    """One activated version of the gemeenteprofiel. Rows are never changed, only succeeded."""

    nummer = models.PositiveIntegerField(unique=True)
    tekst = models.TextField()
    checksum = models.CharField(max_length=64)
    bestand = models.CharField(max_length=200)
    actief = models.BooleanField(default=True)
    geactiveerd_op = models.DateTimeField(auto_now_add=True)
    # Null when the command line did it; the logboek says so too.
    geactiveerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ProfielversieQuerySet.as_manager()

    class Meta:
        verbose_name = "profielversie"
        verbose_name_plural = "profielversies"
        ordering = ["-nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["actief"],
                condition=Q(actief=True),
                name="profielversie_een_actief",
                violation_error_message="Er is al een actief profiel.",
            ),
        ]

    def __str__(self) -> str:
        return f"versie {self.nummer}"


class Huisstijl(models.Model):
    """The brand tokens of the municipality (one row). Checked for contrast before they are kept."""

    enige = models.BooleanField(default=True, unique=True, editable=False)
    kenmerken = models.JSONField(default=dict, blank=True)
    gewijzigd_op = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "huisstijl"
        verbose_name_plural = "huisstijlen"
        constraints = [
            models.CheckConstraint(
                condition=Q(enige=True),
                name="huisstijl_een_rij",
                violation_error_message="Er is één huisstijl.",
            )
        ]

    def __str__(self) -> str:
        return "huisstijl"
