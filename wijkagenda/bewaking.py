"""What waits and what falls due around plans: contributions, consent, adoption, revision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from wijkagenda import bewaking_bijdragen, bewaking_rapport, bewaking_tekenen
from wijkagenda.acties.vragen import sleutels_van
from wijkagenda.bewaking_tekenen import taak_van
from wijkagenda.models import Plan, Planitem
from wijkagenda.regels import onderwerp
from wijkagenda.stroom import PLAN
from wijkagenda.toestemming import wie_mag
from wijkwerk.berichten.service import Herinnering, Taak
from wijkwerk.berichten.termijnen import herinnermoment, plus_maanden
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gebruikers.wie import is_een, personen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.regels.models import Besluit, Instemming
from wijkwerk.regels.service import Toestemming, mag_stap

# Working days before the last day.
HERINNER_VOORAF = (5, 1)


def werkvoorraad(gebruiker: Gebruiker) -> Iterator[Taak]:
    """What somebody was asked to bring or to agree with, must decide, or must start anew."""
    if not actief_profiel().heeft("wijkagenda") or not gebruiker.vervullingen:
        return
    opvolger = Plan.objects.lopend().filter(gebied=OuterRef("gebied"), vorm=OuterRef("vorm"))
    plannen = list(
        Plan.objects.zichtbaar_voor(gebruiker)
        .exclude(stand=Plan.Stand.VERVANGEN)
        .annotate(opvolger=Subquery(opvolger.values("pk")[:1]))
        .voor_lijst()
    )
    yield from bewaking_bijdragen.taken(gebruiker, plannen)
    yield from _instemmingen(gebruiker, plannen)
    yield from bewaking_tekenen.taken(gebruiker, plannen)
    besloten = _besloten(plannen)
    for plan in plannen:
        yield from _besluiten(gebruiker, plan, besloten)
        yield from _herzien(gebruiker, plan)
    yield from bewaking_rapport.taken(gebruiker, plannen)


def _instemmingen(gebruiker: Gebruiker, plannen: list[Plan]) -> Iterator[Taak]:
    in_de_maak = {plan.pk: plan for plan in plannen if plan.stand in Plan.IN_DE_MAAK}
    if not in_de_maak:
        return
    van_plannen = Planitem.objects.niet_weggelaten().filter(plan__in=in_de_maak)
    gevraagd = list(
        Instemming.objects.filter(
            Q(object_soort="plan", object_id__in=in_de_maak)
            | Q(object_soort="planitem", object_id__in=van_plannen.values("pk")),
            stand=Instemming.Stand.GEVRAAGD,
        ).order_by("gevraagd_op")
    )
    items = van_plannen.in_bulk([rij.object_id for rij in gevraagd if rij.object_soort == "planitem"])
    sleutels: dict[int, set[str]] = {}
    for rij in gevraagd:
        ding: Plan | Planitem = (
            in_de_maak[rij.object_id] if rij.object_soort == "plan" else items[rij.object_id]
        )
        plan = ding if isinstance(ding, Plan) else in_de_maak[ding.plan_id]
        if plan.pk not in sleutels:
            sleutels[plan.pk] = sleutels_van(gebruiker, plan.plek())
        if rij.wie in sleutels[plan.pk]:
            yield Taak(
                titel=f"Akkoord met “{ding.titel}”?",
                waar=plan.gebied.naam,
                sinds=rij.gevraagd_op,
                uiterlijk=rij.uiterlijk,
                url=reverse("wijkagenda:akkoord", args=[plan.pk, rij.pk]),
                knop="Antwoord",
            )


def _besloten(plannen: list[Plan]) -> set[tuple[int, str]]:
    """(plan, body) of every decision that was recorded about what was put forward."""
    voorgedragen = [plan.pk for plan in plannen if plan.stand == Plan.Stand.VOORGEDRAGEN]
    if not voorgedragen:
        return set()
    rijen = Besluit.objects.filter(object_soort="plan", object_id__in=voorgedragen)
    return set(rijen.values_list("object_id", "orgaan"))


def _besluiten(gebruiker: Gebruiker, plan: Plan, besloten: set[tuple[int, str]]) -> Iterator[Taak]:
    """Bundled: put forward. Put forward: establish, unless the last signature does that. Established: publish."""
    vorm = plan.planvorm
    if plan.stand == Plan.Stand.GEBUNDELD:
        if _draagt_alleen_voor(gebruiker, plan):
            yield taak_van(plan, None, plan.besluit_gepland, "detail", "Draag voor")
        return
    if plan.stand == Plan.Stand.VOORGEDRAGEN:
        if vorm.vaststelling.ondertekening and not vorm.vaststelling.door:
            return
        er_ligt = any((plan.pk, str(selector)) in besloten for selector in vorm.vaststelling.door)
        wie = wie_mag("vaststellen", vorm, besloten=er_ligt)
        besluit = is_een(gebruiker, wie, plan.plek())
        if besluit and mag_stap(
            PLAN["vaststellen"],
            onderwerp(plan, pas_als_gevraagd=True),
            gebruiker,
            Toestemming(wie=wie),
        ):
            yield taak_van(plan, plan.voorgedragen_op, plan.besluit_gepland, "vaststelling", "Stel vast")
        return
    wacht = plan.stand == Plan.Stand.VASTGESTELD and plan.gepubliceerd_op is None
    if wacht and mag(gebruiker, Recht.PUBLICATIE_PLAATSEN, plan.plek()):
        yield taak_van(plan, None, None, "publicatie", "Publiceer")


def _draagt_alleen_voor(gebruiker: Gebruiker, plan: Plan) -> bool:
    """Who puts forward and does not write has no other reason to look; who writes is on the page anyhow."""
    vorm, plek = plan.planvorm, plan.plek()
    return is_een(gebruiker, vorm.vaststelling.voordracht, plek) and not is_een(gebruiker, vorm.auteur, plek)


def _herzien(gebruiker: Gebruiker, plan: Plan) -> Iterator[Taak]:
    """A form that is established so many times a year waits for its author; past the day also for who puts it forward (ETL-50)."""
    uiterlijk = herziening_uiterlijk(plan)
    if uiterlijk is None or uiterlijk > plus_maanden(timezone.localdate(), 1):
        return
    auteur = is_een(gebruiker, plan.planvorm.auteur, plan.plek())
    opvolger: int | None = getattr(plan, "opvolger", None)
    if auteur and opvolger is None:
        yield Taak(
            titel=f"Nieuwe versie van {plan.planvorm.naam}",
            waar=plan.gebied.naam,
            sinds=plan.vastgesteld_op,
            uiterlijk=uiterlijk,
            url=f"{reverse('wijkagenda:nieuw')}?plan={plan.vorm}&gebied={plan.gebied_id}",
            knop="Begin",
        )
    elif is_te_laat(plan) and (
        auteur or is_een(gebruiker, plan.planvorm.vaststelling.voordracht, plan.plek())
    ):
        yield Taak(
            titel=f"Opnieuw vaststellen: {plan.planvorm.naam}",
            waar=plan.gebied.naam,
            sinds=plan.vastgesteld_op,
            uiterlijk=uiterlijk,
            url=reverse("wijkagenda:detail", args=[opvolger or plan.pk]),
            knop="Bekijk",
        )


def is_te_laat(plan: Plan) -> bool:
    """Whether the next version should have been established by now; what a profile only strives for is never late."""
    uiterlijk, frequentie = herziening_uiterlijk(plan), plan.planvorm.herziening
    hard = frequentie is not None and frequentie.is_hard
    return hard and uiterlijk is not None and uiterlijk < timezone.localdate()


def herziening_uiterlijk(plan: Plan) -> date | None:
    """The last day on which the next version is established, by the frequency of the form; None when nothing is asked."""
    frequentie = plan.planvorm.herziening
    if plan.stand != Plan.Stand.VASTGESTELD or plan.vastgesteld_op is None or frequentie is None:
        return None
    if frequentie.per is None or not frequentie.minstens or frequentie.is_vrij:
        return None
    tijdvak = plan.profiel.tijdvak(frequentie.per)
    return (
        plus_maanden(plan.vastgesteld_op, max(tijdvak.maanden // frequentie.minstens, 1))
        if tijdvak.maanden
        else None
    )


def herinneringen(dag: date) -> Iterator[Herinnering]:
    """Contributions, consent and signatures that are due, and plans whose next adoption is (the author and who puts it
    forward hear it)."""
    if not actief_profiel().heeft("wijkagenda"):
        return
    yield from bewaking_bijdragen.herinneringen(dag)
    yield from bewaking_tekenen.herinneringen(dag)
    vastgesteld = list(Plan.objects.vastgesteld().select_related("gebied"))
    for plan in vastgesteld:
        yield from _van_plan(plan, dag)
    yield from bewaking_rapport.herinneringen(vastgesteld, dag)


def _van_plan(plan: Plan, dag: date) -> Iterator[Herinnering]:
    uiterlijk = herziening_uiterlijk(plan)
    moment = herinnermoment(uiterlijk, HERINNER_VOORAF, dag) if uiterlijk else None
    if moment is None:
        return
    vorm = plan.planvorm
    for persoon in personen((*vorm.auteur, *vorm.vaststelling.voordracht), plan.plek()):
        yield Herinnering(
            ontvanger=persoon,
            soort="herinnering",
            ding=plan,
            moment=moment,
            uiterlijk=uiterlijk,
            titel=f"{vorm.naam} {plan.gebied}: opnieuw vaststellen",
            url=plan.get_absolute_url(),
        )
