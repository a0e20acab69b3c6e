"""One meeting, its parts with their own access, and who takes part."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from overleggen.zicht import Overlegzicht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.gemeente.service import profiel_van_versie
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.profiel.wie import KANTEN
from wijkwerk.wijken.models import Gebied, Locatie, Partij


class OverlegQuerySet(models.QuerySet["Overleg"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Those of which this person may know that they are held; closed parts have a question of their own."""
        return self.filter(Overlegzicht.van(gebruiker).overleg)

    def gaat_door(self) -> Self:
        return self.exclude(stand=Overleg.Stand.VERVALLEN)

    def komend(self) -> Self:
        """Planned and not yet held, soonest first: also one whose day has passed."""
        return self.filter(stand__in=Overleg.KOMEND).order_by("datum", "begin", "pk")

    def geweest(self) -> Self:
        """Held, newest first."""
        return self.filter(stand__in=Overleg.GEWEEST).order_by("-datum", "-begin", "-pk")

    def voor_lijst(self) -> Self:
        return self.select_related("gebied", "locatie")


class Overleg(OpPlek):
    """A meeting of one form in one area, under the version of the profile in which it was planned."""

    class Stand(models.TextChoices):
        GEPLAND = "gepland", "Gepland"
        UITGENODIGD = "uitgenodigd", "Uitgenodigd"
        GEHOUDEN = "gehouden", "Gehouden"
        AFGEROND = "afgerond", "Afgerond"
        VERVALLEN = "vervallen", "Vervallen"

    KOMEND = (Stand.GEPLAND, Stand.UITGENODIGD)
    GEWEEST = (Stand.GEHOUDEN, Stand.AFGEROND)

    vorm = models.CharField(max_length=80)
    profielversie = models.ForeignKey(Profielversie, models.PROTECT, related_name="+")
    # What everybody could know of it when it was planned, as the form said then: later it may become less, never more.
    openbaar = models.CharField(max_length=12, blank=True)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="overleggen")
    onderwerp = models.CharField(max_length=200, blank=True)
    datum = models.DateField()
    begin = models.TimeField()
    eind = models.TimeField(null=True, blank=True)
    # A registered place, or words: a living room has no register (DHR-16).
    locatie = models.ForeignKey(Locatie, models.PROTECT, null=True, blank=True, related_name="overleggen")
    plaats = models.CharField(max_length=200, blank=True)
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.GEPLAND)
    # Fields that rules of the profile declare at a step.
    velden = models.JSONField(default=dict, blank=True)
    vervalreden = models.TextField(blank=True)
    gepland_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="geplande_overleggen")
    gepland_op = models.DateTimeField(default=timezone.now)
    uitgenodigd_op = models.DateTimeField(null=True, blank=True)
    gehouden_op = models.DateTimeField(null=True, blank=True)
    afgerond_op = models.DateTimeField(null=True, blank=True)
    # Counts changes of what people edit: the second of two editors is told.
    versie = models.PositiveIntegerField(default=1)

    objects = OverlegQuerySet.as_manager()

    class Meta:
        verbose_name = "overleg"
        verbose_name_plural = "overleggen"
        ordering = ["datum", "begin"]
        indexes = [
            # The planner, and the latest of a form in an area.
            models.Index(fields=["vorm", "gebied", "-datum"], name="overleg_vorm_gebied"),
            # What comes, soonest first.
            models.Index(
                fields=["datum"], name="overleg_komend", condition=Q(stand__in=["gepland", "uitgenodigd"])
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(eind=None) | Q(eind__gt=F("begin")),
                name="overleg_eindigt_na_begin",
                violation_error_message="Het overleg eindigt na het begin.",
            ),
            models.CheckConstraint(
                condition=~Q(stand="vervallen") | ~Q(vervalreden=""),
                name="overleg_vervalt_met_reden",
                violation_error_message="Geef een reden waarom het overleg vervalt.",
            ),
            models.CheckConstraint(
                condition=Q(stand__in=["gepland", "vervallen"]) | Q(uitgenodigd_op__isnull=False),
                name="overleg_uitgenodigd_compleet",
                violation_error_message="Een overleg waarvoor is uitgenodigd heeft een datum van uitnodiging.",
            ),
            models.CheckConstraint(
                condition=Q(stand__in=["gehouden", "afgerond"], gehouden_op__isnull=False)
                | (~Q(stand__in=["gehouden", "afgerond"]) & Q(gehouden_op=None)),
                name="overleg_gehouden_compleet",
                violation_error_message="Een overleg dat gehouden is heeft een moment waarop het begon.",
            ),
            models.CheckConstraint(
                condition=Q(stand="afgerond", afgerond_op__isnull=False)
                | (~Q(stand="afgerond") & Q(afgerond_op=None)),
                name="overleg_afgerond_compleet",
                violation_error_message="Een afgerond overleg heeft een datum van afronding.",
            ),
            models.UniqueConstraint(
                fields=["vorm", "gebied", "datum", "begin"],
                condition=~Q(stand="vervallen"),
                name="overleg_niet_dubbel",
                violation_error_message="Dit overleg staat op deze dag en tijd al gepland.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam}, {date_format(self.datum)}"

    def get_absolute_url(self) -> str:
        return reverse("overleggen:detail", args=[self.pk])

    # That a meeting is held is no secret for who may know of it; its closed parts are.
    gevoelig = "nee"

    @property
    def naam(self) -> str:
        return self.vormrij.naam_in(str(self.gebied))

    @property
    def profiel(self) -> Profiel:
        """The profile under which this meeting was planned: a newer one is for newer meetings."""
        return profiel_van_versie(self.profielversie_id)

    @property
    def vormrij(self) -> Overlegvorm:
        return self.profiel.overlegvorm(self.vorm)

    @property
    def moment(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.datum, self.begin))

    @property
    def einde(self) -> datetime | None:
        return timezone.make_aware(datetime.combine(self.datum, self.eind)) if self.eind else None

    @property
    def waar(self) -> str:
        return self.locatie.naam if self.locatie else self.plaats

    @property
    def beeld(self) -> str:
        """The state whose face (icon, colour) it has on a screen; the word is its own."""
        return {"uitgenodigd": "voorbereid", "afgerond": "afgesloten"}.get(self.stand, self.stand)

    @property
    def is_komend(self) -> bool:
        return self.stand in self.KOMEND

    @property
    def is_gehouden(self) -> bool:
        """Being held or just held: minutes are written now."""
        return self.stand == self.Stand.GEHOUDEN

    @property
    def is_afgerond(self) -> bool:
        return self.stand == self.Stand.AFGEROND

    @property
    def is_aangebroken(self) -> bool:
        """Its day is there, or past."""
        return self.datum <= timezone.localdate()

    def is_voorbij(self, op: date | None = None) -> bool:
        return self.datum < (op or timezone.localdate())


class Overlegdeel(models.Model):
    """A part of a meeting, as the form has it; an optional one only when it was chosen."""

    class Toegang(models.TextChoices):
        OPENBAAR = "openbaar", "Openbaar"
        DEELNEMERS = "deelnemers", "Alleen deelnemers"
        PROFESSIONALS = "professionals", "Alleen professionals"

    overleg = models.ForeignKey(Overleg, models.CASCADE, related_name="delen")
    sleutel = models.CharField(max_length=80)
    naam = models.CharField(max_length=160)
    toegang = models.CharField(max_length=14, choices=Toegang)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "deel van een overleg"
        verbose_name_plural = "delen van een overleg"
        ordering = ["volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["overleg", "sleutel"],
                name="overlegdeel_uniek",
                violation_error_message="Dit deel staat al in het overleg.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.naam} van {self.overleg}"

    @property
    def gevoelig(self) -> str:
        """What may be announced: open parts, with day and place."""
        return "nee" if self.is_openbaar else "ja"

    @property
    def is_openbaar(self) -> bool:
        return self.toegang == self.Toegang.OPENBAAR


class Deelnemer(models.Model):
    """Somebody who takes part: a person, a party, whoever fills a role here, or a guest by function."""

    class Hoe(models.TextChoices):
        VERPLICHT = "verplicht", "Niet zonder"
        CRUCIAAL = "cruciaal", "Cruciaal"
        DEELNEMER = "deelnemer", "Deelnemer"
        UITGENODIGD = "uitgenodigd", "Uitgenodigd"

    class Aanwezig(models.TextChoices):
        JA = "ja", "Aanwezig"
        NEE = "nee", "Afwezig"
        VERVANGEN = "vervangen", "Vervangen"

    ERBIJ = (Aanwezig.JA, Aanwezig.VERVANGEN)

    overleg = models.ForeignKey(Overleg, models.CASCADE, related_name="deelnemers")
    persoon = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="deelnames")
    partij = models.ForeignKey(Partij, models.PROTECT, null=True, blank=True, related_name="deelnames")
    # A selector of the profile (`rol:wijkagent`): whoever that is, here and on that day.
    selector = models.CharField(max_length=120, blank=True)
    functie = models.CharField(max_length=120, blank=True)
    # On which side a guest stands; of the others their role or party tells.
    kant = models.CharField(max_length=10, blank=True, choices=[(kant, kant) for kant in KANTEN])
    naam = models.CharField(max_length=160)
    hoe = models.CharField(max_length=12, choices=Hoe, default=Hoe.DEELNEMER)
    aanwezig = models.CharField(max_length=10, choices=Aanwezig, blank=True)

    class Meta:
        verbose_name = "deelnemer"
        verbose_name_plural = "deelnemers"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(persoon__isnull=False, partij=None, selector="", functie="")
                | Q(persoon=None, partij__isnull=False, selector="", functie="")
                | (Q(persoon=None, partij=None, functie="") & ~Q(selector=""))
                | (Q(persoon=None, partij=None, selector="") & ~Q(functie="") & ~Q(kant="")),
                name="deelnemer_een_soort",
                violation_error_message="Kies één: een persoon, een partij, een rol of een gast met een functie.",
            ),
            models.UniqueConstraint(
                fields=["overleg", "persoon"],
                name="deelnemer_persoon_uniek",
                violation_error_message="Deze persoon staat al bij de deelnemers.",
            ),
            models.UniqueConstraint(
                fields=["overleg", "partij"],
                name="deelnemer_partij_uniek",
                violation_error_message="Deze partij staat al bij de deelnemers.",
            ),
            models.UniqueConstraint(
                fields=["overleg", "selector"],
                condition=~Q(selector=""),
                name="deelnemer_selector_uniek",
                violation_error_message="Deze rol staat al bij de deelnemers.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def is_erbij(self) -> bool:
        return self.aanwezig in self.ERBIJ
