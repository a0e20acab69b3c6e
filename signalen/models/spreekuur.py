"""Spreekuren: the planned and open tables at which signals are heard."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.gebruikers.rechten import Recht, bereik
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied, Locatie, Partij


class SpreekuurQuerySet(models.QuerySet["Spreekuur"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Whoever plans, hears or takes part there."""
        rechten = (Recht.OVERLEG_PLANNEN, Recht.OVERLEG_DEELNEMEN, Recht.SIGNAAL_REGISTREREN)
        q = Q(gepland_door=gebruiker)
        for recht in rechten:
            waar = bereik(gebruiker, recht)
            if waar:
                q |= waar.q()
        return self.filter(q)

    def komend(self) -> Self:
        return self.filter(stand__in=[Spreekuur.Stand.GEPLAND, Spreekuur.Stand.OPEN]).order_by("begin", "pk")

    def open(self) -> Self:
        return self.filter(stand=Spreekuur.Stand.OPEN)

    def openbaar(self) -> Self:
        """What residents may know of: the form is for everybody, and so is the place (DHR-48)."""
        vormen = [vorm.sleutel for vorm in actief_profiel().openbare_spreekuren]
        return self.filter(Q(locatie=None) | Q(locatie__openbaar=True), soort__in=vormen)

    def voor_lijst(self) -> Self:
        return self.select_related("gebied", "locatie")


class Spreekuur(Eenmalig, OpPlek):
    """One spreekuur. `soort` is an overlegvorm of the profile that only brings in signals."""

    class Stand(models.TextChoices):
        GEPLAND = "gepland", "Gepland"
        OPEN = "open", "Open"
        GEHOUDEN = "gehouden", "Gehouden"
        VERVALLEN = "vervallen", "Vervallen"

    soort = models.CharField(max_length=80)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="spreekuren")
    locatie = models.ForeignKey(Locatie, models.PROTECT, null=True, blank=True, related_name="spreekuren")
    # A place that is not in the register: a pop-up.
    plaats = models.CharField(max_length=160, blank=True)
    thema = models.CharField(max_length=80, blank=True)
    begin = models.DateTimeField()
    eind = models.DateTimeField()
    stand = models.CharField(max_length=10, choices=Stand, default=Stand.GEPLAND)
    bezoekers = models.PositiveSmallIntegerField(null=True, blank=True)
    samenvatting = models.TextField(blank=True)
    reden_vervallen = models.TextField(blank=True)
    gepland_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="geplande_spreekuren")
    gepland_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = SpreekuurQuerySet.as_manager()

    class Meta:
        verbose_name = "spreekuur"
        verbose_name_plural = "spreekuren"
        ordering = ["-begin", "-pk"]
        indexes = [
            # What comes next in an area.
            models.Index(fields=["gebied", "begin"], name="spreekuur_per_gebied"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(eind__gt=F("begin")),
                name="spreekuur_eindigt_na_begin",
                violation_error_message="Het einde ligt voor het begin.",
            ),
            models.CheckConstraint(
                condition=~Q(stand="gehouden") | Q(bezoekers__isnull=False),
                name="spreekuur_gehouden_compleet",
                violation_error_message="Van een gehouden spreekuur is het aantal bezoekers bekend.",
            ),
            models.CheckConstraint(
                condition=~Q(stand="vervallen") | ~Q(reden_vervallen=""),
                name="spreekuur_vervallen_met_reden",
                violation_error_message="Een spreekuur vervalt alleen met een reden.",
            ),
            models.CheckConstraint(
                condition=Q(locatie__isnull=False) | ~Q(plaats=""),
                name="spreekuur_heeft_plaats",
                violation_error_message="Kies een locatie of schrijf op waar het spreekuur is.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.soortnaam} {self.gebied} {date_format(timezone.localtime(self.begin))}"

    def get_absolute_url(self) -> str:
        return reverse("signalen:spreekuur", args=[self.pk])

    # What may be said about it in mail: a spreekuur is no secret.
    gevoelig = "nee"

    @property
    def soortnaam(self) -> str:
        return actief_profiel().overlegvorm(self.soort).naam

    @property
    def waar(self) -> str:
        return str(self.locatie) if self.locatie else self.plaats

    @property
    def is_open(self) -> bool:
        return self.stand == self.Stand.OPEN


class Aanwezigheid(models.Model):
    """An organisation, or a function, that was present at a spreekuur (DHR-20)."""

    spreekuur = models.ForeignKey(Spreekuur, models.CASCADE, related_name="aanwezig")
    partij = models.ForeignKey(Partij, models.PROTECT, null=True, blank=True, related_name="+")
    functie = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigen"
        constraints = [
            models.UniqueConstraint(
                fields=["spreekuur", "partij", "functie"],
                name="aanwezigheid_uniek",
                nulls_distinct=False,
                violation_error_message="Deze partij staat al op de lijst.",
            ),
            models.CheckConstraint(
                condition=Q(partij__isnull=False) | ~Q(functie=""),
                name="aanwezigheid_heeft_wie",
                violation_error_message="Kies een partij of schrijf een functie op.",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(deel for deel in (str(self.partij or ""), self.functie) if deel)


class Verwezen(models.Model):
    """Somebody was sent to the emergency line. Only that: no text, no person, so nothing to shield."""

    spreekuur = models.ForeignKey(Spreekuur, models.SET_NULL, null=True, blank=True, related_name="verwezen")
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+")
    soort = models.CharField(max_length=80)
    op = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name = "noodverwijzing"
        verbose_name_plural = "noodverwijzingen"

    def __str__(self) -> str:
        return f"verwezen op {date_format(self.op)}"
