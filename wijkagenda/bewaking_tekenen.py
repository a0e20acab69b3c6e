"""Signatures and consent that were asked: who must still give them, and since when that is too long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from wijkagenda.controle import ONDERTEKENING, handtekening_sleutel
from wijkagenda.models import Plan, Planitem
from wijkagenda.regels import onderwerp
from wijkagenda.stroom import PLAN
from wijkagenda.toestemming import alleen_deze
from wijkwerk.berichten.service import Herinnering, Taak
from wijkwerk.berichten.termijnen import als_dag, plus_werkdagen
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.wie import is_een, personen
from wijkwerk.profiel import Selector
from wijkwerk.profiel.wie import selector
from wijkwerk.regels.models import Instemming
from wijkwerk.regels.service import mag_stap

# Working days in which somebody answers, where nobody set a day.
TERMIJN = 10


def taken(gebruiker: Gebruiker, plannen: Iterable[Plan]) -> Iterator[Taak]:
    """Who signs and has not: from putting forward until it is published, which waits for it (BER-42). And who made the
    plan sees how many signatures it waits for. One query for all."""
    open_ = [plan for plan in plannen if _te_tekenen(plan)]
    eigen = {plan: wie for plan in open_ if (wie := _eigen(gebruiker, plan))}
    gemaakt = [plan for plan in open_ if is_een(gebruiker, plan.planvorm.auteur, plan.plek())]
    gezet = _gezet([*eigen, *gemaakt])
    for plan, wie in eigen.items():
        if any((plan.pk, handtekening_sleutel(rij)) not in gezet for rij in wie):
            voorgedragen = plan.stand == Plan.Stand.VOORGEDRAGEN
            yield taak_van(
                plan,
                plan.voorgedragen_op if voorgedragen else plan.vastgesteld_op,
                plan.besluit_gepland if voorgedragen else None,
                "detail",
                "Onderteken",
                "#ondertekening",
            )
    for plan in gemaakt:
        if nog := len(_ontbreekt(plan, gezet)):
            uiterlijk = uiterlijk_getekend(plan)
            yield Taak(
                titel=f"Nog {nog} handtekening{'en' if nog > 1 else ''}: {plan.titel}",
                waar=plan.gebied.naam,
                sinds=_gevraagd_op(plan),
                uiterlijk=uiterlijk,
                url=plan.get_absolute_url() + "#ondertekening",
                knop="Bekijk",
                wacht_op_ander=uiterlijk >= timezone.localdate(),
            )


def _te_tekenen(plan: Plan) -> bool:
    wacht = plan.stand == Plan.Stand.VASTGESTELD and plan.gepubliceerd_op is None
    return bool(plan.planvorm.vaststelling.ondertekening) and (plan.stand == Plan.Stand.VOORGEDRAGEN or wacht)


def _eigen(gebruiker: Gebruiker, plan: Plan) -> list[Selector]:
    """For which signers of the form this person may sign here."""
    wie = plan.planvorm.vaststelling.ondertekening
    eigen = [rij for rij in wie if is_een(gebruiker, (rij,), plan.plek())]
    over = onderwerp(plan, pas_als_gevraagd=True)
    return eigen if eigen and mag_stap(PLAN["ondertekenen"], over, gebruiker, alleen_deze(gebruiker)) else []


def _gezet(plannen: Iterable[Plan]) -> set[tuple[int, str]]:
    """(plan, key) of every signature under these."""
    pks = {plan.pk for plan in plannen}
    if not pks:
        return set()
    rijen = Instemming.objects.filter(
        object_soort="plan",
        object_id__in=pks,
        wie__startswith=f"{ONDERTEKENING}:",
        stand=Instemming.Stand.AKKOORD,
    )
    return set(rijen.values_list("object_id", "wie"))


def _ontbreekt(plan: Plan, gezet: set[tuple[int, str]]) -> tuple[Selector, ...]:
    wie = plan.planvorm.vaststelling.ondertekening
    return tuple(rij for rij in wie if (plan.pk, handtekening_sleutel(rij)) not in gezet)


def _gevraagd_op(plan: Plan) -> date:
    """Since when it can be signed."""
    moment = plan.voorgedragen_op or plan.vastgesteld_op or plan.gestart_op
    return als_dag(moment)


def uiterlijk_getekend(plan: Plan) -> date:
    """The day on which the body decides, else so many working days after it was put forward."""
    voorgedragen = plan.stand == Plan.Stand.VOORGEDRAGEN
    gepland = plan.besluit_gepland if voorgedragen else None
    return gepland or plus_werkdagen(_gevraagd_op(plan), TERMIJN)


def taak_van(
    plan: Plan, sinds: date | None, uiterlijk: date | None, adres: str, knop: str, plek: str = ""
) -> Taak:
    return Taak(
        titel=plan.titel,
        waar=plan.gebied.naam,
        sinds=sinds,
        uiterlijk=uiterlijk,
        url=reverse(f"wijkagenda:{adres}", args=[plan.pk]) + plek,
        knop=knop,
    )


def herinneringen(dag: date) -> Iterator[Herinnering]:
    """What was asked and not given within its term, once, to each person who must still give it."""
    wacht = Q(stand=Plan.Stand.VASTGESTELD, gepubliceerd_op=None) | Q(stand=Plan.Stand.VOORGEDRAGEN)
    plannen = [plan for plan in Plan.objects.filter(wacht).select_related("gebied") if _te_tekenen(plan)]
    gezet = _gezet(plannen)
    for plan in plannen:
        uiterlijk = uiterlijk_getekend(plan)
        if dag > uiterlijk and (wie := _ontbreekt(plan, gezet)):
            for persoon in personen(wie, plan.plek()):
                yield _herinner(
                    persoon,
                    plan,
                    f"tekenen:{uiterlijk}",
                    uiterlijk,
                    f"Onderteken: {plan.titel}",
                    f"{plan.get_absolute_url()}#ondertekening",
                )
    yield from _akkoorden(dag)


def _akkoorden(dag: date) -> Iterator[Herinnering]:
    """Consent with a plan in the making or with one of its items."""
    plannen = {
        plan.pk: plan for plan in Plan.objects.filter(stand__in=Plan.IN_DE_MAAK).select_related("gebied")
    }
    items = Planitem.objects.niet_weggelaten().filter(plan__in=plannen)
    gevraagd = Instemming.objects.filter(
        Q(object_soort="plan", object_id__in=plannen)
        | Q(object_soort="planitem", object_id__in=items.values("pk")),
        stand=Instemming.Stand.GEVRAAGD,
    ).order_by("pk")
    per_item = items.in_bulk([rij.object_id for rij in gevraagd if rij.object_soort == "planitem"])
    for rij in gevraagd:
        uiterlijk = rij.uiterlijk or plus_werkdagen(als_dag(rij.gevraagd_op), TERMIJN)
        if dag <= uiterlijk:
            continue
        ding = per_item[rij.object_id] if rij.object_soort == "planitem" else plannen[rij.object_id]
        plan = ding if isinstance(ding, Plan) else plannen[ding.plan_id]
        for persoon in _gevraagden(rij.wie, plan):
            yield _herinner(
                persoon,
                ding,
                f"akkoord-{rij.pk}:{uiterlijk}",
                uiterlijk,
                f"Akkoord met “{ding.titel}”?",
                reverse("wijkagenda:akkoord", args=[plan.pk, rij.pk]),
            )


def _gevraagden(sleutel: str, plan: Plan) -> Iterable[Gebruiker]:
    """The people behind a key of Instemming."""
    soort, _, waarde = sleutel.partition(":")
    if soort == "persoon":
        return Gebruiker.objects.filter(pk=waarde, is_active=True)
    return personen((selector(sleutel),), plan.plek())


def _herinner(
    persoon: Gebruiker, ding: Plan | Planitem, moment: str, uiterlijk: date, titel: str, url: str
) -> Herinnering:
    return Herinnering(
        ontvanger=persoon,
        soort="herinnering",
        ding=ding,
        moment=moment,
        uiterlijk=uiterlijk,
        titel=titel,
        url=url,
    )
