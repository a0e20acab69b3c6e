"""Figures for a plan: which there are, one frozen with what it is compared with, and all that is needed for proposals.

A fixed number of queries, whatever the number of areas, measures and periods.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils import timezone

from wijkagenda.opvallend import Meting
from wijkwerk.cijfers.service import (
    Maat,
    Naslag,
    Reeks,
    Rondom,
    Waarde,
    catalogus,
    in_woorden,
    jaar_van,
    maten_met_cijfers,
    op_de_as,
)
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.grafiek import Waarde as Grafiekwaarde
from wijkwerk.publicatie.service import MEESTE_GEBIEDEN, Cijferblok, Getal, Jaargetal
from wijkwerk.wijken.models import Gebied

NEDERLAND = "Nederland"


def naam_gemeente() -> str:
    return f"Gemeente {actief_profiel().gemeente.naam}"


def is_telling(maat: Maat) -> bool:
    """Whether it counts things or people: then a small number may be about somebody."""
    return maat.telt_op == "som" or maat.vanaf > 0


def gebieden_naast(gebied: Gebied, alle: Iterable[Gebied]) -> list[Gebied]:
    """Every area of its level, itself included."""
    return [rij for rij in alle if rij.niveau == gebied.niveau]


Maten = Sequence[tuple[Maat, list[int]]]


def keuzes(maten: Maten | None = None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Measures by theme, for a form; only those that have figures (`maten`, for who has them)."""
    per_thema: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for maat, _ in maten_met_cijfers() if maten is None else maten:
        per_thema[maat.thema.capitalize() or "Overig"].append((maat.sleutel, maat.naam))
    return list(per_thema.items())


def perioden() -> list[tuple[str, str]]:
    """Every period of which there is a figure, the newest first, for a form."""
    alle = {periode for _, rij in maten_met_cijfers() for periode in rij}
    return [(str(periode), in_woorden(periode)) for periode in sorted(alle, reverse=True)]


def maak_blok(sleutel: str, gebied: Gebied, periode: int | None = None) -> tuple[Cijferblok, Waarde] | None:
    """Return the figure of this period (None: the newest there is) with all it is compared with; None without a number.

    Raises KeyError for a measure that is not in the catalogue.
    """
    return maak_blokken(gebied, {sleutel: periode}).get(sleutel)


def maak_blokken(gebied: Gebied, gevraagd: Mapping[str, int | None]) -> dict[str, tuple[Cijferblok, Waarde]]:
    """The same for many measures at once, in as many queries (six); a measure without a number here is left out."""
    actief = list(Gebied.objects.actief().order_by("naam"))
    naast = gebieden_naast(gebied, actief)
    naslag = Naslag([gebied, *naast], list(gevraagd), actief=actief)
    per_maat = _per_maat(naslag, gebied, list(gevraagd))
    eigen = {
        sleutel: waarde
        for sleutel, periode in gevraagd.items()
        if (waarde := _laatste(w for w in per_maat[sleutel] if periode in (None, w.periode))) is not None
    }
    if not eigen:
        return {}
    perioden = {waarde.periode for waarde in eigen.values()}
    anderen, om = naslag.met_rondom(naast, list(eigen), perioden)
    uit = {}
    for sleutel, waarde in eigen.items():
        rijen = [(rij, anderen[rij.pk, sleutel, waarde.periode]) for rij in naast]
        loop = _als_reeks(waarde.maat, per_maat[sleutel])
        uit[sleutel] = (_blok(gebied, waarde, om[sleutel, waarde.periode], rijen, loop), waarde)
    return uit


def _per_maat(naslag: Naslag, gebied: Gebied, sleutels: Sequence[str]) -> dict[str, list[Waarde]]:
    """Every figure of this area, per measure the oldest first."""
    per_maat: dict[str, list[Waarde]] = defaultdict(list)
    for waarde in naslag.van([gebied], sleutels).values():
        per_maat[waarde.maat.sleutel].append(waarde)
    for waarden in per_maat.values():
        waarden.sort(key=lambda waarde: waarde.periode)
    return per_maat


def _als_reeks(maat: Maat, waarden: list[Waarde]) -> Reeks:
    eerste = jaar_van(waarden[0].periode) if waarden else 0
    return Reeks(maat, waarden, tuple(breuk for breuk in maat.breuken if breuk.jaar > eerste))


def _blok(
    gebied: Gebied, eigen: Waarde, om: Rondom, anderen: Sequence[tuple[Gebied, Waarde]], loop: Reeks
) -> Cijferblok:
    maat = eigen.maat
    op_volgorde = sorted(anderen, key=lambda paar: _rangorde(paar[1], paar[0].naam))
    return Cijferblok(
        maat=maat.sleutel,
        naam=maat.naam[:1].upper() + maat.naam[1:],
        eenheid=maat.eenheid,
        periode=eigen.periode_in_woorden,
        richting=maat.richting,
        telling=is_telling(maat),
        eigen=_getal(eigen, gebied.naam, eigen=True),
        gemeente=_getal(om.gemeente, naam_gemeente()),
        nederland=_getal(om.nederland, NEDERLAND),
        gebieden=tuple(_getal(waarde, rij.naam, eigen=rij.pk == gebied.pk) for rij, waarde in op_volgorde)
        if len(op_volgorde) <= MEESTE_GEBIEDEN
        else (),
        reeks=tuple(_jaargetallen(loop)),
        breuken=" ".join(f"{breuk.jaar}: {breuk.waarom}" for breuk in loop.breuken),
        bron=eigen.bron,
    )


def _rangorde(waarde: Waarde, naam: str) -> tuple[bool, Decimal, str]:
    return waarde.getal is None, -(waarde.getal or Decimal(0)), naam


def _getal(waarde: Waarde, naam: str, *, eigen: bool = False) -> Getal:
    getal = None if waarde.getal is None else str(waarde.getal)
    return Getal(
        naam=naam, getal=getal, reden=waarde.reden or "geen cijfer", voorlopig=waarde.voorlopig, eigen=eigen
    )


def _jaargetallen(loop: Reeks) -> Iterable[Jaargetal]:
    vorige = 0
    for waarde in loop.waarden:
        jaar = jaar_van(waarde.periode)
        los = _getal(waarde, waarde.periode_in_woorden).model_dump()
        breuk = bool(vorige) and any(vorige < rij.jaar <= jaar for rij in loop.breuken)
        yield Jaargetal(**los, op=op_de_as(waarde.periode), breuk=breuk)
        vorige = jaar


def peildatum(waarde: Waarde) -> date:
    """The day a figure is of: what the source says, else the last day of its year, never one that is still to come."""
    return waarde.peildatum or min(date(jaar_van(waarde.periode), 12, 31), timezone.localdate())


def metingen(gebied: Gebied) -> list[Meting]:
    """Every measure of this area that has a number, with its past, the other areas and the municipality."""
    maten = [maat for maat, _ in maten_met_cijfers()]
    sleutels = [maat.sleutel for maat in maten]
    actief = list(Gebied.objects.actief().order_by("naam"))
    naast = [rij for rij in gebieden_naast(gebied, actief) if rij.pk != gebied.pk]
    naslag = Naslag([gebied, *naast], sleutels, actief=actief)
    per_maat = _per_maat(naslag, gebied, sleutels)
    gevonden = {maat.sleutel: _laatste(per_maat[maat.sleutel]) for maat in maten}
    nu = {sleutel: waarde for sleutel, waarde in gevonden.items() if waarde is not None}
    if not nu:
        return []
    perioden = {waarde.periode for waarde in nu.values()}
    anderen, om = naslag.met_rondom(naast, list(nu), perioden)
    return [
        Meting(
            maat,
            waarde,
            om[maat.sleutel, waarde.periode].gemeente,
            [(rij.naam, anderen[rij.pk, maat.sleutel, waarde.periode]) for rij in naast],
            per_maat[maat.sleutel],
            maat.breuken,
        )
        for maat in maten
        if (waarde := nu.get(maat.sleutel)) is not None
    ]


def _laatste(waarden: Iterable[Waarde]) -> Waarde | None:
    return max(
        (waarde for waarde in waarden if waarde.getal is not None),
        key=lambda waarde: waarde.periode,
        default=None,
    )


def nieuwere(gekozen: Iterable[tuple[str, int]]) -> dict[str, str]:
    """Of these (measure, period) the measures of which there are newer figures now, with the period in words."""
    gekozen = list(gekozen)
    if not gekozen:
        return {}
    perioden = {maat.sleutel: rij[0] for maat, rij in maten_met_cijfers() if rij}
    return {
        sleutel: in_woorden(perioden[sleutel])
        for sleutel, periode in gekozen
        if perioden.get(sleutel, 0) > periode
    }


def bestaat(sleutel: str) -> bool:
    return sleutel in catalogus()


def als_tekst(getal: Decimal | None, eenheid: str = "") -> str:
    return Grafiekwaarde(getal).tekst(eenheid) if getal is not None else ""
