"""What the yearly overview asks beside its plan: which areas wait for a judgment, who must get it, by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from participatie.models import Relevantie, Verzending
from participatie.regels import instellingen
from wijkagenda.models import Plan, Planitem
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.wie import is_een
from wijkwerk.profiel.wie import KANT_VAN_SOORT
from wijkwerk.publicatie.service import Publicatie
from wijkwerk.regels.service import Klacht
from wijkwerk.wijken.models import Gebied, Partij

VAN_BEWONERS = [soort for soort, kant in KANT_VAN_SOORT.items() if kant == "bewoners"]


def is_overzicht(plan: Plan) -> bool:
    regels = plan.profiel.participatie
    return regels is not None and plan.vorm in regels.jaaroverzicht


@dataclass(frozen=True)
class Toets:
    """One item and one area: judged, or waiting."""

    item: Planitem
    gebied: Gebied
    oordeel: Relevantie | None


def toetsen(plan: Plan) -> list[Toets]:
    """Every pair of an item that is not left out and an area that it names, or named before it was judged; three queries."""
    items = list(plan.items.niet_weggelaten().prefetch_related("gebieden").order_by("volgorde", "pk"))
    gegeven: dict[int, dict[int, Relevantie]] = {}
    for rij in Relevantie.objects.filter(planitem__in=items).select_related("gebied"):
        gegeven.setdefault(rij.planitem_id, {})[rij.gebied_id] = rij
    rijen = []
    for item in items:
        oordelen = gegeven.get(item.pk, {})
        gebieden = {gebied.pk: gebied for gebied in item.gebieden.all()}
        gebieden |= {rij.gebied_id: rij.gebied for rij in oordelen.values()}
        rijen += [
            Toets(item, gebied, oordelen.get(pk))
            for pk, gebied in sorted(gebieden.items(), key=lambda paar: paar[1].naam)
        ]
    return rijen


def klachten_bij_plan(plan: Plan) -> Iterator[Klacht]:
    """No overview goes on before each item was judged for each area that it names (BER-47)."""
    if not is_overzicht(plan):
        return
    wacht = [toets for toets in toetsen(plan) if toets.oordeel is None]
    if wacht:
        namen = ", ".join(dict.fromkeys(f"“{toets.item.titel}”" for toets in wacht[:3]))
        yield Klacht(f"Toets eerst het belang voor de gebieden ({len(wacht)} keer): {namen}.")


def is_maker(plan: Plan, gebruiker: Gebruiker) -> bool:
    return is_een(gebruiker, plan.planvorm.auteur, plan.plek())


def mag_verzenden(plan: Plan, gebruiker: Gebruiker) -> bool:
    return is_maker(plan, gebruiker)


def te_sturen(plan: Plan) -> list[Partij]:
    """The bodies and groups of residents at home in the area, in one around it or in it, that did not get it yet."""
    binnen = Gebied.objects.binnen([plan.gebied_id]).values("pk")
    hier = Partij.objects.actief().filter(soort__in=VAN_BEWONERS)
    partijen = hier.filter(gebieden__in=binnen) | hier.filter(gebieden__in=plan.gebied.voorouders)
    gehad = Verzending.objects.filter(plan=plan).values("partij")
    return list(partijen.exclude(pk__in=gehad).distinct().order_by("naam"))


def verzend_voor(plan: Plan) -> date | None:
    """The last day of the month in which the form says that it is made, in the year of the plan (BER-31)."""
    frequentie = plan.planvorm.herziening
    if frequentie is None or frequentie.maand is None:
        return None
    begin = date(plan.periode_van.year, frequentie.maand, 1)
    return date.fromordinal(plus_maanden(begin, 1).toordinal() - 1)


def gepubliceerde() -> QuerySet[Plan]:
    """The overviews that hold now and can be read by everybody; not what was withdrawn or replaced."""
    staat_er = Publicatie.objects.actueel().plannen().filter(object_id=OuterRef("pk"))
    return Plan.objects.vastgesteld().filter(Exists(staat_er), vorm__in=instellingen().jaaroverzicht)


def is_gepubliceerd(plan: Plan) -> bool:
    return gepubliceerde().filter(pk=plan.pk).exists()
