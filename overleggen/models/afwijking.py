"""That a form of meeting goes differently in one area: it lapses, is adapted, or is held where it otherwise is not."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from overleggen.zicht_vormen import gevraagd_q, vorm_q
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied


class AfwijkingQuerySet(models.QuerySet["Afwijking"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Those about a form that is this person's business there, and those this person was asked about."""
        return self.filter(vorm_q(gebruiker) | gevraagd_q(gebruiker, "afwijking"))

    def open(self) -> Self:
        return self.filter(stand__in=Afwijking.OPEN)

    def geldt_op(self, dag: date) -> Self:
        return self.filter(Q(tot=None) | Q(tot__gte=dag), stand=Afwijking.Stand.GELDT, van__lte=dag)

    def voor_lijst(self) -> Self:
        return self.select_related("gebied").order_by("gebied__naam", "vorm", "-van", "pk")


class Afwijking(OpPlek):
    """One decision about one form in one area, for as long as it says (HEL-50, DHR-42, OIJ-09)."""

    class Soort(models.TextChoices):
        VERVALT = "vervalt", "Het overleg vervalt hier"
        AANGEPAST = "aangepast", "Het overleg gaat hier anders"
        BESCHIKBAAR = "beschikbaar", "Dit overleg komt er hier bij"

    class Stand(models.TextChoices):
        VOORGESTELD = "voorgesteld", "Voorgesteld"
        GELDT = "geldt", "Geldt"
        AFGEWEZEN = "afgewezen", "Niet akkoord"
        BEEINDIGD = "beeindigd", "Beëindigd"

    OPEN = (Stand.VOORGESTELD, Stand.GELDT)

    vorm = models.CharField(max_length=80)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="afwijkingen")
    soort = models.CharField(max_length=12, choices=Soort)
    reden = models.TextField()
    # What comes instead, or how it goes here.
    alternatief = models.TextField(blank=True)
    # How often here, when that differs from the form; 0 is: as often as it is wanted.
    per_jaar = models.PositiveSmallIntegerField(null=True, blank=True)
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.VOORGESTELD)
    voorgesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    voorgesteld_op = models.DateTimeField(default=timezone.now)
    besloten_op = models.DateTimeField(null=True, blank=True)
    beeindigd_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    beeindigd_op = models.DateTimeField(null=True, blank=True)
    eindreden = models.TextField(blank=True)

    objects = AfwijkingQuerySet.as_manager()

    class Meta:
        verbose_name = "afwijking"
        verbose_name_plural = "afwijkingen"
        ordering = ["-van", "pk"]
        indexes = [
            # What holds now, for the planner of many areas.
            models.Index(
                fields=["gebied", "vorm"],
                name="afwijking_open",
                condition=Q(stand__in=["voorgesteld", "geldt"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reden=""),
                name="afwijking_met_reden",
                violation_error_message="Geef een reden.",
            ),
            models.CheckConstraint(
                condition=Q(tot=None) | Q(tot__gte=F("van")),
                name="afwijking_loopt_vooruit",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
            models.CheckConstraint(
                condition=~Q(soort="aangepast") | ~Q(alternatief=""),
                name="afwijking_aangepast_zegt_hoe",
                violation_error_message="Schrijf op hoe het overleg hier gaat.",
            ),
            models.CheckConstraint(
                condition=Q(stand="voorgesteld", besloten_op=None)
                | Q(stand="beeindigd")
                | (Q(stand__in=["geldt", "afgewezen"]) & Q(besloten_op__isnull=False)),
                name="afwijking_besloten_compleet",
                violation_error_message="Een besluit heeft een datum.",
            ),
            models.CheckConstraint(
                condition=Q(stand="beeindigd", beeindigd_op__isnull=False, beeindigd_door__isnull=False)
                | (~Q(stand="beeindigd") & Q(beeindigd_op=None, beeindigd_door=None)),
                name="afwijking_beeindigd_compleet",
                violation_error_message="Wie iets beëindigt staat erbij, met de datum.",
            ),
            models.UniqueConstraint(
                fields=["vorm", "gebied"],
                condition=Q(stand="voorgesteld"),
                name="afwijking_een_voorstel",
                violation_error_message="Hierover ligt al een voorstel.",
            ),
        ]

    # That a form is not held somewhere is no secret for who knows of the form.
    gevoelig = "nee"

    def __str__(self) -> str:
        return f"{self.naam}: {self.get_soort_display().lower()}"

    def get_absolute_url(self) -> str:
        return reverse("overleggen:afwijking", args=[self.pk])

    @property
    def naam(self) -> str:
        return actief_profiel().overlegvorm(self.vorm).naam_in(self.gebied.naam)

    @property
    def is_open(self) -> bool:
        return self.stand in self.OPEN

    @property
    def is_voorgesteld(self) -> bool:
        return self.stand == self.Stand.VOORGESTELD
