"""What belongs to findings and goals: what people say of them, the figure a goal moves, the proposals put off."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from wijkagenda.models.plan import Plan
from wijkagenda.models.planitem import Planitem
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie.service import Cijferblok


class Herkenning(Eenmalig):
    """“Herkent u dit?”: what a group said of a finding. Kept by group, never by person."""

    class Uitkomst(models.TextChoices):
        HERKEND = "herkend", "Herkend"
        NIET = "niet", "Niet herkend"
        AANVULLING = "aanvulling", "Herkend, met een aanvulling"

    planitem = models.ForeignKey(Planitem, models.CASCADE, related_name="herkenningen")
    groep = models.CharField(max_length=80)
    datum = models.DateField()
    uitkomst = models.CharField(max_length=10, choices=Uitkomst)
    aanvulling = models.TextField(blank=True)
    # Where it was asked: the name as a reader sees it, and the meeting or survey itself where there is one.
    bij = models.CharField(max_length=200, blank=True)
    object_soort = models.CharField(max_length=40, blank=True)
    object_id = models.BigIntegerField(null=True, blank=True)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "herkenning"
        verbose_name_plural = "herkenningen"
        ordering = ["datum", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(uitkomst="aanvulling") | ~Q(aanvulling=""),
                name="herkenning_met_aanvulling",
                violation_error_message="Schrijf op wat de aanvulling is.",
            ),
            models.CheckConstraint(
                condition=Q(object_soort="", object_id=None)
                | (~Q(object_soort="") & Q(object_id__isnull=False)),
                name="herkenning_verwijzing_compleet",
                violation_error_message="Een verwijzing heeft een soort en een nummer.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.groep}: {self.get_uitkomst_display()}"


class Doelmeting(models.Model):
    """The figure that a goal wants to move: where it stood when that was decided, and where it has to go."""

    class Wens(models.TextChoices):
        HOGER = "hoger", "Hoger"
        LAGER = "lager", "Lager"
        GELIJK = "gelijk", "Gelijk blijven"

    planitem = models.OneToOneField(Planitem, models.CASCADE, related_name="meting")
    maat = models.SlugField(max_length=80, db_index=False)
    periode = models.IntegerField()
    # The start value with what it is compared with (Cijferblok).
    begin = models.JSONField()
    wens = models.CharField(max_length=6, choices=Wens)
    streef = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "meting van een doel"
        verbose_name_plural = "metingen van doelen"

    def __str__(self) -> str:
        return f"{self.maat} {self.get_wens_display().lower()}"

    @property
    def blok(self) -> Cijferblok:
        return Cijferblok.model_validate(self.begin)


class NietNu(models.Model):
    """A proposed finding that was put off, with why. A figure of a newer period is proposed again."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="niet_nu")
    maat = models.SlugField(max_length=80, db_index=False)
    periode = models.IntegerField()
    reden = models.TextField()
    op = models.DateTimeField(default=timezone.now)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "niet overgenomen cijfer"
        verbose_name_plural = "niet overgenomen cijfers"
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "maat", "periode"],
                name="niet_nu_een_per_cijfer",
                violation_error_message="Hierover is al besloten.",
            ),
            models.CheckConstraint(
                condition=~Q(reden=""),
                name="niet_nu_met_reden",
                violation_error_message="Geef een reden.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.maat}, {self.periode}"


class Toetsstand(models.Model):
    """What was computed for a judgment on the day its plan was established (standblok.Stand): a publication tells that."""

    planitem = models.OneToOneField(Planitem, models.CASCADE, related_name="toetsstand")
    stand = models.JSONField()
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "bevroren stand van een toets"
        verbose_name_plural = "bevroren standen van toetsen"

    def __str__(self) -> str:
        return f"{self.planitem_id} op {self.op:%d-%m-%Y}"
