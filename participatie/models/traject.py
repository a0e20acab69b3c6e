"""One participation path (burgerparticipatie): about what, at which rung, and who decided that."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from adviezen.service import bron_open_q, gevoelig_van
from participatie.zicht import deelnemer_q, gevraagd_q, kijkers_q
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.wijken.models import Gebied

# Its title after its words left.
GEWIST = "Gewist"


class TrajectQuerySet(models.QuerySet["Traject"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Who draws it up, advises on it or decides there; once it is established also who takes part.

        About something that is shielded now: of those only who may see that.
        """
        q = Q(begonnen_door=gebruiker) | kijkers_q(gebruiker) | gevraagd_q(gebruiker)
        q |= ~Q(stand=Traject.Stand.VOORBEREIDING) & deelnemer_q(gebruiker)
        return self.filter(q).filter(bron_open_q(gebruiker))

    def in_voorbereiding(self) -> Self:
        return self.filter(stand=Traject.Stand.VOORBEREIDING)

    def lopend(self) -> Self:
        return self.filter(stand=Traject.Stand.VASTGESTELD)

    def over(self, soort: str, pk: int) -> Self:
        return self.filter(bron_soort=soort, bron_id=pk)

    def voor_lijst(self) -> Self:
        return self.select_related("gebied", "begonnen_door").order_by("-begonnen_op", "-pk")


class Traject(Eenmalig, OpPlek):
    """Apart from the work in the wijk: it is no point of an overleg and no item of a plan (BER-39)."""

    class Stand(models.TextChoices):
        VOORBEREIDING = "voorbereiding", "In voorbereiding"
        VASTGESTELD = "vastgesteld", "Vastgesteld"
        AFGEROND = "afgerond", "Afgerond"

    titel = models.CharField(max_length=200)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+")
    # What it is about, as kind and id: project, plan, dossier, initiatief.
    bron_soort = models.CharField(max_length=40, blank=True)
    bron_id = models.BigIntegerField(null=True, blank=True)
    doel = models.TextField(blank=True)
    # What people can still influence, and what stands fast.
    waarover = models.TextField(blank=True)
    kaders = models.TextField(blank=True)
    # How and when people hear what was done with what they said.
    terugkoppeling = models.TextField(blank=True)
    groot = models.BooleanField(default=False)
    formele_inspraak = models.BooleanField(default=False)
    budget = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    # A protocol of the profile, or none (BER-54).
    protocol = models.CharField(max_length=80, blank=True)
    # By which instruments of the profile, as they were called when chosen (BER-55).
    instrumenten = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    # The rung that a person chose; what the factors proposed then, and why it is another one (BER-41).
    trede = models.CharField(max_length=120, blank=True)
    voorgestelde_trede = models.CharField(max_length=120, blank=True)
    afwijking = models.TextField(blank=True)

    stand = models.CharField(max_length=13, choices=Stand, default=Stand.VOORBEREIDING)
    begonnen_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    begonnen_op = models.DateTimeField(default=timezone.now)
    # The body that decided, and how it was called on that day (BER-46).
    orgaan = models.CharField(max_length=120, blank=True)
    orgaan_naam = models.CharField(max_length=160, blank=True)
    besloten_op = models.DateField(null=True, blank=True)
    kenmerk = models.CharField(max_length=80, blank=True)
    vastgesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    vastgesteld_op = models.DateTimeField(null=True, blank=True)
    resultaat = models.TextField(blank=True)
    afgerond_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    afgerond_op = models.DateTimeField(null=True, blank=True)

    objects = TrajectQuerySet.as_manager()

    class Meta:
        verbose_name = "participatietraject"
        verbose_name_plural = "participatietrajecten"
        ordering = ["-begonnen_op", "-pk"]
        indexes = [
            # The page of a project, plan or dossier: the paths that belong to it.
            models.Index(fields=["bron_soort", "bron_id"], name="traject_van_bron"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(titel=""),
                name="traject_heeft_titel",
                violation_error_message="Geef het traject een naam.",
            ),
            models.CheckConstraint(
                condition=Q(bron_soort="", bron_id=None) | (~Q(bron_soort="") & Q(bron_id__isnull=False)),
                name="traject_bron_compleet",
                violation_error_message="Een bron heeft een soort en een nummer.",
            ),
            models.CheckConstraint(
                condition=Q(voorgestelde_trede="")
                | Q(trede=models.F("voorgestelde_trede"))
                | ~Q(afwijking=""),
                name="traject_afwijken_met_reden",
                violation_error_message="Schrijf op waarom u een andere trede kiest.",
            ),
            models.CheckConstraint(
                condition=Q(
                    stand="voorbereiding", vastgesteld_op=None, vastgesteld_door=None, besloten_op=None
                )
                | (
                    ~Q(stand="voorbereiding")
                    & Q(
                        vastgesteld_op__isnull=False,
                        vastgesteld_door__isnull=False,
                        besloten_op__isnull=False,
                    )
                    & ~Q(orgaan="")
                ),
                name="traject_vastgesteld_compleet",
                violation_error_message="Vaststellen heeft een orgaan, een datum en een persoon.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(stand="afgerond", afgerond_op__isnull=False, afgerond_door__isnull=False)
                    & ~Q(resultaat="")
                )
                | (~Q(stand="afgerond") & Q(afgerond_op=None, afgerond_door=None, resultaat="")),
                name="traject_afgerond_compleet",
                violation_error_message="Afronden heeft een resultaat, een datum en een persoon.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("participatie:traject", args=[self.pk])

    @property
    def gevoelig(self) -> str:
        """Nothing shielded comes in; but what it is about may be shielded afterwards."""
        return gevoelig_van(self.bron_soort, self.bron_id)

    @property
    def is_open(self) -> bool:
        """Whether it can still be written in."""
        return self.stand == self.Stand.VOORBEREIDING

    @property
    def wijkt_af(self) -> bool:
        return bool(self.voorgestelde_trede) and self.trede != self.voorgestelde_trede


class Factorscore(models.Model):
    """How heavily one factor of the profile weighs here, and why."""

    class Score(models.IntegerChoices):
        WEINIG = 0, "Weinig"
        GEMIDDELD = 1, "Gemiddeld"
        VEEL = 2, "Veel"

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="scores")
    # As the profile called it when it was judged.
    factor = models.CharField(max_length=120)
    score = models.PositiveSmallIntegerField(choices=Score)
    toelichting = models.TextField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "weegfactor"
        verbose_name_plural = "weegfactoren"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["traject", "factor"],
                name="factorscore_een_per_factor",
                violation_error_message="Deze factor is al gewogen.",
            ),
            models.CheckConstraint(
                condition=Q(score__lte=2) & ~Q(toelichting=""),
                name="factorscore_met_toelichting",
                violation_error_message="Kies hoe zwaar dit weegt, en leg uit waarom.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.factor}: {self.get_score_display()}"
