"""What is brought to a plan: figures and stories, and contributions of parties."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from wijkagenda.models.plan import Plan
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie.service import Cijferblok
from wijkwerk.wijken.models import Partij


class Planbron(Eenmalig):
    """A figure, story or other finding under a plan. Origin and date are never missing (DHR-56)."""

    class Soort(models.TextChoices):
        CIJFER = "cijfers", "Cijfer"
        VERHAAL = "verhalen", "Verhaal"
        SIGNAAL = "signalen", "Signalen"
        ADVIES = "adviezen", "Advies"
        PEILING = "peilingen", "Peiling"
        WAARNEMING = "waarnemingen", "Waarneming"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="bronnen")
    soort = models.CharField(max_length=14, choices=Soort)
    tekst = models.TextField()
    herkomst = models.CharField(max_length=200)
    datum = models.DateField()
    # The finding, goal or judgment that rests on it; without one it stands under the whole plan.
    planitem = models.ForeignKey(
        "wijkagenda.Planitem", models.CASCADE, null=True, blank=True, related_name="bronnen"
    )
    # A figure of the catalogue, frozen when it was added (Cijferblok).
    maat = models.SlugField(max_length=80, blank=True, db_index=False)
    periode = models.IntegerField(null=True, blank=True)
    cijfer = models.JSONField(default=dict, blank=True)
    # Who told a story: a role, never a name.
    verteld_door = models.CharField(max_length=80, blank=True)
    toegevoegd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "bron"
        verbose_name_plural = "bronnen"
        ordering = ["soort", "datum", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(herkomst="") & ~Q(tekst=""),
                name="planbron_met_herkomst",
                violation_error_message="Een cijfer of verhaal heeft een herkomst.",
            ),
            models.CheckConstraint(
                condition=Q(maat="", periode=None, cijfer={})
                | (~Q(maat="") & Q(periode__isnull=False, soort="cijfers") & ~Q(cijfer={})),
                name="planbron_cijfer_compleet",
                violation_error_message="Een gekozen cijfer heeft een maat, een periode en een waarde.",
            ),
            models.CheckConstraint(
                condition=Q(verteld_door="") | Q(soort="verhalen"),
                name="planbron_verteller_bij_verhaal",
                violation_error_message="Alleen een verhaal is verteld.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.herkomst}"

    @property
    def blok(self) -> Cijferblok | None:
        """The figure as it was frozen."""
        return Cijferblok.model_validate(self.cijfer) if self.maat else None


class BijdrageQuerySet(models.QuerySet["Bijdrage"]):
    def open(self) -> Self:
        return self.filter(geleverd_op=None, plan__stand=Plan.Stand.CONCEPT)

    def zonder_cijfers(self) -> Self:
        """Asked for their own figures, and these are not there yet."""
        return self.filter(cijfers_gevraagd=True, cijfers_op=None, plan__stand=Plan.Stand.CONCEPT)

    def geleverd(self) -> Self:
        return self.filter(geleverd_op__isnull=False)


class Bijdrage(models.Model):
    """What a party (or whoever fills a role) was asked for a plan, and what it brought."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="bijdragen")
    partij = models.ForeignKey(Partij, models.PROTECT, null=True, blank=True, related_name="bijdragen")
    # The selector of the profile by which it was asked.
    van = models.CharField(max_length=120)
    vraag = models.TextField(blank=True)
    gevraagd_op = models.DateTimeField(default=timezone.now)
    gevraagd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    uiterlijk = models.DateField()
    inhoud = models.TextField(blank=True)
    velden = models.JSONField(default=dict, blank=True)
    geleverd_op = models.DateTimeField(null=True, blank=True)
    geleverd_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    # The figures of the party itself were asked as well (DHR-56); when they were entered, or that there are no new ones.
    cijfers_gevraagd = models.BooleanField(default=False)
    cijfers_op = models.DateTimeField(null=True, blank=True)
    geen_cijfers = models.BooleanField(default=False)

    objects = BijdrageQuerySet.as_manager()

    class Meta:
        verbose_name = "bijdrage"
        verbose_name_plural = "bijdragen"
        ordering = ["uiterlijk", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "van", "partij"],
                name="bijdrage_een_per_partij",
                nulls_distinct=False,
                violation_error_message="Deze partij is al gevraagd.",
            ),
            models.CheckConstraint(
                condition=Q(geleverd_op=None, geleverd_door=None)
                | (Q(geleverd_op__isnull=False, geleverd_door__isnull=False) & ~Q(inhoud="")),
                name="bijdrage_geleverd_compleet",
                violation_error_message="Een geleverde bijdrage heeft inhoud, een datum en een persoon.",
            ),
            models.CheckConstraint(
                condition=Q(cijfers_op=None, geen_cijfers=False)
                | Q(cijfers_op__isnull=False, cijfers_gevraagd=True),
                name="bijdrage_cijfers_gevraagd",
                violation_error_message="Er zijn geen cijfers gevraagd.",
            ),
        ]

    def __str__(self) -> str:
        return f"Bijdrage aan {self.plan}"

    def get_absolute_url(self) -> str:
        return reverse("wijkagenda:bijdrage", args=[self.plan_id, self.pk])

    gevoelig = "nee"
