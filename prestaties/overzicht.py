"""Agreed beside delivered, organisation by buurt; where several do the same; what it costs per buurt (DHR-19, DHR-69).

Quantities of different units are never added up, and what the system counts never to what an organisation reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone

from prestaties.geteld import Geteld, Vraag, tel
from prestaties.models import Prestatieafspraak
from prestaties.samenloop import Stapel, stapels
from prestaties.stand import NUL, Regel, deel_van_periode, regels, rond
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied


@dataclass(frozen=True)
class Cel:
    """One unit of one organisation in one area, or over all areas."""

    afgesproken: Decimal = NUL
    opgave: Decimal = NUL
    verwacht: Decimal = NUL
    valt_op: bool = False
    leeg: bool = True


@dataclass(frozen=True)
class Rij:
    """One organisation and one unit, with a cell per area in the order of the columns."""

    organisatie: str
    eenheid: str
    cellen: tuple[tuple[Gebied, Cel], ...]
    totaal: Cel


@dataclass(frozen=True)
class Buurt:
    """One area: who works there, for how much subsidy, and what the system counts of them."""

    gebied: Gebied
    organisaties: tuple[str, ...]
    subsidie: Decimal
    afspraken: int
    achter: int
    geteld: Geteld
    cellen: tuple[tuple[str, Cel], ...] = ()


@dataclass(frozen=True)
class Overzicht:
    """A year as one person may see it; `peildag` is up to when was counted."""

    jaar: int
    peildag: date
    gebieden: tuple[Gebied, ...] = ()
    rijen: tuple[Rij, ...] = ()
    buurten: tuple[Buurt, ...] = ()
    stapels: tuple[Stapel, ...] = ()
    afspraken: tuple[Prestatieafspraak, ...] = ()
    subsidie: Decimal = NUL
    # Judgments that are final, by word.
    oordelen: dict[str, int] = field(default_factory=dict)


def overzicht(
    jaar: int, gebieden: Iterable[Gebied] | None, gebruiker: Gebruiker | None, peildag: date | None = None
) -> Overzicht:
    """What holds in a year, in or below these areas (None: everywhere), of what this person may see.

    Without a person everything: for a report, whose readers the profile names. `peildag`: up to when is counted. A
    fixed number of queries, however many afspraken there are.
    """
    binnen = None if gebieden is None else {rij.pk for rij in gebieden}
    alle = (
        Prestatieafspraak.objects.all()
        if gebruiker is None
        else Prestatieafspraak.objects.zichtbaar_voor(gebruiker)
    )
    zichtbaar = alle.geldend().van_jaar(jaar)
    if binnen is not None:
        zichtbaar = zichtbaar.filter(plek_gebieden__overlap=sorted(binnen))
    afspraken = list(zichtbaar.voor_lijst().prefetch_related("controles"))
    peildag = min(timezone.localdate(), peildag or date(jaar, 12, 31))
    # Who was where is counted once per organisation and area, below.
    alles = regels(afspraken, peildag, gebieden=binnen, tellend=False)
    kolommen = tuple(sorted({rij.gebied for rij in alles}, key=lambda gebied: gebied.naam))
    namen = {rij.sleutel: rij.naam for rij in actief_profiel().themas}
    buurten = _buurten(alles, kolommen, jaar, peildag)
    return Overzicht(
        jaar=jaar,
        peildag=peildag,
        gebieden=kolommen,
        rijen=_rijen(alles, kolommen),
        buurten=buurten,
        stapels=tuple(rij for rij in stapels(afspraken, namen) if rij.gebied in kolommen),
        afspraken=tuple(afspraken),
        subsidie=sum((rij.subsidie for rij in buurten), NUL),
        oordelen=_oordelen(afspraken),
    )


def som(rijen: Sequence[Regel]) -> Cel:
    return Cel(
        afgesproken=sum((rij.afgesproken for rij in rijen), NUL),
        opgave=sum((rij.opgave for rij in rijen), NUL),
        verwacht=sum((rij.verwacht for rij in rijen), NUL),
        valt_op=any(rij.valt_op for rij in rijen),
        leeg=not rijen,
    )


def _rijen(alles: Sequence[Regel], kolommen: Sequence[Gebied]) -> tuple[Rij, ...]:
    groepen: dict[tuple[str, str], list[Regel]] = {}
    for rij in alles:
        sleutel = (rij.afspraak.partij.naam, rij.afspraak.eenheid.strip().lower())
        groepen.setdefault(sleutel, []).append(rij)
    return tuple(
        Rij(
            organisatie=organisatie,
            eenheid=eenheid,
            cellen=tuple((kolom, som([rij for rij in rijen if rij.gebied == kolom])) for kolom in kolommen),
            totaal=som(rijen),
        )
        for (organisatie, eenheid), rijen in sorted(groepen.items(), key=lambda paar: paar[0])
    )


def subsidie_van(rij: Regel, jaar: int) -> Decimal:
    """The subsidy of an afspraak, by its quantity per area and its days in that year."""
    bedrag, totaal = rij.afspraak.bedrag, rij.afspraak.hoeveelheid
    if not bedrag or not totaal:
        return NUL
    deel = (
        sum((r.hoeveelheid for r in rij.afspraak.inzet.all() if r.gebied_id == rij.gebied.pk), NUL) / totaal
    )
    return rond(bedrag * deel * deel_van_periode(rij.afspraak, date(jaar, 1, 1), date(jaar, 12, 31)))


def _buurten(
    alles: Sequence[Regel], kolommen: Sequence[Gebied], jaar: int, peildag: date
) -> tuple[Buurt, ...]:
    # Of each organisation once per area: two afspraken do not make its people come twice.
    partijen: dict[int, set[int]] = {}
    for rij in alles:
        partijen.setdefault(rij.gebied.pk, set()).add(rij.afspraak.partij_id)
    vragen = [
        Vraag(partij, gebied, date(jaar, 1, 1), peildag) for gebied, wie in partijen.items() for partij in wie
    ]
    getelden = tel(vragen)
    return tuple(
        _buurt(
            kolom,
            [rij for rij in alles if rij.gebied == kolom],
            jaar,
            [geteld for vraag, geteld in getelden.items() if vraag.gebied == kolom.pk],
        )
        for kolom in kolommen
    )


def _buurt(gebied: Gebied, rijen: Sequence[Regel], jaar: int, getelden: Sequence[Geteld]) -> Buurt:
    per_eenheid: dict[str, list[Regel]] = {}
    for rij in rijen:
        per_eenheid.setdefault(rij.afspraak.eenheid.strip().lower(), []).append(rij)
    return Buurt(
        gebied=gebied,
        organisaties=tuple(sorted({rij.afspraak.partij.naam for rij in rijen})),
        subsidie=sum((subsidie_van(rij, jaar) for rij in rijen), NUL),
        afspraken=len({rij.afspraak.pk for rij in rijen}),
        achter=sum(rij.valt_op for rij in rijen),
        geteld=Geteld(
            spreekuren=sum(rij.spreekuren for rij in getelden),
            overleggen=sum(rij.overleggen for rij in getelden),
            acties=sum(rij.acties for rij in getelden),
        ),
        cellen=tuple((eenheid, som(deel)) for eenheid, deel in sorted(per_eenheid.items())),
    )


def _oordelen(afspraken: Sequence[Prestatieafspraak]) -> dict[str, int]:
    woorden = [
        controle.get_oordeel_display()
        for afspraak in afspraken
        for controle in afspraak.controles.all()
        if controle.is_definitief
    ]
    return {woord: woorden.count(woord) for woord in dict.fromkeys(woorden)}
