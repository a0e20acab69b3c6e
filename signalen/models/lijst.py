"""A choice of filters that somebody kept."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from wijkwerk.gebruikers.models import Gebruiker


class BewaardeLijstQuerySet(models.QuerySet["BewaardeLijst"]):
    def van(self, gebruiker: Gebruiker) -> Self:
        return self.filter(gebruiker=gebruiker)


class BewaardeLijst(models.Model):
    """The filters of one list under a name. Who gets its address sees with it what that person may see."""

    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="bewaarde_lijsten")
    naam = models.CharField(max_length=60)
    # The query of the address, in the order of the form.
    vraag = models.CharField(max_length=600, blank=True)
    # Opens when the person chooses Signalen.
    is_standaard = models.BooleanField(default=False)

    objects = BewaardeLijstQuerySet.as_manager()

    class Meta:
        verbose_name = "bewaarde lijst"
        verbose_name_plural = "bewaarde lijsten"
        ordering = ["naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "naam"],
                name="bewaarde_lijst_naam_uniek",
                violation_error_message="U heeft al een lijst met deze naam.",
            ),
            models.UniqueConstraint(
                fields=["gebruiker"],
                condition=Q(is_standaard=True),
                name="bewaarde_lijst_een_standaard",
                violation_error_message="U heeft al een lijst die vanzelf opent.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return f"{reverse('signalen:lijst')}?{self.vraag or 'stand='}"
