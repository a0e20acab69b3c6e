"""Figures by area and period, the areas of a source as they were in a year, and each import."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.wijken.models import Gebied


class Reden(models.IntegerChoices):
    """Why there is no number. Zero is a number, and so is a provisional one: neither is in this list."""

    GEEN = 0, "Er is een cijfer"
    GEHEIM = 1, "Geheim bij de bron"
    ONBEKEND = 2, "Onbekend: de bron geeft geen cijfer"
    NOG_NIET = 3, "Nog niet gepubliceerd"
    NIET_VAN_TOEPASSING = 4, "Niet van toepassing"
    ONVOLLEDIG = 5, "De bron is hier niet volledig"
    # Only of what the municipality counts itself: a figure of a source is kept, and hidden where it is shown.
    KLEIN = 6, "Te klein om te laten zien"


class Indicator(models.Model):
    """A measure of the catalogue (`sleutel`) as a small number, and the periods of which there are figures."""

    id = models.SmallAutoField(primary_key=True)
    sleutel = models.SlugField(max_length=80, unique=True)
    # Kept with each import, so that nobody has to search all figures for it.
    perioden = ArrayField(models.IntegerField(), default=list)
    # Those of them in which at least one area has a number: only these are worth choosing.
    met_getal = ArrayField(models.IntegerField(), default=list)

    class Meta:
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"

    def __str__(self) -> str:
        return self.sleutel


class Cijfergebied(models.Model):
    """What figures are about: an area of the CBS as it was in the division of a year, or an area of our own."""

    class Soort(models.TextChoices):
        LAND = "NL", "Nederland"
        GEMEENTE = "GM", "gemeente"
        WIJK = "WK", "wijk"
        BUURT = "BU", "buurt"
        EIGEN = "eigen", "eigen gebied"

    id = models.AutoField(primary_key=True)
    soort = models.CharField(max_length=5, choices=Soort)
    # Of the CBS, else the key of our own area; a code of the CBS is only unique together with its year.
    code = models.CharField(max_length=80)
    jaar = models.PositiveSmallIntegerField(default=0)
    naam = models.CharField(max_length=160, blank=True)
    # The code of the municipality in which it lies.
    gemeente = models.CharField(max_length=6, blank=True)
    gebied = models.OneToOneField(Gebied, models.PROTECT, null=True, blank=True, related_name="cijfergebied")

    class Meta:
        verbose_name = "cijfergebied"
        verbose_name_plural = "cijfergebieden"
        constraints = [
            models.UniqueConstraint(
                fields=["code", "jaar"],
                name="cijfergebied_uniek_per_jaar",
                violation_error_message="Deze code is er al in dit jaar.",
            ),
            models.CheckConstraint(
                condition=Q(soort="eigen", gebied__isnull=False, jaar=0)
                | (~Q(soort="eigen") & Q(gebied=None)),
                name="cijfergebied_eigen_heeft_gebied",
                violation_error_message="Een eigen gebied heeft een gebied van de gemeente.",
            ),
        ]
        indexes = [
            # All areas of one municipality.
            models.Index(fields=["gemeente", "jaar"], name="cijfergebied_gemeente"),
        ]

    def __str__(self) -> str:
        return f"{self.naam or self.code} ({self.code})" if self.naam else self.code


class InvoerQuerySet(models.QuerySet["Invoer"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker, *, overal: bool) -> Self:
        """Who brings in figures of everything sees every import; who does so of an area those of the own party.

        What the product counts itself was brought in by nobody.
        """
        ingevoerd = self.exclude(formaat="afgeleid")
        return ingevoerd if overal else ingevoerd.van_partij(gebruiker)

    def van_partij(self, gebruiker: Gebruiker) -> Self:
        """By this person, or by somebody who works for the same party now."""
        partijen = {rij.partij_id for rij in gebruiker.vervullingen if rij.partij_id is not None}
        collega = Roltoewijzing.objects.geldig().filter(gebruiker=OuterRef("door"), partij__in=partijen)
        return self.filter(Q(door=gebruiker) | Exists(collega))


class Invoer(models.Model):
    """One import: from where, by whom, and what came of it."""

    class Stand(models.TextChoices):
        WACHT = "wacht", "Wacht"
        BEZIG = "bezig", "Bezig"
        KLAAR = "klaar", "Klaar"
        MISLUKT = "mislukt", "Mislukt"

    # The key of the kind of file.
    formaat = models.CharField(max_length=30)
    # As it is named beside a figure.
    bron = models.CharField(max_length=200)
    bestand = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    # What the person chose: year, division, provisional.
    keuzes = models.JSONField(default=dict)
    peildatum = models.DateField(null=True, blank=True)
    stand = models.CharField(max_length=8, choices=Stand, default=Stand.WACHT)
    op = models.DateTimeField(default=timezone.now)
    # When somebody took it up; it may have waited long before.
    begonnen_op = models.DateTimeField(null=True, blank=True)
    door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    # What was new, changed and the same; and what was taken back later (`intrekken`).
    tellingen = models.JSONField(default=dict)
    waarschuwingen = models.JSONField(default=list)
    fout = models.TextField(blank=True)
    # The file while it waits for the worker; empty as soon as it was read.
    inhoud = models.BinaryField(null=True, blank=True)

    objects = InvoerQuerySet.as_manager()

    class Meta:
        verbose_name = "invoer van cijfers"
        verbose_name_plural = "invoeren van cijfers"
        ordering = ["-op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stand__in=["wacht", "bezig"]) | Q(inhoud=None),
                name="invoer_bewaart_geen_bestand",
                violation_error_message="Van een invoer die klaar is, bewaren wij het bestand niet.",
            ),
            models.CheckConstraint(
                condition=~Q(stand="mislukt") | ~Q(fout=""),
                name="invoer_mislukt_met_fout",
                violation_error_message="Van een mislukte invoer staat er wat er mis ging.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bron}, {self.op:%d-%m-%Y}"


class Cijfer(models.Model):
    """One figure: a number, or the reason why there is none.

    There can be millions, so it is narrow and its key is its only index, in the order in which it is read: one measure,
    one period, all areas. The database does not watch its references: a million rows would be three million checks kept
    in memory until the commit. They are only written by the import, which takes them from these tables.
    """

    pk = models.CompositePrimaryKey("indicator_id", "periode", "plek_id")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="cijfers", db_constraint=False, db_index=False
    )
    periode = models.IntegerField()
    plek = models.ForeignKey(
        Cijfergebied, models.PROTECT, related_name="cijfers", db_constraint=False, db_index=False
    )
    invoer = models.ForeignKey(
        Invoer, models.PROTECT, related_name="cijfers", db_constraint=False, db_index=False
    )
    reden = models.PositiveSmallIntegerField(choices=Reden, default=Reden.GEEN)
    voorlopig = models.BooleanField(default=False)
    waarde = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)

    class Meta:
        verbose_name = "cijfer"
        verbose_name_plural = "cijfers"
        constraints = [
            models.CheckConstraint(
                condition=Q(reden=0, waarde__isnull=False) | (~Q(reden=0) & Q(waarde=None)),
                name="cijfer_waarde_of_reden",
                violation_error_message="Een cijfer heeft een waarde, of een reden waarom die er niet is.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}/{self.periode}/{self.plek_id}"
