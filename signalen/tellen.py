"""Counting up to a limit: nobody needs to know whether there are forty or fifty thousand, and knowing it is slow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

HOOGSTENS = 5000


def tel(rijen: QuerySet[Any], delen: Mapping[str, Q]) -> list[str]:
    """Return how many rows there are, and how many of them meet each of these conditions (one query).

    Above the limit it counts no further and says "5000+"; of each part there are then at least so many ("12+").
    """
    merken = {naam: ExpressionWrapper(q, output_field=BooleanField()) for naam, q in delen.items()}
    begin = rijen.order_by().annotate(**merken).values("pk", *merken)[: HOOGSTENS + 1]
    try:
        sql, waarden = begin.query.sql_with_params()
    except EmptyResultSet:
        return ["0"] * (1 + len(delen))
    # Around the query by hand: to have Django wrap its own query takes longer than the counting.
    aantallen = ", ".join(["COUNT(*)", *(f'COUNT(*) FILTER (WHERE "{naam}")' for naam in delen)])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {aantallen} FROM ({sql}) AS rijen", waarden)  # noqa: S608 - names of our own
        samen, *per_deel = cursor.fetchone()
    plus = "+" if samen > HOOGSTENS else ""
    return [f"{min(samen, HOOGSTENS)}{plus}", *(f"{aantal}{plus}" for aantal in per_deel)]
