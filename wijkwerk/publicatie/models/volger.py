"""Who asked to get a mail when something new is published: an address, what it follows, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.sleuteladres import Sleuteladres, SleuteladresQuerySet
from wijkwerk.versleuteling import kenmerk, kenmerken, open_tekst, sluit_tekst
from wijkwerk.wijken.models import Gebied

# So long the link in the mail confirms; then the row goes.
BEDENKTIJD = timedelta(days=7)


class VolgerQuerySet(SleuteladresQuerySet["Volger"]):
    def met_adres(self, e_mail: str) -> Self:
        """Everything this address follows or asked to follow, whatever key was in use."""
        return self.filter(e_mail_kenmerk__in=[hash_ for hash_ in kenmerken(e_mail) if hash_])

    def bevestigd(self) -> Self:
        return self.filter(bevestigd_op__isnull=False)

    def onbevestigd(self) -> Self:
        return self.filter(bevestigd_op=None)

    def geldig(self) -> Self:
        """Confirmed, or still to be."""
        return self.filter(Q(bevestigd_op__isnull=False) | Q(aangevraagd_op__gte=timezone.now() - BEDENKTIJD))


class Volger(Sleuteladres):
    """One address that follows one gebied, or (without gebied) the whole municipality.

    The key in every mail confirms it and ends it. Nobody else can see that it exists.
    """

    # A mail may name what is followed: that is on the public site. The address stands in no text.
    gevoelig = "nee"

    gebied = models.ForeignKey(Gebied, models.CASCADE, null=True, blank=True, related_name="+")
    e_mail_gesloten = models.BinaryField(editable=False)
    e_mail_kenmerk = models.CharField(max_length=64, editable=False)
    aangevraagd_op = models.DateTimeField(default=timezone.now)
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    # What was published up to here has been told.
    verteld_tot = models.DateTimeField(null=True, blank=True)

    objects = VolgerQuerySet.as_manager()

    class Meta:
        verbose_name = "volger"
        verbose_name_plural = "volgers"
        constraints = [
            # Also the index by which an address is found.
            models.UniqueConstraint(
                fields=["e_mail_kenmerk", "gebied"],
                name="volger_eenmaal",
                nulls_distinct=False,
                violation_error_message="Dit adres volgt dit al.",
            ),
            models.CheckConstraint(
                condition=Q(bevestigd_op=None, verteld_tot=None)
                | Q(bevestigd_op__isnull=False, verteld_tot__isnull=False),
                name="volger_bevestigd_compleet",
                violation_error_message="Wie bevestigd heeft, is tot een moment bijgepraat.",
            ),
        ]

    def __str__(self) -> str:
        return f"volger van {self.waar}"

    def get_absolute_url(self) -> str:
        """The page on which it is confirmed and ended; only who has the key knows it."""
        return reverse("nieuwsmail:volger", args=[self.sleutel])

    @property
    def waar(self) -> str:
        """What is followed, in words."""
        return self.gebied.naam if self.gebied else f"alle {actief_profiel().term('gebied').meer}"

    @property
    def e_mail(self) -> str:
        """The address; raises InvalidToken without our key."""
        return open_tekst(self.e_mail_gesloten)

    @property
    def is_bevestigd(self) -> bool:
        return self.bevestigd_op is not None

    @property
    def sinds(self) -> date | None:
        return timezone.localdate(self.bevestigd_op) if self.bevestigd_op else None

    @property
    def uiterlijk_bevestigen(self) -> date:
        return timezone.localdate(self.aangevraagd_op + BEDENKTIJD)

    def zet_adres(self, e_mail: str) -> None:
        """Close the address with the newest key; the caller saves."""
        self.e_mail_gesloten, self.e_mail_kenmerk = sluit_tekst(e_mail.strip()), kenmerk(e_mail)
