"""What the monitor before this plan proposed to change: a list to work through while the plan is made (DHR-64)."""

from __future__ import annotations

from dataclasses import dataclass

from wijkagenda import velden
from wijkagenda.models import Plan, Planitem
from wijkagenda.standblok import ANDERS
from wijkagenda.voorgangers import vastgesteld_plan


@dataclass(frozen=True)
class Uitkomst:
    """One judgment: the item, and (name, answer) of each."""

    item: Planitem
    oordelen: tuple[tuple[str, str], ...]
    wijziging: str


def uit_de_monitor(plan: Plan) -> list[Uitkomst]:
    """The judgments of the established plans that this form follows on; no query for a form that follows on none."""
    uit: list[Uitkomst] = []
    for volgt in plan.planvorm.volgt_op:
        try:
            vorm = plan.profiel.planvorm(volgt.vorm)
        except KeyError:
            continue
        soorten = {soort.sleutel: soort for soort in vorm.van_aard("toets")}
        vorig = vastgesteld_plan(volgt.vorm, plan.gebied) if soorten else None
        if vorig is None:
            continue
        for item in vorig.items.opgenomen().filter(soort__in=soorten).order_by("volgorde", "pk"):
            item.plan = vorig
            eigen = velden.eigen_velden(soorten[item.soort])
            waarden = item.velden or {}
            oordelen = tuple(
                (veld.naam, velden.leesbaar(veld, waarden.get(veld.sleutel)))
                for veld in eigen
                if veld.sleutel != ANDERS
            )
            uit.append(Uitkomst(item, oordelen, str(waarden.get(ANDERS) or "")))
    return uit
