"""A report of a period, to the council or to whom the profile names: in the making, and as it was established."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from verantwoording.zicht import rapporten_q
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.fouten import OnbekendeSleutel
from wijkwerk.profiel.rijen.volgen import Rapportage
from wijkwerk.wijken.models import Gebied


class RaadsrapportageQuerySet(models.QuerySet["Raadsrapportage"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Who makes it or writes in it; once it is established also whom it is for."""
        return self.filter(rapporten_q(gebruiker))

    def concept(self) -> Self:
        return self.filter(stand=Raadsrapportage.Stand.CONCEPT)

    def vastgesteld(self) -> Self:
        return self.filter(stand=Raadsrapportage.Stand.VASTGESTELD)

    def voor_lijst(self) -> Self:
        return self.select_related("gebied").defer("inhoud").order_by("-tot", "naam", "pk")


class Raadsrapportage(OpPlek):
    """One report of one row of the profile. Its numbers are computed while it is a concept, and frozen after that."""

    class Stand(models.TextChoices):
        CONCEPT = "concept", "Concept"
        VASTGESTELD = "vastgesteld", "Vastgesteld"

    # A mail may say that it is there; small numbers are hidden in it, and what people wrote is checked.
    gevoelig = "nee"

    rapportage = models.CharField(max_length=80)
    naam = models.CharField(max_length=200)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+")
    # First and last day of what it is about.
    van = models.DateField()
    tot = models.DateField()
    # By when the sentences are there, and when it is ready; as the profile asks.
    teksten_voor = models.DateField(null=True, blank=True)
    uiterlijk = models.DateField(null=True, blank=True)
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.CONCEPT)
    begonnen_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    begonnen_op = models.DateTimeField(default=timezone.now)
    vastgesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    vastgesteld_op = models.DateTimeField(null=True, blank=True)
    # Whether it was established for everybody: only that can be published, whatever the profile says later.
    voor_iedereen = models.BooleanField(default=False)
    # The content as it was established (`wijkwerk.publicatie.inhoud`), with the hash of its canonical text.
    inhoud = models.JSONField(null=True, blank=True)
    inhoud_sha256 = models.CharField(max_length=64, blank=True)

    objects = RaadsrapportageQuerySet.as_manager()

    class Meta:
        verbose_name = "raadsrapportage"
        verbose_name_plural = "raadsrapportages"
        ordering = ["-tot", "naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["rapportage", "van"],
                name="raadsrapportage_een_per_periode",
                violation_error_message="Deze rapportage is er al.",
            ),
            models.CheckConstraint(
                condition=Q(tot__gte=F("van")),
                name="raadsrapportage_loopt_vooruit",
                violation_error_message="De laatste dag ligt voor de eerste.",
            ),
            models.CheckConstraint(
                condition=Q(
                    stand="concept",
                    vastgesteld_op=None,
                    vastgesteld_door=None,
                    inhoud__isnull=True,
                    inhoud_sha256="",
                )
                | Q(
                    stand="vastgesteld",
                    vastgesteld_op__isnull=False,
                    vastgesteld_door__isnull=False,
                    inhoud__isnull=False,
                )
                & ~Q(inhoud_sha256=""),
                name="raadsrapportage_vastgesteld_compleet",
                violation_error_message="Wat is vastgesteld heeft een inhoud, een datum en een persoon.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam} {self.periode}"

    def get_absolute_url(self) -> str:
        return reverse("verantwoording:rapport", args=[self.pk])

    @property
    def is_concept(self) -> bool:
        return self.stand == self.Stand.CONCEPT

    @property
    def rij(self) -> Rapportage | None:
        """What the profile says of it now; nothing when it has no such report any more."""
        try:
            return actief_profiel().rapportage(self.rapportage)
        except OnbekendeSleutel:
            return None

    @property
    def periode(self) -> str:
        """ "2025" for a whole year, "2025, eerste helft" for half of one, else its days."""
        van, tot = self.van, self.tot
        if van.year == tot.year and (van.month, van.day, tot.day) == (1, 1, 31) and tot.month == 12:
            return str(van.year)
        if van.year == tot.year and (van.month, tot.month) in {(1, 6), (7, 12)}:
            return f"{van.year}, {'eerste' if van.month == 1 else 'tweede'} helft"
        return f"{van.day}-{van.month}-{van.year} tot en met {tot.day}-{tot.month}-{tot.year}"


class Rapporttekst(models.Model):
    """What a person wrote in it: of one area, or of one part of the report (`onderdeel`)."""

    rapport = models.ForeignKey(Raadsrapportage, models.CASCADE, related_name="teksten")
    gebied = models.ForeignKey(Gebied, models.PROTECT, null=True, blank=True, related_name="+")
    onderdeel = models.CharField(max_length=80, blank=True)
    tekst = models.TextField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "rapporttekst"
        verbose_name_plural = "rapportteksten"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rapport", "gebied", "onderdeel"],
                name="rapporttekst_een_per_plek",
                nulls_distinct=False,
                violation_error_message="Deze tekst is er al.",
            ),
            models.CheckConstraint(
                condition=Q(gebied__isnull=False, onderdeel="") | (Q(gebied=None) & ~Q(onderdeel="")),
                name="rapporttekst_gebied_of_onderdeel",
                violation_error_message="Een tekst hoort bij een gebied of bij een onderdeel.",
            ),
            models.CheckConstraint(
                condition=~Q(tekst=""),
                name="rapporttekst_niet_leeg",
                violation_error_message="Schrijf een tekst.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rapport}: {self.gebied or self.onderdeel}"
