"""What the municipality tells bodies of residents, when, and when they read it (HEL-23, HEL-71)."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from adviezen.models.onderwerp import Adviesonderwerp, kijkers_q
from adviezen.zicht import bron_open_q, gevoelig_van
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.wijken.models import Gebied, Partij


class InformatieQuerySet(models.QuerySet["Informatie"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Who weighs advice there, and the parties that were told."""
        q = Q(gegeven_door=gebruiker) | kijkers_q(gebruiker)
        partijen = {v.partij_id for v in gebruiker.vervullingen if v.partij_id is not None}
        if partijen:
            q |= Q(plek_partijen__overlap=sorted(partijen))
        return self.filter(q).filter(bron_open_q(gebruiker))

    def voor_lijst(self) -> Self:
        """Without the paper itself."""
        return (
            self.defer("stuk")
            .select_related("gebied", "onderwerp")
            .prefetch_related("ontvangsten__partij")
            .order_by("-gegeven_op", "-pk")
        )


class Informatie(Eenmalig, OpPlek):
    """One thing that was told, to one or more parties. Never changed: what was told was told."""

    titel = models.CharField(max_length=200)
    tekst = models.TextField(blank=True)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+")
    thema = models.CharField(max_length=80, blank=True)
    bron_soort = models.CharField(max_length=40, blank=True)
    bron_id = models.BigIntegerField(null=True, blank=True)
    onderwerp = models.ForeignKey(
        Adviesonderwerp, models.PROTECT, null=True, blank=True, related_name="informatie_gegeven"
    )
    link = models.URLField(max_length=500, blank=True)
    # A PDF, in the database: it comes and goes in the transaction, and the backup, of its row.
    stuk = models.BinaryField(null=True, blank=True)
    stuk_naam = models.CharField(max_length=160, blank=True)
    # The day of the decision (or of the advice) that it is for, as it stood when it was given.
    voor_datum = models.DateField(null=True, blank=True)
    # The last day on which it was in time for that.
    op_tijd_tot = models.DateField(null=True, blank=True)
    gegeven_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    gegeven_op = models.DateTimeField(default=timezone.now)

    objects = InformatieQuerySet.as_manager()

    class Meta:
        verbose_name = "informatie"
        verbose_name_plural = "informatie"
        ordering = ["-gegeven_op", "-pk"]
        indexes = [
            # The page of a dossier, plan or project: what was told about it.
            models.Index(fields=["bron_soort", "bron_id"], name="informatie_van_bron"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(titel=""),
                name="informatie_heeft_titel",
                violation_error_message="Geef de informatie een naam.",
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="https://"),
                name="informatie_link_https",
                violation_error_message="Het adres begint met https://.",
            ),
            models.CheckConstraint(
                condition=Q(stuk=None, stuk_naam="") | (Q(stuk__isnull=False) & ~Q(stuk_naam="")),
                name="informatie_stuk_met_naam",
                violation_error_message="Een stuk heeft een naam.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def gevoelig(self) -> str:
        """As shielded as what it is about: that may be shielded after it was told."""
        return gevoelig_van(self.bron_soort, self.bron_id)

    def get_absolute_url(self) -> str:
        return reverse("adviezen:informatie", args=[self.pk])

    @property
    def dag(self) -> date:
        return timezone.localdate(self.gegeven_op)

    @property
    def is_te_laat(self) -> bool:
        return self.op_tijd_tot is not None and self.dag > self.op_tijd_tot


class Ontvangst(models.Model):
    """That a party was told, and when somebody of it first opened it."""

    informatie = models.ForeignKey(Informatie, models.CASCADE, related_name="ontvangsten")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    gelezen_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "ontvangst"
        verbose_name_plural = "ontvangsten"
        ordering = ["partij__naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["informatie", "partij"],
                name="ontvangst_een_per_partij",
                violation_error_message="Deze partij heeft dit al gekregen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.informatie} ({self.partij})"
