"""What is spoken of in a meeting, where it came from, and what came of it."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils import timezone

from overleggen import zicht
from overleggen.models.overleg import Overleg, Overlegdeel
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker

BEELDEN = {
    "aangedragen": "voorgesteld",
    "geagendeerd": "gepland",
    "besproken": "gehouden",
    "doorgeschoven": "later",
    "afgevoerd": "afgelast",
}


class AgendapuntQuerySet(models.QuerySet["Agendapunt"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Points of open parts of the meetings this person sees, and of closed parts for who belongs there."""
        return self.filter(zicht.Overlegzicht.van(gebruiker).punt)

    def met_schild(self, gebruiker: Gebruiker) -> Self:
        """Add `afgeschermd`: this person sees that there is a point, not what it is about."""
        return self.annotate(afgeschermd=zicht.Overlegzicht.van(gebruiker).schild)

    def als_lijst_met_schild(self, gebruiker: Gebruiker) -> list[Agendapunt]:
        """These points with `afgeschermd`. Whether this person reads what is shielded is asked apart, and only of what is:
        mostly nothing is, and to put that question together takes as long as the rest of a page."""
        punten = list(self.met_gevoelig())
        dicht: dict[int, bool] = {}
        if gevoelig := [punt.pk for punt in punten if punt.is_gevoelig]:
            zelfde = Agendapunt.objects.filter(pk__in=gevoelig)
            schild = zicht.Overlegzicht.van(gebruiker).schild
            dicht = dict(zelfde.annotate(dicht=schild).values_list("pk", "dicht"))
        for punt in punten:
            punt.afgeschermd = punt.is_gevoelig and dicht.get(punt.pk, True)
        return punten

    def met_gevoelig(self) -> Self:
        """Add `is_gevoelig`: shielded by itself or because its source is so now, whoever looks."""
        return self.annotate(is_gevoelig=Case(When(zicht.gevoelig_q(), then=True), default=False))

    def op_agenda(self) -> Self:
        return self.exclude(stand__in=[Agendapunt.Stand.AANGEDRAGEN, Agendapunt.Stand.AFGEVOERD])

    def van_bron(self, soort: str, pk: int) -> Self:
        return self.filter(bron_soort=soort, bron_id=pk)

    def voor_pagina(self) -> Self:
        return self.select_related("deel", "aangedragen_door", "doorgeschoven_van__overleg").order_by(
            "deel__volgorde", "volgorde", "pk"
        )


class Agendapunt(Eenmalig):
    """A point on the agenda of one meeting. `bron_soort` and `bron_id` name what it is about, if that is a thing."""

    class Stand(models.TextChoices):
        AANGEDRAGEN = "aangedragen", "Aangedragen"
        GEAGENDEERD = "geagendeerd", "Op de agenda"
        BESPROKEN = "besproken", "Besproken"
        TERUGGEKOPPELD = "teruggekoppeld", "Teruggekoppeld"
        DOORGESCHOVEN = "doorgeschoven", "Doorgeschoven"
        AFGEVOERD = "afgevoerd", "Afgevoerd"

    class Doel(models.TextChoices):
        INFORMEREN = "informeren", "Informeren"
        BESPREKEN = "bespreken", "Bespreken"
        BESLUITEN = "besluiten", "Besluiten"
        TERUGKOPPELEN = "terugkoppelen", "Terugkoppelen"

    # Told by the queries that ask (`met_schild`, `met_gevoelig`); closed when none did.
    afgeschermd: bool = True
    is_gevoelig: bool = True
    ligt_klaar: bool = False

    VRIJ = "vrij"
    DOSSIER = "dossier"
    # About the report of an earlier meeting; `bron_id` is that meeting.
    VERSLAG = "verslag"

    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="punten")
    deel = models.ForeignKey(Overlegdeel, models.PROTECT, related_name="punten")
    volgorde = models.PositiveSmallIntegerField(default=0)
    titel = models.CharField(max_length=200)
    doel = models.CharField(max_length=14, choices=Doel, default=Doel.BESPREKEN)
    toelichting = models.TextField(blank=True)
    bron_soort = models.CharField(max_length=40, default=VRIJ)
    bron_id = models.BigIntegerField(null=True, blank=True)
    # Why it was proposed: over term, waiting for terugkoppeling, …
    aanleiding = models.CharField(max_length=200, blank=True)
    # None: a resident without an account (Inbreng).
    aangedragen_door = models.ForeignKey(
        Gebruiker, models.PROTECT, null=True, blank=True, related_name="aangedragen_punten"
    )
    aangedragen_op = models.DateTimeField(default=timezone.now)
    schaalniveau = models.CharField(max_length=80, blank=True)
    themas = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    velden = models.JSONField(default=dict, blank=True)
    # Never less than its source: of a signaal the present value counts as well (zicht.schild).
    gevoelig = models.CharField(max_length=10, default="nee")
    uitkomst = models.TextField(blank=True)
    besluit = models.TextField(blank=True)
    stand = models.CharField(max_length=14, choices=Stand, default=Stand.AANGEDRAGEN)
    terugkoppeling = models.TextField(blank=True)
    teruggekoppeld_op = models.DateTimeField(null=True, blank=True)
    teruggekoppeld_door = models.ForeignKey(
        Gebruiker, models.PROTECT, null=True, blank=True, related_name="+"
    )
    afvoerreden = models.TextField(blank=True)
    # The same matter in an earlier meeting: moved, never copied.
    doorgeschoven_van = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="opvolgers"
    )
    doorgeschoven = models.PositiveSmallIntegerField(default=0)
    # When the meeting came to it; the latest one is the point that is spoken of now.
    begonnen_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    objects = AgendapuntQuerySet.as_manager()

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ["volgorde", "pk"]
        indexes = [
            # Which meetings spoke of this signaal, afspraak or plan.
            models.Index(fields=["bron_soort", "bron_id"], name="agendapunt_bron"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(bron_soort="vrij", bron_id=None)
                | Q(bron_soort="dossier")
                | (~Q(bron_soort="vrij") & Q(bron_id__isnull=False)),
                name="agendapunt_bron_compleet",
                violation_error_message="Een agendapunt gaat over een bestaande zaak, of is een vrij punt.",
            ),
            models.CheckConstraint(
                condition=~Q(stand__in=["besproken", "teruggekoppeld"]) | ~Q(uitkomst=""),
                name="agendapunt_besproken_met_uitkomst",
                violation_error_message="Schrijf op wat de uitkomst is.",
            ),
            models.CheckConstraint(
                condition=Q(teruggekoppeld_op=None, teruggekoppeld_door=None)
                | Q(teruggekoppeld_op__isnull=False, teruggekoppeld_door__isnull=False),
                name="agendapunt_teruggekoppeld_compleet",
                violation_error_message="Een terugkoppeling heeft een datum en een persoon.",
            ),
            models.CheckConstraint(
                condition=~Q(stand="teruggekoppeld") | Q(teruggekoppeld_op__isnull=False),
                name="agendapunt_teruggekoppeld_met_datum",
                violation_error_message="Leg eerst de terugkoppeling vast.",
            ),
            models.CheckConstraint(
                condition=~Q(stand="afgevoerd") | ~Q(uitkomst="") | ~Q(afvoerreden=""),
                name="agendapunt_afgevoerd_met_reden",
                violation_error_message="Geef een reden om het punt van de agenda te halen.",
            ),
            models.UniqueConstraint(
                fields=["doorgeschoven_van"],
                condition=~Q(stand="afgevoerd") | ~Q(uitkomst=""),
                name="agendapunt_eenmaal_verder",
                violation_error_message="Dit punt staat al op een volgende agenda.",
            ),
            models.UniqueConstraint(
                fields=["overleg", "bron_soort", "bron_id"],
                condition=Q(bron_id__isnull=False) & ~Q(stand="afgevoerd"),
                name="agendapunt_bron_eenmaal",
                violation_error_message="Dit staat al op de agenda van dit overleg.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel if self.gevoelig == "nee" else "Afgeschermd punt"

    def get_absolute_url(self) -> str:
        return f"{reverse('overleggen:detail', args=[self.overleg_id])}#punt-{self.pk}"

    @property
    def beeld(self) -> str:
        """The state whose face (icon, colour) it has on a screen; the word is its own."""
        return BEELDEN.get(self.stand, self.stand)

    @property
    def is_op_agenda(self) -> bool:
        return self.stand not in {self.Stand.AANGEDRAGEN, self.Stand.AFGEVOERD}


class Agendapuntafspraak(Eenmalig):
    """An afspraak of the register that was made at a point, or spoken of there: one afspraak, many meetings."""

    class Hoe(models.TextChoices):
        GEMAAKT = "gemaakt", "Gemaakt"
        BESPROKEN = "besproken", "Besproken"

    punt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="afspraakregels")
    afspraak = models.ForeignKey(Afspraak, models.PROTECT, related_name="agendapunten")
    hoe = models.CharField(max_length=10, choices=Hoe, default=Hoe.GEMAAKT)

    class Meta:
        verbose_name = "afspraak bij een agendapunt"
        verbose_name_plural = "afspraken bij agendapunten"
        constraints = [
            models.UniqueConstraint(
                fields=["punt", "afspraak"],
                name="agendapuntafspraak_uniek",
                violation_error_message="Deze afspraak staat al bij dit agendapunt.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_hoe_display()}: afspraak {self.afspraak_id}"
