"""What advice is about: a dossier, a plan, a project, or a subject with no more than a name."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from adviezen.zicht import bron_open_q, gevoelig_van
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.gebruikers.rechten import Recht, bereik
from wijkwerk.wijken.models import Gebied
from wijkwerk.zaak import MetZaak, zaak_constraint

# Who weighs advice or prepares the policy it is about.
KIJKERS = (Recht.ADVIES_STANDPUNT, Recht.BELEID_ADVISEREN)


def kijkers_q(gebruiker: Gebruiker, voorvoegsel: str = "") -> Q:
    """Where this person weighs advice. Never an empty condition: OR would drop it."""
    q = Q(pk__in=[])
    for recht in KIJKERS:
        q |= Q(pk__isnull=False) & bereik(gebruiker, recht).q(voorvoegsel)
    return q


def oordeel_q(gebruiker: Gebruiker) -> Q:
    """Where this person reads the standpunt: once it was told, and before that who weighs advice there (HEL-29)."""
    return Q(standpunt__isnull=False) & (Q(standpunt__gecommuniceerd_op__isnull=False) | kijkers_q(gebruiker))


class AdviesonderwerpQuerySet(models.QuerySet["Adviesonderwerp"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Who weighs it there, the parties that were asked or gave advice, and residents who did.

        About something that is shielded now: of those only who may see that.
        """
        from adviezen.models.advies import Advies

        eigen = Advies.objects.filter(onderwerp=OuterRef("pk"), ingediend_door=gebruiker)
        q = Exists(eigen) | Q(begonnen_door=gebruiker) | kijkers_q(gebruiker)
        partijen = {v.partij_id for v in gebruiker.vervullingen if v.partij_id is not None}
        if partijen:
            q |= Q(plek_partijen__overlap=sorted(partijen))
        return self.filter(q).filter(bron_open_q(gebruiker))

    def open(self) -> Self:
        """Without a standpunt yet."""
        return self.filter(standpunt=None)

    def met_oordeel_voor(self, gebruiker: Gebruiker) -> Self:
        """Add `toont_oordeel`: whether this person reads the standpunt."""
        return self.annotate(
            toont_oordeel=Case(When(oordeel_q(gebruiker), then=Value(True)), default=Value(False))
        )

    def over(self, soort: str, pk: int) -> Self:
        return self.filter(bron_soort=soort, bron_id=pk)

    def voor_lijst(self) -> Self:
        return self.select_related("gebied", "standpunt", "behandelaar").order_by("-begonnen_op", "-pk")


class Adviesonderwerp(Eenmalig, OpPlek, MetZaak):
    """One subject on which advice is asked or given; the standpunt on it names all of that advice (HEL-28)."""

    titel = models.CharField(max_length=200)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+")
    # A theme of the profile, or none: advice is about anything (HEL-21).
    thema = models.CharField(max_length=80, blank=True)
    # What it is about, as kind and id: dossier, project, plan.
    bron_soort = models.CharField(max_length=40, blank=True)
    bron_id = models.BigIntegerField(null=True, blank=True)
    # The policy, plan or project by name, where nothing here points at it.
    project = models.CharField(max_length=200, blank=True)
    vraag = models.TextField(blank=True)
    # What whoever advises has to know, and where that is.
    informatie = models.TextField(blank=True)
    besluitdatum = models.DateField(null=True, blank=True)
    # A formal inspraakprocedure: another body decides (HEL-30).
    formele_inspraak = models.BooleanField(default=False)
    behandelaar = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    begonnen_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    begonnen_op = models.DateTimeField(default=timezone.now)

    objects = AdviesonderwerpQuerySet.as_manager()

    class Meta:
        verbose_name = "adviesonderwerp"
        verbose_name_plural = "adviesonderwerpen"
        ordering = ["-begonnen_op", "-pk"]
        indexes = [
            # The page of a dossier, plan or project: what was advised on it.
            models.Index(fields=["bron_soort", "bron_id"], name="adviesonderwerp_van_bron"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(titel=""),
                name="adviesonderwerp_heeft_titel",
                violation_error_message="Geef het onderwerp een naam.",
            ),
            models.CheckConstraint(
                condition=Q(bron_soort="", bron_id=None) | (~Q(bron_soort="") & Q(bron_id__isnull=False)),
                name="adviesonderwerp_bron_compleet",
                violation_error_message="Een bron heeft een soort en een nummer.",
            ),
            zaak_constraint("adviesonderwerp"),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("adviezen:onderwerp", args=[self.pk])

    @property
    def gevoelig(self) -> str:
        """Nothing shielded comes in; but what it is about may be shielded afterwards."""
        return gevoelig_van(self.bron_soort, self.bron_id)

    @property
    def heeft_standpunt(self) -> bool:
        return hasattr(self, "standpunt")
