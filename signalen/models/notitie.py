"""What many signals say together, for whoever makes policy: figures and own words, without anything about a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from signalen.models.dossier import Dossier
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker

if TYPE_CHECKING:
    from signalen.models.signaal import Signaal


class NotitieQuerySet(models.QuerySet["Notitie"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Everybody on the side of the municipality or its government, wherever they work; and its maker.

        What was held back is for its maker alone.
        """
        eigen = Q(gemaakt_door=gebruiker)
        if gebruiker.is_van_het_huis:
            return self.filter(eigen | Q(ingehouden_op=None))
        return self.filter(eigen)

    def houd_in(self, signaal: Signaal) -> int:
        """A signal that was counted in them is more shielded now: who knows of the notitie could tell where and what."""
        return self.filter(signalen=signaal, ingehouden_op=None).update(ingehouden_op=timezone.now())

    def voor_lijst(self) -> Self:
        return self.select_related("gemaakt_door", "dossier").order_by("-pk")


class Notitie(Eenmalig):
    """A beleidsnotitie about one dossier, as it was on the day it was made (HEL-62)."""

    # Lists and mails may name it: what is about a person was refused when it was made.
    gevoelig = "nee"

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="notities")
    titel = models.CharField(max_length=160)
    speelt = models.TextField()
    vraag = models.TextField(blank=True)
    # What `notities.cijfers` counted that day.
    cijfers = models.JSONField()
    # Those that were counted.
    signalen = models.ManyToManyField("signalen.Signaal", related_name="notities")
    # When one of them was shielded afterwards; the maker may write another, without it.
    ingehouden_op = models.DateTimeField(null=True, blank=True)
    gemaakt_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(default=timezone.now)

    objects = NotitieQuerySet.as_manager()

    class Meta:
        verbose_name = "beleidsnotitie"
        verbose_name_plural = "beleidsnotities"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(titel="") & ~Q(speelt=""),
                name="notitie_zegt_iets",
                violation_error_message="Geef de notitie een naam en schrijf op wat er speelt.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("signalen:notitie", args=[self.pk])
