"""A point that somebody without an account brought in: the address to follow it by, and apart from it who it was."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from overleggen.models.agendapunt import Agendapunt
from signalen.models import Melder
from wijkwerk.sleuteladres import Sleuteladres, SleuteladresQuerySet


class InbrengQuerySet(SleuteladresQuerySet["Inbreng"]):
    pass


class Inbreng(Sleuteladres):
    """Goes by itself some time after the meeting; the point stays as what the meeting spoke of."""

    punt = models.OneToOneField(Agendapunt, models.CASCADE, related_name="inbreng")
    # Only of who wants to hear of it: encrypted, and removed on request as that of any melder.
    melder = models.ForeignKey(Melder, models.SET_NULL, null=True, blank=True, related_name="+")
    # Which form made it: a double click makes one.
    client_id = models.UUIDField(null=True, unique=True, editable=False)

    objects = InbrengQuerySet.as_manager()

    class Meta:
        verbose_name = "punt van een bewoner"
        verbose_name_plural = "punten van bewoners"

    def __str__(self) -> str:
        return f"Uw punt voor {self.punt.overleg}"

    def get_absolute_url(self) -> str:
        return reverse("inbreng:stand", args=[self.sleutel])

    @property
    def gevoelig(self) -> str:
        """As shielded as the point is now, its source included (one query)."""
        return "ja" if Agendapunt.objects.met_gevoelig().get(pk=self.punt_id).is_gevoelig else "nee"
