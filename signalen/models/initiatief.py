"""What residents want to do themselves: from idea to owner, and always ended by a solution or an answer (DHR-06)."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from signalen.models.signaal import GEEN_HOUDER, Signaal
from signalen.zicht import ALTIJD
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.houder import MetHouder, houder_constraint, houder_q
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.gebruikers.rechten import Recht, bereik
from wijkwerk.gebruikers.voorwaarde import PerPersoon, Voorwaarde
from wijkwerk.regels.klachten import Klacht
from wijkwerk.wijken.models import Gebied


class Initiatiefzicht(PerPersoon):
    """Which initiatives one person sees; made once per request (`van`)."""

    @cached_property
    def zichtbaar(self) -> Voorwaarde:
        gebruiker = self.gebruiker
        partijen = sorted({v.partij_id for v in gebruiker.vervullingen if v.partij_id})
        open_ = Q(indiener=gebruiker) | Q(plek_partijen__overlap=partijen)
        for recht in (Recht.INITIATIEF_TREKKEN, Recht.SIGNAAL_ZIEN, Recht.AFSPRAAK_BEWAKEN):
            open_ |= bereik(gebruiker, recht).q() & ALTIJD
        open_ |= bereik(gebruiker, Recht.INITIATIEF_WEGEN).q() & Q(uitwerking_nodig=True)
        return Voorwaarde(
            houder_q(gebruiker)
            | ~Q(gevoelig="ja") & open_
            | Q(gevoelig="ja", signaal__in=Signaal.objects.helemaal_zichtbaar_voor(gebruiker))
        )


class InitiatiefQuerySet(models.QuerySet["Initiatief"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Who handed it in and the own party, the owner, who carries initiatives or sees signals there; who weighs them.

        Of a shielded one only the owner, and who reads its signal.
        """
        return self.filter(Initiatiefzicht.van(gebruiker).zichtbaar)

    def open(self) -> Self:
        return self.exclude(stand=Initiatief.Stand.AFGEROND)

    def voor_lijst(self) -> Self:
        return self.select_related(
            "gebied", "houder_partij", "houder_gebied", "houder_persoon", "project"
        ).order_by("-pk")


class Initiatief(Eenmalig, OpPlek, MetHouder):
    """One initiative. The columns `houder_*` are its owner: nobody only until somebody takes it up."""

    class Stand(models.TextChoices):
        INGEDIEND = "ingediend", "Ingediend"
        IN_BEHANDELING = "in_behandeling", "In behandeling"
        UITVOERING = "uitvoering", "Bewoners voeren het uit"
        TER_WEGING = "ter_weging", "Ligt ter weging"
        GEWOGEN = "gewogen", "Gewogen"
        PROJECT = "project", "Is een project"
        AFGEROND = "afgerond", "Afgerond"

    class Gewogen(models.TextChoices):
        JA = "ja", "Ja"
        NEE = "nee", "Nee"

    class Uitkomst(models.TextChoices):
        OPLOSSING = "oplossing", "Het is gelukt: er is een oplossing"
        ANTWOORD = "antwoord", "Het ging niet of anders: er is een antwoord"

    class Verteld(models.TextChoices):
        GESPROKEN = "gesproken", "In een gesprek"
        BERICHT = "bericht", "Met een brief of bericht"
        NIET_MOGELIJK = "niet-mogelijk", "Dat kon niet"

    titel = models.CharField(max_length=160)
    omschrijving = models.TextField()
    voor_wie = models.CharField(max_length=200, blank=True)
    waar = models.CharField(max_length=200, blank=True)
    # A group, never names of people: who they are its melder or their own account says.
    groep = models.CharField(max_length=120, blank=True)
    bewoners = models.PositiveSmallIntegerField(null=True, blank=True)
    eigen_inbreng = models.TextField(blank=True)
    draagvlak = models.TextField(blank=True)
    ondersteuning = models.TextField(blank=True)
    kosten = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+")
    gebieden = models.ManyToManyField(Gebied, related_name="initiatieven")
    soort = models.CharField(max_length=80, blank=True)
    themas = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    signaal = models.OneToOneField(Signaal, models.PROTECT, null=True, blank=True, related_name="initiatief")
    # Follows its signal, in the signal's transaction (nee, beperkt, ja): a shielded signal never becomes one, but one may
    # be shielded afterwards.
    gevoelig = models.CharField(max_length=8, choices=Signaal.Gevoelig, default=Signaal.Gevoelig.NEE)
    stand = models.CharField(max_length=14, choices=Stand, default=Stand.INGEDIEND)
    indiener = models.ForeignKey(Gebruiker, models.PROTECT, related_name="ingediende_initiatieven")
    ingediend_op = models.DateTimeField(default=timezone.now)
    # Until when the residents know where they stand; frozen when given.
    uiterlijk = models.DateField(null=True, blank=True)
    # Unknown until its owner has looked at it.
    uitwerking_nodig = models.BooleanField(null=True, blank=True)
    budget_nodig = models.BooleanField(default=False)
    vergunning_nodig = models.BooleanField(default=False)
    gewogen = models.CharField(max_length=3, choices=Gewogen, blank=True)
    prioriteit = models.CharField(max_length=80, blank=True)
    randvoorwaarden = models.TextField(blank=True)
    weging_motivering = models.TextField(blank=True)
    uitkomst = models.CharField(max_length=9, choices=Uitkomst, blank=True)
    antwoord = models.TextField(blank=True)
    toelichting = models.TextField(blank=True)
    verteld = models.CharField(max_length=13, choices=Verteld, blank=True)
    verteld_toelichting = models.TextField(blank=True)
    afgerond_op = models.DateTimeField(null=True, blank=True)
    afgerond_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InitiatiefQuerySet.as_manager()

    # What the profile advised at the last step; not kept.
    adviezen: tuple[Klacht, ...] = ()

    class Meta:
        verbose_name = "initiatief"
        verbose_name_plural = "initiatieven"
        ordering = ["-pk"]
        indexes = [
            # Everything in or below the areas of a person.
            GinIndex(fields=["plek_gebieden"], name="initiatief_plek_gebieden"),
        ]
        constraints = [
            houder_constraint("initiatief", verplicht=False),
            models.CheckConstraint(
                condition=Q(stand="ingediend") | ~GEEN_HOUDER,
                name="initiatief_heeft_eigenaar",
                violation_error_message="Een initiatief dat is opgepakt heeft een eigenaar.",
            ),
            models.CheckConstraint(
                condition=~Q(titel="") & ~Q(omschrijving=""),
                name="initiatief_heeft_tekst",
                violation_error_message="Schrijf op wat het idee is.",
            ),
            models.CheckConstraint(
                condition=Q(gevoelig="nee") | Q(signaal__isnull=False),
                name="initiatief_schild_van_signaal",
                violation_error_message="Alleen een initiatief dat uit een signaal komt kan zijn afgeschermd.",
            ),
            models.CheckConstraint(
                condition=~Q(gewogen="nee") | ~Q(weging_motivering=""),
                name="initiatief_nee_met_motivering",
                violation_error_message="Een nee heeft een motivering.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(stand="afgerond", afgerond_op__isnull=False, afgerond_door__isnull=False)
                    & ~Q(uitkomst="")
                    & ~Q(antwoord="")
                    & ~Q(verteld="")
                )
                | (~Q(stand="afgerond") & Q(afgerond_op=None, afgerond_door=None)),
                name="initiatief_afgerond_compleet",
                violation_error_message="Een initiatief eindigt met een oplossing of een antwoord, dat verteld is.",
            ),
        ]

    def __str__(self) -> str:
        """What logs, lists and mails may say of it: of a shielded one not the words."""
        return self.titel if self.gevoelig == Signaal.Gevoelig.NEE else "Afgeschermd initiatief"

    def get_absolute_url(self) -> str:
        return reverse("initiatieven:detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.stand != self.Stand.AFGEROND

    @property
    def is_te_laat(self) -> bool:
        wacht = self.stand in {self.Stand.INGEDIEND, self.Stand.IN_BEHANDELING}
        return wacht and self.uiterlijk is not None and self.uiterlijk < timezone.localdate()


class Contactmoment(models.Model):
    """That somebody spoke with the residents of an initiative (DHR-65). What was agreed; nothing about persons."""

    class Soort(models.TextChoices):
        GESPREK = "gesprek", "Gesprek"
        TELEFOON = "telefoon", "Telefoon"
        BEZOEK = "bezoek", "Bezoek ter plaatse"
        BERICHT = "bericht", "Bericht"

    initiatief = models.ForeignKey(Initiatief, models.CASCADE, related_name="contacten")
    op = models.DateField()
    soort = models.CharField(max_length=8, choices=Soort)
    tekst = models.TextField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    geschreven_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "contactmoment"
        verbose_name_plural = "contactmomenten"
        ordering = ["-op", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} over {self.initiatief}"
