"""A report on how a plan goes, as it was sent: to whom, by whom, when, and what it said. Withdrawn once; never changed."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from wijkagenda.models.plan import Plan
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek


class RapportQuerySet(models.QuerySet["Rapport"]):
    def geldig(self) -> Self:
        """Not withdrawn, and of a plan that is still kept."""
        return self.filter(ingetrokken_op=None, plan__vernietigd_op=None)

    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Whom it was sent to, the parties of that moment with whoever joins them later, and who sees the plan."""
        q = Q(plan__in=Plan.objects.zichtbaar_voor(gebruiker).values("pk"))
        q |= Q(pk__in=Rapport.ontvangers.through.objects.filter(gebruiker=gebruiker).values("rapport"))
        eigen = {v.partij_id for v in gebruiker.vervullingen if v.partij_id is not None}
        if eigen:
            q |= Q(plek_partijen__overlap=sorted(eigen))
        return self.filter(q)

    def voor_lijst(self) -> Self:
        """Newest first, without the content."""
        return self.select_related("plan__gebied").defer("inhoud").order_by("-verstuurd_op", "-pk")


class Rapport(OpPlek):
    """One sending of a `rapportage` of the profile about one plan."""

    # A mail may say that it was sent; what it says is behind login.
    gevoelig = "nee"

    # Key of the row of the profile, and the name it had on the day.
    rapportage = models.CharField(max_length=80)
    naam = models.CharField(max_length=200)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="rapporten")
    nummer = models.PositiveIntegerField()
    # See `rapport.py`; with the hash of its canonical text.
    inhoud = models.JSONField()
    inhoud_sha256 = models.CharField(max_length=64)
    # To whom, in the words of the profile and the parties.
    aan = models.TextField()
    ontvangers = models.ManyToManyField(Gebruiker, related_name="+")
    verstuurd_op = models.DateTimeField(default=timezone.now)
    verstuurd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    ingetrokken_reden = models.TextField(blank=True)

    objects = RapportQuerySet.as_manager()

    class Meta:
        verbose_name = "rapport"
        verbose_name_plural = "rapporten"
        constraints = [
            # Also the index by which the last one is found.
            models.UniqueConstraint(
                fields=["plan", "rapportage", "nummer"],
                name="rapport_nummer_uniek",
                violation_error_message="Dit is net al verstuurd.",
            ),
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None, ingetrokken_door=None, ingetrokken_reden="")
                | (
                    Q(ingetrokken_op__isnull=False, ingetrokken_door__isnull=False) & ~Q(ingetrokken_reden="")
                ),
                name="rapport_intrekken_met_reden",
                violation_error_message="Intrekken kan alleen met een reden.",
            ),
        ]

    @property
    def is_ingetrokken(self) -> bool:
        return self.ingetrokken_op is not None

    @property
    def dag(self) -> date:
        """The day of sending in the Netherlands."""
        return timezone.localdate(self.verstuurd_op)

    def __str__(self) -> str:
        return f"{self.naam}: {self.plan.gebied.naam}"

    def get_absolute_url(self) -> str:
        return reverse("wijkagenda:rapport", args=[self.pk])
