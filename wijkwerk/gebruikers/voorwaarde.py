"""Who sees what, put into SQL once per request: to put it together takes Django longer than the database to answer it."""

from __future__ import annotations

from typing import Any, cast

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Q
from django.db.models.expressions import Col, Expression
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler


class Voorwaarde(Expression):
    """A condition on the columns of one table, for many queries. It means what `q` means, but for `~`.

    Not to be negated: a `Q` knows of columns that may be NULL, this does not (use `q`).
    """

    conditional = True

    def __init__(self, q: Q) -> None:
        super().__init__(output_field=BooleanField())
        self.q = q
        # Which table, and under which name the query knows it.
        self.rij: Any = F("pk")
        self._sql: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def __invert__(self) -> Any:
        raise TypeError("Keer de Q om, niet de voorwaarde.")

    @property
    def identity(self) -> tuple[Any, ...]:
        return (type(self), id(self.q), self.rij)

    def get_source_expressions(self) -> list[Any]:
        return [self.rij]

    def set_source_expressions(self, exprs: Any) -> None:
        [self.rij] = exprs

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        rij = cast("Col", self.rij)
        if rij.alias not in self._sql:
            vraag = Query(rij.target.model)
            waar = vraag.build_where(self.q)
            if (tabel := vraag.base_table) != rij.alias:
                waar.relabel_aliases({tabel: rij.alias})
            sql, waarden = waar.as_sql(compiler, connection)
            self._sql[rij.alias] = f"({sql})", tuple(waarden)
        return self._sql[rij.alias]
