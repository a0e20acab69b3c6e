"""The position of the municipality on a subject, after weighing all advice on it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from adviezen.models.onderwerp import Adviesonderwerp
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.wijken.models import Gebied


class Standpunt(models.Model):
    class Oordeel(models.TextChoices):
        VOLGT = "volgt", "Wij volgen het advies"
        DEELS = "deels", "Wij volgen het advies voor een deel"
        WIJKT_AF = "wijkt_af", "Wij wijken af van het advies"

    class Stand(models.TextChoices):
        INGENOMEN = "ingenomen", "Ingenomen"
        MEEGEDEELD = "meegedeeld", "Meegedeeld"
        AFGEROND = "afgerond", "Afgerond"

    onderwerp = models.OneToOneField(Adviesonderwerp, models.PROTECT, related_name="standpunt")
    oordeel = models.CharField(max_length=8, choices=Oordeel)
    tekst = models.TextField()
    motivering = models.TextField(blank=True)
    alternatief = models.TextField(blank=True)
    vervolg = models.TextField(blank=True)
    # Whom residents turn to: a function of the municipality (HEL-32).
    aanspreekpunt = models.CharField(max_length=160, blank=True)
    aanspreekpunt_e_mail = models.EmailField(blank=True)
    # The selector of the body that decided, and how it was called on that day.
    orgaan = models.CharField(max_length=120)
    orgaan_naam = models.CharField(max_length=160)
    besloten_op = models.DateField()
    kenmerk = models.CharField(max_length=80, blank=True)

    stand = models.CharField(max_length=12, choices=Stand, default=Stand.INGENOMEN)
    ingenomen_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    ingenomen_op = models.DateTimeField(default=timezone.now)
    gecommuniceerd_door = models.ForeignKey(
        Gebruiker, models.PROTECT, null=True, blank=True, related_name="+"
    )
    gecommuniceerd_op = models.DateTimeField(null=True, blank=True)
    # How those were told whom no message reaches.
    anders_verteld = models.TextField(blank=True)
    afgerond_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    afgerond_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "standpunt"
        verbose_name_plural = "standpunten"
        ordering = ["-besloten_op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(oordeel="wijkt_af") | ~Q(motivering=""),
                name="standpunt_afwijken_met_motivering",
                violation_error_message="Schrijf op waarom u van het advies afwijkt.",
            ),
            models.CheckConstraint(
                condition=Q(stand="ingenomen", gecommuniceerd_op=None, gecommuniceerd_door=None)
                | (
                    ~Q(stand="ingenomen")
                    & Q(gecommuniceerd_op__isnull=False, gecommuniceerd_door__isnull=False)
                ),
                name="standpunt_meegedeeld_compleet",
                violation_error_message="Meedelen heeft een datum en een persoon.",
            ),
            models.CheckConstraint(
                condition=Q(stand="afgerond", afgerond_op__isnull=False, afgerond_door__isnull=False)
                | (~Q(stand="afgerond") & Q(afgerond_op=None, afgerond_door=None)),
                name="standpunt_afgerond_compleet",
                violation_error_message="Afronden heeft een datum en een persoon.",
            ),
        ]

    def __str__(self) -> str:
        return f"Standpunt: {self.onderwerp}"

    def get_absolute_url(self) -> str:
        return self.onderwerp.get_absolute_url()

    @property
    def gevoelig(self) -> str:
        return self.onderwerp.gevoelig

    @property
    def gebied(self) -> Gebied:
        return self.onderwerp.gebied
