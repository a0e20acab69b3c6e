"""What is brought together for a point before the meeting: information that was asked for, and papers."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from overleggen.models.agendapunt import Agendapunt
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker


class Informatievraag(Eenmalig):
    """An afspraak of the register by which somebody brings information for a point, before the meeting (DHR-31, BER-24).

    Not one that was made at the table: it is in no report, and a rule that counts afspraken does not count it.
    """

    punt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="informatievragen")
    afspraak = models.OneToOneField(Afspraak, models.PROTECT, related_name="informatievraag")

    class Meta:
        verbose_name = "informatievraag"
        verbose_name_plural = "informatievragen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Informatie bij agendapunt {self.punt_id}"


class StukQuerySet(models.QuerySet["Stuk"]):
    def zonder_inhoud(self) -> Self:
        """For lists: everything but the file itself."""
        return self.defer("inhoud")


class Stuk(models.Model):
    """A paper at a point: a file, or the address of a page. Who reads the point reads the paper.

    The file is in the database, in the transaction and the backup of its point.
    """

    punt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="stukken")
    titel = models.CharField(max_length=160)
    # One of the two.
    adres = models.URLField(max_length=500, blank=True)
    inhoud = models.BinaryField(null=True)
    soort = models.CharField(max_length=8, blank=True)
    grootte = models.PositiveIntegerField(default=0)
    toegevoegd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    toegevoegd_op = models.DateTimeField(default=timezone.now)

    objects = StukQuerySet.as_manager()

    class Meta:
        verbose_name = "stuk"
        verbose_name_plural = "stukken"
        ordering = ["toegevoegd_op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(adres="", inhoud__isnull=False) & ~Q(soort=""))
                | (~Q(adres="") & Q(inhoud=None, soort="")),
                name="stuk_bestand_of_adres",
                violation_error_message="Kies een bestand of vul een adres in.",
            )
        ]

    def __str__(self) -> str:
        return f"stuk {self.pk}"

    def get_absolute_url(self) -> str:
        return self.adres or reverse("overleggen:stuk", args=[self.punt_id, self.pk])
