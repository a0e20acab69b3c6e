"""The yearly overview of plans and projects: what matters where, to whom it was sent, who wants to be involved."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from wijkagenda.models import Plan, Planitem
from wijkwerk.eenmalig import Eenmalig
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, bereik
from wijkwerk.publicatie.service import Publicatie
from wijkwerk.wijken.models import Gebied, Partij


class Relevantie(models.Model):
    """Whether a plan or project matters to one kern or wijk that it names (BER-47)."""

    planitem = models.ForeignKey(Planitem, models.CASCADE, related_name="relevanties")
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+")
    relevant = models.BooleanField()
    toelichting = models.TextField(blank=True)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "relevantietoets"
        verbose_name_plural = "relevantietoetsen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["planitem", "gebied"],
                name="relevantie_een_per_gebied",
                violation_error_message="Dit is al getoetst.",
            ),
            models.CheckConstraint(
                condition=Q(relevant=True) | ~Q(toelichting=""),
                name="relevantie_nee_met_reden",
                violation_error_message="Schrijf op waarom dit hier niet van belang is.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.planitem}: {self.gebied}"


class Verzending(models.Model):
    """That an overview was sent to a party, when, how and by whom (BER-45)."""

    class Wijze(models.TextChoices):
        BERICHT = "bericht", "Bericht aan wie er een account heeft"
        E_MAIL = "e-mail", "E-mail aan de partij"
        ANDERS = "anders", "Anders"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="verzendingen")
    # What went; the plan itself can change afterwards.
    publicatie = models.ForeignKey(Publicatie, models.PROTECT, null=True, related_name="+")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    wijze = models.CharField(max_length=8, choices=Wijze)
    anders = models.TextField(blank=True)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "verzending"
        verbose_name_plural = "verzendingen"
        ordering = ["partij__naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "partij"],
                name="verzending_een_per_partij",
                violation_error_message="Deze partij kreeg dit overzicht al.",
            ),
            models.CheckConstraint(
                condition=Q(wijze="anders") & ~Q(anders="") | (~Q(wijze="anders") & Q(anders="")),
                name="verzending_anders_zegt_hoe",
                violation_error_message="Schrijf op hoe u het vertelde.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.plan)

    # The overview is public.
    gevoelig = "nee"

    def get_absolute_url(self) -> str:
        return f"{reverse('participatie:overzicht')}?gebied={self.plan.gebied_id}"


class BelangstellingQuerySet(models.QuerySet["Belangstelling"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """One's own, and for who works on participation there."""
        q = Q(gebruiker=gebruiker)
        for recht in (Recht.PARTICIPATIE_ADVISEREN, Recht.PARTICIPATIE_OPSTELLEN):
            waar = bereik(gebruiker, recht)
            if waar.alles:
                q |= Q(pk__isnull=False)
            elif waar.gebieden:
                q |= Q(gebied__voorouders__overlap=sorted(waar.gebieden))
        return self.filter(q)

    def te_beantwoorden(self) -> Self:
        return self.filter(antwoord="").exclude(vraag="")


class Belangstelling(Eenmalig):
    """That somebody wants to be involved in a plan or project, for themselves or for their party; with a question maybe (BER-26)."""

    # The same in every version of the overview in which the item lives on.
    spoor = models.UUIDField()
    titel = models.CharField(max_length=300)
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="+")
    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="+")
    partij = models.ForeignKey(Partij, models.PROTECT, null=True, blank=True, related_name="+")
    # The name of the role of who is no resident and speaks for no party.
    rol = models.CharField(max_length=160, blank=True)
    op = models.DateTimeField(default=timezone.now)
    vraag = models.TextField(blank=True)
    antwoord = models.TextField(blank=True)
    beantwoord_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    beantwoord_op = models.DateTimeField(null=True, blank=True)

    objects = BelangstellingQuerySet.as_manager()

    # That somebody is interested says nothing of the item, which is public; whose it is stands in no text.
    gevoelig = "nee"

    class Meta:
        verbose_name = "belangstelling"
        verbose_name_plural = "belangstelling"
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["spoor", "gebruiker"],
                name="belangstelling_een_per_persoon",
                violation_error_message="U hebt dit al laten weten.",
            ),
            models.CheckConstraint(
                condition=Q(antwoord="", beantwoord_op=None, beantwoord_door=None)
                | (~Q(antwoord="") & Q(beantwoord_op__isnull=False, beantwoord_door__isnull=False)),
                name="belangstelling_antwoord_compleet",
                violation_error_message="Een antwoord heeft een datum en een persoon.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return f"{reverse('participatie:overzicht')}?gebied={self.gebied_id}"

    @property
    def van(self) -> str:
        """Whose it is, for who answers: the party, or the kind of role. Never a name."""
        return self.partij.naam if self.partij else self.rol or "een bewoner"
