"""The programme of a visit to the wijk: stop after stop, with a host."""

from __future__ import annotations

from django.db import models

from overleggen.models.overleg import Overleg


class Programmaonderdeel(models.Model):
    """One stop (HEL-44, HEL-46). It is made to be announced: it holds no names of residents."""

    overleg = models.ForeignKey(Overleg, models.CASCADE, related_name="programma")
    begin = models.TimeField()
    wat = models.CharField(max_length=200)
    plaats = models.CharField(max_length=200, blank=True)
    # By function or organisation.
    gastheer = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = "onderdeel van een programma"
        verbose_name_plural = "onderdelen van een programma"
        ordering = ["begin", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["overleg", "begin", "wat"],
                name="programmaonderdeel_uniek",
                violation_error_message="Dit staat al in het programma.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.begin:%H:%M} {self.wat}"
