"""One step of a round: what carries it, how far it is, and what was found."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from gebiedscyclus.models.ronde import Ronde
from overleggen.models import Overleg, Peiling
from wijkagenda.models import Plan
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel.rijen.plannen import Cyclusstap


class StapQuerySet(models.QuerySet["Stap"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """The steps of the rounds that this person reads."""
        return self.filter(ronde__in=Ronde.objects.zichtbaar_voor(gebruiker).values("pk"))

    def met_drager(self) -> Self:
        """With what carries each step, so that `nu` asks nothing more."""
        return self.select_related("ronde__gebied", "plan", "overleg", "peiling").order_by("volgorde")

    def niet_klaar(self) -> Self:
        """As last written down; what carries it may be further (`nu`)."""
        return self.exclude(stand=Stap.Stand.VASTGESTELD).filter(ronde__gesloten_op=None)


class Stap(models.Model):
    """A step of the profile, the how manieth time in this round. With a plan, meeting or poll its state follows that."""

    class Stand(models.TextChoices):
        NIET_GESTART = "niet_gestart", "Niet gestart"
        BEZIG = "bezig", "Bezig"
        GEREED = "gereed", "Gereed"
        VASTGESTELD = "vastgesteld", "Vastgesteld"

    # Until when it waits: not the last state of what is held instead of established.
    VOLGORDE = (Stand.NIET_GESTART, Stand.BEZIG, Stand.GEREED, Stand.VASTGESTELD)

    # Set by queries that ask (`contact.met_contact`).
    laatste_contact: date | None = None

    ronde = models.ForeignKey(Ronde, models.CASCADE, related_name="stappen")
    sleutel = models.CharField(max_length=80)
    beurt = models.PositiveSmallIntegerField(default=1)
    volgorde = models.PositiveSmallIntegerField()
    soort = models.CharField(max_length=12)
    vorm = models.CharField(max_length=80, blank=True)
    begin = models.DateField(null=True, blank=True)
    uiterlijk = models.DateField(null=True, blank=True)
    # Why the last day was moved.
    verzet_reden = models.TextField(blank=True)
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.NIET_GESTART)

    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="cyclusstappen")
    overleg = models.ForeignKey(Overleg, models.PROTECT, null=True, blank=True, related_name="cyclusstappen")
    peiling = models.ForeignKey(Peiling, models.PROTECT, null=True, blank=True, related_name="cyclusstappen")

    bevindingen = models.TextField(blank=True)
    vervolg = models.TextField(blank=True)
    einddatum = models.DateField(null=True, blank=True)
    # The body that established it, where that is not who wrote it down.
    orgaan = models.CharField(max_length=160, blank=True)
    begonnen_op = models.DateField(null=True, blank=True)
    begonnen_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    gereed_op = models.DateField(null=True, blank=True)
    gereed_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    vastgesteld_op = models.DateField(null=True, blank=True)
    vastgesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")

    objects = StapQuerySet.as_manager()

    gevoelig = "nee"

    class Meta:
        verbose_name = "stap"
        verbose_name_plural = "stappen"
        ordering = ["ronde", "volgorde"]
        indexes = [
            # What is due, for Vandaag and the reminders.
            models.Index(fields=["uiterlijk"], name="stap_niet_klaar", condition=~Q(stand="vastgesteld")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["ronde", "sleutel", "beurt"],
                name="stap_een_per_beurt",
                violation_error_message="Deze stap staat al in de ronde.",
            ),
            models.UniqueConstraint(
                fields=["ronde", "volgorde"],
                name="stap_volgorde_uniek",
                violation_error_message="Op deze plek staat al een stap.",
            ),
            models.CheckConstraint(
                condition=Q(beurt__gte=1),
                name="stap_beurt_telt",
                violation_error_message="De eerste keer is beurt 1.",
            ),
            models.CheckConstraint(
                condition=Q(begin=None) | Q(uiterlijk=None) | Q(uiterlijk__gte=F("begin")),
                name="stap_loopt_vooruit",
                violation_error_message="De laatste dag ligt voor de eerste.",
            ),
            models.CheckConstraint(
                condition=Q(plan=None, overleg=None)
                | Q(plan=None, peiling=None)
                | Q(overleg=None, peiling=None),
                name="stap_een_drager",
                violation_error_message="Een stap hoort bij één plan, overleg of peiling.",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                name="stap_een_per_plan",
                violation_error_message="Dit plan hoort al bij een stap.",
            ),
            models.UniqueConstraint(
                fields=["overleg"],
                name="stap_een_per_overleg",
                violation_error_message="Dit overleg hoort al bij een stap.",
            ),
            models.UniqueConstraint(
                fields=["peiling"],
                name="stap_een_per_peiling",
                violation_error_message="Deze peiling hoort al bij een stap.",
            ),
            models.CheckConstraint(
                condition=Q(stand="niet_gestart", begonnen_op=None, gereed_op=None, vastgesteld_op=None)
                | Q(stand="bezig", begonnen_op__isnull=False, gereed_op=None, vastgesteld_op=None)
                | Q(stand="gereed", begonnen_op__isnull=False, gereed_op__isnull=False, vastgesteld_op=None)
                | Q(
                    stand="vastgesteld",
                    begonnen_op__isnull=False,
                    gereed_op__isnull=False,
                    vastgesteld_op__isnull=False,
                ),
                name="stap_stand_compleet",
                violation_error_message="Bij elke stand hoort een datum.",
            ),
            models.CheckConstraint(
                condition=Q(stand__in=["niet_gestart", "bezig"])
                | ~Q(bevindingen="")
                | Q(plan__isnull=False)
                | Q(overleg__isnull=False)
                | Q(peiling__isnull=False),
                name="stap_gereed_met_bevindingen",
                violation_error_message="Schrijf op wat er is gevonden.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam}, {self.ronde.gebied}"

    def get_absolute_url(self) -> str:
        return reverse("cyclus:stap", args=[self.pk])

    @property
    def rij(self) -> Cyclusstap:
        return self.ronde.rij.stap(self.sleutel)

    @property
    def naam(self) -> str:
        if self.beurt == 1:
            return self.rij.naam
        return (
            f"{self.rij.naam}, herziening {self.beurt - 1}"
            if self.soort == "plan"
            else f"{self.rij.naam} {self.beurt}"
        )

    @property
    def drager(self) -> Plan | Overleg | Peiling | None:
        return self.plan or self.overleg or self.peiling

    @property
    def nu(self) -> str:
        """How far it is at this moment: as its plan, meeting or poll, else as written down."""
        return stand_van(self.drager) or self.stand

    @property
    def is_klaar(self) -> bool:
        """Whether the next step may follow: established, and of a meeting that it was held."""
        eind = {Stap.Stand.VASTGESTELD, *([Stap.Stand.GEREED] if self.overleg_id else [])}
        return self.nu in eind

    @property
    def klaar_op(self) -> date | None:
        """The day on which it was done."""
        if not self.is_klaar:
            return None
        return dagen_van(self.drager)[1] if self.drager else self.vastgesteld_op

    def is_te_laat(self, dag: date) -> bool:
        """Past its last day; never of a cycle that only strives for it, nor in a round that is closed."""
        if self.uiterlijk is None or self.is_klaar or not self.ronde.is_open:
            return False
        frequentie = self.ronde.rij.frequentie
        return dag > self.uiterlijk and (frequentie is None or frequentie.is_hard)


def stand_van(drager: Any) -> str | None:
    """The state that a plan, meeting or poll gives its step; None without one."""
    match drager:
        case Plan():
            if drager.stand in {Plan.Stand.VASTGESTELD, Plan.Stand.VERVANGEN}:
                return Stap.Stand.VASTGESTELD
            return Stap.Stand.GEREED if drager.stand == Plan.Stand.VOORGEDRAGEN else Stap.Stand.BEZIG
        case Overleg():
            if drager.stand == Overleg.Stand.AFGEROND:
                return Stap.Stand.VASTGESTELD
            if drager.stand == Overleg.Stand.VERVALLEN:
                return Stap.Stand.NIET_GESTART
            return Stap.Stand.GEREED if drager.stand == Overleg.Stand.GEHOUDEN else Stap.Stand.BEZIG
        case Peiling():
            return Stap.Stand.BEZIG if drager.stand == Peiling.Stand.OPEN else Stap.Stand.VASTGESTELD
    return None


def dagen_van(drager: Plan | Overleg | Peiling | None) -> tuple[date | None, date | None]:
    """Return (begun, done) of what carries a step, as far as it is."""
    match drager:
        case Plan():
            return _dag(drager.gestart_op), drager.vastgesteld_op
        case Overleg():
            return _dag(drager.gepland_op), _dag(drager.gehouden_op)
        case Peiling():
            return _dag(drager.geopend_op), _dag(drager.gesloten_op)
    return None, None


def _dag(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment is not None else None
