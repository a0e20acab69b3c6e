"""Whether it is clear who does what and when: what the form declares of an item, whether or not a rule demands it.

What a rule demands of an item in the plan stands under “wat mist er nog” (`mist`); this is the rest, and stops nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from wijkagenda import velden
from wijkagenda.models import Plan, Planitem
from wijkagenda.regels import ITEMS
from wijkwerk.profiel.rijen.plannen import Itemsoort
from wijkwerk.regels.service import Onderwerp

MEETBAAR = ("meetbaar", "resultaat")


@dataclass(frozen=True)
class Onduidelijk:
    """So many items of a kind miss the same; `plekken` are (name, address) of each."""

    tekst: str
    plekken: tuple[tuple[str, str], ...]


def onduidelijk(plan: Plan, over: Onderwerp) -> list[Onduidelijk]:
    """“Nog 4 × actie zonder einddatum”, the most first. No query: the items are in `over`."""
    soorten = {soort.sleutel: soort for soort in plan.planvorm.items}
    gevonden: dict[tuple[str, str], list[Planitem]] = {}
    for item in over.gegevens[ITEMS]:
        soort = soorten.get(item.soort)
        for sleutel in _ontbreekt(plan, item, soort) if soort else ():
            gevonden.setdefault((item.soort, sleutel), []).append(item)
    regels = [_regel(soorten[soort], sleutel, items) for (soort, sleutel), items in gevonden.items()]
    return sorted(regels, key=lambda regel: -len(regel.plekken))


def _ontbreekt(plan: Plan, item: Planitem, soort: Itemsoort) -> list[str]:
    """The declared words for who, when and how it is measured that are empty and that no rule names already."""
    eigen = {veld.sleutel for veld in soort.velden}
    woorden = [
        velden.trekkerveld(soort),
        velden.datumveld(soort),
        *(naam for naam in MEETBAAR if naam in eigen),
    ]
    al_gezegd = velden.nodig_bij_opnemen(plan.profiel, plan.vorm, soort.sleutel)
    return [
        woord
        for woord in woorden
        if woord and woord not in al_gezegd and not velden.waarde(item, soort, woord)
    ]


def _regel(soort: Itemsoort, sleutel: str, items: list[Planitem]) -> Onduidelijk:
    naam = next(veld.naam for veld in soort.velden if veld.sleutel == sleutel)
    plekken = tuple(
        (str(item), reverse("wijkagenda:item_bewerken", args=[item.plan_id, item.pk])) for item in items
    )
    return Onduidelijk(f"Nog {len(items)} × {soort.naam.lower()} zonder {naam.lower()}", plekken)
