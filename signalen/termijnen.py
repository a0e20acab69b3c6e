"""The terms of a signal: which term of the profile holds, and until which day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from wijkwerk.berichten.termijnen import als_dag, plus_maanden, plus_werkdagen, uiterlijk
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.volgen import Termijn

# Working days around the moment of a progress message in which a person may tell it before the clock does.
TIJD_VOOR_EEN_MENS = 5


def termijn_voor(
    profiel: Profiel, soort: str, tot: str, *, vanaf_datum: str = "", dag: date
) -> Termijn | None:
    """Return the term of `signaal` up to this step; one that names the kind goes before one for all kinds."""
    kandidaten = [
        termijn
        for termijn in profiel.termijnen
        if termijn.object == "signaal"
        and termijn.tot == tot
        and (termijn.vanaf_datum or "") == vanaf_datum
        and (vanaf_datum or termijn.vanaf == "registreren")
        and (not termijn.voor or soort in termijn.voor)
        and termijn.geldt_op(dag)
    ]
    return min(kandidaten, key=lambda termijn: not termijn.voor, default=None)


def dag_voor(profiel: Profiel, soort: str, tot: str, vanaf: date) -> date | None:
    """Return the last day for this step of a signal registered on `vanaf`; None when the profile sets no term."""
    termijn = termijn_voor(profiel, soort, tot, dag=vanaf)
    return uiterlijk(termijn, vanaf) if termijn else None


def dag_definitief(
    profiel: Profiel, soort: str, velden: Iterable[tuple[str, date]], dag: date
) -> date | None:
    """Return until when an answer that said "later" may wait: the first of its dates to which a term is tied."""
    dagen = [
        uiterlijk(termijn, waarde)
        for sleutel, waarde in velden
        if (termijn := termijn_voor(profiel, soort, "beantwoorden", vanaf_datum=sleutel, dag=dag))
    ]
    return min(dagen, default=None)


def tussenmoment(begin: date, elke: int, dag: date) -> date | None:
    """Return the last day up to `dag` on which so many months (or a multiple) had passed; None before the first."""
    keer = ((dag.year - begin.year) * 12 + dag.month - begin.month) // elke
    while keer >= 1:
        moment = plus_maanden(begin, keer * elke)
        if moment <= dag:
            return moment
        keer -= 1
    return None


def is_verteld(op: datetime | None, moment: date) -> bool:
    """Whether what was told on `op` counts for this moment: since then, or shortly before."""
    return op is not None and als_dag(op) >= plus_werkdagen(moment, -TIJD_VOOR_EEN_MENS)
