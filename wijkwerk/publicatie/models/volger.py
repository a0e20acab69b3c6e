"""Who asked to get a mail when something new is published: an address, what it follows, and nothing else."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.sleuteladres import Mailadres, MailadresQuerySet
from wijkwerk.wijken.models import Gebied


class VolgerQuerySet(MailadresQuerySet["Volger"]):
    pass


class Volger(Mailadres):
    """One address that follows one gebied, or (without gebied) the whole municipality.

    The key in every mail confirms it and ends it. Nobody else can see that it exists.
    """

    # A mail may name what is followed: that is on the public site. The address stands in no text.
    gevoelig = "nee"

    gebied = models.ForeignKey(Gebied, models.CASCADE, null=True, blank=True, related_name="+")
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
        return reverse("nieuwsmail:kijk", args=[self.sleutel])

    @property
    def waar(self) -> str:
        """What is followed, in words."""
        return self.gebied.naam if self.gebied else f"alle {actief_profiel().term('gebied').meer}"
