"""A subquery as a list that is made once: what an index can look up, also inside an OR."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, F, Func, Q, QuerySet
from django.db.models.expressions import RawSQL


class _EenVan(Func):
    """`column = ANY(ARRAY(SELECT ...))`. An IN or EXISTS would be tried on every row of the table."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY(ARRAY"
    output_field = BooleanField()


def is_een_van(kolom: str, rijen: QuerySet[Any], veld: str = "pk") -> _EenVan | Q:
    """Return the condition that this column holds `veld` of one of these rows.

    The rows say nothing of the row they are asked for, so they are put into SQL here, once, however often the
    condition is used.
    """
    try:
        sql, waarden = rijen.order_by().values(veld).query.sql_with_params()
    except EmptyResultSet:
        return Q(pk__in=[])
    return _EenVan(F(kolom), RawSQL(sql, waarden))  # noqa: S611 - what Django made of the query
