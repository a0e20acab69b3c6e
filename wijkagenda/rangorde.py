"""The priority of items, where the form has its maker rank them: their place among what was taken up (OIJ-33)."""

from __future__ import annotations

from collections.abc import Iterable

from wijkagenda.models import Planitem
from wijkwerk.profiel.rijen.plannen import Planvorm


def rangen(items: Iterable[Planitem], vorm: Planvorm) -> dict[int, int]:
    """Of items in the order of the plan: pk -> priority, for what was taken up of a ranked kind."""
    gerangschikt = {soort.sleutel for soort in vorm.items if soort.gerangschikt}
    tel: dict[str, int] = {}
    gevonden = {}
    for item in items:
        if item.soort in gerangschikt and item.stand == Planitem.Stand.OPGENOMEN:
            gevonden[item.pk] = tel[item.soort] = tel.get(item.soort, 0) + 1
    return gevonden


def prioriteit(item: Planitem) -> int | None:
    """The same for one item; one query where its kind is ranked, else none."""
    vorm = item.plan.planvorm
    if not any(soort.gerangschikt and soort.sleutel == item.soort for soort in vorm.items):
        return None
    return rangen(item.plan.items.order_by("volgorde", "pk"), vorm).get(item.pk)
