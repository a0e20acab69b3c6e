"""Which institutions a theme needs at the table, by what the profile and the signals themselves say (DHR-22)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count

from signalen.models import Signaal, Spreekuur
from signalen.routes import bestemmingen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.signalen import Route
from wijkwerk.wijken.models import Gebied, Partij

# So many kinds of signal may speak for a theme that has none of its own: the most frequent.
SOORTEN = 3


@dataclass(frozen=True)
class Instantie:
    """A party that belongs at the table, and why."""

    partij: Partij
    reden: str


def instanties(thema: str, gebied: Gebied) -> list[Instantie]:
    """Return whom this theme needs in this area: first where its signals go, then whoever has it as discipline."""
    profiel = actief_profiel()
    gevonden: dict[int, Instantie] = {}
    for route in _routes(profiel, thema, gebied):
        for doel in bestemmingen(profiel, route, Signaal(gebied=gebied, themas=[thema])):
            partij = doel.houder.partij if doel.houder else None
            if doel.voorgesteld and partij is not None:
                gevonden.setdefault(partij.pk, Instantie(partij, f"signalen gaan {route.naam}"))
    for discipline in profiel.disciplines:
        if discipline.sleutel == thema:
            for partij in Partij.objects.actief().bij(gebied).filter(disciplines__contains=[thema]):
                gevonden.setdefault(partij.pk, Instantie(partij, f"vakgebied {discipline.naam}"))
    return list(gevonden.values())


def _routes(profiel: Profiel, thema: str, gebied: Gebied) -> Iterator[Route]:
    """Where signals about this theme go: by their kind, by a choice of a route, or as those of here went."""
    soorten = [rij for rij in profiel.signaalsoorten if rij.thema == thema]
    yield from (profiel.route(rij.route) for rij in soorten)
    yield from (route for route in profiel.routes if any(keuze.thema == thema for keuze in route.kiezen))
    if not soorten:
        vaakst = (
            Signaal.objects.in_gebied(gebied)
            .filter(themas__contains=[thema])
            .exclude(gevoelig="ja")
            .order_by()
            .values_list("soort")
            .annotate(aantal=Count("pk"))
            .order_by("-aantal", "soort")[:SOORTEN]
        )
        yield from (profiel.route(profiel.signaalsoort(soort).route) for soort, _ in vaakst)


def ontbreken(spreekuur: Spreekuur, partijen: Iterable[Partij]) -> list[Instantie]:
    """Return whom the theme needs when none of these covers it; nothing when somebody does, or when none is known."""
    if not spreekuur.thema:
        return []
    nodig = instanties(spreekuur.thema, spreekuur.gebied)
    disciplines = {discipline for rij in nodig for discipline in rij.partij.disciplines}
    pks = {rij.partij.pk for rij in nodig}
    if any(partij.pk in pks or disciplines & set(partij.disciplines) for partij in partijen):
        return []
    return nodig


def genodigd(spreekuur: Spreekuur) -> list[Partij]:
    """Who was invited."""
    return list(Partij.objects.filter(pk__in=spreekuur.uitnodigingen.values("partij")))


def aanwezig(spreekuur: Spreekuur) -> list[Partij]:
    """Which parties were present."""
    return list(Partij.objects.filter(pk__in=spreekuur.aanwezig.values("partij")))
