"""What is to become better in how the municipality works: one promise of the register, with where it came from."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from verantwoording.zicht import ziet_terugblik
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.wijken.models import Gebied


class VerbeterpuntQuerySet(models.QuerySet["Verbeterpunt"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """For who works at the municipality or governs it, and for whom a report with it is."""
        return self if ziet_terugblik(gebruiker) else self.none()

    def voor_lijst(self) -> Self:
        return self.select_related(
            "afspraak__houder_partij", "afspraak__houder_gebied", "afspraak__houder_persoon", "evaluatie"
        ).order_by("nummer")


class Verbeterpunt(Eenmalig, OpPlek):
    """Owner, day, state and progress are those of its afspraak."""

    gevoelig = "nee"

    nummer = models.PositiveIntegerField(unique=True)
    titel = models.CharField(max_length=200)
    omschrijving = models.TextField(blank=True)
    # Where it came from: a note, a letter; or an evaluation.
    herkomst = models.CharField(max_length=200, blank=True)
    evaluatie = models.ForeignKey(
        "verantwoording.Evaluatie", models.PROTECT, null=True, blank=True, related_name="verbeterpunten"
    )
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+")
    afspraak = models.OneToOneField(Afspraak, models.PROTECT, null=True, related_name="+")
    gemaakt_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(default=timezone.now)

    objects = VerbeterpuntQuerySet.as_manager()

    class Meta:
        verbose_name = "verbeterpunt"
        verbose_name_plural = "verbeterpunten"
        ordering = ["nummer"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(titel=""),
                name="verbeterpunt_heeft_titel",
                violation_error_message="Schrijf op wat er beter moet.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("verantwoording:verbeterpunt", args=[self.pk])
