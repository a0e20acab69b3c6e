"""A plan of any form that the profile describes, and the text of its sections. Nothing of a form is fixed here."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from wijkwerk.gebruikers.houder import houder_q
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.gebruikers.rechten import Recht, bereik
from wijkwerk.gebruikers.rollen import Vervulling
from wijkwerk.gebruikers.wie import heet
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.gemeente.service import actief_profiel, profiel_van_versie
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.plannen import Planvorm
from wijkwerk.regels.models import Vernietigingsregel
from wijkwerk.wijken.models import Gebied
from wijkwerk.zaak import MetZaak, zaak_constraint

# Who holds one of these there works on plans and sees them. A party that was asked sees that plan (plek_partijen).
RECHTEN_OP_PLANNEN = (
    Recht.PLAN_BEWERKEN,
    Recht.PLAN_VOORDRAGEN,
    Recht.PLAN_VASTSTELLEN,
    Recht.PLAN_ONDERTEKENEN,
    Recht.PUBLICATIE_PLAATSEN,
)


class PlanQuerySet(models.QuerySet["Plan"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> Self:
        """Who works on plans there: by a right, because the form names the role, because the own party was asked, or as trekker."""
        q = Q(pk__in=[])
        for waar in dict.fromkeys(bereik(gebruiker, recht) for recht in RECHTEN_OP_PLANNEN):
            q |= waar.q()
        eigen = {v.partij_id for v in gebruiker.vervullingen if v.partij_id is not None}
        if eigen:
            q |= Q(plek_partijen__overlap=sorted(eigen))
        from wijkagenda.models.planitem import Planitem

        trekt = Planitem.objects.niet_weggelaten().filter(houder_q(gebruiker)).values("plan")
        return self.filter(q | _genoemd(gebruiker) | Q(pk__in=trekt))

    def lopend(self) -> Self:
        """In the making."""
        return self.filter(stand__in=Plan.IN_DE_MAAK)

    def vastgesteld(self) -> Self:
        return self.filter(stand=Plan.Stand.VASTGESTELD)

    def in_gebied(self, gebied: Gebied) -> Self:
        """Plans that hold in this gebied: of itself and of what lies above it."""
        return self.filter(gebied__in=gebied.voorouders)

    def voor_lijst(self) -> Self:
        return self.select_related("gebied").order_by("gebied__naam", "vorm", "-versie")


def _genoemd(gebruiker: Gebruiker) -> Q:
    """The plans of forms that name a role of this person: auteur, voordracht, door, ondertekening, bijdragen."""
    vormen: dict[Vervulling, list[str]] = {}
    overal: list[str] = []
    for vorm in actief_profiel().planvormen:
        beslissen = (*vorm.vaststelling.door, *vorm.vaststelling.ondertekening)
        werken = (*vorm.auteur, *vorm.vaststelling.voordracht, *beslissen)
        brengen = vorm.bijdragen.van if vorm.bijdragen else ()
        for vervulling in gebruiker.vervullingen:
            # Residents see a plan in the making when their own body was asked, not because they live there.
            wie = werken if vervulling.rol.kant == "bewoners" else (*werken, *brengen)
            if any(heet(vervulling, selector) for selector in wie):
                vormen.setdefault(vervulling, []).append(vorm.sleutel)
            # A party that establishes or signs by name does so wherever the plan is (`is_een`), so it reads it too; what is
            # still in the making only where it was asked.
            if any(selector.soort == "partij" and heet(vervulling, selector) for selector in beslissen):
                overal.append(vorm.sleutel)
    q = Q(vorm__in=overal) & ~Q(stand__in=Plan.BEWERKBAAR)
    for vervulling, sleutels in vormen.items():
        q |= Q(vorm__in=sleutels) & _waar(vervulling)
    return q


def _waar(vervulling: Vervulling) -> Q:
    """Where a role reaches, as `Vervulling.geldt_in` says for one thing."""
    if vervulling.rol.bereik == "gemeente":
        return Q()
    if vervulling.rol.bereik == "gebied":
        return Q(plek_gebieden__overlap=[vervulling.gebied_id])
    thuis = Q(plek_gebieden__overlap=sorted(vervulling.partij_gebieden)) | Q(
        plek_partijen__overlap=[vervulling.partij_id]
    )
    return thuis & Q(plek_gebieden__overlap=[vervulling.gebied_id]) if vervulling.gebied_id else thuis


class Plan(OpPlek, MetZaak):
    """One version of a plan of a form of the profile, for a gebied and a period. It keeps the profile it began with."""

    class Stand(models.TextChoices):
        CONCEPT = "concept", "Concept"
        GEBUNDELD = "gebundeld", "Gebundeld"
        VOORGEDRAGEN = "voorgedragen", "Voorgedragen"
        VASTGESTELD = "vastgesteld", "Vastgesteld"
        VERVANGEN = "vervangen", "Vervangen"

    # Told by the queries that ask (Bewaarstop.sinds).
    opgeschort_op: datetime | None = None
    # Told by the step that established it: which plans began by themselves, and which could not, with why.
    begonnen: tuple[Plan, ...] = ()
    niet_begonnen: tuple[str, ...] = ()

    IN_DE_MAAK = (Stand.CONCEPT, Stand.GEBUNDELD, Stand.VOORGEDRAGEN)
    BEWERKBAAR = (Stand.CONCEPT, Stand.GEBUNDELD)

    vorm = models.CharField(max_length=80)
    profielversie = models.ForeignKey(Profielversie, models.PROTECT, related_name="+")
    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="plannen")
    titel = models.CharField(max_length=300)
    samenvatting = models.TextField(blank=True)
    # Fields that the profile asks of the plan itself (a communicatieparagraaf).
    velden = models.JSONField(default=dict, blank=True)
    # How manieth of this form in this gebied.
    nummer = models.PositiveIntegerField()
    periode_van = models.DateField()
    periode_tot = models.DateField(null=True, blank=True)
    vorige = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="opvolgers")
    stand = models.CharField(max_length=12, choices=Stand, default=Stand.CONCEPT)
    # Goes up with every edit of the plan itself: two who write at once both keep their text.
    versie = models.PositiveIntegerField(default=1)
    gestart_op = models.DateTimeField(default=timezone.now)
    gestart_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    # The day on which the body will decide; terms of contributions count back from it.
    besluit_gepland = models.DateField(null=True, blank=True)
    voorgedragen_op = models.DateTimeField(null=True, blank=True)
    vastgesteld_op = models.DateField(null=True, blank=True)
    # The body as the reader knows it ("college van B en W"), and the number of its decision.
    vastgesteld_door = models.CharField(max_length=200, blank=True)
    kenmerk = models.CharField(max_length=80, blank=True)
    # What comes back from the college afterwards; the frozen text stays as it was, the next publication shows it.
    besluit_nummer = models.CharField(max_length=80, blank=True)
    besluit_op = models.DateField(null=True, blank=True)
    besluit_van = models.CharField(max_length=200, blank=True)
    gepubliceerd_op = models.DateTimeField(null=True, blank=True)
    # Destroyed by an approved list: only that it was, and on which basis, is left.
    vernietigd_op = models.DateTimeField(null=True, blank=True)
    vernietigd_met = models.ForeignKey(
        Vernietigingsregel, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "plan"
        verbose_name_plural = "plannen"
        ordering = ["gebied", "vorm", "-nummer"]
        indexes = [
            # The latest of a form in a gebied.
            models.Index(fields=["gebied", "vorm", "-nummer"], name="plan_laatste_van_vorm"),
            # What is in the making, for lists and reminders.
            models.Index(
                fields=["stand"],
                name="plan_in_de_maak",
                condition=Q(stand__in=["concept", "gebundeld", "voorgedragen"]),
            ),
        ]
        constraints = [
            zaak_constraint("plan"),
            models.UniqueConstraint(
                fields=["gebied", "vorm", "nummer"],
                name="plan_nummer_uniek",
                violation_error_message="Deze versie bestaat al.",
            ),
            models.UniqueConstraint(
                fields=["gebied", "vorm"],
                condition=Q(stand__in=["concept", "gebundeld", "voorgedragen"]),
                name="plan_een_in_de_maak",
                violation_error_message="Er is al een plan van deze vorm in de maak.",
            ),
            models.UniqueConstraint(
                fields=["gebied", "vorm"],
                condition=Q(stand="vastgesteld"),
                name="plan_een_vastgesteld",
                violation_error_message="Er is al een vastgesteld plan van deze vorm.",
            ),
            models.CheckConstraint(
                condition=Q(periode_tot=None) | Q(periode_tot__gte=F("periode_van")),
                name="plan_periode_loopt_vooruit",
                violation_error_message="Het einde van de periode ligt voor het begin.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(stand__in=["vastgesteld", "vervangen"], vastgesteld_op__isnull=False)
                    & ~Q(vastgesteld_door="")
                )
                | Q(
                    stand__in=["concept", "gebundeld", "voorgedragen"],
                    vastgesteld_op=None,
                    vastgesteld_door="",
                ),
                name="plan_vastgesteld_compleet",
                violation_error_message="Een vastgesteld plan heeft een datum en een orgaan.",
            ),
            models.CheckConstraint(
                condition=Q(besluit_nummer="", besluit_op=None, besluit_van="")
                | (
                    ~Q(besluit_nummer="")
                    & ~Q(besluit_van="")
                    & Q(besluit_op__isnull=False, stand__in=["vastgesteld", "vervangen"])
                ),
                name="plan_besluit_compleet",
                violation_error_message="Een besluit heeft een nummer, een datum en een orgaan.",
            ),
            models.CheckConstraint(
                condition=Q(vernietigd_op=None, vernietigd_met=None)
                | Q(vernietigd_op__isnull=False, vernietigd_met__isnull=False, stand="vervangen"),
                name="plan_vernietigd_compleet",
                violation_error_message="Wat vernietigd is, stond op een goedgekeurde lijst.",
            ),
            models.CheckConstraint(
                condition=Q(gepubliceerd_op=None) | Q(stand__in=["vastgesteld", "vervangen"]),
                name="plan_publiceren_na_vaststellen",
                violation_error_message="Een plan wordt gepubliceerd nadat het is vastgesteld.",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("wijkagenda:detail", args=[self.pk])

    # That a plan is being made is no secret; its text is seen on its page.
    gevoelig = "nee"

    @property
    def profiel(self) -> Profiel:
        """The profile under which it started."""
        return profiel_van_versie(self.profielversie_id)

    @property
    def planvorm(self) -> Planvorm:
        return self.profiel.planvorm(self.vorm)

    @property
    def is_bewerkbaar(self) -> bool:
        return self.stand in self.BEWERKBAAR


class Plansectie(models.Model):
    """The text of one section. `versie` guards against overwriting each other."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="secties")
    sleutel = models.CharField(max_length=80)
    tekst = models.TextField(blank=True)
    velden = models.JSONField(default=dict, blank=True)
    versie = models.PositiveIntegerField(default=1)
    gewijzigd_op = models.DateTimeField(default=timezone.now)
    gewijzigd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "plansectie"
        verbose_name_plural = "plansecties"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "sleutel"],
                name="plansectie_een_per_plan",
                violation_error_message="Deze sectie staat al in het plan.",
            )
        ]

    def __str__(self) -> str:
        return self.sleutel
