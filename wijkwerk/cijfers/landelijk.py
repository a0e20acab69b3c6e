"""Where an area of ours stands among all areas of the CBS of its kind in the database: exact, or said why it cannot be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import nsmallest

from wijkwerk.cijfers import delen
from wijkwerk.cijfers.models import Cijfer, Cijfergebied, Reden
from wijkwerk.cijfers.periode import jaar_van
from wijkwerk.cijfers.waarden import Waarde
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied

# So many are named above it, and so many below.
EROMHEEN = 3
MEERVOUD = {
    Cijfergebied.Soort.GEMEENTE: "gemeenten",
    Cijfergebied.Soort.WIJK: "wijken",
    Cijfergebied.Soort.BUURT: "buurten",
}

# Number, name, code, code of its municipality
Rij = tuple[Decimal, str, str, str]


@dataclass(frozen=True)
class Buur:
    """An area of the country and its number; `zelf`: the one that is asked about."""

    naam: str
    getal: Decimal
    plaats: int
    zelf: bool = False


@dataclass(frozen=True)
class Plaats:
    """The how manieth, from high to low. `geen`: why there is none, and then the rest is empty."""

    plaats: int = 0
    aantal: int = 0
    gelijk: int = 0
    soort: str = ""
    rond: tuple[Buur, ...] = ()
    geen: str = ""


def plaats_van(gebied: Gebied, eigen: Waarde) -> Plaats | None:
    """Where this figure stands; None for what only we count, or of which small numbers are hidden. At most three queries."""
    maat = eigen.maat
    if maat.eigen or maat.vanaf or eigen.getal is None:
        return None
    codes = {
        code.code for code in delen.codes_van([gebied])[gebied.pk] if code.geldt(jaar_van(eigen.periode))
    }
    if len(codes) != 1:
        return Plaats(
            geen=f"{gebied.naam} is niet één gebied van het CBS. Een plaats in Nederland is er dan niet."
        )
    van_nu = Cijfer.objects.filter(indicator__sleutel=maat.sleutel, periode=eigen.periode, reden=Reden.GEEN)
    zelf = (
        van_nu.filter(plek__code=codes.pop(), plek__soort__in=list(MEERVOUD), waarde=eigen.getal)
        .select_related("plek")
        .order_by("-plek__jaar")
        .first()
    )
    if zelf is None:
        return None
    # All of them at once: some ten thousand numbers, and everything below is exact and costs no further question.
    rijen = list(
        van_nu.filter(
            plek__soort__in={zelf.plek.soort, Cijfergebied.Soort.GEMEENTE}, plek__jaar=zelf.plek.jaar
        ).values_list("waarde", "plek__naam", "plek__code", "plek__gemeente", "plek__soort")
    )
    gemeenten = {
        code: naam for _getal, naam, code, _gm, soort in rijen if soort == Cijfergebied.Soort.GEMEENTE
    }
    soort = MEERVOUD[Cijfergebied.Soort(zelf.plek.soort)]
    gelijk_soort: list[Rij] = [
        (getal, naam, code, gm)
        for getal, naam, code, gm, soort_van in rijen
        if soort_van == zelf.plek.soort and getal is not None
    ]
    if all(rij[3] == actief_profiel().gemeente.code for rij in gelijk_soort):
        return Plaats(
            geen=f"Hier staan alleen {soort} van de eigen gemeente. Een plaats in Nederland is dan niet te bepalen."
        )
    getallen = sorted((rij[0] for rij in gelijk_soort), reverse=True)
    return Plaats(
        plaats=_plaats(getallen, eigen.getal),
        aantal=len(getallen),
        gelijk=getallen.count(eigen.getal) - 1,
        soort=soort,
        rond=tuple(
            Buur(
                _naam(naam or code, code, gemeenten.get(gemeente, "")),
                getal,
                _plaats(getallen, getal),
                code == zelf.plek.code,
            )
            for getal, naam, code, gemeente in _rond(zelf, gelijk_soort)
        ),
    )


def _plaats(getallen: Sequence[Decimal], getal: Decimal) -> int:
    """The how manieth this number is; `getallen` from high to low, equal ones share a place."""
    return bisect_left(getallen, -getal, key=lambda ander: -ander) + 1


def _rond(zelf: Cijfer, rijen: Sequence[Rij]) -> list[Rij]:
    """Those right above and below, and itself between them."""
    waarde = zelf.waarde or Decimal(0)
    eigen = [rij for rij in rijen if rij[2] == zelf.plek.code]
    boven = nsmallest(EROMHEEN, (rij for rij in rijen if rij[0] > waarde), key=lambda rij: (rij[0], rij[1]))
    onder = nsmallest(EROMHEEN, (rij for rij in rijen if rij[0] < waarde), key=lambda rij: (-rij[0], rij[1]))
    return [*boven[::-1], *eigen, *onder]


def _naam(naam: str, code: str, gemeente: str) -> str:
    return naam if not gemeente or code.startswith("GM") else f"{naam}, {gemeente}"
