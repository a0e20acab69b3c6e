"""One advice: asked of a party or given unasked, by a party or by a resident."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from adviezen.models.onderwerp import Adviesonderwerp, kijkers_q
from adviezen.zicht import bron_open_q
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.wijken.models import Partij


class AdviesQuerySet(models.QuerySet["Advies"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Who weighs it there, and whose it is: the own party, or the resident."""
        q = Q(ingediend_door=gebruiker) | kijkers_q(gebruiker, "onderwerp__")
        partijen = {v.partij_id for v in gebruiker.vervullingen if v.partij_id is not None}
        if partijen:
            q |= Q(partij__in=sorted(partijen))
        return self.filter(q).filter(bron_open_q(gebruiker, "onderwerp__"))

    def gevraagd(self) -> Self:
        """Asked, and not there yet."""
        return self.filter(stand=Advies.Stand.AANGEVRAAGD)

    def ontvangen(self) -> Self:
        return self.filter(stand=Advies.Stand.INGEDIEND)

    def voor_lijst(self) -> Self:
        return self.select_related("partij", "onderwerp__gebied", "onderwerp__standpunt").order_by(
            "gemaakt_op", "pk"
        )


class Advies(Eenmalig):
    """Never a decision (HEL-33): its states are asked, given, lapsed; what the municipality does is the standpunt."""

    class Stand(models.TextChoices):
        AANGEVRAAGD = "aangevraagd", "Gevraagd"
        INGEDIEND = "ingediend", "Gegeven"
        VERVALLEN = "vervallen", "Vervallen"

    onderwerp = models.ForeignKey(Adviesonderwerp, models.PROTECT, related_name="adviezen")
    # The party that advises; nothing when it is a resident.
    partij = models.ForeignKey(Partij, models.PROTECT, null=True, blank=True, related_name="adviezen")
    gevraagd = models.BooleanField(default=False)
    uiterlijk = models.DateField(null=True, blank=True)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    gevraagd_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")

    tekst = models.TextField(blank=True)
    # A level of the profile: it says how heavy the advice weighs (HEL-24).
    schaalniveau = models.CharField(max_length=80, blank=True)
    draagvlak = models.TextField(blank=True)
    totstandkoming = models.TextField(blank=True)
    meningsverschillen = models.TextField(blank=True)
    # Said in so many words that there were none (HEL-26).
    eensgezind = models.BooleanField(default=False)
    raadplegingen = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    reacties = models.PositiveIntegerField(null=True, blank=True)
    ingediend_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    ingediend_op = models.DateTimeField(null=True, blank=True)

    stand = models.CharField(max_length=12, choices=Stand)
    vervallen_reden = models.TextField(blank=True)
    vervallen_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    vervallen_op = models.DateTimeField(null=True, blank=True)

    objects = AdviesQuerySet.as_manager()

    class Meta:
        verbose_name = "advies"
        verbose_name_plural = "adviezen"
        ordering = ["gemaakt_op", "pk"]
        indexes = [
            # Vandaag and the reminders: what is still asked.
            models.Index(fields=["uiterlijk"], name="advies_open", condition=Q(stand="aangevraagd")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["onderwerp", "partij"],
                condition=Q(gevraagd=True) & ~Q(stand="vervallen"),
                name="advies_een_per_partij",
                violation_error_message="Deze partij is al gevraagd.",
            ),
            models.CheckConstraint(
                condition=Q(stand="ingediend", ingediend_op__isnull=False, ingediend_door__isnull=False)
                & ~Q(tekst="")
                | (~Q(stand="ingediend") & Q(ingediend_op=None, ingediend_door=None)),
                name="advies_ingediend_compleet",
                violation_error_message="Een advies heeft een tekst, een datum en een persoon.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(stand="vervallen", vervallen_op__isnull=False, vervallen_door__isnull=False)
                    & ~Q(vervallen_reden="")
                )
                | (~Q(stand="vervallen") & Q(vervallen_op=None, vervallen_door=None, vervallen_reden="")),
                name="advies_vervallen_met_reden",
                violation_error_message="Een advies vervalt alleen met een reden.",
            ),
            models.CheckConstraint(
                condition=Q(gevraagd=False)
                | Q(
                    gevraagd=True, partij__isnull=False, uiterlijk__isnull=False, gevraagd_door__isnull=False
                ),
                name="advies_gevraagd_compleet",
                violation_error_message="Een gevraagd advies heeft een partij en een uiterste datum.",
            ),
            models.CheckConstraint(
                condition=Q(eensgezind=False) | Q(meningsverschillen=""),
                name="advies_eens_of_oneens",
                violation_error_message="Er waren geen meningsverschillen, of u schrijft ze op.",
            ),
        ]

    def __str__(self) -> str:
        return f"Advies: {self.onderwerp}"

    def get_absolute_url(self) -> str:
        return reverse("adviezen:advies", args=[self.pk])

    @property
    def gevoelig(self) -> str:
        return self.onderwerp.gevoelig

    @property
    def van(self) -> str:
        """How others see who advises: never the name of a resident."""
        return self.partij.naam if self.partij else "een bewoner"

    @property
    def is_te_laat(self) -> bool:
        """The term passed without advice, or it came after it."""
        dag = timezone.localdate(self.ingediend_op) if self.ingediend_op else timezone.localdate()
        return self.uiterlijk is not None and dag > self.uiterlijk
