"""A line of the minutes: everybody adds lines of their own, so that two writers never stand in each other's way."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from overleggen.models.agendapunt import Agendapunt
from overleggen.models.overleg import Overlegdeel
from wijkwerk.gebruikers.models import Gebruiker


class Aantekening(models.Model):
    """At a point, or at a part when `punt` is empty. A resident's question is noted without a name."""

    class Soort(models.TextChoices):
        AANTEKENING = "aantekening", "Aantekening"
        VRAAG = "vraag", "Vraag van een bewoner"

    deel = models.ForeignKey(Overlegdeel, models.PROTECT, related_name="aantekeningen")
    punt = models.ForeignKey(Agendapunt, models.PROTECT, null=True, blank=True, related_name="aantekeningen")
    soort = models.CharField(max_length=11, choices=Soort, default=Soort.AANTEKENING)
    tekst = models.TextField()
    antwoord = models.TextField(blank=True)
    # Made by the page that sends it: the same line sent twice, because the line was gone, is one line.
    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    geschreven_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    geschreven_op = models.DateTimeField(default=timezone.now)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "aantekening"
        verbose_name_plural = "aantekeningen"
        ordering = ["geschreven_op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(tekst=""),
                name="aantekening_met_tekst",
                violation_error_message="Schrijf op wat er gezegd is.",
            ),
            models.CheckConstraint(
                condition=Q(antwoord="") | Q(soort="vraag"),
                name="aantekening_antwoord_op_vraag",
                violation_error_message="Alleen een vraag van een bewoner krijgt een antwoord.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.pk}"

    @property
    def is_vraag(self) -> bool:
        return self.soort == self.Soort.VRAAG
