"""Who sees what, put into SQL once per request: to put it together takes Django longer than the database to answer it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Self, cast

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Q
from django.db.models.expressions import Col, Expression
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel


class Voorwaarde(Expression):
    """A condition on the columns of one table, for many queries. It means what `q` means, but for `~`.

    Not to be negated: a `Q` knows of columns that may be NULL, this does not (use `q`).

    A condition with a subquery that looks at its row (OuterRef) is given as a function that makes it: Django writes
    into such a subquery how the query around it calls the row, once, and here that differs from query to query.
    """

    conditional = True

    def __init__(self, q: Q | Callable[[], Q]) -> None:
        super().__init__(output_field=BooleanField())
        self._q = q
        # Which table, and under which name the query knows it.
        self.rij: Any = F("pk")
        self._sql: dict[str, tuple[str, tuple[Any, ...]]] = {}

    @property
    def q(self) -> Q:
        return self._q if isinstance(self._q, Q) else self._q()

    def __invert__(self) -> Any:
        raise TypeError("Keer de Q om, niet de voorwaarde.")

    @property
    def identity(self) -> tuple[Any, ...]:
        return (type(self), id(self._sql), self.rij)

    def get_source_expressions(self) -> list[Any]:
        return [self.rij]

    def set_source_expressions(self, exprs: Any) -> None:
        [self.rij] = exprs

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        rij = cast("Col", self.rij)
        if rij.alias not in self._sql:
            vraag = Query(rij.target.model)
            tabel = vraag.get_initial_alias()
            if tabel != rij.alias:
                vraag.change_aliases({tabel: rij.alias})
            # A subquery that looks at this row (OuterRef) steps aside for the name the row has here: U0 is a U.
            vraag.alias_prefix = letters(rij.alias) or vraag.alias_prefix
            sql, waarden = vraag.build_where(self.q).as_sql(compiler, connection)
            self._sql[rij.alias] = f"({sql})", tuple(waarden)
        return self._sql[rij.alias]


def letters(alias: str) -> str:
    """The prefix of a name that Django gave to a table in a subquery (U of U0); empty of the table's own name."""
    prefix = alias.rstrip("0123456789")
    return prefix if prefix != alias and prefix.isupper() else ""


class PerPersoon:
    """What is worked out for one person and asked often in a request, such as the conditions on what they see."""

    def __init__(self, gebruiker: Gebruiker) -> None:
        self.gebruiker = gebruiker

    @classmethod
    def van(cls, gebruiker: Gebruiker) -> Self:
        """Return it for this instance of the person, as long as it has these roles and the profile is this one."""
        sleutel = (gebruiker.vervullingen, actief_profiel(), date.today())  # noqa: DTZ011 - as Profiel.regels_bij does
        # Through getattr: request.user stands in front of the person.
        alle: dict[type[PerPersoon], tuple[tuple[Any, ...], PerPersoon]]
        alle = getattr(gebruiker, "_per_persoon", None) or {}
        bewaard = alle.get(cls)
        if bewaard is None or any(a is not b and a != b for a, b in zip(bewaard[0], sleutel, strict=True)):
            bewaard = alle[cls] = (sleutel, cls(gebruiker))
            gebruiker._per_persoon = alle  # type: ignore[attr-defined]
        return cast("Self", bewaard[1])
