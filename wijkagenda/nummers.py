"""The numbers of items: 1, 2, … and below them 1.1, 1.2, … in the order of the plan."""

from __future__ import annotations

from wijkagenda.models import Plan, Planitem


def hernummer(plan: Plan) -> None:
    """Number all items that are not left out, in one update."""
    items = list(plan.items.niet_weggelaten().order_by("volgorde", "pk"))
    bekend = {item.pk for item in items}
    per_ouder: dict[int | None, list[Planitem]] = {}
    for item in items:
        per_ouder.setdefault(item.ouder_id if item.ouder_id in bekend else None, []).append(item)
    _nummer(per_ouder, None, "")
    Planitem.objects.bulk_update(items, ["nummer"])


def _nummer(per_ouder: dict[int | None, list[Planitem]], ouder: int | None, voor: str) -> None:
    for volgnummer, item in enumerate(per_ouder.get(ouder, []), start=1):
        item.nummer = f"{voor}{volgnummer}"
        _nummer(per_ouder, item.pk, f"{item.nummer}.")
