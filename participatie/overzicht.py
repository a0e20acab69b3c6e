"""What the yearly overview asks beside its plan: which areas wait for a judgment, who must get it, by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from participatie.models import Relevantie, Verzending
from participatie.regels import instellingen
from wijkagenda.models import Plan, Planitem
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.wie import is_een
from wijkwerk.profiel.wie import KANT_VAN_SOORT
from wijkwerk.publicatie.service import Item, Publicatie, ontdooi
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
    # Whether the item names the area now.
    genoemd: bool

    @property
    def wacht(self) -> bool:
        """Not judged, or named again after it was judged no."""
        return self.oordeel is None or (self.genoemd and not self.oordeel.relevant)

    @property
    def is_nee(self) -> bool:
        return self.oordeel is not None and not self.oordeel.relevant


def toetsen(plan: Plan) -> list[Toets]:
    """Every pair of an item that is not left out and an area that it names, or named before it was judged; three queries."""
    items = list(plan.items.niet_weggelaten().prefetch_related("gebieden").order_by("volgorde", "pk"))
    gegeven: dict[int, dict[int, Relevantie]] = {}
    for rij in Relevantie.objects.filter(planitem__in=items).select_related("gebied"):
        gegeven.setdefault(rij.planitem_id, {})[rij.gebied_id] = rij
    rijen = []
    for item in items:
        oordelen = gegeven.get(item.pk, {})
        genoemd = {gebied.pk: gebied for gebied in item.gebieden.all()}
        gebieden = genoemd | {rij.gebied_id: rij.gebied for rij in oordelen.values()}
        rijen += [
            Toets(item, gebied, oordelen.get(pk), pk in genoemd)
            for pk, gebied in sorted(gebieden.items(), key=lambda paar: paar[1].naam)
        ]
    return rijen


def klachten_bij_plan(plan: Plan) -> Iterator[Klacht]:
    """No overview goes on before each item was judged for each area that it names, and matters here (BER-47)."""
    if not is_overzicht(plan):
        return
    rijen = toetsen(plan)
    wacht = [toets for toets in rijen if toets.wacht]
    if wacht:
        namen = _namen([toets.item for toets in wacht[:3]])
        yield Klacht(
            f"Toets eerst het belang voor de gebieden ({len(wacht)} keer): {namen}.",
            url=reverse("participatie:toets", args=[plan.pk]),
        )
    hier_niet = {toets.item.pk for toets in rijen if toets.is_nee and toets.gebied.pk == plan.gebied_id}
    ergens = {toets.item.pk for toets in rijen if toets.genoemd}
    staat_erin = list(plan.items.opgenomen().order_by("volgorde", "pk"))
    weg = [item for item in staat_erin if item.pk in hier_niet]
    if weg:
        yield Klacht(
            f"Niet van belang voor {plan.gebied}, maar het staat er nog in: {_namen(weg)}.",
            url=weg[0].get_absolute_url(),
        )
    leeg = [item for item in staat_erin if item.pk not in ergens and item.pk not in hier_niet]
    if leeg:
        yield Klacht(
            f"Zet erbij voor welke gebieden dit van belang is: {_namen(leeg)}.",
            url=leeg[0].get_absolute_url(),
        )
    gemist = ontbrekende(plan) if plan.is_bewerkbaar else []
    if gemist:
        yield Klacht(
            f"Neem eerst over wat ook hier van belang is: {_namen(gemist)}.",
            url=reverse("participatie:overnemen", args=[plan.pk]),
        )


def ontbrekende(plan: Plan) -> list[Planitem]:
    """What an overview of the same form and year judged to matter in this area (or in it), and stands not here; also not
    left out here. Of one topic in several overviews the first."""
    hier = Gebied.objects.binnen([plan.gebied_id]).values("pk")
    van_belang = Relevantie.objects.filter(planitem=OuterRef("pk"), relevant=True, gebied__in=hier)
    rijen = (
        Planitem.objects.niet_weggelaten()
        .filter(Exists(van_belang), plan__vorm=plan.vorm, plan__periode_van__year=plan.periode_van.year)
        .exclude(plan__gebied=plan.gebied_id)
        .exclude(plan__stand=Plan.Stand.VERVANGEN)
        .exclude(spoor__in=plan.items.values("spoor"))
        .select_related("plan__gebied")
    )
    eerste: dict[UUID, Planitem] = {}
    for rij in rijen.order_by("pk"):
        eerste.setdefault(rij.spoor, rij)
    return [rij for rij in eerste.values() if _van_gebieden(rij, [plan])]


def ontvangers(item: Planitem) -> list[Plan]:
    """The overviews of the same form and year, open for writing, of the areas to which an item matters: of the area
    itself, or else of what lies above it. Not its own plan, nor one that has the topic or left it out."""
    plannen = Plan.objects.filter(
        vorm=item.plan.vorm, stand__in=Plan.BEWERKBAAR, periode_van__year=item.plan.periode_van.year
    )
    rijen = _van_gebieden(item, list(plannen.select_related("gebied").order_by("pk")))
    heeft = set(Planitem.objects.filter(spoor=item.spoor).values_list("plan", flat=True))
    return [plan for plan in rijen if plan.pk not in heeft]


def _van_gebieden(item: Planitem, plannen: list[Plan]) -> list[Plan]:
    """Of these the ones that an area to which the item matters has: its own, or the nearest above it."""
    per_gebied = {plan.gebied_id: plan for plan in [*plannen, item.plan]}
    gevonden = {}
    for oordeel in Relevantie.objects.filter(planitem=item, relevant=True).select_related("gebied"):
        pk = next((pk for pk in reversed(oordeel.gebied.voorouders) if pk in per_gebied), None)
        if pk is not None and pk != item.plan.gebied_id:
            gevonden[per_gebied[pk].pk] = per_gebied[pk]
    return [gevonden[pk] for pk in sorted(gevonden)]


def _namen(items: list[Planitem]) -> str:
    return ", ".join(dict.fromkeys(f"“{item.titel}”" for item in items))


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


def stuk_van(plan: Plan) -> Publicatie | None:
    """The frozen publication of an overview that everybody reads now: what is shown and sent, never the plan itself."""
    if plan.stand != Plan.Stand.VASTGESTELD or not is_overzicht(plan):
        return None
    return Publicatie.objects.actueel().van(plan).select_related("gebied").first()


def punt_van(stuk: Publicatie | None, spoor: UUID) -> Item | None:
    """One item as it was published."""
    punten = ontdooi(stuk.inhoud).opgenomen() if stuk else []
    return next((item for item in punten if item.spoor == str(spoor)), None)
