"""Looking back: an evaluation, a quickscan, a measurement, or the updating of a policy note."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from gebiedscyclus.models import Stap
from verantwoording.zicht import ziet_terugblik
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.wijken.models import Gebied, Partij


class EvaluatieQuerySet(models.QuerySet["Evaluatie"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """For who works at the municipality or governs it, and who is named to do one."""
        return self if ziet_terugblik(gebruiker) else self.none()

    def open(self) -> Self:
        return self.filter(stand=Evaluatie.Stand.GEPLAND)

    def afgerond(self) -> Self:
        return self.filter(stand=Evaluatie.Stand.AFGEROND)

    def voor_lijst(self) -> Self:
        return self.select_related("gebied").order_by("stand", F("gepland_op").desc(), "pk")


class Evaluatie(OpPlek):
    """One of them, over a period. `sleutel` is the row of the profile that asks it; nothing when a person thought of it."""

    class Soort(models.TextChoices):
        EVALUATIE = "evaluatie", "Evaluatie"
        QUICKSCAN = "quickscan", "Quickscan"
        METING = "meting", "Meting"
        ACTUALISATIE = "actualisatie", "Actualisatie"

    class Stand(models.TextChoices):
        GEPLAND = "gepland", "Gepland"
        AFGEROND = "afgerond", "Afgerond"

    gevoelig = "nee"

    sleutel = models.CharField(max_length=80, blank=True)
    soort = models.CharField(max_length=12, choices=Soort)
    titel = models.CharField(max_length=200)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+")
    # By when it is done.
    gepland_op = models.DateField()
    # The time it looks back on.
    van = models.DateField(null=True, blank=True)
    tot = models.DateField(null=True, blank=True)
    met_belasting = models.BooleanField(default=False)
    uitkomst = models.TextField(blank=True)
    # Where the report itself can be read.
    verslag = models.URLField(max_length=400, blank=True)
    stand = models.CharField(max_length=8, choices=Stand, default=Stand.GEPLAND)
    # The step of a round that this carries; none where no round asked for it.
    stap = models.OneToOneField(
        Stap, models.SET_NULL, null=True, blank=True, related_name="evaluatie", editable=False
    )
    gepland_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    begonnen_op = models.DateTimeField(default=timezone.now)
    afgerond_op = models.DateField(null=True, blank=True)
    afgerond_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    # The meetings of each party in that time, as they were counted when it was finished.
    overleggen = models.JSONField(default=list, blank=True)

    objects = EvaluatieQuerySet.as_manager()

    class Meta:
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"
        ordering = ["-gepland_op", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sleutel"],
                condition=Q(stand="gepland") & ~Q(sleutel=""),
                name="evaluatie_een_gepland",
                violation_error_message="Deze staat al gepland.",
            ),
            models.CheckConstraint(
                condition=Q(van=None, tot=None) | Q(van__isnull=False, tot__gte=F("van")),
                name="evaluatie_loopt_vooruit",
                violation_error_message="De laatste dag ligt voor de eerste.",
            ),
            models.CheckConstraint(
                condition=Q(stand="gepland", afgerond_op=None, afgerond_door=None)
                | (
                    Q(stand="afgerond", afgerond_op__isnull=False, afgerond_door__isnull=False)
                    & ~Q(uitkomst="")
                ),
                name="evaluatie_afgerond_compleet",
                violation_error_message="Wat af is heeft een uitkomst, een datum en een persoon.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("verantwoording:evaluatie", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.stand == self.Stand.GEPLAND


class Evaluatiepunt(models.Model):
    """What is looked at, and what came of it: a judgment, or a number that was measured."""

    class Oordeel(models.TextChoices):
        GOED = "goed", "Gaat goed"
        DEELS = "deels", "Gaat deels goed"
        NIET = "niet", "Gaat niet goed"

    evaluatie = models.ForeignKey(Evaluatie, models.CASCADE, related_name="punten")
    volgorde = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=200)
    # Of what is measured, and in what.
    gemeten = models.BooleanField(default=False)
    eenheid = models.CharField(max_length=60, blank=True)
    waarde = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    oordeel = models.CharField(max_length=6, choices=Oordeel, blank=True)
    toelichting = models.TextField(blank=True)

    class Meta:
        verbose_name = "aandachtspunt"
        verbose_name_plural = "aandachtspunten"
        ordering = ["volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluatie", "volgorde"],
                name="evaluatiepunt_een_per_plek",
                violation_error_message="Deze plek is al bezet.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class Belasting(models.Model):
    """How many hours a party says it spent, where it says so."""

    evaluatie = models.ForeignKey(Evaluatie, models.CASCADE, related_name="belasting")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    uren = models.PositiveIntegerField()

    class Meta:
        verbose_name = "belasting"
        verbose_name_plural = "belasting"
        ordering = ["partij__naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluatie", "partij"],
                name="belasting_een_per_partij",
                violation_error_message="Deze partij staat er al.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.partij)
