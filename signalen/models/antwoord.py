"""What was answered, and that it was told."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from signalen.models.signaal import Signaal
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.models import Gebruiker


class GeldendQuerySet(models.QuerySet["Antwoord"]):
    def geldend(self) -> Self:
        """What has not been set aside by reopening or by a later answer."""
        return self.filter(vervallen_op=None)


class Antwoord(models.Model):
    """An answer of a kind of the profile. An answer that says "later" ends in another one."""

    signaal = models.ForeignKey(Signaal, models.CASCADE, related_name="antwoorden")
    soort = models.CharField(max_length=80)
    # The outcome of the kind when it was given: a later profile does not change what was said.
    uitkomst = models.CharField(max_length=12)
    motivering = models.TextField(blank=True)
    velden = models.JSONField(default=dict, blank=True)
    datum_definitief = models.DateField(null=True, blank=True)
    # Until when it was due at the moment it was given: the signal itself moves on to the next term.
    uiterlijk = models.DateField(null=True, blank=True, editable=False)
    verlengingen = models.PositiveSmallIntegerField(default=0, editable=False)
    # What was promised with it ("nu": who does it, before when); answers to one dossier share it.
    afspraak = models.ForeignKey(Afspraak, models.PROTECT, null=True, blank=True, related_name="antwoorden")
    gegeven_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    gegeven_op = models.DateTimeField(default=timezone.now)
    vervallen_op = models.DateTimeField(null=True, blank=True)

    objects = GeldendQuerySet.as_manager()

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        ordering = ["gegeven_op", "pk"]
        indexes = [
            # What was answered in a period: how long it took and how many came in time.
            models.Index(fields=["gegeven_op"], name="antwoord_gegeven_op"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["signaal"],
                condition=Q(vervallen_op=None),
                name="antwoord_een_geldend",
                violation_error_message="Dit signaal heeft al een antwoord.",
            ),
            models.CheckConstraint(
                condition=Q(verlengingen=0) | Q(uitkomst="later"),
                name="antwoord_alleen_later_verlengd",
                violation_error_message="Alleen een antwoord dat later volgt kan worden verlengd.",
            ),
        ]

    def __str__(self) -> str:
        return f"antwoord op {self.signaal}"

    @property
    def is_later(self) -> bool:
        """Promised for later: the signal stays open until another answer takes its place."""
        return self.uitkomst == "later"


class Voortgangsbericht(models.Model):
    """How it stands, told to whoever waits for an answer that was promised for later (HEL-69, ETL-39)."""

    antwoord = models.ForeignKey(Antwoord, models.CASCADE, related_name="voortgang")
    tekst = models.TextField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "voortgangsbericht"
        verbose_name_plural = "voortgangsberichten"
        ordering = ["op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(tekst=""),
                name="voortgangsbericht_heeft_tekst",
                violation_error_message="Schrijf op hoe het staat.",
            ),
        ]

    def __str__(self) -> str:
        return f"voortgangsbericht bij {self.antwoord}"


class TerugkoppelingQuerySet(models.QuerySet["Terugkoppeling"]):
    def geldend(self) -> Self:
        return self.filter(vervallen_op=None)


class Terugkoppeling(models.Model):
    """That the answer was told: to the melder, in the overleg it came from, or why not."""

    class Aan(models.TextChoices):
        MELDER = "melder", "De melder"
        OVERLEG = "overleg", "Het overleg"
        NIET_GEWENST = "niet-gewenst", "Niet gewenst"
        NIET_MOGELIJK = "niet-mogelijk", "Niet mogelijk"

    class Wijze(models.TextChoices):
        MAIL = "mail", "Per e-mail"
        GESPROKEN = "gesproken", "In een gesprek"
        OVERLEG = "overleg", "In het overleg"
        GEEN = "", "Niet"

    signaal = models.ForeignKey(Signaal, models.CASCADE, related_name="terugkoppelingen")
    aan = models.CharField(max_length=14, choices=Aan)
    wijze = models.CharField(max_length=10, choices=Wijze, blank=True)
    # For "niet mogelijk": why. For the others: what was said, if that differs from the answer.
    reden = models.TextField(blank=True)
    # In which overleg: kind and id.
    bron_soort = models.CharField(max_length=40, blank=True)
    bron_id = models.BigIntegerField(null=True, blank=True)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)
    vervallen_op = models.DateTimeField(null=True, blank=True)

    objects = TerugkoppelingQuerySet.as_manager()

    class Meta:
        verbose_name = "terugkoppeling"
        verbose_name_plural = "terugkoppelingen"
        ordering = ["op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(aan="niet-mogelijk") | ~Q(reden=""),
                name="terugkoppeling_niet_mogelijk_met_reden",
                violation_error_message="Schrijf op waarom terugkoppelen niet kan.",
            ),
        ]

    def __str__(self) -> str:
        return f"terugkoppeling van {self.signaal}"
