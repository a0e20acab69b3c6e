"""One round of a cycle of the profile in one area."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from gebiedscyclus.zicht import ronde_q
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.plannen import Cyclus
from wijkwerk.wijken.models import Gebied


class RondeQuerySet(models.QuerySet["Ronde"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Who keeps the cycle there, who makes or decides its plans, and who decides in the municipality."""
        return self.filter(ronde_q(gebruiker))

    def open(self) -> Self:
        return self.filter(gesloten_op=None)

    def van(self, cyclus: str, gebied: Gebied) -> Self:
        """Every round of a cycle in an area, the newest first."""
        return self.filter(cyclus=cyclus, gebied=gebied).order_by("-periode_van", "-pk")

    def voor_lijst(self) -> Self:
        return self.select_related("gebied").order_by("gebied__naam", "-periode_van", "-pk")


class Ronde(OpPlek):
    """A turn of the cycle: opened by the clock or by somebody, closed when all is done, or before that with a reason."""

    cyclus = models.CharField(max_length=80)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="rondes")
    periode_van = models.DateField()
    periode_tot = models.DateField(null=True, blank=True)
    # From which day the steps were counted: later than the period, where the first round began halfway.
    begin = models.DateField()
    vorige = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="volgende")
    # Why this area was chosen.
    reden = models.TextField(blank=True)
    geopend_op = models.DateTimeField(default=timezone.now)
    # Nobody: the clock.
    geopend_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    gesloten_op = models.DateTimeField(null=True, blank=True)
    gesloten_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    # Why it was closed before everything was done; nothing when it was.
    sluitreden = models.TextField(blank=True)

    objects = RondeQuerySet.as_manager()

    # That there is a round is no secret; what is found stands on its own pages.
    gevoelig = "nee"

    class Meta:
        verbose_name = "ronde"
        verbose_name_plural = "rondes"
        ordering = ["-periode_van", "-pk"]
        indexes = [
            # The latest of a cycle in an area.
            models.Index(fields=["cyclus", "gebied", "-periode_van"], name="ronde_laatste"),
            # What the clock follows, and Vandaag.
            models.Index(fields=["cyclus"], name="ronde_open", condition=Q(gesloten_op=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["cyclus", "gebied", "periode_van"],
                condition=Q(gesloten_op=None),
                name="ronde_een_open_per_periode",
                violation_error_message="Er is al een ronde voor dit gebied en deze periode.",
            ),
            models.CheckConstraint(
                condition=Q(periode_tot=None) | Q(periode_tot__gte=F("periode_van")),
                name="ronde_periode_loopt_vooruit",
                violation_error_message="De laatste dag ligt voor de eerste.",
            ),
            models.CheckConstraint(
                condition=Q(begin__gte=F("periode_van")),
                name="ronde_begint_in_periode",
                violation_error_message="Een ronde begint niet voor haar periode.",
            ),
            models.CheckConstraint(
                condition=Q(gesloten_op__isnull=False) | Q(gesloten_door=None, sluitreden=""),
                name="ronde_open_zonder_sluiting",
                violation_error_message="Een open ronde heeft geen reden van sluiten.",
            ),
            models.CheckConstraint(
                condition=Q(sluitreden="") | Q(gesloten_door__isnull=False),
                name="ronde_gesloten_door_iemand",
                violation_error_message="Wie een ronde met een reden sluit, hoort erbij.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam} {self.gebied} {self.periode}"

    def get_absolute_url(self) -> str:
        return reverse("cyclus:ronde", args=[self.pk])

    @property
    def rij(self) -> Cyclus:
        return actief_profiel().cyclus(self.cyclus)

    @property
    def naam(self) -> str:
        return self.rij.naam

    @property
    def periode(self) -> str:
        """“2027”, “2027–2030”, or the half year by its days."""
        van, tot = self.periode_van, self.periode_tot
        if tot is None:
            return f"vanaf {date_format(van)}"
        heel = (van.month, van.day) == (1, 1) and (tot.month, tot.day) == (12, 31)
        if heel or (tot - van).days > 366:
            return str(van.year) if van.year == tot.year else f"{van.year}–{tot.year}"
        return f"{date_format(van)} tot en met {date_format(tot)}"

    @property
    def is_open(self) -> bool:
        return self.gesloten_op is None

    @property
    def stand(self) -> str:
        if self.is_open:
            return "loopt"
        return "gesloten" if self.sluitreden else "afgerond"
