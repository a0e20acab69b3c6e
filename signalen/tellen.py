"""Counting up to a limit: nobody needs to know whether there are forty or fifty thousand, and knowing it is slow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

HOOGSTENS = 5000


def tel(rijen: QuerySet[Any], delen: Mapping[str, Q]) -> list[str]:
    """Return how many rows there are, and how many of them meet each of these conditions (one query).

    Above the limit it counts no further and says "5000+"; of each part there are then at least so many ("12+").
    """
    merken = {naam: ExpressionWrapper(q, output_field=BooleanField()) for naam, q in delen.items()}
    begin = rijen.order_by().annotate(**merken).values("pk", *merken)[: HOOGSTENS + 1]
    aantallen = {naam: Count("pk", filter=Q(**{naam: True})) for naam in delen}
    som: dict[str, int] = begin.aggregate(
        samen=Count("pk"), **{f"n_{naam}": n for naam, n in aantallen.items()}
    )
    plus = "+" if som["samen"] > HOOGSTENS else ""
    return [f"{min(som['samen'], HOOGSTENS)}{plus}", *(f"{som[f'n_{naam}']}{plus}" for naam in delen)]
