"""The check on one period: agreed beside delivered, a judgment, what the organisation says of it, a talk, what follows."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from prestaties.models.afspraak import Prestatieafspraak
from wijkwerk.gebruikers.models import Gebruiker


class Prestatiecontrole(models.Model):
    """One per period. Told to the organisation first; final only after its reaction, or when the days for that are over."""

    class Stand(models.TextChoices):
        VOORGELEGD = "voorgelegd", "Wacht op reactie"
        DEFINITIEF = "definitief", "Vastgesteld"

    class Oordeel(models.TextChoices):
        GELEVERD = "geleverd", "Geleverd"
        DEELS = "deels geleverd", "Deels geleverd"
        NIET = "niet geleverd", "Niet geleverd"

    # Mail says that there is a judgment, never which.
    gevoelig = "nee"

    afspraak = models.ForeignKey(Prestatieafspraak, models.CASCADE, related_name="controles")
    van = models.DateField()
    tot = models.DateField()
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.VOORGELEGD)
    # What the checker saw: per area agreed for this period, reported, counted.
    cijfers = models.JSONField(default=list)
    levering = models.TextField(blank=True)
    oordeel = models.CharField(max_length=16, choices=Oordeel)
    toelichting = models.TextField()
    voorgelegd_op = models.DateTimeField(default=timezone.now)
    voorgelegd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    reageren_tot = models.DateField()
    eens = models.BooleanField(null=True, blank=True)
    reactie = models.TextField(blank=True)
    reactie_op = models.DateTimeField(null=True, blank=True)
    reactie_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    # How it was told, where the organisation said nothing: a message may never have been opened.
    verteld_op = models.DateField(null=True, blank=True)
    verteld_hoe = models.CharField(max_length=300, blank=True)
    gesprek_op = models.DateField(null=True, blank=True)
    gesprek_uitkomst = models.TextField(blank=True)
    vervolg = models.TextField(blank=True)
    definitief_op = models.DateTimeField(null=True, blank=True)
    definitief_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "prestatiecontrole"
        verbose_name_plural = "prestatiecontroles"
        ordering = ["tot", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["afspraak", "tot"],
                name="controle_een_per_periode",
                violation_error_message="Deze periode is al gecontroleerd.",
            ),
            models.CheckConstraint(
                condition=Q(tot__gte=F("van")),
                name="controle_loopt_vooruit",
                violation_error_message="De laatste dag ligt voor de eerste.",
            ),
            models.CheckConstraint(
                condition=~Q(toelichting=""),
                name="controle_met_uitleg",
                violation_error_message="Leg uit waarom u zo oordeelt.",
            ),
            models.CheckConstraint(
                condition=Q(reactie_op=None, reactie_door=None, eens=None)
                | Q(reactie_op__isnull=False, reactie_door__isnull=False, eens__isnull=False),
                name="controle_reactie_compleet",
                violation_error_message="Een reactie heeft een dag, een persoon en een antwoord.",
            ),
            models.CheckConstraint(
                condition=Q(stand="definitief", definitief_op__isnull=False, definitief_door__isnull=False)
                | Q(stand="voorgelegd", definitief_op=None, definitief_door=None),
                name="controle_definitief_compleet",
                violation_error_message="Wie vaststelt, en wanneer, hoort erbij.",
            ),
            models.CheckConstraint(
                condition=~Q(stand="definitief", reactie_op=None)
                | (Q(verteld_op__isnull=False) & ~Q(verteld_hoe="")),
                name="controle_definitief_verteld",
                violation_error_message="Schrijf op wanneer en hoe het oordeel is verteld.",
            ),
            models.CheckConstraint(
                condition=~Q(stand="definitief", oordeel="niet geleverd")
                | (Q(gesprek_op__isnull=False) & ~Q(gesprek_uitkomst="") & ~Q(vervolg="")),
                name="controle_niet_geleverd_met_gesprek",
                violation_error_message="Is er niet geleverd, dan hoort er een gesprek en een vervolg bij.",
            ),
        ]

    def __str__(self) -> str:
        return f"Controle van {self.afspraak}, tot en met {date_format(self.tot)}"

    def get_absolute_url(self) -> str:
        return f"{reverse('prestaties:afspraak', args=[self.afspraak_id])}#controle-{self.pk}"

    @property
    def is_definitief(self) -> bool:
        return self.stand == self.Stand.DEFINITIEF

    @property
    def is_niet_geleverd(self) -> bool:
        return self.oordeel == self.Oordeel.NIET

    def reactie_klaar(self, dag: date) -> bool:
        """Whether the organisation has reacted, or the days for it are over."""
        return self.reactie_op is not None or dag > self.reageren_tot
