"""What stands in a plan: goals, actions, topics, … and where each comes from."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from wijkagenda.models.plan import Plan
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.houder import Houder, MetHouder, houder_constraint
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.wijken.models import Gebied, Partij


class PlanitemQuerySet(models.QuerySet["Planitem"]):
    def niet_weggelaten(self) -> Self:
        return self.exclude(stand=Planitem.Stand.WEGGELATEN)

    def opgenomen(self) -> Self:
        return self.filter(stand=Planitem.Stand.OPGENOMEN)

    def voor_lijst(self) -> Self:
        """In the order of the document, with everything a table row shows."""
        return (
            self.select_related(
                "houder_partij",
                "houder_gebied",
                "houder_persoon",
                "afspraak__houder_partij",
                "afspraak__houder_gebied",
                "afspraak__houder_persoon",
                "ouder",
            )
            .prefetch_related("gebieden", "herkomsten", "partijen")
            .order_by("volgorde", "pk")
        )


class Planitem(Eenmalig, MetHouder):
    """A goal, action, topic, measure …: a kind that the form names. Its holder is the trekker.

    Promised work is an Afspraak in the register; this row links to it and keeps what is the plan's own.
    """

    class Stand(models.TextChoices):
        VOORGENOMEN = "voorgenomen", "Voorgenomen"
        OPGENOMEN = "opgenomen", "Opgenomen"
        WEGGELATEN = "weggelaten", "Weggelaten"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="items")
    soort = models.CharField(max_length=80)
    # The same in every version in which the item lives on: the stable address of a topic.
    spoor = models.UUIDField(default=uuid.uuid4, editable=False)
    ouder = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="kinderen")
    volgorde = models.PositiveIntegerField(default=0)
    nummer = models.CharField(max_length=20, blank=True)
    titel = models.CharField(max_length=300)
    thema = models.CharField(max_length=80, blank=True)
    velden = models.JSONField(default=dict, blank=True)
    einddatum = models.DateField(null=True, blank=True)
    gebieden = models.ManyToManyField(Gebied, related_name="planitems", blank=True)
    # Who takes part beside the trekker.
    partijen = models.ManyToManyField(Partij, related_name="planitems", blank=True)
    afspraak = models.ForeignKey(Afspraak, models.PROTECT, null=True, blank=True, related_name="planitems")
    # A row of an earlier plan that this one carries on.
    overgenomen_van = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="vervolgen"
    )
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.VOORGENOMEN)
    reden = models.TextField(blank=True)
    versie = models.PositiveIntegerField(default=1)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    gemaakt_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    objects = PlanitemQuerySet.as_manager()

    class Meta:
        verbose_name = "planitem"
        verbose_name_plural = "planitems"
        ordering = ["volgorde", "pk"]
        constraints = [
            houder_constraint("planitem", verplicht=False),
            models.UniqueConstraint(
                fields=["plan", "spoor"],
                name="planitem_spoor_een_per_plan",
                violation_error_message="Dit onderwerp staat al in het plan.",
            ),
            models.CheckConstraint(
                condition=Q(ouder=None) | ~Q(ouder=F("id")),
                name="planitem_niet_eigen_ouder",
                violation_error_message="Een onderwerp ligt niet onder zichzelf.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} {self.titel}".strip()

    def get_absolute_url(self) -> str:
        return reverse("wijkagenda:item", args=[self.plan_id, self.pk])

    # A shielded source never becomes an item.
    gevoelig = "nee"

    @property
    def trekker(self) -> Houder | None:
        """Who does it: the holder of the afspraak once there is one."""
        return self.afspraak.houder if self.afspraak else self.houder

    @property
    def uiterlijk(self) -> date | None:
        """The last day: that of the afspraak once there is one."""
        return self.afspraak.uiterlijk if self.afspraak else self.einddatum


class Herkomst(Eenmalig):
    """Where an item comes from: another thing (by kind and id), or a source outside (a post of the begroting)."""

    planitem = models.ForeignKey(Planitem, models.CASCADE, related_name="herkomsten")
    # A key that rules may name: a planvorm, `signaal`, `overleg`, `begroting`, …
    soort = models.CharField(max_length=80)
    object_soort = models.CharField(max_length=40, blank=True)
    object_id = models.BigIntegerField(null=True, blank=True)
    # What the reader sees. Never the text of a signal.
    tekst = models.CharField(max_length=300)

    class Meta:
        verbose_name = "herkomst"
        verbose_name_plural = "herkomsten"
        indexes = [
            # Which items came from this signaal, overleg or afspraak.
            models.Index(fields=["object_soort", "object_id"], name="herkomst_van_ding"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(object_soort="", object_id=None)
                | (~Q(object_soort="") & Q(object_id__isnull=False)),
                name="herkomst_verwijzing_compleet",
                violation_error_message="Een verwijzing heeft een soort en een nummer.",
            )
        ]

    def __str__(self) -> str:
        return self.tekst
