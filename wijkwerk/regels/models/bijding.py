"""What checks look at and that belongs to no single app: judgments, consent and decisions about any thing."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from wijkwerk.gebruikers.models import Gebruiker


class BijDingQuerySet(models.QuerySet[Any]):
    def bij(self, ding: models.Model) -> Self:
        return self.filter(object_soort=ding._meta.model_name, object_id=ding.pk)


class BijDing(models.Model):
    """A row beside any thing, named by its kind and id: the kernel knows no app."""

    object_soort = models.CharField(max_length=40)
    object_id = models.BigIntegerField()

    objects = BijDingQuerySet.as_manager()

    class Meta:
        abstract = True


class Beoordeling(BijDing):
    """One criterion of an oordeel of the profile, judged for a thing."""

    oordeel = models.CharField(max_length=80)
    criterium = models.CharField(max_length=80)
    ja = models.BooleanField()
    toelichting = models.TextField(blank=True)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "beoordeling"
        verbose_name_plural = "beoordelingen"
        constraints = [
            models.UniqueConstraint(
                fields=["object_soort", "object_id", "oordeel", "criterium"],
                name="beoordeling_een_per_criterium",
                violation_error_message="Dit criterium is al beoordeeld.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterium}: {'ja' if self.ja else 'nee'}"


class Instemming(BijDing):
    """Somebody was asked to agree or to be heard about a thing. `wie` is a selector or the key of a houder."""

    class Stand(models.TextChoices):
        GEVRAAGD = "gevraagd", "Gevraagd"
        AKKOORD = "akkoord", "Akkoord"
        NIET_AKKOORD = "niet-akkoord", "Niet akkoord"
        VERLOPEN = "verlopen", "Termijn voorbij"

    wie = models.CharField(max_length=120)
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.GEVRAAGD)
    # Who gave it, in which function: never on behalf of somebody else.
    door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    functie = models.CharField(max_length=120, blank=True)
    toelichting = models.TextField(blank=True)
    gevraagd_op = models.DateTimeField(default=timezone.now)
    uiterlijk = models.DateField(null=True, blank=True)
    gegeven_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "instemming"
        verbose_name_plural = "instemmingen"
        constraints = [
            models.UniqueConstraint(
                fields=["object_soort", "object_id", "wie"],
                name="instemming_een_per_wie",
                violation_error_message="Deze partij is al gevraagd.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(stand__in=["akkoord", "niet-akkoord"], gegeven_op__isnull=False, door__isnull=False)
                    | (Q(stand__in=["gevraagd", "verlopen"]) & Q(gegeven_op=None, door=None))
                ),
                name="instemming_gegeven_compleet",
                violation_error_message="Een instemming heeft een datum en een persoon.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wie}: {self.get_stand_display()}"


class Besluit(BijDing):
    """A decision of a body about a thing, as recorded: which body, when, under which number."""

    orgaan = models.CharField(max_length=120)
    datum = models.DateField()
    kenmerk = models.CharField(max_length=80, blank=True)
    toelichting = models.TextField(blank=True)
    vastgelegd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"

    def __str__(self) -> str:
        return f"{self.orgaan}, {date_format(self.datum)}"
