"""The amount of a year: for an area, or for one party in it."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Case, Count, DecimalField, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Least
from django.urls import reverse
from django.utils import timezone

from budgetten.zicht import pot_q
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.geld import Budget
from wijkwerk.wijken.models import Gebied, Partij

NUL = Decimal("0.00")
_GELD: DecimalField[Decimal, Decimal] = DecimalField(max_digits=14, decimal_places=2)


class Inwonertal(models.Model):
    """How many people live in an area, from which source. The key by which an amount is divided (BER-13)."""

    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="inwonertallen")
    # On the first of January of this year.
    jaar = models.PositiveSmallIntegerField()
    aantal = models.PositiveIntegerField()
    bron = models.CharField(max_length=120)
    ingevoerd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    ingevoerd_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "inwonertal"
        verbose_name_plural = "inwonertallen"
        ordering = ["-jaar", "gebied"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebied", "jaar"],
                name="inwonertal_een_per_jaar",
                violation_error_message="Dit gebied heeft al een aantal voor dit jaar.",
            ),
            models.CheckConstraint(
                condition=~Q(bron=""),
                name="inwonertal_heeft_bron",
                violation_error_message="Schrijf op waar het aantal vandaan komt.",
            ),
        ]

    def __str__(self) -> str:
        return f"Inwoners van {self.gebied} in {self.jaar}"


def _som(uitdrukking: models.Expression | F, rijen: models.QuerySet[models.Model], vreemd: str) -> Coalesce:
    """The sum over the rows of each pot, as a subquery: two joins at once would count double."""
    per = rijen.order_by().values(vreemd).annotate(som=Sum(uitdrukking, output_field=_GELD)).values("som")
    return Coalesce(Subquery(per, output_field=_GELD), Value(NUL), output_field=_GELD)


class JaarbudgetQuerySet(models.QuerySet["Jaarbudget"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Who decides or manages there; who may ask sees the amount of the own area, and that of the own party."""
        return self.filter(pot_q(gebruiker))

    def met_standen(self) -> Self:
        """Add `toegekend`, `besteed`, `vergoed`: what was promised, what was accounted for, what functions receive.

        Of what was settled only what was spent counts: the rest is there again.
        """
        from budgetten.models.aanvraag import Budgetaanvraag

        van_pot = Budgetaanvraag.objects.filter(jaarbudget=OuterRef("pk"))
        # More spent than awarded is not paid.
        betaald = Least(F("besteed"), F("toegekend"), output_field=_GELD)
        vast = Case(
            When(stand=Budgetaanvraag.Stand.VASTGESTELD, then=betaald),
            default=F("toegekend"),
            output_field=_GELD,
        )
        vergoedingen = Vergoeding.objects.filter(jaarbudget=OuterRef("pk"))
        return self.annotate(
            toegekend=_som(vast, van_pot.toegekend(), "jaarbudget"),
            besteed=_som(betaald, van_pot.toegekend().filter(besteed__isnull=False), "jaarbudget"),
            vergoed=_som(F("bedrag"), vergoedingen, "jaarbudget"),
        )

    def met_keren(self) -> Self:
        """Add to how many something was awarded, and to how many something was paid; functions are among both."""
        from budgetten.models.aanvraag import Budgetaanvraag

        functies = Count("vergoedingen", distinct=True)
        gekregen = Q(aanvragen__stand__in=Budgetaanvraag.GEKREGEN)
        return self.annotate(
            toekenningen=Count("aanvragen", filter=gekregen, distinct=True) + functies,
            betalingen=Count("aanvragen", filter=gekregen & Q(aanvragen__besteed__gt=0), distinct=True)
            + functies,
        )

    def voor_lijst(self) -> Self:
        return self.select_related("gebied", "partij").order_by(
            "budget", "gebied__naam", "partij__naam", "pk"
        )


class Jaarbudget(OpPlek):
    """What one budget of the profile has in one year, in one area. Amounts are data, never profile."""

    budget = models.CharField(max_length=80)
    jaar = models.PositiveSmallIntegerField()
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+")
    # The holder, where that is one party; else it is of the area.
    partij = models.ForeignKey(Partij, models.PROTECT, null=True, blank=True, related_name="+")
    bedrag = models.DecimalField(max_digits=12, decimal_places=2)
    # The figure that it was divided by; nothing where the amount was entered.
    inwoners = models.PositiveIntegerField(null=True, blank=True)
    toelichting = models.TextField(blank=True)
    ingevoerd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    ingevoerd_op = models.DateTimeField(default=timezone.now)

    objects = JaarbudgetQuerySet.as_manager()

    gevoelig = "nee"

    class Meta:
        verbose_name = "jaarbudget"
        verbose_name_plural = "jaarbudgetten"
        ordering = ["-jaar", "budget", "pk"]
        indexes = [
            # The overview of a year.
            models.Index(fields=["jaar", "budget"], name="jaarbudget_van_jaar"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["budget", "jaar", "gebied", "partij"],
                name="jaarbudget_een_per_houder",
                nulls_distinct=False,
                violation_error_message="Voor dit jaar staat hier al een bedrag.",
            ),
            models.CheckConstraint(
                condition=Q(bedrag__gte=0),
                name="jaarbudget_niet_negatief",
                violation_error_message="Een bedrag is nul of meer.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rij_naam} {self.jaar}, {self.van}"

    def get_absolute_url(self) -> str:
        return reverse("budgetten:pot", args=[self.pk])

    @property
    def rij(self) -> Budget:
        return actief_profiel().budget(self.budget)

    @property
    def rij_naam(self) -> str:
        return self.rij.naam

    @property
    def van(self) -> str:
        """Whose it is: the party, else the area."""
        return self.partij.naam if self.partij else self.gebied.naam

    @property
    def vast(self) -> Decimal:
        """What was promised, to requests and to functions; this and the two below need `met_standen`."""
        return Decimal(getattr(self, "toegekend") + getattr(self, "vergoed"))  # noqa: B009

    @property
    def uit(self) -> Decimal:
        return Decimal(getattr(self, "besteed") + getattr(self, "vergoed"))  # noqa: B009

    @property
    def keren(self) -> tuple[int, int]:
        """How often something was awarded and paid; needs `met_keren`."""
        return getattr(self, "toekenningen"), getattr(self, "betalingen")  # noqa: B009

    @property
    def over(self) -> Decimal:
        return self.bedrag - self.vast


class Vergoeding(Eenmalig):
    """What a function receives from a budget in a period (DHR-29): a function, never a person."""

    jaarbudget = models.ForeignKey(Jaarbudget, models.PROTECT, related_name="vergoedingen")
    functie = models.CharField(max_length=120)
    bedrag = models.DecimalField(max_digits=10, decimal_places=2)
    van = models.DateField()
    tot = models.DateField()
    ingevoerd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    ingevoerd_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "vergoeding"
        verbose_name_plural = "vergoedingen"
        ordering = ["van", "functie", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bedrag__gt=0),
                name="vergoeding_meer_dan_nul",
                violation_error_message="Een vergoeding is meer dan nul.",
            ),
            models.CheckConstraint(
                condition=Q(tot__gte=F("van")),
                name="vergoeding_loopt_vooruit",
                violation_error_message="De laatste dag ligt voor de eerste.",
            ),
            models.CheckConstraint(
                condition=~Q(functie=""),
                name="vergoeding_heeft_functie",
                violation_error_message="Kies een functie.",
            ),
        ]

    def __str__(self) -> str:
        return self.functie
