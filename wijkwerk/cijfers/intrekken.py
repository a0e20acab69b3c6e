"""Taking back own figures: they go from every page, and stay with their import, with the reason."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from wijkwerk.cijfers.catalogus import catalogus
from wijkwerk.cijfers.inlezen.eigen import EIGEN
from wijkwerk.cijfers.models import Cijfer, Cijfergebied, Indicator, Invoer, Reden
from wijkwerk.cijfers.periode import in_woorden
from wijkwerk.cijfers.wie import mag_inrichten, mag_invoeren
from wijkwerk.gebruikers.models import Gebruiker

# At most as many at once as one page shows.
HOOGSTENS = 100
Sleutel = tuple[int, int, int]


@dataclass(frozen=True)
class Ingetrokken:
    """A figure that was taken back, in words."""

    maat: str
    gebied: str
    periode: str
    waarde: str
    waarom: str
    op: date


def in_te_trekken(invoer: Invoer, gebruiker: Gebruiker) -> QuerySet[Cijfer]:
    """The figures of an own import that still stand and that this person may take back; three queries at most."""
    if invoer.formaat != EIGEN or invoer.stand != Invoer.Stand.KLAAR:
        return Cijfer.objects.none()
    plekken = Cijfergebied.objects.filter(soort=Cijfergebied.Soort.EIGEN).select_related("gebied")
    if not mag_inrichten(gebruiker):
        if not Invoer.objects.van_partij(gebruiker).filter(pk=invoer.pk).exists():
            return Cijfer.objects.none()
        mijn = [rij.pk for rij in plekken if rij.gebied and mag_invoeren(gebruiker, rij.gebied)]
        plekken = plekken.filter(pk__in=mijn)
    # By the key: an index on the import would cost more than it is worth on millions of figures.
    return (
        Cijfer.objects.filter(
            indicator__in=Indicator.objects.filter(
                sleutel__in=[maat.sleutel for maat in catalogus().in_te_voeren()]
            ),
            periode__in=invoer.tellingen.get("perioden", []),
            plek__in=plekken.values("pk"),
            invoer=invoer,
        )
        .select_related("indicator", "plek")
        .order_by("plek__naam", "indicator__sleutel", "-periode")
    )


def bewaard(rij: Cijfer, waarom: str, op: str) -> dict[str, Any]:
    """As a figure that was taken back is kept with its import."""
    return {
        "maat": rij.indicator.sleutel,
        "gebied": rij.plek.naam or rij.plek.code,
        "periode": rij.periode,
        "waarde": None if rij.waarde is None else f"{rij.waarde.normalize():f}",
        "reden": int(rij.reden),
        "waarom": waarom,
        "op": op,
    }


def haal_weg(rijen: Collection[Cijfer]) -> None:
    """Remove these figures; a period in which nothing is left is not one to choose any more."""
    Cijfer.objects.filter(pk__in=[rij.pk for rij in rijen]).delete()
    indicatoren = {rij.indicator_id: rij.indicator for rij in rijen}
    perioden = {rij.periode for rij in rijen}
    over = {
        (indicator, periode): met
        for indicator, periode, met in Cijfer.objects.filter(
            indicator__in=list(indicatoren), periode__in=list(perioden)
        )
        .order_by()
        .values_list("indicator", "periode")
        .annotate(met=Count("plek", filter=Q(reden=Reden.GEEN)))
    }
    for indicator in Indicator.objects.select_for_update().filter(pk__in=indicatoren):
        weg = {p for p in perioden if (indicator.pk, p) not in over}
        leeg = {p for p in perioden if not over.get((indicator.pk, p))}
        indicator.perioden = [p for p in indicator.perioden if p not in weg]
        indicator.met_getal = [p for p in indicator.met_getal if p not in leeg]
        indicator.save(update_fields=["perioden", "met_getal"])


def ingetrokken(invoer: Invoer) -> list[Ingetrokken]:
    """What was taken back of an import, the last first."""
    alle = catalogus().maten
    return [
        Ingetrokken(
            maat=alle[rij["maat"]].naam if rij["maat"] in alle else rij["maat"],
            gebied=rij["gebied"],
            periode=in_woorden(rij["periode"]),
            waarde=_waarde(rij["waarde"], rij["reden"]),
            waarom=rij["waarom"],
            op=date.fromisoformat(rij["op"]),
        )
        for rij in reversed(invoer.tellingen.get("ingetrokken", []))
    ]


def in_woorden_van(rij: Cijfer) -> str:
    """Return "Huishoudens, Visbuurt, 2026: 62,5"."""
    alle = catalogus().maten
    sleutel = rij.indicator.sleutel
    naam = alle[sleutel].naam if sleutel in alle else sleutel
    getal = None if rij.waarde is None else f"{rij.waarde.normalize():f}"
    return f"{naam}, {rij.plek.naam or rij.plek.code}, {in_woorden(rij.periode)}: {_waarde(getal, rij.reden)}"


def _waarde(getal: str | None, reden: int) -> str:
    return Reden(reden).label.lower() if getal is None else getal.replace(".", ",")
