"""What people say in a participation path, and what the municipality does with it (BER-38, ETL-13)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from participatie.models.traject import Traject
from participatie.zicht import WERKERS
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import bereik
from wijkwerk.wijken.models import Partij


class TrajectinbrengQuerySet(models.QuerySet["Trajectinbreng"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Who works on the path; of others their own, and that of their party."""
        q = Q(gegeven_door=gebruiker)
        for recht in WERKERS:
            q |= Q(pk__isnull=False) & bereik(gebruiker, recht).q("traject__")
        partijen = {v.partij_id for v in gebruiker.vervullingen if v.partij_id is not None}
        if partijen:
            q |= Q(partij__in=sorted(partijen))
        return self.filter(q, traject__in=Traject.objects.zichtbaar_voor(gebruiker).values("pk"))

    def te_verwerken(self) -> Self:
        return self.filter(verwerking="")


class Trajectinbreng(Eenmalig):
    """Whose it is stands there as a role or a party, never as a name. Given by account, or written down by staff."""

    class Verwerking(models.TextChoices):
        OVERGENOMEN = "overgenomen", "Overgenomen"
        DEELS = "deels", "Voor een deel overgenomen"
        NIET = "niet", "Niet overgenomen"

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="inbreng")
    # “bewoner”, “ondernemer”: what they are here; the party when they speak for one.
    bron = models.CharField(max_length=120)
    partij = models.ForeignKey(Partij, models.PROTECT, null=True, blank=True, related_name="+")
    tekst = models.TextField()
    ontvangen_op = models.DateField(default=timezone.localdate)
    # By account: who said it. Otherwise only who wrote it down.
    gegeven_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    ingevoerd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    ingevoerd_op = models.DateTimeField(default=timezone.now)

    verwerking = models.CharField(max_length=12, choices=Verwerking, blank=True)
    uitleg = models.TextField(blank=True)
    # How those heard whom no message reaches.
    anders_verteld = models.TextField(blank=True)
    verwerkt_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    verwerkt_op = models.DateTimeField(null=True, blank=True)

    objects = TrajectinbrengQuerySet.as_manager()

    class Meta:
        verbose_name = "inbreng"
        verbose_name_plural = "inbreng"
        ordering = ["ontvangen_op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(tekst="") & ~Q(bron=""),
                name="trajectinbreng_heeft_tekst",
                violation_error_message="Schrijf de inbreng op, en van wie die komt.",
            ),
            models.CheckConstraint(
                condition=Q(verwerking="", verwerkt_op=None, verwerkt_door=None)
                | (
                    ~Q(verwerking="")
                    & ~Q(uitleg="")
                    & Q(verwerkt_op__isnull=False, verwerkt_door__isnull=False)
                ),
                name="trajectinbreng_verwerkt_compleet",
                violation_error_message="Zeg wat u ermee deed, en waarom.",
            ),
        ]

    def __str__(self) -> str:
        return f"Inbreng bij: {self.traject}"

    def get_absolute_url(self) -> str:
        return f"{self.traject.get_absolute_url()}#inbreng"

    @property
    def gevoelig(self) -> str:
        return self.traject.gevoelig
