"""What is known of a goal or measure when it is judged: what was done of what was promised, and whether its figure moved.

Nothing here judges: a person does (DHR-63). A fixed number of queries for a whole plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from wijkagenda import cijferkeuze
from wijkagenda.beweging import BEREIKT, ONBEKEND, beweging
from wijkagenda.models import Doelmeting, Herkomst, Plan, Planbron, Planitem
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.cijfers.service import catalogus
from wijkwerk.publicatie.service import Metingblok, Standblok

# The words of a judgment that can be proposed: everybody may overrule them.
GEHAALD, UITGEVOERD, ANDERS = "bereikt", "uitgevoerd", "wijziging-aanpak"


@dataclass(frozen=True)
class Stand:
    """Of one judgment: the promises for it, its figure, and what people tell."""

    acties: tuple[Planitem, ...] = ()
    meting: Metingblok | None = None
    verhalen: tuple[Planbron, ...] = ()

    @property
    def uitvoering(self) -> Standblok | None:
        """None where nothing was promised: then nothing can be counted."""
        gedaan = sum(is_gedaan(actie) for actie in self.acties)
        return Standblok(gedaan=gedaan, van=len(self.acties)) if self.acties else None

    @property
    def voorstel(self) -> dict[str, str]:
        """A start value for each judgment that follows from the numbers."""
        uit: dict[str, str] = {}
        if self.meting is not None and self.meting.uitkomst != ONBEKEND:
            uit[GEHAALD] = "ja" if self.meting.uitkomst == BEREIKT else "nee"
        if (uitvoering := self.uitvoering) is not None:
            uit[UITGEVOERD] = "ja" if uitvoering.gedaan == uitvoering.van else "nee"
        return uit

    @property
    def waarom(self) -> dict[str, str]:
        """Why each start value is what it is."""
        uit: dict[str, str] = {}
        if self.meting is not None:
            uit[GEHAALD] = self.meting.woord
        if (uitvoering := self.uitvoering) is not None:
            uit[UITGEVOERD] = f"{uitvoering.woord}."
        return uit


def is_gedaan(actie: Planitem) -> bool:
    return actie.afspraak is not None and actie.afspraak.stand == Afspraak.Stand.KLAAR


def toetsen(plan: Plan, items: Iterable[Planitem]) -> list[Planitem]:
    soorten = {soort.sleutel for soort in plan.planvorm.van_aard("toets")}
    return [item for item in items if item.soort in soorten]


def standen(plan: Plan, items: Sequence[Planitem]) -> dict[int, Stand]:
    """Of each of these judgments (pk) where it stands now; items of another kind have none."""
    gevraagd = toetsen(plan, items)
    if not gevraagd:
        return {}
    boom = _Boom(_versies(plan, gevraagd))
    herkomsten = _herkomsten(plan, gevraagd, boom)
    acties = _acties(plan, gevraagd, boom, herkomsten)
    metingen = _metingen(plan, gevraagd)
    verhalen = _verhalen(gevraagd, boom, herkomsten)
    return {
        item.pk: Stand(acties[item.pk], metingen.get(str(item.spoor)), verhalen[item.pk]) for item in gevraagd
    }


def _versies(plan: Plan, gevraagd: Sequence[Planitem]) -> list[Planitem]:
    """Every item of the plans in which what is judged stood before, to find what hangs below it."""
    sporen = [item.spoor for item in gevraagd]
    plannen = Planitem.objects.filter(spoor__in=sporen, plan__gebied=plan.gebied_id).exclude(plan=plan)
    # Only the plan it was taken from and later ones of today: what an older version promised was judged then.
    geldig = plannen.filter(plan__stand=Plan.Stand.VASTGESTELD).values("plan")
    van = [item.overgenomen_van_id for item in gevraagd if item.overgenomen_van_id]
    bron = Planitem.objects.filter(pk__in=van).values("plan")
    rijen = Planitem.objects.opgenomen().filter(plan__in=geldig) | Planitem.objects.opgenomen().filter(
        plan__in=bron
    )
    return list(rijen.select_related("afspraak", "plan").order_by("plan", "volgorde", "pk").distinct())


class _Boom:
    """The items of earlier plans: by spoor, and what hangs below each."""

    def __init__(self, versies: Sequence[Planitem]) -> None:
        self.per_spoor: dict[str, list[Planitem]] = defaultdict(list)
        self.kinderen: dict[int | None, list[Planitem]] = defaultdict(list)
        for item in versies:
            self.per_spoor[str(item.spoor)].append(item)
            self.kinderen[item.ouder_id].append(item)

    def onder(self, item: Planitem) -> list[Planitem]:
        """The item and all below it."""
        return [item, *(diep for kind in self.kinderen[item.pk] for diep in self.onder(kind))]

    def van(self, toets: Planitem) -> list[Planitem]:
        return [diep for item in self.per_spoor[str(toets.spoor)] for diep in self.onder(item)]


def _herkomsten(plan: Plan, gevraagd: Sequence[Planitem], boom: _Boom) -> list[Herkomst]:
    """What promises in force elsewhere say they come from here, and what the goals here rest on."""
    alle = {diep.pk for toets in gevraagd for diep in boom.van(toets)}
    doelen = {item.pk for toets in gevraagd for item in boom.per_spoor[str(toets.spoor)]}
    verwijst = Q(
        object_id__in=alle,
        planitem__stand=Planitem.Stand.OPGENOMEN,
        planitem__plan__stand=Plan.Stand.VASTGESTELD,
    ) & ~Q(planitem__plan=plan)
    rijen = Herkomst.objects.filter(verwijst | Q(planitem__in=doelen), object_soort="planitem")
    return list(rijen.select_related("planitem__afspraak", "planitem__plan").order_by("pk"))


def _is_van_kracht(item: Planitem) -> bool:
    return item.stand == Planitem.Stand.OPGENOMEN and item.plan.stand == Plan.Stand.VASTGESTELD


def _acties(
    plan: Plan, gevraagd: Sequence[Planitem], boom: _Boom, herkomsten: Sequence[Herkomst]
) -> dict[int, tuple[Planitem, ...]]:
    """The promises below what is judged, and those of other plans in force that say they come from it."""
    van = {toets.pk: boom.van(toets) for toets in gevraagd}
    doel_van: dict[int, list[int]] = defaultdict(list)
    for pk, rijen in van.items():
        for rij in rijen:
            doel_van[rij.pk].append(pk)
    verwijst: dict[int, list[Planitem]] = defaultdict(list)
    for herkomst in herkomsten:
        if _is_van_kracht(herkomst.planitem) and herkomst.planitem.plan_id != plan.pk:
            for pk in doel_van[herkomst.object_id or 0]:
                verwijst[pk].append(herkomst.planitem)
    uit: dict[int, tuple[Planitem, ...]] = {}
    for pk, rijen in van.items():
        per_afspraak = {
            rij.afspraak_id: rij for rij in [*rijen, *verwijst[pk]] if rij.afspraak_id is not None
        }
        uit[pk] = tuple(per_afspraak.values())
    return uit


def _metingen(plan: Plan, gevraagd: Sequence[Planitem]) -> dict[str, Metingblok]:
    """The figure of each goal, by spoor: as the newest version of it chose it."""
    rijen = Doelmeting.objects.filter(
        planitem__spoor__in=[item.spoor for item in gevraagd], planitem__plan__gebied=plan.gebied_id
    )
    gekozen = {
        str(rij.planitem.spoor): rij
        for rij in rijen.select_related("planitem").order_by("planitem__plan", "pk")
    }
    bekend = catalogus()
    maten = {rij.maat for rij in gekozen.values() if rij.maat in bekend}
    blokken = cijferkeuze.maak_blokken(plan.gebied, dict.fromkeys(sorted(maten))) if maten else {}
    uit = {}
    for spoor, rij in gekozen.items():
        nu = blokken.get(rij.maat)
        uit[spoor] = beweging(
            begin=rij.blok,
            van=rij.periode,
            nu=nu[0] if nu else None,
            tot=nu[1].periode if nu else None,
            wens=rij.wens,
            streef=rij.streef,
            breuken=bekend[rij.maat].breuken if rij.maat in bekend else (),
        )
    return uit


def _verhalen(
    gevraagd: Sequence[Planitem], boom: _Boom, herkomsten: Sequence[Herkomst]
) -> dict[int, tuple[Planbron, ...]]:
    """What people told: under the judgment itself, under the goal, and under the findings the goal rests on."""
    doelen = {toets.pk: boom.per_spoor[str(toets.spoor)] for toets in gevraagd}
    steunt: dict[int, set[int]] = defaultdict(set)
    for herkomst in herkomsten:
        if herkomst.object_id is not None:
            steunt[herkomst.planitem_id].add(herkomst.object_id)
    onder = {
        toets.pk: {toets.pk, *(rij.pk for rij in doelen[toets.pk])}.union(
            *(steunt[rij.pk] for rij in doelen[toets.pk])
        )
        for toets in gevraagd
    }
    alle = Planbron.objects.filter(
        soort=Planbron.Soort.VERHAAL, planitem__in=set[int]().union(*onder.values())
    ).order_by("-datum", "pk")
    per_item: dict[int, list[Planbron]] = defaultdict(list)
    for bron in alle:
        if bron.planitem_id is not None:
            per_item[bron.planitem_id].append(bron)
    return {
        pk: tuple(bron for item in sorted(items) for bron in per_item[item]) for pk, items in onder.items()
    }
