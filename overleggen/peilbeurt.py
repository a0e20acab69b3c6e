"""When a poll is due: what its frequency asks for, in the areas of somebody who may open it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, ExpressionWrapper, F, OuterRef, QuerySet
from django.db.models.functions import JSONObject, TruncDate
from django.urls import reverse

from overleggen import peilen
from overleggen.models import Peiling
from overleggen.zicht_peilingen import plant_voor_gemeente
from wijkwerk.berichten.termijnen import herinnermoment
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.gemeente.service import actief_profiel, in_gebruik_sinds
from wijkwerk.profiel.rijen.geld import Peiling as Peilingrij
from wijkwerk.wijken.models import Gebied

HERINNER_VOORAF = (20, 5)


@dataclass(frozen=True)
class Peilbeurt:
    """One poll of the profile that somebody may open and that is due, with the areas where it is.

    `laatste_dag` is the first of theirs; `moment` the occasion of reminding, none when that is too early.
    """

    rij: Peilingrij
    gebieden: tuple[Gebied, ...]
    laatste_dag: date
    moment: str | None

    @property
    def titel(self) -> str:
        return f"Open: {self.rij.naam}"

    @property
    def waar(self) -> str:
        return self.gebieden[0].naam if len(self.gebieden) == 1 else f"{len(self.gebieden)} gebieden"

    @property
    def uiterlijk(self) -> date | None:
        """What is only strived for is never late."""
        return self.laatste_dag if self.rij.frequentie.is_hard else None

    @property
    def url(self) -> str:
        """Where it is opened; of several areas the list of them."""
        if len(self.gebieden) > 1:
            return reverse("overleggen:peilingen")
        return reverse(
            "overleggen:peiling_nieuw", query={"vorm": self.rij.sleutel, "gebied": self.gebieden[0].pk}
        )


def met_frequentie(dag: date) -> list[Peilingrij]:
    """The polls that the profile wants held every so often."""
    return [
        rij
        for rij in actief_profiel().peilingen
        if rij.frequentie.per is not None and not rij.frequentie.is_vrij and rij.geldt_op(dag)
    ]


def peilbeurten(gebruiker: Gebruiker, eigen: QuerySet[Gebied], dag: date) -> Iterator[Peilbeurt]:
    """What is due in these areas of somebody: one query, none for who opens no polls or where none has a frequency."""
    rijen = met_frequentie(dag)
    if not rijen or not _peilt_ergens(gebruiker):
        return
    gebieden = _met_peilingen(eigen, rijen)
    kan = peilen.mogelijk(gebruiker, gebieden)
    for rij in rijen:
        aan_de_beurt = [
            (laatste_dag, gebied)
            for gebied in kan.get(rij.sleutel, [])
            if (laatste_dag := _laatste_dag(rij, _eerder(gebied, rij), dag)) is not None
        ]
        if aan_de_beurt:
            eerst = min(laatste_dag for laatste_dag, _ in aan_de_beurt)
            waar = tuple(gebied for _, gebied in aan_de_beurt)
            yield Peilbeurt(rij, waar, eerst, herinnermoment(eerst, HERINNER_VOORAF, dag))


def _peilt_ergens(gebruiker: Gebruiker) -> bool:
    return heeft_ergens(gebruiker, Recht.OVERLEG_PEILEN) or any(
        plant_voor_gemeente(vervulling) for vervulling in gebruiker.vervullingen
    )


def _met_peilingen(eigen: QuerySet[Gebied], rijen: list[Peilingrij]) -> list[Gebied]:
    """These areas, each with the polls that were held there or in an area above it (`peilingrijen`)."""
    hier = ExpressionWrapper(OuterRef("voorouders"), output_field=ArrayField(BigIntegerField()))
    gehouden = (
        Peiling.objects.filter(vorm__in=[rij.sleutel for rij in rijen])
        .alias(hier=hier)
        .filter(hier__contains=[F("gebied_id")])  # type: ignore[misc]  # the stubs know no array of expressions
        .order_by("geopend_op")
        .values(rij=JSONObject(vorm="vorm", op=TruncDate("geopend_op")))
    )
    return list(eigen.annotate(peilingrijen=ArraySubquery(gehouden)))


def _eerder(gebied: Any, rij: Peilingrij) -> date | None:
    """The day of the last one here."""
    dagen = [date.fromisoformat(een["op"]) for een in gebied.peilingrijen if een["vorm"] == rij.sleutel]
    return max(dagen, default=None)


def _laatste_dag(rij: Peilingrij, eerder: date | None, dag: date) -> date | None:
    """Before when it must be opened, as soon as that is near; None when it is not due.

    Never held, what comes so long after the last one is due from the first day in use.
    """
    frequentie = rij.frequentie
    if frequentie.per is None:
        return None
    tijdvak = actief_profiel().tijdvak(frequentie.per)
    if frequentie.anker == "kalender":
        begin, einde = tijdvak.venster(dag)
        is_er = eerder is not None and eerder >= begin
        return None if is_er or herinnermoment(einde, HERINNER_VOORAF, dag) is None else einde
    einde = tijdvak.na(eerder or in_gebruik_sinds())
    return einde if eerder is None or herinnermoment(einde, HERINNER_VOORAF, dag) else None
