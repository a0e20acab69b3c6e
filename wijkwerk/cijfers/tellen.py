"""Keeping what was counted of the own registers: in one transaction, and twice a day changes nothing but the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.db import transaction

from wijkwerk.cijfers.afgeleid import FORMAAT, OPNIEUW, Geteld, tel
from wijkwerk.cijfers.catalogus import EIGEN_BRON, Maat, catalogus
from wijkwerk.cijfers.inlezen.klaarzet import om_beurten
from wijkwerk.cijfers.models import Cijfer, Cijfergebied, Indicator, Invoer, Reden
from wijkwerk.cijfers.periode import van_jaar
from wijkwerk.meting import metingen
from wijkwerk.wijken.models import Gebied


@transaction.atomic
def tel_registraties(*, vandaag: date) -> int:
    """Count the own registers per area and year; return how many figures there are.

    A measure that was never counted is counted of all years, else of the last two: records go after their term, and a
    year that is over must not shrink. A fixed number of queries for each measure, whatever the areas and years.
    """
    om_beurten()
    gebieden = list(Gebied.objects.actief())
    per_telling: dict[tuple[str, str], dict[str, Maat]] = {}
    for maat in catalogus().maten.values():
        if maat.telling:
            per_telling.setdefault(maat.telling, {})[maat.deel] = maat
    indicatoren = _indicatoren([maat.sleutel for delen in per_telling.values() for maat in delen.values()])
    geteld: list[tuple[Indicator, Geteld]] = []
    for telling, meting in metingen().items():
        delen = per_telling.get(telling, {})
        bekend = any(indicatoren[maat.sleutel].perioden for maat in delen.values())
        sinds = vandaag.year - OPNIEUW + 1 if bekend else 0
        geteld += [
            (indicatoren[delen[rij.deel].sleutel], rij) for rij in tel(meting, gebieden, vandaag, sinds=sinds)
        ]
    _bewaar(geteld, _plekken(gebieden), vandaag)
    return len(geteld)


def _indicatoren(sleutels: Sequence[str]) -> dict[str, Indicator]:
    Indicator.objects.bulk_create([Indicator(sleutel=s) for s in sleutels], ignore_conflicts=True)
    return {rij.sleutel: rij for rij in Indicator.objects.filter(sleutel__in=sleutels)}


def _plekken(gebieden: Sequence[Gebied]) -> dict[int, int]:
    """Our areas as figures know them: id of the area -> id of its Cijfergebied."""
    soort = Cijfergebied.Soort.EIGEN
    bekend = set(Cijfergebied.objects.filter(soort=soort).values_list("gebied", flat=True))
    Cijfergebied.objects.bulk_create(
        Cijfergebied(soort=soort, code=gebied.sleutel, naam=gebied.naam, gebied=gebied)
        for gebied in gebieden
        if gebied.pk not in bekend
    )
    return dict(Cijfergebied.objects.filter(soort=soort).values_list("gebied", "pk"))


def _invoeren(jaren: Sequence[int], vandaag: date) -> dict[int, Invoer]:
    """One source for each year, with the day on which it was counted last."""
    bekend = {int(rij.keuzes["jaar"]): rij for rij in Invoer.objects.filter(formaat=FORMAAT)}
    for jaar in jaren:
        rij = bekend.setdefault(jaar, Invoer(formaat=FORMAAT, bron=EIGEN_BRON, keuzes={"jaar": jaar}))
        rij.stand, rij.peildatum = Invoer.Stand.KLAAR, vandaag
    Invoer.objects.bulk_create(bekend[jaar] for jaar in jaren if bekend[jaar].pk is None)
    Invoer.objects.bulk_update([bekend[jaar] for jaar in jaren], ["stand", "peildatum"])
    return bekend


def _bewaar(geteld: Sequence[tuple[Indicator, Geteld]], plekken: dict[int, int], vandaag: date) -> None:
    invoeren = _invoeren(sorted({rij.jaar for _indicator, rij in geteld}), vandaag)
    per_pk = {indicator.pk: indicator for indicator, _rij in geteld}
    perioden: dict[int, set[int]] = {pk: set() for pk in per_pk}
    met_getal: dict[int, set[int]] = {pk: set() for pk in per_pk}
    for indicator, rij in geteld:
        perioden[indicator.pk].add(van_jaar(rij.jaar))
        if rij.getal is not None:
            met_getal[indicator.pk].add(van_jaar(rij.jaar))
    _maak_plaats(perioden)
    Cijfer.objects.bulk_create(_cijfers(geteld, plekken, invoeren, vandaag), batch_size=5_000)
    for pk, nieuw in perioden.items():
        per_pk[pk].perioden = sorted(set(per_pk[pk].perioden) | nieuw)
        per_pk[pk].met_getal = sorted((set(per_pk[pk].met_getal) - nieuw) | met_getal[pk])
    Indicator.objects.bulk_update(per_pk.values(), ["perioden", "met_getal"])


def _maak_plaats(perioden: dict[int, set[int]]) -> None:
    """Remove what stood in the same years, of areas that are gone as well; one query per set of years."""
    per_reeks: dict[frozenset[int], list[int]] = {}
    for pk, jaren in perioden.items():
        per_reeks.setdefault(frozenset(jaren), []).append(pk)
    for reeks, pks in per_reeks.items():
        Cijfer.objects.filter(indicator__in=pks, periode__in=list(reeks)).delete()


def _cijfers(
    geteld: Sequence[tuple[Indicator, Geteld]],
    plekken: dict[int, int],
    invoeren: dict[int, Invoer],
    vandaag: date,
) -> Iterator[Cijfer]:
    for indicator, rij in geteld:
        reden = (
            Reden.KLEIN if rij.klein else Reden.GEEN if rij.getal is not None else Reden.NIET_VAN_TOEPASSING
        )
        yield Cijfer(
            indicator=indicator,
            periode=van_jaar(rij.jaar),
            plek_id=plekken[rij.gebied],
            invoer=invoeren[rij.jaar],
            reden=reden,
            # A year that is not over still changes.
            voorlopig=rij.getal is not None and rij.jaar == vandaag.year,
            waarde=rij.getal,
        )
