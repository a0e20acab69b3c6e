"""Asking people what they need, think or choose: one poll of the profile in one area, and what each answered."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from overleggen.zicht_peilingen import peiling_q
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.gemeente.service import profiel_van_versie
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.geld import Peiling as Peilingrij
from wijkwerk.wijken.models import Gebied, Partij


class PeilingQuerySet(models.QuerySet["Peiling"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Who is asked, who opened it, and who polls or leads meetings there."""
        return self.filter(peiling_q(gebruiker))

    def open(self) -> Self:
        return self.filter(stand=Peiling.Stand.OPEN)

    def over(self, soort: str, pk: int) -> Self:
        return self.filter(bron_soort=soort, bron_id=pk)

    def voor_lijst(self) -> Self:
        return self.select_related("gebied", "geopend_door").order_by("-geopend_op", "-pk")


class Peiling(OpPlek):
    """A poll under the version of the profile in which it was opened; closed it never changes."""

    class Stand(models.TextChoices):
        OPEN = "open", "Open"
        GESLOTEN = "gesloten", "Gesloten"

    vorm = models.CharField(max_length=80)
    profielversie = models.ForeignKey(Profielversie, models.PROTECT, related_name="+")
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="peilingen")
    vraag = models.CharField(max_length=300)
    toelichting = models.TextField(blank=True)
    # What there is to choose from, or the questions, in their order.
    onderdelen = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    # What it is asked about, if that is a thing: for its own page.
    bron_soort = models.CharField(max_length=40, blank=True)
    bron_id = models.BigIntegerField(null=True, blank=True)
    einddatum = models.DateField()
    stand = models.CharField(max_length=10, choices=Stand, default=Stand.OPEN)
    geopend_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="geopende_peilingen")
    geopend_op = models.DateTimeField(default=timezone.now)
    gesloten_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    gesloten_op = models.DateTimeField(null=True, blank=True)
    uitkomst = models.TextField(blank=True)
    vervolg = models.TextField(blank=True)

    objects = PeilingQuerySet.as_manager()

    # That a poll is held may be said; what somebody answered stands in no title.
    gevoelig = "nee"

    class Meta:
        verbose_name = "peiling"
        verbose_name_plural = "peilingen"
        ordering = ["-geopend_op"]
        indexes = [
            # The latest of a kind in an area: what a meeting waits for.
            models.Index(fields=["vorm", "gebied", "-geopend_op"], name="peiling_vorm_gebied"),
            # Which polls asked about this finding.
            models.Index(
                fields=["bron_soort", "bron_id"],
                condition=Q(bron_id__isnull=False),
                name="peiling_bron",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(stand="open", gesloten_op=None, gesloten_door=None)
                | Q(stand="gesloten", gesloten_op__isnull=False, gesloten_door__isnull=False),
                name="peiling_gesloten_compleet",
                violation_error_message="Een gesloten peiling heeft een datum en een persoon.",
            ),
            models.CheckConstraint(
                condition=Q(stand="open") | ~Q(uitkomst=""),
                name="peiling_gesloten_met_uitkomst",
                violation_error_message="Schrijf op wat de uitkomst is.",
            ),
            models.CheckConstraint(
                condition=Q(bron_soort="", bron_id=None) | (~Q(bron_soort="") & Q(bron_id__isnull=False)),
                name="peiling_bron_compleet",
                violation_error_message="Een bron heeft een soort en een nummer.",
            ),
            models.UniqueConstraint(
                fields=["vorm", "gebied"],
                condition=Q(stand="open"),
                name="peiling_een_open",
                violation_error_message="Deze peiling loopt hier al.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rij.naam}, {self.gebied}"

    def get_absolute_url(self) -> str:
        return reverse("overleggen:peiling", args=[self.pk])

    @property
    def profiel(self) -> Profiel:
        return profiel_van_versie(self.profielversie_id)

    @property
    def rij(self) -> Peilingrij:
        return self.profiel.peiling(self.vorm)

    @property
    def is_open(self) -> bool:
        return self.stand == self.Stand.OPEN

    @property
    def is_geheim(self) -> bool:
        """A vote: what somebody chose nobody reads, and how it stands nobody knows before it is closed."""
        return self.rij.soort == "stemmen"

    def is_voorbij(self, op: date | None = None) -> bool:
        return self.einddatum < (op or timezone.localdate())


class Peilingantwoord(models.Model):
    """What one person, or one party, answered; to be changed as long as the poll is open."""

    peiling = models.ForeignKey(Peiling, models.CASCADE, related_name="antwoorden")
    persoon = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    # Asked as a party: one answer for all of it, whoever gave it.
    partij = models.ForeignKey(Partij, models.PROTECT, null=True, blank=True, related_name="+")
    functie = models.CharField(max_length=160)
    kant = models.CharField(max_length=10)
    keuze = models.JSONField(default=dict)
    toelichting = models.TextField(blank=True)
    gegeven_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "antwoord op een peiling"
        verbose_name_plural = "antwoorden op een peiling"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["peiling", "persoon"],
                condition=Q(partij=None),
                name="peilingantwoord_persoon_eenmaal",
                violation_error_message="U heeft al geantwoord.",
            ),
            models.UniqueConstraint(
                fields=["peiling", "partij"],
                name="peilingantwoord_partij_eenmaal",
                violation_error_message="Deze partij heeft al geantwoord.",
            ),
        ]

    def __str__(self) -> str:
        return f"antwoord van {self.functie}"

    @property
    def waarden(self) -> dict[str, Any]:
        return dict(self.keuze)
