"""Signals that say the same, and the question behind them: one owner, one answer, each its own terugkoppeling."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.houder import MetHouder, houder_constraint, houder_q
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.gebruikers.rechten import Recht, bereik
from wijkwerk.gebruikers.voorwaarde import PerPersoon, Voorwaarde
from wijkwerk.wijken.models import Gebied


class Dossierzicht(PerPersoon):
    """Which dossiers one person sees; made once per request (`van`)."""

    @cached_property
    def zichtbaar(self) -> Voorwaarde:
        return Voorwaarde(self._zichtbaar)

    def _zichtbaar(self) -> Q:
        from signalen.models.signaal import Signaal

        gebruiker = self.gebruiker
        lid = Signaal.objects.helemaal_zichtbaar_voor(gebruiker).filter(dossier=OuterRef("pk"))
        open_ = ~Q(gevoelig="ja") & bereik(gebruiker, Recht.SIGNAAL_ZIEN).q()
        eigen = Q(geopend_door=gebruiker) & ~Q(gevoelig="ja")
        return houder_q(gebruiker) | open_ | eigen | Q(gevoelig="ja") & Q(Exists(lid))


class DossierQuerySet(models.QuerySet["Dossier"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """The owner, and who may see signals there; of a shielded one only who reads a signal in it."""
        return self.filter(Dossierzicht.van(gebruiker).zichtbaar)

    def open(self) -> Self:
        return self.filter(stand=Dossier.Stand.OPEN)

    def met_aantallen(self, gebruiker: Gebruiker) -> Self:
        """How many signals, and how many of them open: only those that exist for this person."""
        from signalen.models.signaal import Signaal

        leden = Signaal.objects.bestaat_voor(gebruiker).filter(dossier=OuterRef("pk")).order_by()
        return self.annotate(aantal=_tel(leden), aantal_open=_tel(leden.open()))

    def voor_lijst(self) -> Self:
        return self.select_related("gebied", "houder_partij", "houder_gebied", "houder_persoon").order_by(
            "-pk"
        )


def _tel(leden: QuerySet[models.Model]) -> Coalesce:
    aantal = leden.values("dossier").annotate(aantal=Count("pk")).values("aantal")
    return Coalesce(Subquery(aantal, output_field=IntegerField()), 0)


class Dossier(Eenmalig, OpPlek, MetHouder):
    """A bundle with a name. All its signals are as shielded as it is: so a title gives away nothing of another."""

    class Stand(models.TextChoices):
        OPEN = "open", "Open"
        GESLOTEN = "gesloten", "Gesloten"

    titel = models.CharField(max_length=160)
    # A signaalsoort of the profile: what type of question it is. Empty for a bundle and no more.
    soort = models.CharField(max_length=80, blank=True)
    thema = models.CharField(max_length=80, blank=True)
    vraag = models.TextField(blank=True)
    # The main area; `plek_gebieden` holds those of all its signals.
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="dossiers")
    gevoelig = models.CharField(max_length=8, default="nee")
    velden = models.JSONField(default=dict, blank=True)
    stand = models.CharField(max_length=8, choices=Stand, default=Stand.OPEN)
    geopend_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="geopende_dossiers")
    geopend_op = models.DateTimeField(default=timezone.now)
    gesloten_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    gesloten_op = models.DateTimeField(null=True, blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        ordering = ["-pk"]
        constraints = [
            houder_constraint("dossier", verplicht=False),
            models.CheckConstraint(
                condition=~Q(titel=""),
                name="dossier_heeft_titel",
                violation_error_message="Geef het dossier een naam.",
            ),
            models.CheckConstraint(
                condition=Q(gevoelig__in=["nee", "beperkt", "ja"]),
                name="dossier_gevoelig_bekend",
                violation_error_message="Kies: nee, beperkt of ja.",
            ),
            models.CheckConstraint(
                condition=Q(stand="gesloten", gesloten_op__isnull=False, gesloten_door__isnull=False)
                | Q(stand="open", gesloten_op=None, gesloten_door=None),
                name="dossier_gesloten_compleet",
                violation_error_message="Een gesloten dossier heeft een datum en een persoon.",
            ),
        ]

    def __str__(self) -> str:
        """What logs, lists and mails may say of it: of a shielded one not the title."""
        return self.titel if self.gevoelig == "nee" else "Afgeschermd dossier"

    def get_absolute_url(self) -> str:
        return reverse("signalen:dossier", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.stand == self.Stand.OPEN
