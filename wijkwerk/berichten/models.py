"""The outbox: every message that must leave, written in the transaction of the action that causes it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from wijkwerk.gebruikers.models import Gebruiker


def nieuw_message_id() -> str:
    """Return a Message-ID that belongs to the row, so that a second sending is recognised as the same mail."""
    return f"<{uuid.uuid4().hex}@{urlsplit(settings.SITE_URL).hostname or 'wijkwerk.invalid'}>"


def leesbaar(soort: str) -> str:
    """Return how a kind reads on a screen: "Afspraak gevraagd"."""
    return soort.replace("-", " ").capitalize()


class BerichtQuerySet(models.QuerySet["Bericht"]):
    def over(self, ding: models.Model) -> Self:
        return self.filter(object_soort=ding._meta.model_name, object_id=ding.pk)

    def klaar(self) -> Self:
        return self.filter(stand=Bericht.Stand.KLAAR)

    def afgedaan(self) -> Self:
        return self.exclude(stand__in=[Bericht.Stand.KLAAR, Bericht.Stand.BEZIG])

    def te_versturen(self, nu: datetime, vastgelopen_voor: datetime) -> Self:
        """Single mails that are due, and those whose sender died. Reminders wait for the daily digest."""
        return self.filter(
            Q(stand=Bericht.Stand.KLAAR, niet_voor__lte=nu)
            | Q(stand=Bericht.Stand.BEZIG, begonnen_op__lt=vastgelopen_voor),
            bundel=False,
        ).order_by("niet_voor", "pk")

    def te_bundelen(self, nu: datetime) -> Self:
        """What waits for the digest of its recipient."""
        return self.klaar().filter(bundel=True, gebundeld_in=None, niet_voor__lte=nu)


class Bericht(models.Model):
    """One message to one recipient about one thing. The unique key makes that it is put in, and sent, once.

    Keeps no text and no address: title, link, words and address are looked up when the mail leaves, so that a thing
    that became shielded meanwhile, or a melder who withdrew, leaves no trace here. `context` holds ids, keys and
    dates only (see `service.zet_klaar`).
    """

    class Stand(models.TextChoices):
        KLAAR = "klaar", "Staat klaar"
        BEZIG = "bezig", "Wordt verstuurd"
        VERSTUURD = "verstuurd", "Verstuurd"
        ONZEKER = "onzeker", "Misschien dubbel"
        MISLUKT = "mislukt", "Niet gelukt"
        INGETROKKEN = "ingetrokken", "Ingetrokken"

    soort = models.CharField(max_length=60)
    object_soort = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    # To whom: an account, or somebody whose address only settings.ADRESSEN can find (a melder).
    ontvanger = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    adressant_soort = models.CharField(max_length=40, blank=True)
    adressant_id = models.BigIntegerField(null=True, blank=True)
    # Which occasion, when there may be more than one ("2026-12-01:3d").
    moment = models.CharField(max_length=80, blank=True)
    context = models.JSONField(default=dict, blank=True)
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.KLAAR)
    # Why it was withdrawn or did not work, in words for the beheerder.
    reden = models.CharField(max_length=200, blank=True)
    bundel = models.BooleanField(default=False)
    # Computed from what is due; checked again before it leaves.
    is_herinnering = models.BooleanField(default=False)
    gebundeld_in = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="delen")
    # Moves on after each refusal of the mail server.
    niet_voor = models.DateTimeField(default=timezone.now)
    pogingen = models.PositiveIntegerField(default=0)
    # The mail server may have taken an earlier attempt; the Message-ID then stands twice.
    is_onzeker = models.BooleanField(default=False)
    message_id = models.CharField(max_length=120, unique=True, default=nieuw_message_id, editable=False)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    begonnen_op = models.DateTimeField(null=True, blank=True)
    verstuurd_op = models.DateTimeField(null=True, blank=True)

    objects = BerichtQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ["-gemaakt_op", "-pk"]
        indexes = [
            # The sweep: what is due now.
            models.Index(
                fields=["niet_voor", "id"],
                name="bericht_te_versturen",
                condition=Q(stand__in=["klaar", "bezig"]),
            ),
            # The page of the beheerder: newest of a state first.
            models.Index(fields=["stand", "-gemaakt_op"], name="bericht_per_stand"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "soort",
                    "object_soort",
                    "object_id",
                    "ontvanger",
                    "adressant_soort",
                    "adressant_id",
                    "moment",
                ],
                name="bericht_eenmalig",
                nulls_distinct=False,
                violation_error_message="Dit bericht staat al klaar.",
            ),
            models.CheckConstraint(
                condition=Q(ontvanger__isnull=False, adressant_soort="", adressant_id=None)
                | (Q(ontvanger=None, adressant_id__isnull=False) & ~Q(adressant_soort="")),
                name="bericht_een_ontvanger",
                violation_error_message="Een bericht gaat naar één ontvanger.",
            ),
            models.CheckConstraint(
                condition=Q(bundel=False) | Q(ontvanger__isnull=False),
                name="bericht_bundel_naar_gebruiker",
                violation_error_message="Alleen berichten aan gebruikers worden gebundeld.",
            ),
            models.CheckConstraint(
                condition=Q(is_herinnering=False) | Q(bundel=True),
                name="bericht_herinnering_in_bundel",
                violation_error_message="Een herinnering gaat mee in het dagbericht.",
            ),
            models.CheckConstraint(
                condition=Q(stand__in=["verstuurd", "onzeker"], verstuurd_op__isnull=False)
                | (~Q(stand__in=["verstuurd", "onzeker"]) & Q(verstuurd_op=None)),
                name="bericht_verstuurd_compleet",
                violation_error_message="Een verstuurd bericht heeft een tijdstip.",
            ),
            models.CheckConstraint(
                condition=~Q(stand="bezig") | Q(begonnen_op__isnull=False),
                name="bericht_bezig_compleet",
                violation_error_message="Een bericht dat verstuurd wordt heeft een begin.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.object_soort} {self.object_id}"

    @property
    def soortnaam(self) -> str:
        return leesbaar(self.soort)


class Berichttekst(models.Model):
    """The own wording of the municipality for one kind of message; without a row the shipped text applies."""

    soort = models.CharField(max_length=60, unique=True)
    onderwerp = models.CharField(max_length=120)
    tekst = models.TextField()
    gewijzigd_op = models.DateTimeField(default=timezone.now)
    gewijzigd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "berichttekst"
        verbose_name_plural = "berichtteksten"
        ordering = ["soort"]

    def __str__(self) -> str:
        return self.soort
