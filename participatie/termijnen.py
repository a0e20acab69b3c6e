"""What falls due in participation: advice that was asked with a day, and the overview that must be sent (BER-31)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from participatie.acties.raadplegen import selector_van
from participatie.models import Traject
from participatie.overzicht import gepubliceerde, verzend_voor
from participatie.regels import instellingen
from wijkwerk.berichten.service import Herinnering
from wijkwerk.berichten.termijnen import herinnermoment
from wijkwerk.gebruikers.wie import personen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.regels.models import Instemming

HERINNER_VOORAF = (7, 3)


def herinneringen(dag: date) -> Iterator[Herinnering]:
    """Who was asked for advice, and who makes the overview, before the day and after it."""
    if not actief_profiel().heeft("participatie"):
        return
    yield from _adviezen(dag)
    if instellingen().jaaroverzicht:
        yield from _verzendingen(dag)


def _adviezen(dag: date) -> Iterator[Herinnering]:
    trajecten = {rij.pk: rij for rij in Traject.objects.in_voorbereiding().select_related("gebied")}
    gevraagd = Instemming.objects.filter(
        object_soort="traject", object_id__in=trajecten, stand=Instemming.Stand.GEVRAAGD
    )
    for rij in gevraagd.exclude(uiterlijk=None).order_by("pk"):
        assert rij.uiterlijk is not None
        moment, traject = herinnermoment(rij.uiterlijk, HERINNER_VOORAF, dag), trajecten[rij.object_id]
        if moment is None:
            continue
        for persoon in personen((selector_van(rij.wie),), traject.plek()):
            yield Herinnering(
                ontvanger=persoon,
                soort="herinnering",
                ding=traject,
                moment=f"{rij.pk}:{moment}",
                uiterlijk=rij.uiterlijk,
                titel=f"Adviseer over: {traject}",
                url=traject.get_absolute_url(),
            )


def _verzendingen(dag: date) -> Iterator[Herinnering]:
    for plan in gepubliceerde().filter(verzendingen=None).select_related("gebied").order_by("pk"):
        uiterlijk = verzend_voor(plan)
        moment = herinnermoment(uiterlijk, HERINNER_VOORAF, dag) if uiterlijk else None
        if moment is None:
            continue
        for persoon in personen(plan.planvorm.auteur, plan.plek()):
            yield Herinnering(
                ontvanger=persoon,
                soort="herinnering",
                ding=plan,
                moment=f"verzenden:{moment}",
                uiterlijk=uiterlijk,
                titel=f"Verstuur: {plan}",
                url=plan.get_absolute_url(),
            )
