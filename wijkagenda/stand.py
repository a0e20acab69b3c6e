"""What is known of a goal or measure when it is judged: what was done of what was promised, whether its figure and those
of the findings it rests on moved, and what people tell.

Nothing here judges: a person does (DHR-63). Frozen when the plan is established: what a publication tells is what was
established. A fixed number of queries for a whole plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q

from wijkagenda import cijferkeuze
from wijkagenda.beweging import beweging, loop
from wijkagenda.models import Doelmeting, Herkomst, Plan, Planbron, Planitem, Toetsstand
from wijkagenda.standblok import Stand, Steuncijfer, Toetsactie, Verhaal, bevries_stand, ontdooi_stand
from wijkwerk.cijfers.service import Waarde, catalogus
from wijkwerk.publicatie.service import Bron, Cijferblok, Metingblok

# Every measure that is asked for here, as it is now.
Nu = dict[str, tuple[Cijferblok, Waarde]]


def toetsen(plan: Plan, items: Iterable[Planitem]) -> list[Planitem]:
    soorten = {soort.sleutel for soort in plan.planvorm.van_aard("toets")}
    return [item for item in items if item.soort in soorten]


def standen(plan: Plan, items: Sequence[Planitem]) -> dict[int, Stand]:
    """Of each of these judgments (pk) where it stood when the plan was established, else now; items of another kind have none."""
    gevraagd = toetsen(plan, items)
    bevroren = bevroren_standen(plan, gevraagd)
    return bevroren | _nu_berekend(plan, [item for item in gevraagd if item.pk not in bevroren])


def bevroren_standen(plan: Plan, gevraagd: Sequence[Planitem]) -> dict[int, Stand]:
    """What was frozen; nothing for a plan in the making, or established by a release that did not freeze it."""
    if not gevraagd or plan.stand in Plan.IN_DE_MAAK:
        return {}
    rijen = Toetsstand.objects.filter(planitem__in=[item.pk for item in gevraagd])
    return {rij.planitem_id: ontdooi_stand(rij.stand) for rij in rijen}


def bevries_toetsen(plan: Plan) -> None:
    """Keep what is known of each judgment now; inside the transaction that establishes the plan.

    What was kept stays. What an older release established is kept when it is published.
    """
    gevraagd = toetsen(plan, plan.items.order_by("volgorde", "pk"))
    bevroren = bevroren_standen(plan, gevraagd)
    per_item = _nu_berekend(plan, [item for item in gevraagd if item.pk not in bevroren])
    Toetsstand.objects.bulk_create(
        Toetsstand(planitem_id=pk, stand=bevries_stand(stand)) for pk, stand in per_item.items()
    )


def _nu_berekend(plan: Plan, gevraagd: Sequence[Planitem]) -> dict[int, Stand]:
    if not gevraagd:
        return {}
    boom = _Boom(_versies(plan, gevraagd))
    herkomsten = _herkomsten(plan, gevraagd, boom)
    acties = _acties(plan, gevraagd, boom, herkomsten)
    rijen = _doelmetingen(plan, gevraagd)
    bronnen = _bronnen(gevraagd, boom, herkomsten)
    maten = {rij.maat for rij in rijen.values()} | {
        bron.maat for per in bronnen.values() for bron in per if bron.maat
    }
    nu = _nu(plan, maten)
    metingen = _metingen(rijen, nu)
    return {
        item.pk: Stand(
            acties=tuple(_actie(actie) for actie in acties[item.pk]),
            meting=metingen.get(str(item.spoor)),
            cijfers=_steuncijfers(item, bronnen[item.pk], nu),
            verhalen=tuple(
                _verhaal(bron) for bron in bronnen[item.pk] if bron.soort == Planbron.Soort.VERHAAL
            ),
        )
        for item in gevraagd
    }


def _actie(actie: Planitem) -> Toetsactie:
    return Toetsactie(
        item=actie.pk,
        plan=actie.plan_id,
        plantitel=actie.plan.titel,
        titel=actie.titel,
        stand=actie.afspraak.stand if actie.afspraak else "",
    )


def _verhaal(bron: Planbron) -> Verhaal:
    verteld = Bron(
        soort=bron.get_soort_display(),
        tekst=bron.tekst,
        herkomst=bron.herkomst,
        datum=bron.datum,
        verteld_door=bron.verteld_door,
    )
    return Verhaal(plan=bron.plan_id, item=bron.planitem_id or 0, bron=verteld)


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


def _doelmetingen(plan: Plan, gevraagd: Sequence[Planitem]) -> dict[str, Doelmeting]:
    """The figure of each goal, by spoor: as the newest version of it chose it."""
    rijen = Doelmeting.objects.filter(
        planitem__spoor__in=[item.spoor for item in gevraagd], planitem__plan__gebied=plan.gebied_id
    )
    return {
        str(rij.planitem.spoor): rij
        for rij in rijen.select_related("planitem").order_by("planitem__plan", "pk")
    }


def _nu(plan: Plan, maten: Iterable[str]) -> Nu:
    """These measures as they are now, all at once; what is in the catalogue no longer has no number."""
    bekend = catalogus()
    gevraagd = sorted(maat for maat in maten if maat in bekend)
    return cijferkeuze.maak_blokken(plan.gebied, dict.fromkeys(gevraagd)) if gevraagd else {}


def _metingen(rijen: dict[str, Doelmeting], blokken: Nu) -> dict[str, Metingblok]:
    bekend = catalogus()
    uit = {}
    for spoor, rij in rijen.items():
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


def _steuncijfers(toets: Planitem, bronnen: Iterable[Planbron], nu: Nu) -> tuple[Steuncijfer, ...]:
    """Each figure once, however many versions of the goal rest on it; what stands under the judgment is no start."""
    uit: dict[tuple[str, int], Steuncijfer] = {}
    for bron in bronnen:
        if bron.maat and bron.periode and bron.planitem_id and bron.planitem_id != toets.pk:
            sleutel = (bron.maat, bron.periode)
            if sleutel not in uit:
                uit[sleutel] = _steuncijfer(toets, bron, *nu.get(bron.maat, (None, None)))
    return tuple(uit.values())


def _steuncijfer(
    toets: Planitem, bron: Planbron, nu: Cijferblok | None, waarde: Waarde | None
) -> Steuncijfer:
    bekend = catalogus()
    toen, van, item = bron.blok, bron.periode, bron.planitem
    assert toen is not None
    assert van is not None
    assert item is not None
    breuken = bekend[bron.maat].breuken if bron.maat in bekend else ()
    nieuwer = waarde is not None and waarde.periode > van
    return Steuncijfer(
        plan=bron.plan_id,
        bevinding="" if item.spoor == toets.spoor else item.titel,
        toen=toen,
        toen_bron=bron.herkomst,
        toen_op=bron.datum,
        nu=nu,
        nu_op=cijferkeuze.peildatum(waarde) if waarde is not None and nieuwer else None,
        woord=loop(toen, van, nu, waarde.periode if waarde else None, breuken),
    )


def _bronnen(
    gevraagd: Sequence[Planitem], boom: _Boom, herkomsten: Sequence[Herkomst]
) -> dict[int, tuple[Planbron, ...]]:
    """Figures and stories: under the judgment itself, under the goal, and under the findings the goal rests on."""
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
    verhaal_of_cijfer = Q(soort=Planbron.Soort.VERHAAL) | ~Q(maat="")
    alle = (
        Planbron.objects.filter(verhaal_of_cijfer, planitem__in=set[int]().union(*onder.values()))
        .exclude(planitem__stand=Planitem.Stand.WEGGELATEN)
        .select_related("planitem")
        .order_by("-datum", "pk")
    )
    per_item: dict[int, list[Planbron]] = defaultdict(list)
    for bron in alle:
        if bron.planitem_id is not None:
            per_item[bron.planitem_id].append(bron)
    return {
        pk: tuple(bron for item in sorted(items) for bron in per_item[item]) for pk, items in onder.items()
    }
