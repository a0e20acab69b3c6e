"""What the municipality expects the wijk to say of a project: for the project team, and for nobody outside (DHR-45)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from signalen.models.project import Project
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker


class Inschatting(Eenmalig):
    """One wijkinschatting. Who reads it: `acties.project.mag_inschatting`."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="inschattingen")
    tekst = models.TextField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    geschreven_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "wijkinschatting"
        verbose_name_plural = "wijkinschattingen"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(tekst=""),
                name="inschatting_heeft_tekst",
                violation_error_message="Schrijf op wat u verwacht.",
            ),
        ]

    def __str__(self) -> str:
        return f"Wijkinschatting bij {self.project}"
