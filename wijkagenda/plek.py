"""Where a plan lies and whose it is: its gebied, and every party that was asked or takes part."""

from __future__ import annotations

from django.db.models import Q

from wijkagenda.models import Plan
from wijkwerk.wijken.models import Partij


def werk_plek_bij(plan: Plan) -> None:
    """Renew the columns by which visibility is decided; in the transaction of what changed."""
    actief = ~Q(planitems__stand="weggelaten")
    van_items = Q(planitems__plan=plan) & actief
    partijen = set(Partij.objects.filter(Q(bijdragen__plan=plan) | van_items))
    trekkers = (
        plan.items.niet_weggelaten().filter(houder_partij__isnull=False).select_related("houder_partij")
    )
    partijen |= {item.houder_partij for item in trekkers if item.houder_partij is not None}
    plan.zet_plek([plan.gebied], partijen)
    plan.save(update_fields=["plek_gebieden", "plek_partijen"])
