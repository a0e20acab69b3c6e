"""What the organisation itself says that it delivered. What the system counts is no row: see `geteld`."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from prestaties.models.afspraak import Prestatieafspraak
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.wijken.models import Gebied


class LeveringQuerySet(models.QuerySet["Levering"]):
    def geldig(self) -> LeveringQuerySet:
        """Not taken back."""
        return self.filter(ingetrokken_op=None)


class Levering(Eenmalig):
    """One entry of the own report. A mistake is taken back with a reason and stays readable."""

    afspraak = models.ForeignKey(Prestatieafspraak, models.CASCADE, related_name="leveringen")
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+")
    datum = models.DateField()
    hoeveelheid = models.DecimalField(max_digits=10, decimal_places=2)
    toelichting = models.CharField(max_length=500, blank=True)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    ingetrokken_reden = models.CharField(max_length=300, blank=True)

    objects = LeveringQuerySet.as_manager()

    class Meta:
        verbose_name = "levering"
        verbose_name_plural = "leveringen"
        ordering = ["-datum", "-pk"]
        indexes = [
            # The sum of a period, per area.
            models.Index(
                fields=["afspraak", "gebied", "datum"],
                name="levering_telt",
                condition=Q(ingetrokken_op=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(hoeveelheid__gt=0),
                name="levering_meer_dan_nul",
                violation_error_message="Vul in hoeveel er is geleverd: meer dan nul.",
            ),
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None, ingetrokken_door=None, ingetrokken_reden="")
                | (
                    Q(ingetrokken_op__isnull=False, ingetrokken_door__isnull=False) & ~Q(ingetrokken_reden="")
                ),
                name="levering_intrekken_met_reden",
                violation_error_message="Intrekken kan alleen met een reden.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.datum}: {self.hoeveelheid.normalize():f}"
