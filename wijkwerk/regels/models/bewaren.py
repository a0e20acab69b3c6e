"""Keeping: a term that is suspended, and the lists by which what is past its term is destroyed."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.models.bijding import BijDing, BijDingQuerySet


class Bewaarstop(BijDing):
    """The term of a thing is suspended (legal hold): as long as this runs, it stays whatever the term says."""

    reden = models.TextField()
    gezet_op = models.DateTimeField(default=timezone.now)
    gezet_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    opgeheven_op = models.DateTimeField(null=True, blank=True)
    opgeheven_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    opgeheven_reden = models.TextField(blank=True)

    class Meta:
        verbose_name = "bewaarstop"
        verbose_name_plural = "bewaarstops"
        constraints = [
            models.UniqueConstraint(
                fields=["object_soort", "object_id"],
                condition=Q(opgeheven_op=None),
                name="bewaarstop_een_lopend",
                violation_error_message="Het bewaren is hier al opgeschort.",
            ),
            models.CheckConstraint(
                condition=Q(opgeheven_op=None, opgeheven_door=None, opgeheven_reden="")
                | (Q(opgeheven_op__isnull=False, opgeheven_door__isnull=False) & ~Q(opgeheven_reden="")),
                name="bewaarstop_opheffen_met_reden",
                violation_error_message="Opheffen kan alleen met een reden.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.object_soort} {self.object_id}"

    @classmethod
    def lopend(cls) -> BijDingQuerySet:
        return cls.objects.filter(opgeheven_op=None)

    @classmethod
    def sinds(cls, soort: str) -> dict[str, Subquery]:
        """For the query of a list of such things: since when the term of each is suspended."""
        lopend = cls.lopend().filter(object_soort=soort, object_id=OuterRef("pk"))
        return {"opgeschort_op": Subquery(lopend.values("gezet_op")[:1])}


class Vernietigingslijst(models.Model):
    """What somebody proposes to destroy; another person decides. Triggers keep it as it was decided, for ever."""

    class Stand(models.TextChoices):
        VOORSTEL = "voorstel", "Wacht op een tweede persoon"
        GOEDGEKEURD = "goedgekeurd", "Goedgekeurd"
        AFGEWEZEN = "afgewezen", "Afgewezen"
        UITGEVOERD = "uitgevoerd", "Uitgevoerd"

    stand = models.CharField(max_length=12, choices=Stand, default=Stand.VOORSTEL)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    gemaakt_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    besloten_op = models.DateTimeField(null=True, blank=True)
    besloten_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    opmerking = models.TextField(blank=True)
    uitgevoerd_op = models.DateTimeField(null=True, blank=True)
    # The statement of destruction: made once by the worker, kept for ever in the backup of its list.
    verklaring = models.BinaryField(default=b"")
    verklaring_sha256 = models.CharField(max_length=64, blank=True)
    verklaring_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "vernietigingslijst"
        verbose_name_plural = "vernietigingslijsten"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stand="voorstel", besloten_op=None, besloten_door=None, uitgevoerd_op=None)
                | (
                    Q(stand__in=["goedgekeurd", "afgewezen"], uitgevoerd_op=None)
                    & Q(besloten_op__isnull=False, besloten_door__isnull=False)
                )
                | Q(
                    stand="uitgevoerd",
                    besloten_op__isnull=False,
                    besloten_door__isnull=False,
                    uitgevoerd_op__isnull=False,
                ),
                name="vernietigingslijst_besluit_compleet",
                violation_error_message="Een besluit heeft een datum en een persoon.",
            ),
            models.CheckConstraint(
                condition=Q(besloten_door=None) | ~Q(besloten_door=F("gemaakt_door")),
                name="vernietigingslijst_vier_ogen",
                violation_error_message="Wie de lijst maakte, beslist er niet over.",
            ),
            models.CheckConstraint(
                condition=~Q(stand="afgewezen") | ~Q(opmerking=""),
                name="vernietigingslijst_afwijzen_met_reden",
                violation_error_message="Afwijzen kan alleen met een reden.",
            ),
        ]

    def __str__(self) -> str:
        return f"Vernietigingslijst {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("beheer:vernietigingslijst", args=[self.pk])

    @property
    def bestandsnaam(self) -> str:
        return f"verklaring-van-vernietiging-{self.pk}.pdf"


class VernietigingsregelQuerySet(models.QuerySet["Vernietigingsregel"]):
    def op_lijst(self) -> Self:
        """Not taken off, and not skipped."""
        return self.filter(eraf_op=None, overgeslagen_op=None)

    def te_doen(self) -> Self:
        return self.op_lijst().filter(vernietigd_op=None)


class Vernietigingsregel(models.Model):
    """One plan or report on such a list, as it was that day: what it was and on which basis it goes, never what it said."""

    object_soort = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    lijst = models.ForeignKey(Vernietigingslijst, models.PROTECT, related_name="regels")
    titel = models.CharField(max_length=400)
    vorm = models.CharField(max_length=160)
    gebied = models.CharField(max_length=200)
    vastgesteld_op = models.DateField()
    procestype = models.CharField(max_length=300)
    resultaat = models.CharField(max_length=300, blank=True)
    jaren = models.PositiveSmallIntegerField()
    termijn_vanaf = models.DateField()
    bewaren_tot = models.DateField()
    # The publications that go with it, and the name and checksum of every document.
    publicaties = ArrayField(models.BigIntegerField(), default=list, blank=True)
    documenten = models.JSONField(default=list, blank=True)

    eraf_op = models.DateTimeField(null=True, blank=True)
    eraf_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    eraf_reden = models.TextField(blank=True)
    # Why the worker left it: a term that was suspended meanwhile, or a document that came after the list.
    overgeslagen_op = models.DateTimeField(null=True, blank=True)
    overgeslagen_reden = models.TextField(blank=True)
    # The words are gone; then the files, of which these are the names; then it is done.
    gewist_op = models.DateTimeField(null=True, blank=True)
    bestanden = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    vernietigd_op = models.DateTimeField(null=True, blank=True)
    # The last time it went wrong; it is tried again.
    mislukt_op = models.DateTimeField(null=True, blank=True)

    objects = VernietigingsregelQuerySet.as_manager()

    class Meta:
        verbose_name = "vernietigingsregel"
        verbose_name_plural = "vernietigingsregels"
        ordering = ["bewaren_tot", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["object_soort", "object_id"],
                condition=Q(eraf_op=None, overgeslagen_op=None),
                name="vernietigingsregel_eenmaal",
                violation_error_message="Dit staat al op een vernietigingslijst.",
            ),
            models.CheckConstraint(
                condition=Q(eraf_op=None, eraf_door=None, eraf_reden="")
                | (Q(eraf_op__isnull=False, eraf_door__isnull=False) & ~Q(eraf_reden="")),
                name="vernietigingsregel_eraf_met_reden",
                violation_error_message="Van de lijst halen kan alleen met een reden.",
            ),
            models.CheckConstraint(
                condition=Q(overgeslagen_op=None, overgeslagen_reden="")
                | (Q(overgeslagen_op__isnull=False) & ~Q(overgeslagen_reden="")),
                name="vernietigingsregel_overslaan_met_reden",
                violation_error_message="Overslaan kan alleen met een reden.",
            ),
            models.CheckConstraint(
                condition=Q(gewist_op=None, vernietigd_op=None)
                | Q(gewist_op__isnull=False, eraf_op=None, overgeslagen_op=None),
                name="vernietigingsregel_vernietigd_compleet",
                violation_error_message="Wat vernietigd is, is gewist en stond op de lijst.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def termijn_in_woorden(self) -> str:
        return f"{self.jaren} jaar"

    @property
    def dag(self) -> date | None:
        """The day on which it was destroyed."""
        return timezone.localdate(self.gewist_op) if self.gewist_op else None
