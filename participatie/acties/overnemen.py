"""A plan or project that matters to more areas stands in the overview of each of them, as one topic (BER-47, ETL-07)."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from participatie.models import Relevantie
from participatie.overzicht import is_maker, is_overzicht, ontbrekende, ontvangers
from wijkagenda.models import Plan, Planitem
from wijkagenda.service import (
    Afkomst,
    Itemgegevens,
    bewaar_nieuw,
    onderwerp_item,
    open_voor_bewerken,
    vergrendel,
    vul,
)
from wijkwerk.berichten.service import zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StapGeweigerd, bezwaren


@transaction.atomic
def neem_over(*, plan: Plan, door: Gebruiker) -> list[Planitem]:
    """Put on this overview what others judged to matter here and it has not got; by who makes it. For an overview that
    was begun after the judgment. Raises PermissionDenied, StapGeweigerd when there is nothing or it is closed."""
    plan = vergrendel(plan)
    if not is_overzicht(plan) or not is_maker(plan, door):
        raise PermissionDenied("U maakt dit overzicht niet.")
    klachten = list(open_voor_bewerken(plan))
    rijen = ontbrekende(plan)
    if not rijen:
        klachten.append(Klacht("Alles wat hier van belang is staat er al in."))
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    return [_zet_op(plan, item, door) for item in rijen]


def deel(item: Planitem, door: Gebruiker) -> None:
    """Put an item on the overview in the making of each area to which it matters, and tell who makes that. The plans are
    locked by the caller (`houd_vast`)."""
    for plan in ontvangers(item):
        _zet_op(plan, item, door)
        zet_klaar_voor(
            plan.planvorm.auteur,
            "overzicht-punt-erbij",
            ding=plan,
            plek=plan.plek(),
            moment=f"spoor-{item.spoor}",
            behalve=door,
        )


def houd_vast(item: Planitem, vormen: Iterable[str]) -> None:
    """Lock every overview that can be written in, in the order of their ids: who judges the same topic from two sides
    at once does so one after the other."""
    rijen = Plan.objects.filter(vorm__in=vormen, stand__in=Plan.BEWERKBAAR) | Plan.objects.filter(
        pk=item.plan_id
    )
    list(rijen.select_for_update(of=("self",)).order_by("pk"))


def zelfde_elders(item: Planitem) -> list[Planitem]:
    """The same topic on other overviews that can be written in."""
    rijen = Planitem.objects.niet_weggelaten().filter(
        spoor=item.spoor, plan__vorm=item.plan.vorm, plan__stand__in=Plan.BEWERKBAAR
    )
    return list(rijen.exclude(pk=item.pk).select_related("plan__gebied").order_by("pk"))


def _zet_op(plan: Plan, bron: Planitem, door: Gebruiker) -> Planitem:
    """The same topic with the same holder, last day and judgments; taken up when nothing is in the way of that."""
    item = Planitem(plan=plan, soort=bron.soort, spoor=bron.spoor, gemaakt_door=door)
    gegevens = Itemgegevens(
        titel=bron.titel,
        velden=bron.velden or {},
        trekker=bron.trekker,
        einddatum=bron.uiterlijk,
        thema=bron.thema,
        gebieden=list(bron.gebieden.all()),
        partijen=list(bron.partijen.all()),
    )
    vul(item, gegevens)
    bewaar_nieuw(item, gegevens, [Afkomst(bron.plan.vorm, str(bron.plan), "planitem", bron.pk)], door)
    for rij in Relevantie.objects.filter(planitem=bron):
        rij.pk, rij.planitem = None, item
        rij.save(force_insert=True)
    opgenomen = bron.stand == Planitem.Stand.OPGENOMEN
    if opgenomen and not bezwaren("opnemen", onderwerp_item(item, plan=plan), door)[0]:
        item.stand = Planitem.Stand.OPGENOMEN
        item.save(update_fields=["stand"])
        noteer(door=door, stap="planitem.opnemen", ding=item, gegevens={"stand": item.stand})
    return item
