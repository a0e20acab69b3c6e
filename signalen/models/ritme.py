"""How often a spreekuur is held in an area: a decision with a date, and the one before it stays to be read."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.wijken.models import Gebied


class RitmeQuerySet(models.QuerySet["Ritme"]):
    def geldend(self) -> Self:
        """The newest decision per form and area."""
        return self.order_by("gebied_id", "soort", "-pk").distinct("gebied_id", "soort")


class Ritme(Eenmalig):
    """So many times per period; 0 is not at all. Where nothing was decided, the frequency of the profile holds (DHR-21)."""

    soort = models.CharField(max_length=80)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="ritmes")
    keer = models.PositiveSmallIntegerField()
    # As in the profile: "week", "maand", "2 weken".
    per = models.CharField(max_length=20, blank=True)
    toelichting = models.TextField(blank=True)
    besloten_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    besloten_op = models.DateTimeField(default=timezone.now)

    objects = RitmeQuerySet.as_manager()

    # What may be said about it in mail: it is no secret.
    gevoelig = "nee"

    class Meta:
        verbose_name = "ritme"
        verbose_name_plural = "ritmes"
        ordering = ["-pk"]
        indexes = [
            # The newest of each form and area.
            models.Index(fields=["gebied", "soort", "-id"], name="ritme_geldend"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(keer=0, per="") | (Q(keer__gt=0) & ~Q(per="")),
                name="ritme_keer_en_per",
                violation_error_message="Kies hoe vaak en per welke periode, of geen van beide.",
            ),
            models.CheckConstraint(
                condition=Q(keer__gt=0) | ~Q(toelichting=""),
                name="ritme_stoppen_met_reden",
                violation_error_message="Stoppen kan alleen met een reden.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.in_woorden}: {self.gebied}"

    @property
    def in_woorden(self) -> str:
        return hoe_vaak(self.keer, self.per)


def hoe_vaak(keer: int, per: str) -> str:
    """Return how often in words."""
    if not keer:
        return "niet"
    return f"{keer} keer per {per.replace('1 ', '')}"
