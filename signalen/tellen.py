"""Counting up to a limit: nobody needs to know whether there are forty or fifty thousand, and knowing it is slow."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

HOOGSTENS = 1000


def tel(*sets: QuerySet[Any]) -> list[str]:
    """Return how many rows each of these has, in one query; "1000+" above the limit."""
    delen: list[str] = []
    waarden: list[Any] = []
    for rijen in sets:
        try:
            sql, params = rijen.order_by().values("pk")[: HOOGSTENS + 1].query.sql_with_params()
        except EmptyResultSet:
            delen.append("0")
            continue
        delen.append(f"(SELECT count(*) FROM ({sql}) AS rijen)")  # noqa: S608 - made by Django, values apart
        waarden += params
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(delen)}", waarden)
        return [in_woorden(int(aantal)) for aantal in cursor.fetchone()]


def in_woorden(aantal: int) -> str:
    return f"{HOOGSTENS}+" if aantal > HOOGSTENS else str(aantal)
