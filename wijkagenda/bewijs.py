"""What items rest on, frozen for a publication: small numbers left out, and nothing of what was left out of the plan (R08)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from wijkagenda.beweging import wens_in_woorden
from wijkagenda.models import Doelmeting, Herkenning, Plan, Planbron, Planitem
from wijkagenda.stand import standen
from wijkagenda.standblok import TE_KLEIN
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.publicatie.service import (
    Bron,
    Cijferblok,
    Herkenningblok,
    Metingblok,
    Publicatie,
    onderdruk,
)


def drempel() -> int:
    """From which number it may be published, by the profile of now."""
    return actief_profiel().bewaren.kleine_aantallen


def bronnen_van(plan: Plan, items: Sequence[Planitem]) -> tuple[Bron, ...]:
    """Figures and stories under the plan and under what was taken up."""
    sporen = {item.pk: str(item.spoor) for item in items if item.stand == Planitem.Stand.OPGENOMEN}
    return tuple(
        _bron(bron, sporen.get(bron.planitem_id or 0, ""))
        for bron in plan.bronnen.all()
        if bron.planitem_id is None or bron.planitem_id in sporen
    )


def _bron(bron: Planbron, spoor: str) -> Bron:
    blok = bron.blok
    cijfer = onderdruk(blok, drempel()) if blok else None
    return Bron(
        soort=bron.get_soort_display(),
        tekst=cijfer.zin if cijfer else bron.tekst,
        herkomst=bron.herkomst,
        datum=bron.datum,
        punt=spoor,
        verteld_door=bron.verteld_door,
        cijfer=cijfer,
    )


def bewijs_van(plan: Plan, items: Sequence[Planitem]) -> dict[int, dict[str, Any]]:
    """Per item the fields of its frozen row that say what people said, what it moves and where it stands.

    A fixed number of queries, and none for a form that knows no such kinds.
    """
    aarden = {soort.sleutel: soort.aard for soort in plan.planvorm.items}
    per_aard: dict[str, list[Planitem]] = defaultdict(list)
    for item in items:
        if item.stand == Planitem.Stand.OPGENOMEN:
            per_aard[aarden.get(item.soort, "punt")].append(item)
    uit: dict[int, dict[str, Any]] = defaultdict(dict)
    if per_aard["bevinding"]:
        gezegd: dict[int, list[Herkenningblok]] = defaultdict(list)
        for rij in Herkenning.objects.filter(planitem__in=per_aard["bevinding"]):
            gezegd[rij.planitem_id].append(_herkenning(rij))
        for pk, rijen in gezegd.items():
            uit[pk]["herkenningen"] = tuple(rijen)
    if per_aard["doel"]:
        for meting in Doelmeting.objects.filter(planitem__in=per_aard["doel"]):
            uit[meting.planitem_id]["meting"] = _begin(meting)
    vrij = _mee_naar_buiten(plan) if per_aard["toets"] else frozenset()
    for pk, stand in standen(plan, per_aard["toets"]).items():
        uit[pk]["uitvoering"] = stand.uitvoering
        uit[pk]["meting"] = _zonder_klein(stand.meting) if stand.meting else None
        uit[pk]["bevindingen"] = tuple(
            cijfer.openbaar(drempel()) for cijfer in stand.cijfers if cijfer.plan in vrij
        )
        # What stands under the judgment itself comes along as a source already.
        uit[pk]["verhalen"] = tuple(rij.bron for rij in stand.verhalen if rij.item != pk and rij.plan in vrij)
    return uit


def _mee_naar_buiten(plan: Plan) -> frozenset[int]:
    """Plans of which a judgment here may tell the sources: itself, and what readers of this one can read already."""
    lezers = {Publicatie.Openbaar.IEDEREEN, plan.planvorm.openbaar}
    gepubliceerd = Publicatie.objects.geldig().plannen().filter(gebied=plan.gebied, openbaar__in=lezers)
    return frozenset({plan.pk, *gepubliceerd.values_list("object_id", flat=True)})


def _herkenning(rij: Herkenning) -> Herkenningblok:
    return Herkenningblok(
        groep=rij.groep,
        datum=rij.datum,
        uitkomst=rij.get_uitkomst_display(),
        aanvulling=rij.aanvulling,
        bij=rij.bij,
    )


def _begin(meting: Doelmeting) -> Metingblok:
    begin = onderdruk(meting.blok, drempel())
    return Metingblok(begin=begin, wens=wens_in_woorden(begin, meting.wens, meting.streef))


def _zonder_klein(meting: Metingblok) -> Metingblok:
    """The words hold the same numbers: where one of them goes, so do they."""
    begin: Cijferblok = onderdruk(meting.begin, drempel())
    nu = onderdruk(meting.nu, drempel()) if meting.nu else None
    weg = begin.eigen != meting.begin.eigen or (
        meting.nu is not None and nu is not None and nu.eigen != meting.nu.eigen
    )
    anders: dict[str, Any] = {"begin": begin, "nu": nu}
    if weg:
        wens = meting.wens.split()[0]
        anders |= {"wens": wens, "woord": TE_KLEIN}
    return meting.model_copy(update=anders)
