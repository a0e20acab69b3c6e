"""Who wants to be involved in one published plan or project, without an account: an address, and nothing else."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from wijkwerk.sleuteladres import Mailadres, MailadresQuerySet
from wijkwerk.wijken.models import Gebied


class MeedenkerQuerySet(MailadresQuerySet["Meedenker"]):
    pass


class Meedenker(Mailadres):
    """One address for one item (BER-26). Who prepares the item sees how many there are; the address only by who may
    advise there, to invite them."""

    # A mail may name the item: that is on the public site. The address stands in no text.
    gevoelig = "nee"

    # The same in every version and every overview in which the item stands.
    spoor = models.UUIDField()
    titel = models.CharField(max_length=300)
    gebied = models.ForeignKey(Gebied, models.CASCADE, related_name="+")

    objects = MeedenkerQuerySet.as_manager()

    class Meta:
        verbose_name = "meedenker"
        verbose_name_plural = "meedenkers"
        indexes = [
            # How many there are for the items of an overview.
            models.Index(fields=["spoor"], name="meedenker_van_punt"),
        ]
        constraints = [
            # Also the index by which an address is found.
            models.UniqueConstraint(
                fields=["e_mail_kenmerk", "spoor", "gebied"],
                name="meedenker_eenmaal",
                violation_error_message="Dit adres is hier al aangemeld.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        """The page on which it is confirmed and ended; only who has the key knows it."""
        return reverse("meedenken:kijk", args=[self.sleutel])
