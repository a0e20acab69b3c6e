"""What is worked out together with residents, by a project leader and a team within the borders of their roles."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from signalen.models.initiatief import Initiatief
from signalen.models.signaal import Signaal
from signalen.zicht import ALTIJD
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.houder import MetHouder, houder_constraint, houder_q
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.gebruikers.rechten import Recht, bereik
from wijkwerk.gebruikers.voorwaarde import PerPersoon, Voorwaarde
from wijkwerk.regels.klachten import Klacht
from wijkwerk.wijken.models import Gebied


class Projectzicht(PerPersoon):
    """Which projects one person sees; made once per request (`van`)."""

    @cached_property
    def zichtbaar(self) -> Voorwaarde:
        return Voorwaarde(self._zichtbaar)

    def _zichtbaar(self) -> Q:
        gebruiker = self.gebruiker
        lid = Teamlid.objects.nu().filter(project=OuterRef("pk"), gebruiker=gebruiker)
        initiatief = Initiatief.objects.zichtbaar_voor(gebruiker).filter(pk=OuterRef("initiatief"))
        open_ = Q(geopend_door=gebruiker) | Q(Exists(lid))
        for recht in (Recht.PROJECT_LEIDEN, Recht.SIGNAAL_ZIEN, Recht.AFSPRAAK_BEWAKEN):
            open_ |= bereik(gebruiker, recht).q() & ALTIJD
        return houder_q(gebruiker) | Q(Exists(initiatief)) | ~Q(gevoelig="ja") & open_


class ProjectQuerySet(models.QuerySet["Project"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """The leader, who sees its initiative, the team, who opened it, and who sees signals or guards afspraken there.

        Of a shielded one only the first two.
        """
        return self.filter(Projectzicht.van(gebruiker).zichtbaar)

    def open(self) -> Self:
        return self.exclude(stand=Project.Stand.AFGESLOTEN)

    def voor_lijst(self) -> Self:
        return self.select_related(
            "gebied", "houder_partij", "houder_gebied", "houder_persoon", "initiatief"
        ).order_by("-pk")


class Project(Eenmalig, OpPlek, MetHouder):
    """One project. The columns `houder_*` are its project leader; it is never without."""

    class Stand(models.TextChoices):
        VOORBEREIDING = "voorbereiding", "In voorbereiding"
        LOOPT = "loopt", "Loopt"
        AFGESLOTEN = "afgesloten", "Afgesloten"

    naam = models.CharField(max_length=160)
    doel = models.TextField(blank=True)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+")
    gebieden = models.ManyToManyField(Gebied, related_name="projecten")
    initiatief = models.OneToOneField(
        Initiatief, models.PROTECT, null=True, blank=True, related_name="project"
    )
    opdrachtgever = models.CharField(max_length=160, blank=True)
    groep = models.CharField(max_length=120, blank=True)
    bewoners = models.PositiveSmallIntegerField(null=True, blank=True)
    # One on a line: groups and organisations, no people.
    belanghebbenden = models.TextField(blank=True)
    disciplines = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    themas = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    randvoorwaarden = models.TextField(blank=True)
    planning = models.TextField(blank=True)
    communicatie = models.TextField(blank=True)
    # By which of the instruments of the profile people take part (DHR-47): as they were called when chosen.
    instrumenten = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    budget = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    begin = models.DateField(null=True, blank=True)
    eind = models.DateField(null=True, blank=True)
    # Follows its initiative, which follows its signal.
    gevoelig = models.CharField(max_length=8, choices=Signaal.Gevoelig, default=Signaal.Gevoelig.NEE)
    # What the profile asks beside these.
    velden = models.JSONField(default=dict, blank=True)
    stand = models.CharField(max_length=13, choices=Stand, default=Stand.VOORBEREIDING)
    resultaat = models.TextField(blank=True)
    geopend_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    geopend_op = models.DateTimeField(default=timezone.now)
    afgesloten_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    afgesloten_op = models.DateTimeField(null=True, blank=True)

    objects = ProjectQuerySet.as_manager()

    # What the profile advised at the last step; not kept.
    adviezen: tuple[Klacht, ...] = ()

    class Meta:
        verbose_name = "project"
        verbose_name_plural = "projecten"
        ordering = ["-pk"]
        indexes = [
            # Everything in or below the areas of a person.
            GinIndex(fields=["plek_gebieden"], name="project_plek_gebieden"),
        ]
        constraints = [
            houder_constraint("project"),
            models.CheckConstraint(
                condition=~Q(naam=""),
                name="project_heeft_naam",
                violation_error_message="Geef het project een naam.",
            ),
            models.CheckConstraint(
                condition=Q(gevoelig="nee") | Q(initiatief__isnull=False),
                name="project_schild_van_initiatief",
                violation_error_message="Alleen een project dat uit een initiatief komt kan zijn afgeschermd.",
            ),
            models.CheckConstraint(
                condition=Q(begin=None) | Q(eind=None) | Q(eind__gte=models.F("begin")),
                name="project_eindigt_na_begin",
                violation_error_message="Het einde ligt na het begin.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(stand="afgesloten", afgesloten_op__isnull=False, afgesloten_door__isnull=False)
                    & ~Q(resultaat="")
                )
                | (~Q(stand="afgesloten") & Q(afgesloten_op=None, afgesloten_door=None)),
                name="project_afgesloten_compleet",
                violation_error_message="Een afgesloten project heeft een resultaat, een datum en een persoon.",
            ),
        ]

    def __str__(self) -> str:
        """What logs, lists and mails may say of it: of a shielded one not the name."""
        return self.naam if self.gevoelig == Signaal.Gevoelig.NEE else "Afgeschermd project"

    def get_absolute_url(self) -> str:
        return reverse("projecten:detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.stand != self.Stand.AFGESLOTEN


class TeamlidQuerySet(models.QuerySet["Teamlid"]):
    def nu(self) -> Self:
        return self.filter(tot=None)


class Teamlid(models.Model):
    """Somebody in the team of a project, and for what."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="team")
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="projecten")
    taak = models.CharField(max_length=120, blank=True)
    van = models.DateField(default=timezone.localdate)
    tot = models.DateField(null=True, blank=True)

    objects = TeamlidQuerySet.as_manager()

    class Meta:
        verbose_name = "teamlid"
        verbose_name_plural = "teamleden"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "gebruiker"],
                condition=Q(tot=None),
                name="teamlid_een_keer",
                violation_error_message="Deze persoon zit al in het team.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker} in {self.project}"


class Klus(Eenmalig):
    """What somebody does for an initiative or a project: an afspraak, and of which kind the work is (DHR-66)."""

    class Soort(models.TextChoices):
        REGELEN = "regelen", "Iets regelen, bijvoorbeeld een plek"
        AANSPREEKPUNT = "aanspreekpunt", "Aanspreekpunt voor bewoners zijn"
        UITVOEREN = "uitvoeren", "Uitvoeren"
        MEEDOEN = "meedoen", "Meewerken in het projectteam"
        LEIDEN = "leiden", "Het project leiden"
        VOORBEREIDEN = "voorbereiden", "Beleid voorbereiden"
        ADVISEREN = "adviseren", "Inhoudelijk adviseren"

    afspraak = models.OneToOneField(Afspraak, models.PROTECT, related_name="klus")
    soort = models.CharField(max_length=13, choices=Soort)

    class Meta:
        verbose_name = "klus"
        verbose_name_plural = "klussen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.afspraak}"
