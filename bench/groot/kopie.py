"""Rows into a table by COPY: the columns that are given, and for all others what the model says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import connection, models

LEEG = r"\N"


def als_tekst(waarde: Any) -> str:
    if waarde is None:
        return LEEG
    if isinstance(waarde, bool):
        return "t" if waarde else "f"
    if isinstance(waarde, list | dict):
        return "{}" if not waarde else str(waarde)
    return waarde.isoformat() if isinstance(waarde, datetime | date) else str(waarde)


def kopieer(model: type[models.Model], kolommen: list[str], rijen: Iterable[str]) -> None:
    """`rijen` are lines of text with tabs, in the order of `kolommen` (names of columns)."""
    velden = [veld for veld in model._meta.concrete_fields if not veld.generated]
    anders = [veld for veld in velden if veld.column not in kolommen]
    vast = "".join(f"\t{als_tekst(veld.get_default())}" for veld in anders)
    namen = ", ".join(f'"{naam}"' for naam in [*kolommen, *(veld.column for veld in anders)])
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{model._meta.db_table}" ({namen}) FROM STDIN') as kopie,
    ):
        blok: list[str] = []
        for rij in rijen:
            blok.append(f"{rij}{vast}\n")
            if len(blok) == 5000:
                kopie.write("".join(blok))
                blok.clear()
        kopie.write("".join(blok))


def zet_tellers_goed(*modellen: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        for model in modellen:
            tabel = model._meta.db_table
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{tabel}', 'id'), (SELECT max(id) + 1 FROM \"{tabel}\"))"
            )


@contextmanager
def zonder_indexen(*modellen: type[models.Model]) -> Iterator[None]:
    """Load first, index after: tens of times quicker. Foreign keys are not checked while loading."""
    tabellen = [model._meta.db_table for model in modellen]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute(
            "SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.tablename = ANY(%s) AND NOT EXISTS "
            "(SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)",
            [tabellen],
        )
        indexen = cursor.fetchall()
        for naam, _definitie in indexen:
            cursor.execute(f'DROP INDEX "{naam}"')
    yield
    with connection.cursor() as cursor:
        for _naam, definitie in indexen:
            cursor.execute(definitie)
        cursor.execute("SET session_replication_role = DEFAULT")
        for tabel in tabellen:
            cursor.execute(f'VACUUM ANALYZE "{tabel}"')
