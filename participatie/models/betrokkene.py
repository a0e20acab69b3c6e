"""Who takes part in a path: at which rung, when, on what, and in which role (BER-34, BER-40)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from participatie.models.traject import Traject
from wijkwerk.wijken.models import Partij


class Betrokkene(models.Model):
    """A party, or a group by its name (“omwonenden”). Never a person."""

    class Raadpleegt(models.TextChoices):
        GEMEENTE = "gemeente", "De gemeente"
        PARTIJ = "partij", "Deze partij zelf"
        SAMEN = "samen", "Samen"

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="betrokkenen")
    partij = models.ForeignKey(Partij, models.PROTECT, null=True, blank=True, related_name="+")
    groep = models.CharField(max_length=160, blank=True)
    rol = models.CharField(max_length=120, blank=True)
    trede = models.CharField(max_length=120, blank=True)
    moment = models.CharField(max_length=200, blank=True)
    waarover = models.TextField(blank=True)
    # Who asks the people behind it what they think (BER-56).
    raadpleegt = models.CharField(max_length=8, choices=Raadpleegt, blank=True)

    class Meta:
        verbose_name = "betrokkene"
        verbose_name_plural = "betrokkenen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(partij__isnull=False, groep="") | (Q(partij=None) & ~Q(groep="")),
                name="betrokkene_partij_of_groep",
                violation_error_message="Kies een partij, of noem een groep.",
            ),
            models.UniqueConstraint(
                fields=["traject", "partij"],
                name="betrokkene_een_per_partij",
                violation_error_message="Deze partij doet al mee.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def naam(self) -> str:
        return self.partij.naam if self.partij else self.groep
