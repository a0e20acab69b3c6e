"""The report of a meeting: made from its points, in numbered versions; one that is established never changes."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from overleggen.models.overleg import Overleg
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.models import Vernietigingsregel


class VerslagQuerySet(models.QuerySet["Verslag"]):
    def vastgesteld(self) -> Self:
        return self.filter(stand=Verslag.Stand.VASTGESTELD)


class Verslag(models.Model):
    """`inhoud` is the full report, per part and point; `openbaar` is made from the open parts alone."""

    class Stand(models.TextChoices):
        CONCEPT = "concept", "Concept"
        VASTGESTELD = "vastgesteld", "Vastgesteld"

    # Told by the queries that ask (Bewaarstop.sinds).
    opgeschort_op: datetime | None = None

    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="verslagen")
    versie = models.PositiveSmallIntegerField(default=1)
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.CONCEPT)
    inhoud = models.JSONField(default=list)
    openbaar = models.JSONField(default=list)
    # What a later version corrects.
    correctie = models.TextField(blank=True)
    # The same for everybody: what changed and why, above the public report.
    openbare_correctie = models.TextField(blank=True)
    opsteller = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(default=timezone.now)
    vastgesteld_op = models.DateTimeField(null=True, blank=True)
    vastgesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    # Destroyed by an approved list: only that it was, and on which basis, is left.
    vernietigd_op = models.DateTimeField(null=True, blank=True)
    vernietigd_met = models.ForeignKey(
        Vernietigingsregel, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = VerslagQuerySet.as_manager()

    class Meta:
        verbose_name = "verslag"
        verbose_name_plural = "verslagen"
        ordering = ["overleg", "-versie"]
        constraints = [
            models.UniqueConstraint(
                fields=["overleg", "versie"],
                name="verslag_versie_uniek",
                violation_error_message="Deze versie van het verslag is er al.",
            ),
            models.UniqueConstraint(
                fields=["overleg"],
                condition=Q(stand="concept"),
                name="verslag_een_concept",
                violation_error_message="Er ligt al een concept van dit verslag.",
            ),
            models.CheckConstraint(
                condition=Q(stand="concept", vastgesteld_op=None, vastgesteld_door=None)
                | Q(stand="vastgesteld", vastgesteld_op__isnull=False, vastgesteld_door__isnull=False),
                name="verslag_vastgesteld_compleet",
                violation_error_message="Een vastgesteld verslag heeft een datum en een persoon.",
            ),
            models.CheckConstraint(
                condition=Q(vernietigd_op=None, vernietigd_met=None)
                | Q(vernietigd_op__isnull=False, vernietigd_met__isnull=False),
                name="verslag_vernietigd_compleet",
                violation_error_message="Wat vernietigd is, stond op een goedgekeurde lijst.",
            ),
            models.CheckConstraint(
                condition=Q(versie=1) | ~Q(correctie=""),
                name="verslag_correctie_met_uitleg",
                violation_error_message="Schrijf op wat u verbetert.",
            ),
        ]

    def __str__(self) -> str:
        return f"Verslag {self.overleg}, versie {self.versie}"

    @property
    def is_vastgesteld(self) -> bool:
        return self.stand == self.Stand.VASTGESTELD


class VerslagdocumentQuerySet(models.QuerySet["Verslagdocument"]):
    def zonder_pdf(self) -> Self:
        return self.filter(sha256="", verslag__vernietigd_op=None)

    def zonder_inhoud(self) -> Self:
        """Without the bytes: for pages that only name the file."""
        return self.defer("pdf")


class Verslagdocument(models.Model):
    """One version as a file: the full one, or the one for everybody. Kept in the database: no address leads to it."""

    class Soort(models.TextChoices):
        VOLLEDIG = "volledig", "Volledig verslag"
        OPENBAAR = "openbaar", "Openbaar verslag"

    verslag = models.ForeignKey(Verslag, models.PROTECT, related_name="documenten")
    soort = models.CharField(max_length=8, choices=Soort)
    # Made once by the worker; a trigger keeps the bytes the same from then on.
    pdf = models.BinaryField(default=b"")
    sha256 = models.CharField(max_length=64, blank=True)
    gemaakt_op = models.DateTimeField(null=True, blank=True)

    objects = VerslagdocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "document van een verslag"
        verbose_name_plural = "documenten van verslagen"
        ordering = ["verslag", "-soort"]
        indexes = [
            # What the worker still has to draw.
            models.Index(fields=["verslag"], name="verslagdocument_zonder_pdf", condition=Q(sha256="")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["verslag", "soort"],
                name="verslagdocument_uniek",
                violation_error_message="Dit document van het verslag is er al.",
            ),
            models.CheckConstraint(
                condition=Q(sha256="", gemaakt_op=None) | (~Q(sha256="") & Q(gemaakt_op__isnull=False)),
                name="verslagdocument_compleet",
                violation_error_message="Een PDF heeft een controlegetal en een datum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.verslag_id}"

    @property
    def bestandsnaam(self) -> str:
        overleg = self.verslag.overleg
        return f"verslag-{overleg.vorm}-{overleg.datum:%Y-%m-%d}-v{self.verslag.versie}-{self.soort}.pdf"
