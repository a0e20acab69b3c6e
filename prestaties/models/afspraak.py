"""One prestatieafspraak: what, why, when, how and by whom, and how much of it in which buurt."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from prestaties.zicht import afspraak_q
from wijkagenda.models import Planitem
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.wijken.models import Gebied, Partij


class PrestatieafspraakQuerySet(models.QuerySet["Prestatieafspraak"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Who checks there, the organisation and the opdrachtgevers, and whom the profile reports to; no other partner.

        A concept only for who checks; for the organisation once it was put before them.
        """
        return self.filter(afspraak_q(gebruiker))

    def geldend(self) -> Self:
        """Agreed by both sides, whatever became of it afterwards."""
        return self.filter(stand__in=Prestatieafspraak.GELDEND)

    def van_jaar(self, jaar: int) -> Self:
        """Those that run in a year, also when they began before it."""
        return self.filter(begin__lte=date(jaar, 12, 31), einde__gte=date(jaar, 1, 1))

    def te_vernieuwen(self, tot: date) -> Self:
        """Agreed ones that end on or before a day and have no successor yet (ETL-27)."""
        return self.geldend().filter(einde__lte=tot, opvolger=None, niet_vernieuwd_op=None)

    def voor_lijst(self) -> Self:
        return (
            self.select_related("partij")
            .prefetch_related("inzet__gebied", "opdrachtgevers")
            .order_by("partij__naam", "begin", "pk")
        )


class Prestatieafspraak(Eenmalig, OpPlek):
    """Drawn up by the municipality, agreed by both sides, delivered, checked, closed. What was agreed does not change."""

    class Stand(models.TextChoices):
        CONCEPT = "concept", "Concept"
        OVEREENGEKOMEN = "overeengekomen", "Overeengekomen"
        LOPEND = "lopend", "Loopt"
        GECONTROLEERD = "gecontroleerd", "Gecontroleerd"
        AFGESLOTEN = "afgesloten", "Afgesloten"
        VERVALLEN = "vervallen", "Vervallen"

    GELDEND = (Stand.OVEREENGEKOMEN, Stand.LOPEND, Stand.GECONTROLEERD, Stand.AFGESLOTEN)
    LOPEND = (Stand.OVEREENGEKOMEN, Stand.LOPEND)

    # Mail may name it: it is about work, never about a resident.
    gevoelig = "nee"

    partij = models.ForeignKey(Partij, models.PROTECT, related_name="prestatieafspraken")
    opdrachtgevers = models.ManyToManyField(Partij, related_name="prestaties_voor")
    wat = models.CharField(max_length=200)
    waarom = models.TextField(blank=True)
    wanneer = models.CharField(max_length=300, blank=True)
    hoe = models.TextField(blank=True)
    # Which function or team of the organisation does it: never a name.
    door_wie = models.CharField(max_length=200, blank=True)
    thema = models.CharField(max_length=80, blank=True)
    doelgroep = models.CharField(max_length=160, blank=True)
    # The need of the area that it answers (DHR-24): a topic of a plan, beside the theme of signals.
    planitem = models.ForeignKey(Planitem, models.SET_NULL, null=True, blank=True, related_name="+")
    eenheid = models.CharField(max_length=60, blank=True)
    begin = models.DateField()
    einde = models.DateField()
    bedrag = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)

    stand = models.CharField(max_length=16, choices=Stand, default=Stand.CONCEPT)
    opgesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    opgesteld_op = models.DateTimeField(default=timezone.now)
    # Put before the organisation; that is how the municipality agrees.
    voorgelegd_op = models.DateTimeField(null=True, blank=True)
    voorgelegd_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    overeengekomen_op = models.DateTimeField(null=True, blank=True)
    afgesloten_op = models.DateTimeField(null=True, blank=True)
    afgesloten_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    # What came of it over the whole period; why it was dropped, when it never began.
    slot = models.TextField(blank=True)
    # That of the year before, and the decision not to go on.
    vorige = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="opvolger")
    niet_vernieuwd_op = models.DateTimeField(null=True, blank=True)
    niet_vernieuwd_reden = models.TextField(blank=True)

    objects = PrestatieafspraakQuerySet.as_manager()

    class Meta:
        verbose_name = "prestatieafspraak"
        verbose_name_plural = "prestatieafspraken"
        ordering = ["partij", "begin", "pk"]
        indexes = [
            # The overview of a year, and what ends soon.
            models.Index(fields=["einde", "begin"], name="prestatie_periode"),
            # What waits for agreement, delivery or a check.
            models.Index(
                fields=["stand"],
                name="prestatie_loopt",
                condition=Q(stand__in=["concept", "overeengekomen", "lopend", "gecontroleerd"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(wat=""),
                name="prestatie_heeft_wat",
                violation_error_message="Schrijf op wat de organisatie doet.",
            ),
            models.CheckConstraint(
                condition=Q(einde__gte=F("begin")),
                name="prestatie_loopt_vooruit",
                violation_error_message="De laatste dag ligt voor de eerste.",
            ),
            models.CheckConstraint(
                condition=Q(bedrag=None) | Q(bedrag__gte=0),
                name="prestatie_niet_negatief",
                violation_error_message="Een bedrag is nul of meer.",
            ),
            models.CheckConstraint(
                condition=Q(voorgelegd_op=None, voorgelegd_door=None)
                | Q(voorgelegd_op__isnull=False, voorgelegd_door__isnull=False),
                name="prestatie_voorgelegd_compleet",
                violation_error_message="Wie voorlegt, en wanneer, hoort erbij.",
            ),
            models.CheckConstraint(
                condition=Q(stand__in=["concept", "vervallen"])
                | Q(overeengekomen_op__isnull=False, voorgelegd_op__isnull=False),
                name="prestatie_overeengekomen_compleet",
                violation_error_message="Een afspraak die geldt is voorgelegd en overeengekomen.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(stand__in=["afgesloten", "vervallen"])
                    & Q(afgesloten_op__isnull=False, afgesloten_door__isnull=False)
                    & ~Q(slot="")
                )
                | (~Q(stand__in=["afgesloten", "vervallen"]) & Q(afgesloten_op=None, afgesloten_door=None)),
                name="prestatie_afgesloten_compleet",
                violation_error_message="Wie afsluit, wanneer, en wat ervan kwam horen erbij.",
            ),
            models.CheckConstraint(
                condition=Q(niet_vernieuwd_op=None) | ~Q(niet_vernieuwd_reden=""),
                name="prestatie_niet_vernieuwd_met_reden",
                violation_error_message="Niet verlengen kan alleen met een reden.",
            ),
        ]

    def __str__(self) -> str:
        return self.wat

    def get_absolute_url(self) -> str:
        return reverse("prestaties:afspraak", args=[self.pk])

    @property
    def hoeveelheid(self) -> Decimal:
        """The whole of it, over all buurten."""
        return sum((rij.hoeveelheid for rij in self.inzet.all()), Decimal(0))

    @property
    def is_concept(self) -> bool:
        return self.stand == self.Stand.CONCEPT

    @property
    def is_geldend(self) -> bool:
        return self.stand in self.GELDEND

    @property
    def ligt_voor(self) -> bool:
        """Whether the organisation has to say something about it."""
        return self.is_concept and self.voorgelegd_op is not None


class Inzet(models.Model):
    """How much of it in one area."""

    afspraak = models.ForeignKey(Prestatieafspraak, models.CASCADE, related_name="inzet")
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+")
    hoeveelheid = models.DecimalField(max_digits=10, decimal_places=2)

    class Meta:
        verbose_name = "inzet"
        verbose_name_plural = "inzet"
        ordering = ["gebied__naam", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["afspraak", "gebied"],
                name="inzet_een_per_gebied",
                violation_error_message="Dit gebied staat er al bij.",
            ),
            models.CheckConstraint(
                condition=Q(hoeveelheid__gt=0),
                name="inzet_meer_dan_nul",
                violation_error_message="Een hoeveelheid is meer dan nul.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gebied}: {self.hoeveelheid.normalize():f}"
