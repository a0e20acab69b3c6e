"""What the monitor before this plan proposed to change: a list to work through while the plan is made (DHR-64)."""

from __future__ import annotations

from dataclasses import dataclass

from wijkagenda import velden
from wijkagenda.models import Plan, Planitem
from wijkagenda.standblok import ANDERS
from wijkagenda.voorgangers import vastgestelde_plannen
from wijkwerk.profiel.rijen.plannen import Itemsoort


@dataclass(frozen=True)
class Uitkomst:
    """One judgment: the item, and (name, answer) of each."""

    item: Planitem
    oordelen: tuple[tuple[str, str], ...]
    wijziging: str


def _monitors(plan: Plan) -> dict[str, dict[str, Itemsoort]]:
    """The forms whose judgments this plan works with: {form: the kinds that judge}. What `maakt` it counts as well: that it
    need not be established first is why a form does not always follow on its monitor."""
    volgt = {rij.vorm for rij in plan.planvorm.volgt_op}
    vormen = (vorm for vorm in plan.profiel.planvormen if vorm.sleutel in volgt or plan.vorm in vorm.maakt)
    soorten = {vorm.sleutel: {soort.sleutel: soort for soort in vorm.van_aard("toets")} for vorm in vormen}
    return {sleutel: rijen for sleutel, rijen in soorten.items() if rijen}


def uit_de_monitor(plan: Plan) -> list[Uitkomst]:
    """The judgments of the established monitors that this form follows on, or that begin it; none, and no query, for others."""
    uit: list[Uitkomst] = []
    monitors = _monitors(plan)
    for sleutel, vorig in vastgestelde_plannen(monitors, plan.gebied).items():
        soorten = monitors[sleutel]
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
