"""A subquery as a list that is made once: what an index can look up, also inside an OR."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, QuerySet


class _EenVan(Func):
    """`column = ANY(ARRAY(SELECT ...))`. An IN or EXISTS would be tried on every row of the table."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def is_een_van(kolom: str, rijen: QuerySet[Any], veld: str = "pk") -> _EenVan:
    """Return the condition that this column holds `veld` of one of these rows."""
    return _EenVan(F(kolom), ArraySubquery(rijen.order_by().values(veld)))
