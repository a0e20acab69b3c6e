"""What of a signal was given to somebody outside the municipality, on what legal basis."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from signalen.models.signaal import Signaal
from wijkwerk.gebruikers.houder import MetHouder, houder_constraint
from wijkwerk.gebruikers.models import Gebruiker


class Verstrekking(MetHouder):
    """Frozen when given: a later profile changes what goes along next, not what went. The columns `houder_*` are to whom."""

    signaal = models.ForeignKey(Signaal, models.CASCADE, related_name="verstrekkingen")
    velden = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    grondslag = models.TextField()
    # By whoever sent it, because the profile declares nothing here.
    verklaard = models.BooleanField(default=False)
    gegeven_op = models.DateTimeField(default=timezone.now)
    gegeven_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "verstrekking"
        verbose_name_plural = "verstrekkingen"
        ordering = ["pk"]
        constraints = [
            houder_constraint("verstrekking"),
            models.CheckConstraint(
                condition=~Q(grondslag=""),
                name="verstrekking_heeft_grondslag",
                violation_error_message="Zonder grondslag gaat er niets naar buiten.",
            ),
        ]

    def __str__(self) -> str:
        return f"verstrekking van {self.signaal}"
