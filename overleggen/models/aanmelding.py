"""What somebody answered to an invitation: comes, does not come, sends somebody else."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from overleggen.models.overleg import Deelnemer, Overleg
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.wijken.models import Partij


class Aanmelding(models.Model):
    """The answer of one person, or of a party that has nobody with an account. A later answer replaces it."""

    class Komt(models.TextChoices):
        JA = "ja", "Komt"
        NEE = "nee", "Komt niet"
        VERVANGER = "vervanger", "Stuurt een vervanger"

    overleg = models.ForeignKey(Overleg, models.CASCADE, related_name="aanmeldingen")
    persoon = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    partij = models.ForeignKey(Partij, models.PROTECT, null=True, blank=True, related_name="+")
    # On whose behalf: the rows of the list of participants that mean this person.
    deelnemers = models.ManyToManyField(Deelnemer, related_name="aanmeldingen")
    komt = models.CharField(max_length=10, choices=Komt)
    # Who comes instead, by function; or what the organiser should know. Only for who organises.
    toelichting = models.CharField(max_length=200, blank=True)
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        ordering = ["op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(persoon=None, partij__isnull=False) | Q(persoon__isnull=False, partij=None),
                name="aanmelding_van_een",
                violation_error_message="Een aanmelding is van een persoon of van een organisatie.",
            ),
            models.CheckConstraint(
                condition=~Q(komt="vervanger") | ~Q(toelichting=""),
                name="aanmelding_vervanger_genoemd",
                violation_error_message="Schrijf op wie er in uw plaats komt.",
            ),
            models.UniqueConstraint(
                fields=["overleg", "persoon"],
                name="aanmelding_persoon_uniek",
                violation_error_message="Van deze persoon is er al een antwoord.",
            ),
            models.UniqueConstraint(
                fields=["overleg", "partij"],
                name="aanmelding_partij_uniek",
                violation_error_message="Van deze organisatie is er al een antwoord.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wie}: {self.get_komt_display().lower()}"

    @property
    def wie(self) -> str:
        return str(self.persoon or self.partij)
