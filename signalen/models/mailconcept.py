"""A mail that somebody forwarded: a signal in the making, that only its forwarder sees."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from signalen.models.signaal import Signaal
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.versleuteling import open_tekst, sluit_tekst

# Whoever did not get to it in this time does not need it: the mail itself is still where it came from.
BEWAAR_DAGEN = 14
# So long the bare row stays after that, so that the same mail is not taken in twice.
ONTHOUD_DAGEN = 90


class MailconceptQuerySet(models.QuerySet["Mailconcept"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """What waits for this person; nobody else ever sees it."""
        return self.filter(van=gebruiker, stand=Mailconcept.Stand.CONCEPT)


class Mailconcept(models.Model):
    """What was forwarded, closed with the key of the contact data, until its forwarder confirms it or throws it away."""

    class Stand(models.TextChoices):
        CONCEPT = "concept", "Concept"
        BEVESTIGD = "bevestigd", "Bevestigd"
        WEG = "weg", "Weggegooid"
        VERLOPEN = "verlopen", "Verlopen"

    # The hash of the Message-ID: processed once, and it says nothing.
    kenmerk = models.CharField(max_length=64, unique=True, editable=False)
    van = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    stand = models.CharField(max_length=10, choices=Stand, default=Stand.CONCEPT)
    ontvangen_op = models.DateTimeField(default=timezone.now)
    tekst_gesloten = models.BinaryField(default=bytes, editable=False)
    # What the forwarder wrote above it.
    briefje_gesloten = models.BinaryField(default=bytes, editable=False)
    naam_gesloten = models.BinaryField(default=bytes, editable=False)
    e_mail_gesloten = models.BinaryField(default=bytes, editable=False)
    # How many files came along; none is kept.
    bijlagen = models.PositiveSmallIntegerField(default=0)
    signaal = models.ForeignKey(Signaal, models.SET_NULL, null=True, blank=True, related_name="+")
    afgedaan_op = models.DateTimeField(null=True, blank=True)

    GESLOTEN = ("tekst_gesloten", "briefje_gesloten", "naam_gesloten", "e_mail_gesloten")

    objects = MailconceptQuerySet.as_manager()

    # No word of it stands in its title, so a reminder may name it.
    gevoelig = "nee"

    class Meta:
        verbose_name = "mailconcept"
        verbose_name_plural = "mailconcepten"
        ordering = ["ontvangen_op"]
        indexes = [
            # What waits for somebody, on Vandaag; and what leaves by itself.
            models.Index(
                fields=["van", "ontvangen_op"], name="mailconcept_open", condition=Q(stand="concept")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(stand="concept", afgedaan_op=None, signaal=None)
                | Q(
                    stand__in=["bevestigd", "weg", "verlopen"],
                    afgedaan_op__isnull=False,
                    tekst_gesloten=b"",
                    briefje_gesloten=b"",
                    naam_gesloten=b"",
                    e_mail_gesloten=b"",
                ),
                name="mailconcept_afgedaan_is_leeg",
                violation_error_message="Van een mail die is afgedaan blijft niets bewaard.",
            ),
        ]

    def __str__(self) -> str:
        """When it came: never a word of it."""
        return f"doorgestuurde mail van {timezone.localtime(self.ontvangen_op):%d-%m-%Y %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("signalen:concept", args=[self.pk])

    @property
    def tekst(self) -> str:
        return open_tekst(self.tekst_gesloten)

    @property
    def briefje(self) -> str:
        return open_tekst(self.briefje_gesloten)

    @property
    def naam(self) -> str:
        return open_tekst(self.naam_gesloten)

    @property
    def e_mail(self) -> str:
        return open_tekst(self.e_mail_gesloten)

    @property
    def verdwijnt_op(self) -> date:
        return timezone.localdate(self.ontvangen_op) + timedelta(days=BEWAAR_DAGEN)

    def zet_inhoud(self, *, tekst: str, briefje: str, naam: str, e_mail: str) -> None:
        """Close what was written; the caller saves."""
        self.tekst_gesloten, self.briefje_gesloten = sluit_tekst(tekst), sluit_tekst(briefje)
        self.naam_gesloten, self.e_mail_gesloten = sluit_tekst(naam), sluit_tekst(e_mail)

    def maak_leeg(self, stand: str) -> None:
        """Nothing of it stays but that it was there; the caller saves."""
        self.zet_inhoud(tekst="", briefje="", naam="", e_mail="")
        self.stand, self.afgedaan_op = stand, timezone.now()
