"""What is known of a goal or measure when it is judged: what was done of what was promised, whether its figure and those
of the findings it rests on moved, and what people tell.

Nothing here judges: a person does (DHR-63). A fixed number of queries for a whole plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from wijkagenda import cijferkeuze
from wijkagenda.beweging import BEREIKT, ONBEKEND, beweging, loop
from wijkagenda.models import Doelmeting, Herkomst, Plan, Planbron, Planitem
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.cijfers.service import Breuk, Waarde, catalogus
from wijkwerk.publicatie.service import Bevindingcijfer, Cijferblok, Metingblok, Standblok, onderdruk

# The words of a judgment that can be proposed: everybody may overrule them.
GEHAALD, UITGEVOERD, ANDERS = "bereikt", "uitgevoerd", "wijziging-aanpak"
TE_KLEIN = "De getallen zijn te klein om te laten zien."
# Every measure that is asked for here, as it is now.
Nu = dict[str, tuple[Cijferblok, Waarde]]


@dataclass(frozen=True)
class Steuncijfer:
    """A figure under the goal, or under a finding it rests on: frozen then, and as it is now."""

    bron: Planbron
    bevinding: str
    nu: Cijferblok | None
    waarde: Waarde | None
    breuken: tuple[Breuk, ...] = ()

    @property
    def blok(self) -> Bevindingcijfer:
        """As people of the house read it."""
        assert self.bron.blok is not None
        return self._in_woorden(self.bron.blok, self.nu, klein=False)

    def openbaar(self, drempel: int) -> Bevindingcijfer:
        """Without small numbers; where one of the two goes, so does what became of it."""
        toen = self.bron.blok
        assert toen is not None
        begin, nu = onderdruk(toen, drempel), onderdruk(self.nu, drempel) if self.nu else None
        klein = begin.eigen != toen.eigen or (
            nu is not None and self.nu is not None and nu.eigen != self.nu.eigen
        )
        return self._in_woorden(begin, nu, klein=klein)

    def _in_woorden(self, toen: Cijferblok, nu: Cijferblok | None, *, klein: bool) -> Bevindingcijfer:
        tot = self.waarde.periode if self.waarde else None
        woord = loop(toen, self.bron.periode or 0, nu, tot, self.breuken)
        nieuwer = (
            nu is not None and self.waarde is not None and self.waarde.periode > (self.bron.periode or 0)
        )
        return Bevindingcijfer(
            bevinding=self.bevinding,
            naam=toen.naam,
            toen=_getal(toen),
            toen_bron=self.bron.herkomst,
            toen_op=self.bron.datum,
            nu=_getal(nu) if nu and nieuwer else "",
            nu_bron=nu.bron if nu and nieuwer else "",
            nu_op=cijferkeuze.peildatum(self.waarde) if self.waarde and nieuwer else None,
            woord=TE_KLEIN if klein else woord,
        )


def _getal(blok: Cijferblok) -> str:
    return f"{blok.eigen.waarde.tekst(blok.eenheid)} ({blok.periode})"


@dataclass(frozen=True)
class Stand:
    """Of one judgment: the promises for it, its figure and those of its findings, and what people tell."""

    acties: tuple[Planitem, ...] = ()
    meting: Metingblok | None = None
    cijfers: tuple[Steuncijfer, ...] = ()
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
    rijen = _doelmetingen(plan, gevraagd)
    bronnen = _bronnen(gevraagd, boom, herkomsten)
    maten = {rij.maat for rij in rijen.values()} | {
        bron.maat for per in bronnen.values() for bron in per if bron.maat
    }
    nu = _nu(plan, maten)
    metingen = _metingen(rijen, nu)
    return {
        item.pk: Stand(
            acties[item.pk],
            metingen.get(str(item.spoor)),
            _steuncijfers(item, bronnen[item.pk], nu),
            tuple(bron for bron in bronnen[item.pk] if bron.soort == Planbron.Soort.VERHAAL),
        )
        for item in gevraagd
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
    bekend = catalogus()
    uit: dict[tuple[str, int], Steuncijfer] = {}
    for bron in bronnen:
        if bron.maat and bron.periode and bron.planitem and bron.planitem_id != toets.pk:
            item = bron.planitem
            los = "" if item.spoor == toets.spoor else item.titel
            blok, waarde = nu.get(bron.maat, (None, None))
            breuken = tuple(bekend[bron.maat].breuken) if bron.maat in bekend else ()
            uit.setdefault((bron.maat, bron.periode), Steuncijfer(bron, los, blok, waarde, breuken))
    return tuple(uit.values())


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
