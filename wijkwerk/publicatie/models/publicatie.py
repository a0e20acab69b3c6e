"""What has been published: frozen, numbered, never changed. The public site reads these rows and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.gebruikers.rechten import Recht, bereik
from wijkwerk.regels.models import Vernietigingsregel
from wijkwerk.wijken.models import Gebied

# The categories of the Woo (TOOI value list): what a body decided, and what is published beside what the law asks.
BESLUIT = (
    "https://identifier.overheid.nl/tooi/def/thes/kern/c_aab6bfc7",
    "overige besluiten van algemene strekking",
)
ANDERS = (
    "https://identifier.overheid.nl/tooi/def/thes/kern/c_816e508d",
    "inspanningsverplichting art 3.1 Woo",
)

# Beside the plans and reports: an overview of a budget, a participation path. A name in it may change because it may not
# be public, so nothing that comes after repeats how it was called.
NAAST = frozenset({"jaarbudget", "traject"})

# A report of a period: numbers and sentences, no plan.
RAPPORTAGE = "raadsrapportage"

# What lists leave in the database.
ZWAAR = ("inhoud", "zoektekst", "zoekvector")


class PublicatieQuerySet(models.QuerySet["Publicatie"]):
    def openbaar(self) -> Self:
        """What anybody may read. Every public page, feed and list starts here."""
        return self.filter(openbaar=Publicatie.Openbaar.IEDEREEN)

    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """What somebody who is logged in may read, beside what is for everybody.

        `raad`: council, college and staff with the right to read. `partijen`: also the parties it concerns.
        `niet`: only who may publish there.
        """
        q = Q(openbaar=Publicatie.Openbaar.IEDEREEN) | bereik(gebruiker, Recht.PUBLICATIE_PLAATSEN).q()
        eigen = {v.partij_id for v in gebruiker.vervullingen if v.partij_id is not None}
        if eigen:
            q |= Q(openbaar=Publicatie.Openbaar.PARTIJEN, plek_partijen__overlap=sorted(eigen))
        if gebruiker.is_van_het_huis:
            lezen = bereik(gebruiker, Recht.PUBLICATIE_LEZEN).q()
            q |= lezen & Q(openbaar__in=[Publicatie.Openbaar.RAAD, Publicatie.Openbaar.PARTIJEN])
        return self.filter(q)

    def geldig(self) -> Self:
        """Not withdrawn, and not destroyed."""
        return self.filter(ingetrokken_op=None, vernietigd_op=None)

    def actueel(self) -> Self:
        """What holds today, for everybody: of a plan the newest state of what was last established, as the page of the
        gebied shows it; of a report or a standpunt its newest text. Withdrawn or replaced: not among these."""
        zelfde = (
            Publicatie.objects.openbaar().geldig().filter(gebied=OuterRef("gebied"), vorm=OuterRef("vorm"))
        )
        vastgesteld = (
            zelfde.vaststellingen().filter(object_soort="plan").order_by("-nummer").values("object_id")[:1]
        )
        nieuwer = zelfde.filter(
            object_soort=OuterRef("object_soort"),
            object_id=OuterRef("object_id"),
            nummer__gt=OuterRef("nummer"),
        )
        return (
            self.openbaar()
            .geldig()
            .filter(~Q(object_soort="plan") | Q(object_id=Subquery(vastgesteld)), ~Exists(nieuwer))
        )

    def vaststellingen(self) -> Self:
        return self.filter(aard=Publicatie.Aard.VASTSTELLING)

    def plannen(self) -> Self:
        """Not the reports and standpunten: those hold no promises with a number."""
        return self.filter(object_soort="plan")

    def zonder_pdf(self) -> Self:
        return self.geldig().filter(pdf_sha256="")

    def van(self, ding: models.Model) -> Self:
        return self.filter(object_soort=ding._meta.model_name, object_id=ding.pk)

    def voor_lijst(self) -> Self:
        """Newest first, without the content: lists need only what stands beside it."""
        return self.select_related("gebied").defer(*ZWAAR).order_by("-geplaatst_op", "-pk")


class Publicatie(OpPlek):
    """One publication. All columns but the PDF and the withdrawal are frozen by a trigger; only a list that was approved
    empties it, and the row stays as a stone at its address."""

    class Aard(models.TextChoices):
        VASTSTELLING = "vaststelling", "Vastgesteld"
        VOORTGANG = "voortgang", "Stand van zaken"

    class Openbaar(models.TextChoices):
        NIET = "niet", "Niet openbaar"
        PARTIJEN = "partijen", "Voor de partijen"
        RAAD = "raad", "Voor raad en college"
        IEDEREEN = "iedereen", "Voor iedereen"

    # Mail and lists may name it: what is frozen has passed the masking check.
    gevoelig = "nee"

    # What it is about: kind and id of a thing in an app above; never read by the public site.
    object_soort = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="publicaties")
    # Key of the form (planvorm or overlegvorm) and the name it had on the day of publication.
    vorm = models.CharField(max_length=80)
    vormnaam = models.CharField(max_length=160)
    nummer = models.PositiveIntegerField()
    aard = models.CharField(max_length=12, choices=Aard)
    openbaar = models.CharField(max_length=10, choices=Openbaar)
    titel = models.CharField(max_length=300)
    # Structured content, see `inhoud.py`; with the hash of its canonical text.
    inhoud = models.JSONField()
    inhoud_sha256 = models.CharField(max_length=64)
    # The same in words, for searching: see `teksten.py`. The columns stay right by themselves: the row never changes.
    zoektekst = models.TextField(blank=True, editable=False)
    zoekvector = models.GeneratedField(
        expression=SearchVector("titel", weight="A", config="dutch")
        + SearchVector("zoektekst", weight="B", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    geplaatst_op = models.DateTimeField(default=timezone.now)
    geplaatst_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")

    pdf = models.FileField(max_length=300, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    pdf_gemaakt_op = models.DateTimeField(null=True, blank=True)

    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    ingetrokken_reden = models.TextField(blank=True)

    # Destroyed by an approved list: only that it was, and on which basis, is left.
    vernietigd_op = models.DateTimeField(null=True, blank=True)
    vernietigd_met = models.ForeignKey(
        Vernietigingsregel, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PublicatieQuerySet.as_manager()

    class Meta:
        verbose_name = "publicatie"
        verbose_name_plural = "publicaties"
        ordering = ["gebied", "vorm", "-nummer"]
        indexes = [
            # The public page of a gebied, and the front page: newest first.
            models.Index(fields=["gebied", "-geplaatst_op"], name="publicatie_van_gebied"),
            # Everything published about one plan or verslag.
            models.Index(fields=["object_soort", "object_id"], name="publicatie_van_ding"),
            # What the worker still has to draw.
            models.Index(fields=["geplaatst_op"], name="publicatie_zonder_pdf", condition=Q(pdf_sha256="")),
            GinIndex(fields=["zoekvector"], name="publicatie_zoekvector"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["gebied", "vorm", "nummer"],
                name="publicatie_nummer_uniek",
                violation_error_message="Dit nummer is al vergeven.",
            ),
            models.CheckConstraint(
                condition=Q(pdf="", pdf_sha256="", pdf_gemaakt_op=None)
                | (~Q(pdf="") & ~Q(pdf_sha256="") & Q(pdf_gemaakt_op__isnull=False))
                # Of what was destroyed the checksum stays.
                | Q(pdf="", vernietigd_op__isnull=False),
                name="publicatie_pdf_compleet",
                violation_error_message="Een PDF heeft een controlegetal en een datum.",
            ),
            models.CheckConstraint(
                condition=Q(vernietigd_op=None, vernietigd_met=None)
                | Q(vernietigd_op__isnull=False, vernietigd_met__isnull=False),
                name="publicatie_vernietigd_compleet",
                violation_error_message="Wat vernietigd is, stond op een goedgekeurde lijst.",
            ),
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None, ingetrokken_door=None, ingetrokken_reden="")
                # By nobody: when personal data left by themselves.
                | (Q(ingetrokken_op__isnull=False) & ~Q(ingetrokken_reden="")),
                name="publicatie_intrekken_met_reden",
                violation_error_message="Intrekken kan alleen met een reden.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        """The stable address: on the public site, or behind login for who may read it."""
        if self.is_openbaar:
            return reverse("publiek:publicatie", args=[self.gebied.sleutel, self.vorm, self.nummer])
        return reverse("publicaties:detail", args=[self.pk])

    @property
    def dag(self) -> date:
        """The day of publication in the Netherlands."""
        return timezone.localdate(self.geplaatst_op)

    @property
    def woo(self) -> tuple[str, str]:
        """Address and name of its category under the Woo."""
        return BESLUIT if self.object_soort == "plan" else ANDERS

    @property
    def is_openbaar(self) -> bool:
        return self.openbaar == self.Openbaar.IEDEREEN

    @property
    def is_ingetrokken(self) -> bool:
        return self.ingetrokken_op is not None

    @property
    def is_vernietigd(self) -> bool:
        return self.vernietigd_op is not None

    @property
    def is_weg(self) -> bool:
        """Whether nothing of it is read any more: withdrawn or destroyed."""
        return self.is_ingetrokken or self.is_vernietigd

    @property
    def is_leeg(self) -> bool:
        """Whether nobody reads a word of it any more: destroyed, or withdrawn by itself when personal data left. What a
        person withdrew stays readable for who is logged in."""
        return self.is_vernietigd or (self.is_ingetrokken and self.ingetrokken_door_id is None)

    @property
    def titel_voor_lezer(self) -> str:
        """As it was called, while its words may be read; else only what kind of thing it was."""
        return f"{self.vormnaam} {self.gebied.naam}, nummer {self.nummer}" if self.is_leeg else self.titel

    @property
    def bestandsnaam(self) -> str:
        return f"{self.gebied.sleutel}-{self.vorm}-{self.nummer}.pdf"
