"""The part of a signal that one party takes, within its own discipline (DHR-38)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from signalen.models.signaal import Signaal
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.houder import houder_q
from wijkwerk.gebruikers.models import Gebruiker


class DeelactieQuerySet(models.QuerySet["Deelactie"]):
    def van_houder(self, gebruiker: Gebruiker) -> Self:
        return self.filter(houder_q(gebruiker, "afspraak__"))

    def open(self) -> Self:
        return self.filter(afspraak__stand__in=Afspraak.OPEN)

    def blokkeert(self) -> Self:
        """Parts that stand between the signal and its answer: open, or refused and not asked of somebody else."""
        geweigerd = Q(afspraak__stand=Afspraak.Stand.GEWEIGERD, opvolger=None)
        return self.filter(Q(afspraak__stand__in=Afspraak.OPEN) | geweigerd)

    def voor_lijst(self) -> Self:
        return self.select_related(
            "afspraak",
            "afspraak__houder_partij",
            "afspraak__houder_gebied",
            "afspraak__houder_persoon",
            "afspraak__gevraagd_door",
        ).order_by("pk")


class Deelactie(models.Model):
    """Links a signal to the Afspraak that was asked for it. It has no state of its own: the Afspraak has."""

    signaal = models.ForeignKey(Signaal, models.CASCADE, related_name="delen")
    afspraak = models.OneToOneField(Afspraak, models.PROTECT, related_name="deelactie")
    discipline = models.CharField(max_length=80, blank=True)
    # Referred: who accepts it takes the whole signal over (ETL-61).
    verwijst = models.BooleanField(default=False)
    # The refused part in whose place this one was asked.
    vervangt = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="opvolger")

    objects = DeelactieQuerySet.as_manager()

    class Meta:
        verbose_name = "deelactie"
        verbose_name_plural = "deelacties"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(vervangt=None) | ~Q(vervangt=F("id")),
                name="deelactie_vervangt_een_andere",
                violation_error_message="Een deel kan niet zichzelf vervangen.",
            ),
        ]

    def __str__(self) -> str:
        return f"deel van {self.signaal}"

    def get_absolute_url(self) -> str:
        return reverse("signalen:deel", args=[self.signaal_id, self.pk])
