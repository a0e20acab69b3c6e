"""Areas as a tree of any depth, the parties of the municipality, and the places where people meet."""

from __future__ import annotations

from collections.abc import Collection
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone


class GebiedQuerySet(models.QuerySet["Gebied"]):
    def binnen(self, ids: Collection[int]) -> Self:
        """These areas and every area below them."""
        return self.filter(voorouders__overlap=list(ids))

    def actief(self) -> Self:
        return self.filter(actief_tot=None)


class Gebied(models.Model):
    """An area. `niveau` is a key of the profile; `grens` tells whether its border is final."""

    class Grens(models.TextChoices):
        VAST = "vast", "Vast"
        VOORLOPIG = "voorlopig", "Voorlopig"

    sleutel = models.SlugField(max_length=80, unique=True)
    naam = models.CharField(max_length=120)
    niveau = models.CharField(max_length=80)
    ouder = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="kinderen")
    # Ids of all areas above this one and its own, top first: one overlap answers "in or below".
    voorouders = ArrayField(models.BigIntegerField(), default=list, editable=False)
    grens = models.CharField(max_length=10, choices=Grens, default=Grens.VAST)
    actief_van = models.DateField(null=True, blank=True)
    actief_tot = models.DateField(null=True, blank=True)

    # Its name stands on every public page.
    gevoelig = "nee"

    objects = GebiedQuerySet.as_manager()

    class Meta:
        verbose_name = "gebied"
        verbose_name_plural = "gebieden"
        ordering = ["naam"]
        indexes = [
            # Everything in or below the areas of a person.
            GinIndex(fields=["voorouders"], name="gebied_voorouders"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(ouder=F("id")),
                name="gebied_niet_eigen_ouder",
                violation_error_message="Een gebied ligt niet in zichzelf.",
            ),
            models.CheckConstraint(
                condition=Q(actief_tot=None) | Q(actief_van=None) | Q(actief_tot__gte=F("actief_van")),
                name="gebied_geldigheid_loopt_vooruit",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class Gebiedscode(models.Model):
    """A code of an area in a register (CBS), valid from one year to another: codes change with the map."""

    gebied = models.ForeignKey(Gebied, models.CASCADE, related_name="codes")
    code = models.CharField(max_length=20)
    jaar_van = models.PositiveSmallIntegerField(null=True, blank=True)
    jaar_tot = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = "gebiedscode"
        verbose_name_plural = "gebiedscodes"
        constraints = [
            models.UniqueConstraint(
                fields=["gebied", "code", "jaar_van"],
                name="gebiedscode_uniek",
                nulls_distinct=False,
                violation_error_message="Deze code staat al bij dit gebied.",
            ),
            models.CheckConstraint(
                condition=Q(jaar_tot=None) | Q(jaar_van=None) | Q(jaar_tot__gte=F("jaar_van")),
                name="gebiedscode_jaren_lopen_vooruit",
                violation_error_message="Het laatste jaar ligt voor het eerste.",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Omtrek(models.Model):
    """The outline of one area on a map of one year (CBS), or a sketch for a demo. `Gebiedscode` tells whose it is.

    An own outline (`EIGEN`, year 0) is of the municipality itself: it is not drawn, it only tells which areas of the CBS
    lie in it.
    """

    class Soort(models.TextChoices):
        GEMEENTE = "GM", "gemeente"
        WIJK = "WK", "wijk"
        BUURT = "BU", "buurt"
        SCHETS = "schets", "schets"
        EIGEN = "eigen", "eigen gebied"

    # How the code of a sketch begins: nobody takes it for one of the CBS.
    SCHETSCODE = "schets-"
    # The same for an outline that the municipality drew itself, followed by the key of the area.
    EIGENCODE = "eigen-"

    soort = models.CharField(max_length=6, choices=Soort)
    code = models.CharField(max_length=100)
    # A code is only unique together with its year; a sketch has year 0, so that any real map goes before it.
    jaar = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=160)
    water = models.BooleanField(default=False)
    # A list of polygons: rings of [longitude, latitude] in WGS84, the first ring around, the others holes.
    vorm = models.JSONField()

    class Meta:
        verbose_name = "omtrek"
        verbose_name_plural = "omtrekken"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["jaar", "code"],
                name="omtrek_uniek_per_jaar",
                violation_error_message="Deze code staat al op de kaart van dit jaar.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.naam} ({self.code})"


class Kaartinvoer(models.Model):
    """One load of outlines, from a file or a service: by whom, and what came of it. At most one at a time."""

    class Stand(models.TextChoices):
        WACHT = "wacht", "Wacht"
        BEZIG = "bezig", "Bezig"
        KLAAR = "klaar", "Klaar"
        MISLUKT = "mislukt", "Mislukt"

    # 0: outlines that the municipality drew of its own areas.
    jaar = models.PositiveSmallIntegerField()
    # The key of the service, empty for a file.
    dienst = models.CharField(max_length=30, blank=True)
    bestand = models.CharField(max_length=200, blank=True)
    stand = models.CharField(max_length=8, choices=Stand, default=Stand.WACHT)
    op = models.DateTimeField(default=timezone.now)
    # When somebody took it up; it may have waited long before.
    begonnen_op = models.DateTimeField(null=True, blank=True)
    # Null when the command line did it.
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Per kind of area what was new, changed and the same; and what was left out.
    tellingen = models.JSONField(default=dict)
    fout = models.TextField(blank=True)
    # The file while it waits for the worker; empty as soon as it was read.
    inhoud = models.BinaryField(null=True, blank=True)

    class Meta:
        verbose_name = "invoer van een kaart"
        verbose_name_plural = "invoeren van een kaart"
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=Q(stand__in=["wacht", "bezig"]),
                name="kaartinvoer_een_tegelijk",
                violation_error_message="Er wordt al een kaart geladen.",
            ),
            models.CheckConstraint(
                condition=Q(stand__in=["wacht", "bezig"]) | Q(inhoud=None),
                name="kaartinvoer_bewaart_geen_bestand",
                violation_error_message="Van een invoer die klaar is, bewaren wij het bestand niet.",
            ),
            models.CheckConstraint(
                condition=~Q(stand="mislukt") | ~Q(fout=""),
                name="kaartinvoer_mislukt_met_fout",
                violation_error_message="Van een mislukte invoer staat er wat er mis ging.",
            ),
        ]

    def __str__(self) -> str:
        return f"Kaart van {self.jaar}" if self.jaar else "Eigen grenzen"

    @property
    def loopt(self) -> bool:
        return self.stand in {self.Stand.WACHT, self.Stand.BEZIG}


class PartijQuerySet(models.QuerySet["Partij"]):
    def actief(self) -> Self:
        return self.exclude(fase="vervallen")

    def bij(self, *gebieden: Gebied) -> Self:
        """Who is at home in, above or below one of these areas; a party without areas is everywhere."""
        boven = Q(gebieden__in={pk for gebied in gebieden for pk in gebied.voorouders})
        onder = Q(gebieden__voorouders__overlap=[gebied.pk for gebied in gebieden])
        return self.filter(Q(gebieden=None) | boven | onder).distinct()


class Partij(models.Model):
    """Whoever can be asked something: the municipality, a team, an organisation, a body of residents."""

    class Soort(models.TextChoices):
        GEMEENTE = "gemeente", "Gemeente"
        TEAM = "team", "Team"
        ORGANISATIE = "organisatie", "Organisatie"
        BEWONERSORGAAN = "bewonersorgaan", "Bewonersorgaan"
        BEWONERSGROEP = "bewonersgroep", "Bewonersgroep"
        SAMENWERKING = "samenwerking", "Samenwerking"

    sleutel = models.SlugField(max_length=80, unique=True)
    naam = models.CharField(max_length=160)
    soort = models.CharField(max_length=20, choices=Soort)
    onder = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="onderdelen")
    leden = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="lid_van")
    disciplines = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    gebieden = models.ManyToManyField(Gebied, blank=True, related_name="partijen")
    gesubsidieerd = models.BooleanField(default=False)
    # A party that handles shielded matters (nee, beperkt, ja).
    gevoelig = models.CharField(max_length=10, default="nee")
    fase = models.CharField(max_length=12, default="actief")
    contactfunctie = models.CharField(max_length=120, blank=True)
    e_mail = models.EmailField(blank=True)

    objects = PartijQuerySet.as_manager()

    class Meta:
        verbose_name = "partij"
        verbose_name_plural = "partijen"
        # woCom stands between Welzijn and Zorg.
        ordering = [Lower("naam")]

    def __str__(self) -> str:
        return self.naam


class LocatieQuerySet(models.QuerySet["Locatie"]):
    def openbaar(self) -> Self:
        return self.filter(openbaar=True)


class Locatie(models.Model):
    """A place to meet. The address of a place that is not public never leaves the house (DHR-16)."""

    naam = models.CharField(max_length=160)
    soort = models.CharField(max_length=80, blank=True)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="locaties")
    adres = models.CharField(max_length=200, blank=True)
    openbaar = models.BooleanField(default=False)

    objects = LocatieQuerySet.as_manager()

    class Meta:
        verbose_name = "locatie"
        verbose_name_plural = "locaties"
        ordering = ["naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["naam", "gebied"],
                name="locatie_uniek_per_gebied",
                violation_error_message="Deze locatie staat al bij dit gebied.",
            )
        ]

    def __str__(self) -> str:
        return self.naam
