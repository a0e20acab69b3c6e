"""The municipality's own system for small matters: how we reach it, and what was handed over to it."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from signalen.models.signaal import Signaal
from wijkwerk.wijken.models import Gebied


class Via(models.TextChoices):
    """How a signal gets there."""

    HAND = "hand", "Met de hand: iemand typt de melding over"
    MAIL = "mail", "Per e-mail"
    SIGNALEN = "signalen", "Het programma Signalen, met een account"
    SIGNALEN_OPENBAAR = "signalen-openbaar", "Het programma Signalen, zonder account"


# These we ask and are answered by at once.
LIJNEN = (Via.SIGNALEN, Via.SIGNALEN_OPENBAAR)


class Meldsysteem(models.Model):
    """How this municipality hands over (one row): chosen by the beheerder. Addresses and keys of machines are settings."""

    enige = models.BooleanField(default=True, unique=True, editable=False)
    via = models.CharField(max_length=20, choices=Via, default=Via.HAND)
    e_mail = models.EmailField(blank=True)
    # Where a person reports by hand.
    webformulier = models.URLField(max_length=300, blank=True)
    # The page of one report over there, with {id} for its number.
    meldingadres = models.CharField(max_length=300, blank=True)
    bron = models.CharField(max_length=120, blank=True)
    # "soort:<key>" or "thema:<key>" of the profile -> "main/sub"; the one for the rest stands apart.
    categorieen = models.JSONField(default=dict, blank=True)
    categorie = models.CharField(max_length=160, blank=True)
    geeft_contact_mee = models.BooleanField(default=False)

    # How the line is; written by the worker.
    storing = models.CharField(max_length=200, blank=True, editable=False)
    storing_sinds = models.DateTimeField(null=True, editable=False)
    storingen = models.PositiveIntegerField(default=0, editable=False)
    niet_voor = models.DateTimeField(null=True, editable=False)
    # Their clock: everything that changed there until then has been read.
    gelezen_tot = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "meldsysteem"
        verbose_name_plural = "meldsystemen"
        constraints = [
            models.CheckConstraint(
                condition=Q(enige=True),
                name="meldsysteem_een_rij",
                violation_error_message="Er is één meldsysteem.",
            ),
            models.CheckConstraint(
                condition=~Q(via="mail") | ~Q(e_mail=""),
                name="meldsysteem_mail_heeft_adres",
                violation_error_message="Vul het e-mailadres in waar meldingen heen gaan.",
            ),
            models.CheckConstraint(
                condition=Q(storing="", storing_sinds=None, niet_voor=None, storingen=0)
                | (~Q(storing="") & Q(storing_sinds__isnull=False, niet_voor__isnull=False)),
                name="meldsysteem_storing_compleet",
                violation_error_message="Een storing heeft een begin en een volgende poging.",
            ),
        ]

    def __str__(self) -> str:
        return "meldsysteem"

    @classmethod
    def nu(cls) -> Meldsysteem:
        """Return the row; by hand where nobody chose anything yet."""
        return cls.objects.first() or cls()

    def is_dicht(self, nu: datetime) -> bool:
        """Whether the line failed a moment ago and is left alone."""
        return self.niet_voor is not None and self.niet_voor > nu

    def categorie_van(self, signaal: Signaal) -> str:
        """Return "main/sub" by what it is about, else by its kind, else the one for the rest; or nothing."""
        sleutels = [*(f"thema:{thema}" for thema in signaal.themas), f"soort:{signaal.soort}"]
        return next((str(self.categorieen[s]) for s in sleutels if self.categorieen.get(s)), self.categorie)

    def link_van(self, systeem_id: int | None) -> str:
        return self.meldingadres.replace("{id}", str(systeem_id)) if self.meldingadres and systeem_id else ""


class Meldpunt(models.Model):
    """The point that stands for an area over there: its middle. Our signals have an address in words."""

    gebied = models.OneToOneField(Gebied, models.CASCADE, related_name="+")
    breedte = models.DecimalField(
        max_digits=8, decimal_places=6, validators=[MinValueValidator(50), MaxValueValidator(54)]
    )
    lengte = models.DecimalField(
        max_digits=8, decimal_places=6, validators=[MinValueValidator(3), MaxValueValidator(8)]
    )

    class Meta:
        verbose_name = "meldpunt"
        verbose_name_plural = "meldpunten"
        constraints = [
            models.CheckConstraint(
                condition=Q(breedte__range=(50, 54), lengte__range=(3, 8)),
                name="meldpunt_in_nederland",
                violation_error_message="Dit punt ligt niet in Nederland.",
            ),
        ]

    def __str__(self) -> str:
        return f"midden van {self.gebied}"


class OverdrachtQuerySet(models.QuerySet["Overdracht"]):
    def te_versturen(self, nu: datetime, vastgelopen_voor: datetime) -> Self:
        """What is due, and those whose sender died."""
        return self.filter(
            Q(stand=Overdracht.Stand.KLAAR, niet_voor__lte=nu)
            | Q(stand=Overdracht.Stand.BEZIG, begonnen_op__lt=vastgelopen_voor)
        ).order_by("niet_voor", "pk")

    def te_volgen(self) -> Self:
        """What lies over there and is not done; longest unread first."""
        return self.filter(stand=Overdracht.Stand.OVERGEDRAGEN, afgehandeld_op=None).order_by(
            models.F("gelezen_op").asc(nulls_first=True), "pk"
        )

    def wachtend(self) -> Self:
        """It is the other system's turn."""
        onderweg = Q(stand__in=[Overdracht.Stand.KLAAR, Overdracht.Stand.BEZIG])
        daar = Q(stand=Overdracht.Stand.OVERGEDRAGEN, afgehandeld_op=None, via__in=LIJNEN)
        return self.filter(onderweg | daar)


class Overdracht(models.Model):
    """One signal on its way to the other system, and how it is over there.

    Written in the transaction of the step; the worker does the rest. It keeps no words of the signal: what goes along
    is looked up when it leaves, so that what became shielded meanwhile stays here.
    """

    class Stand(models.TextChoices):
        HAND = "hand", "Nog niet overgedragen"
        KLAAR = "klaar", "Nog niet overgedragen"
        BEZIG = "bezig", "Wordt nu overgedragen"
        OVERGEDRAGEN = "overgedragen", "Overgedragen"
        ONZEKER = "onzeker", "Misschien overgedragen"
        MISLUKT = "mislukt", "Overdragen mislukt"
        INGETROKKEN = "ingetrokken", "Niet overgedragen"

    signaal = models.OneToOneField(Signaal, models.CASCADE, related_name="overdracht")
    via = models.CharField(max_length=20, choices=Via)
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.KLAAR)
    # The melder agreed that the contact data go along.
    contact_mee = models.BooleanField(default=False)
    # Why not, in our words: never what the other system answered, which may quote somebody.
    reden = models.CharField(max_length=300, blank=True)
    pogingen = models.PositiveIntegerField(default=0)
    niet_voor = models.DateTimeField(default=timezone.now)
    begonnen_op = models.DateTimeField(null=True, blank=True)
    # The first attempt that may have been accepted without our hearing it: look there before sending again.
    twijfel_sinds = models.DateTimeField(null=True, blank=True)

    nummer = models.CharField(max_length=60, blank=True)
    systeem_id = models.BigIntegerField(null=True, blank=True)
    systeem_uuid = models.UUIDField(null=True, blank=True)
    link = models.URLField(max_length=300, blank=True)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    overgedragen_op = models.DateTimeField(null=True, blank=True)

    # How it is over there, in their words; the answer is a proposal for the owner of the signal.
    systeemstand = models.CharField(max_length=80, blank=True)
    antwoord = models.TextField(blank=True)
    gelezen_op = models.DateTimeField(null=True, blank=True)
    afgehandeld_op = models.DateTimeField(null=True, blank=True)

    objects = OverdrachtQuerySet.as_manager()

    class Meta:
        verbose_name = "overdracht"
        verbose_name_plural = "overdrachten"
        ordering = ["-pk"]
        indexes = [
            # The sweep: what is due now.
            models.Index(
                fields=["niet_voor", "id"],
                name="overdracht_te_versturen",
                condition=Q(stand__in=["klaar", "bezig"]),
            ),
            # What is not done over there.
            models.Index(
                fields=["gelezen_op", "id"],
                name="overdracht_te_volgen",
                condition=Q(stand="overgedragen", afgehandeld_op=None),
            ),
            # What changed over there, found by their number.
            models.Index(
                fields=["systeem_id"], name="overdracht_systeem", condition=Q(systeem_id__isnull=False)
            ),
            # The page of the beheerder: newest of a state first.
            models.Index(fields=["stand", "-id"], name="overdracht_per_stand"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    stand__in=["hand", "klaar", "bezig", "overgedragen", "onzeker", "mislukt", "ingetrokken"]
                ),
                name="overdracht_stand_bekend",
                violation_error_message="Deze stand bestaat niet.",
            ),
            models.CheckConstraint(
                condition=Q(stand="overgedragen", overgedragen_op__isnull=False)
                | (~Q(stand="overgedragen") & Q(overgedragen_op=None)),
                name="overdracht_overgedragen_compleet",
                violation_error_message="Wat is overgedragen heeft een tijdstip.",
            ),
            models.CheckConstraint(
                condition=~Q(stand="bezig") | Q(begonnen_op__isnull=False),
                name="overdracht_bezig_compleet",
                violation_error_message="Wat wordt overgedragen heeft een begin.",
            ),
            models.CheckConstraint(
                condition=~Q(stand__in=["mislukt", "onzeker", "ingetrokken"]) | ~Q(reden=""),
                name="overdracht_niet_gelukt_met_reden",
                violation_error_message="Zeg waarom het niet lukte.",
            ),
            models.CheckConstraint(
                condition=Q(afgehandeld_op=None) | Q(stand="overgedragen"),
                name="overdracht_afgehandeld_na_overdracht",
                violation_error_message="Alleen wat is overgedragen kan daar zijn afgehandeld.",
            ),
        ]

    def __str__(self) -> str:
        return f"overdracht van {self.signaal}"

    def get_absolute_url(self) -> str:
        return self.signaal.get_absolute_url()

    @property
    def gevoelig(self) -> str:
        """As shielded as its signal; the outbox asks this before it writes a word."""
        return self.signaal.gevoelig

    @property
    def vraagt_iemand(self) -> bool:
        """Nothing happens before a person does something."""
        return self.stand in {self.Stand.HAND, self.Stand.ONZEKER, self.Stand.MISLUKT}

    @property
    def wacht(self) -> bool:
        """It is the other system's turn: the same as the queryset `wachtend`."""
        onderweg = self.stand in {self.Stand.KLAAR, self.Stand.BEZIG}
        daar = self.stand == self.Stand.OVERGEDRAGEN and self.afgehandeld_op is None and self.via in LIJNEN
        return onderweg or daar


def overdracht_van(signaal: Signaal) -> Overdracht | None:
    """Return how this signal was handed over, if it was ever to be; no query after `select_related("overdracht")`."""
    return getattr(signaal, "overdracht", None)
