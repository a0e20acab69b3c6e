"""One request: what somebody asks of a budget, what was decided, and what became of the money."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from budgetten.models.jaarbudget import Jaarbudget
from budgetten.zicht import aanvraag_q
from signalen.models import Signaal
from wijkagenda.models import Planitem
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.geld import Budget
from wijkwerk.wijken.models import Gebied, Partij

# Its title after its words left.
GEWIST = "Gewist"


class BudgetaanvraagQuerySet(models.QuerySet["Budgetaanvraag"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Who decides, manages or judges there; the party that asks, or the resident.

        From or as a signal that is shielded now: of those only who sees all of it, and who asked.
        """
        ziet = Signaal.objects.helemaal_zichtbaar_voor(gebruiker)
        rijen = self.filter(aanvraag_q(gebruiker))
        for naam in ("signaal", "melding"):
            dicht = Exists(Signaal.objects.exclude(gevoelig="nee").filter(pk=OuterRef(naam)))
            rijen = rijen.filter(~dicht | Exists(ziet.filter(pk=OuterRef(naam))) | Q(aanvrager=gebruiker))
        return rijen

    def zonder_mensen(self) -> Self:
        """Of which nobody who asked has an account: `wie.aanvragers` is empty."""
        van_partij = Roltoewijzing.objects.geldig().filter(
            partij=OuterRef("partij"), gebruiker__is_active=True
        )
        return self.filter(
            Q(partij=None, aanvrager=None)
            | Q(aanvrager__is_active=False)
            | (Q(partij__isnull=False) & ~Exists(van_partij))
        )

    def toegekend(self) -> Self:
        """Awarded, whatever became of it afterwards."""
        return self.filter(stand__in=Budgetaanvraag.GEKREGEN)

    def voor_lijst(self) -> Self:
        return self.select_related("gebied", "partij", "jaarbudget", "signaal", "melding").order_by(
            "-ingediend_op", "-pk"
        )


class Budgetaanvraag(Eenmalig, OpPlek):
    """Asked, decided, carried out, accounted for, settled. What is asked never changes after it was handed in."""

    class Stand(models.TextChoices):
        INGEDIEND = "ingediend", "Ingediend"
        TOEGEKEND = "toegekend", "Toegekend"
        AFGEWEZEN = "afgewezen", "Afgewezen"
        OMGEZET = "omgezet", "Omgezet in een melding"
        UITGEVOERD = "uitgevoerd", "Uitgevoerd"
        VERANTWOORD = "verantwoord", "Verantwoord"
        VASTGESTELD = "vastgesteld", "Vastgesteld"

    GEKREGEN = (Stand.TOEGEKEND, Stand.UITGEVOERD, Stand.VERANTWOORD, Stand.VASTGESTELD)
    TE_VERANTWOORDEN = (Stand.TOEGEKEND, Stand.UITGEVOERD)

    budget = models.CharField(max_length=80)
    jaar = models.PositiveSmallIntegerField()
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+")
    # The party that asks; nothing when it is a resident.
    partij = models.ForeignKey(Partij, models.PROTECT, null=True, blank=True, related_name="+")
    # The resident with an account who asks; nothing for a party, or for a signal without account.
    aanvrager = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    # In which role, and of which side, the person without a party asked: never who it is.
    hoedanigheid = models.CharField(max_length=160, blank=True)
    kant = models.CharField(max_length=20, blank=True)
    # The signal that it was before, and the one that it became when it was the basic level (OIJ-31).
    signaal = models.ForeignKey(
        Signaal, models.PROTECT, null=True, blank=True, related_name="budgetaanvragen"
    )
    melding = models.ForeignKey(Signaal, models.PROTECT, null=True, blank=True, related_name="+")
    # What of a plan it carries out (ETL-42, OIJ-32).
    planitem = models.ForeignKey(Planitem, models.SET_NULL, null=True, blank=True, related_name="+")
    # As it was when it was asked: the plan may be replaced.
    planvorm = models.CharField(max_length=80, blank=True)

    titel = models.CharField(max_length=200)
    # How an award is called on the public site, where that is not as it was asked.
    openbare_titel = models.CharField(max_length=200, blank=True)
    doel = models.TextField(blank=True)
    voor_wie = models.TextField(blank=True)
    bedrag = models.DecimalField(max_digits=12, decimal_places=2)
    eigen_bijdrage = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    begroting = models.TextField(blank=True)
    categorie = models.CharField(max_length=120, blank=True)
    # Why it is asked of this budget while it is none of its categories (DHR-30).
    reden = models.TextField(blank=True)
    # What residents do in return (ETL-42).
    eigen_inbreng = models.TextField(blank=True)
    uitvoering_door_bewoners = models.BooleanField(null=True, blank=True)
    draagvlak = models.TextField(blank=True)
    startdatum = models.DateField(null=True, blank=True)
    einddatum = models.DateField(null=True, blank=True)
    ingediend_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    ingediend_op = models.DateTimeField(default=timezone.now)

    stand = models.CharField(max_length=12, choices=Stand, default=Stand.INGEDIEND)
    jaarbudget = models.ForeignKey(
        Jaarbudget, models.PROTECT, null=True, blank=True, related_name="aanvragen"
    )
    toegekend = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    # The body as the profile names it, its name then, and the number of its decision.
    orgaan = models.CharField(max_length=120, blank=True)
    orgaan_naam = models.CharField(max_length=160, blank=True)
    kenmerk = models.CharField(max_length=80, blank=True)
    motivering = models.TextField(blank=True)
    besloten_op = models.DateField(null=True, blank=True)
    besloten_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")

    besteed = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    resultaat = models.TextField(blank=True)
    verantwoording = models.TextField(blank=True)
    # What was missing in the account, when it was sent back.
    teruggelegd = models.TextField(blank=True)
    verantwoord_op = models.DateTimeField(null=True, blank=True)
    verantwoord_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    vastgesteld_op = models.DateTimeField(null=True, blank=True)
    vastgesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")

    objects = BudgetaanvraagQuerySet.as_manager()

    class Meta:
        verbose_name = "budgetaanvraag"
        verbose_name_plural = "budgetaanvragen"
        ordering = ["-ingediend_op", "-pk"]
        indexes = [
            # Vandaag and the reminders: what waits for a decision or for an account.
            models.Index(
                fields=["stand"],
                name="budgetaanvraag_loopt",
                condition=Q(stand__in=["ingediend", "toegekend", "uitgevoerd", "verantwoord"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(bedrag__gte=0) & (Q(toegekend=None) | Q(toegekend__gte=0)),
                name="budgetaanvraag_niet_negatief",
                violation_error_message="Een bedrag is nul of meer.",
            ),
            models.UniqueConstraint(
                fields=["signaal"],
                name="budgetaanvraag_een_per_signaal",
                violation_error_message="Van dit signaal is al een aanvraag gemaakt.",
            ),
            models.CheckConstraint(
                condition=~Q(titel=""),
                name="budgetaanvraag_heeft_titel",
                violation_error_message="Schrijf op wat u wilt doen.",
            ),
            models.CheckConstraint(
                condition=Q(partij=None) | Q(aanvrager=None),
                name="budgetaanvraag_een_aanvrager",
                violation_error_message="Een partij of een bewoner vraagt aan, niet allebei.",
            ),
            models.CheckConstraint(
                condition=Q(stand="ingediend", besloten_op=None, besloten_door=None)
                | (
                    ~Q(stand="ingediend")
                    & Q(besloten_op__isnull=False, besloten_door__isnull=False)
                    & ~Q(motivering="")
                ),
                name="budgetaanvraag_besluit_compleet",
                violation_error_message="Een besluit heeft een datum, een persoon en een motivering.",
            ),
            models.CheckConstraint(
                condition=Q(
                    stand__in=["toegekend", "uitgevoerd", "verantwoord", "vastgesteld"],
                    toegekend__isnull=False,
                )
                | Q(stand__in=["ingediend", "afgewezen", "omgezet"], toegekend=None),
                name="budgetaanvraag_toegekend_met_bedrag",
                violation_error_message="Wat is toegekend heeft een bedrag.",
            ),
            models.CheckConstraint(
                condition=Q(toegekend=None) | Q(toegekend=0) | Q(jaarbudget__isnull=False),
                name="budgetaanvraag_uit_een_bedrag",
                violation_error_message="Geld komt uit een bedrag dat is ingevoerd.",
            ),
            models.CheckConstraint(
                condition=Q(
                    stand__in=["verantwoord", "vastgesteld"],
                    besteed__isnull=False,
                    verantwoord_op__isnull=False,
                    verantwoord_door__isnull=False,
                )
                | (
                    ~Q(stand__in=["verantwoord", "vastgesteld"])
                    & Q(besteed=None, verantwoord_op=None, verantwoord_door=None)
                ),
                name="budgetaanvraag_verantwoord_compleet",
                violation_error_message="Een verantwoording heeft een bedrag, een datum en een persoon.",
            ),
            models.CheckConstraint(
                condition=Q(stand="vastgesteld", vastgesteld_op__isnull=False, vastgesteld_door__isnull=False)
                | (~Q(stand="vastgesteld") & Q(vastgesteld_op=None, vastgesteld_door=None)),
                name="budgetaanvraag_vastgesteld_compleet",
                violation_error_message="Wie vaststelt, en wanneer, hoort erbij.",
            ),
            models.CheckConstraint(
                condition=Q(startdatum=None) | Q(einddatum=None) | Q(einddatum__gte=F("startdatum")),
                name="budgetaanvraag_loopt_vooruit",
                violation_error_message="De laatste dag ligt voor de eerste.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("budgetten:aanvraag", args=[self.pk])

    @property
    def gevoelig(self) -> str:
        """Nothing shielded comes in; but the signal that it was, or became, may be shielded afterwards."""
        bronnen = [signaal for signaal in (self.signaal, self.melding) if signaal is not None]
        return next((signaal.gevoelig for signaal in bronnen if signaal.gevoelig != "nee"), "nee")

    @property
    def rij(self) -> Budget:
        return actief_profiel().budget(self.budget)

    @property
    def naam_voor_iedereen(self) -> str:
        return self.openbare_titel or self.titel

    @property
    def van(self) -> str:
        """How others see who asks: never the name of a person."""
        return self.partij.naam if self.partij else f"een {self.hoedanigheid or 'bewoner'}"

    @property
    def van_bewoner(self) -> bool:
        return self.partij_id is None and self.kant in {"", "bewoners"}

    @property
    def is_open(self) -> bool:
        return self.stand == self.Stand.INGEDIEND
