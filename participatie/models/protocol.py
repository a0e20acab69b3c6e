"""The checklist of a standard process, and what advisers see on the way."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from participatie.models.traject import Traject
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker


class Protocolstap(models.Model):
    """One step of the protocol, as it was called when the protocol was chosen; done, or left out with a reason."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="protocolstappen")
    volgorde = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=200)
    gedaan_op = models.DateField(null=True, blank=True)
    overgeslagen = models.TextField(blank=True)
    door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "protocolstap"
        verbose_name_plural = "protocolstappen"
        ordering = ["volgorde"]
        constraints = [
            models.UniqueConstraint(
                fields=["traject", "volgorde"],
                name="protocolstap_een_per_plaats",
                violation_error_message="Deze stap is er al.",
            ),
            models.CheckConstraint(
                condition=Q(gedaan_op=None, overgeslagen="", door=None)
                | (Q(gedaan_op__isnull=False, door__isnull=False, overgeslagen=""))
                | (Q(gedaan_op=None, door__isnull=False) & ~Q(overgeslagen="")),
                name="protocolstap_gedaan_of_overgeslagen",
                violation_error_message="Een stap is gedaan op een dag, of overgeslagen met een reden.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def is_open(self) -> bool:
        return self.door_id is None


class Trajectnotitie(Eenmalig):
    """What an adviser sees of the process on the way (BER-50)."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="notities")
    tekst = models.TextField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "notitie bij een traject"
        verbose_name_plural = "notities bij een traject"
        ordering = ["op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(tekst=""),
                name="trajectnotitie_heeft_tekst",
                violation_error_message="Schrijf iets op.",
            ),
        ]

    def __str__(self) -> str:
        return f"Notitie: {self.traject}"
