"""What is counted of agreed results per area and year: how much of what was agreed was delivered.

Quantities of different units are never added up, so it is an average of percentages. Of one organisation, or two, nothing is
told here, and nothing from which that follows: everybody with a role sees these figures, and what a partner did is seen by those whom it concerns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import ExtractYear
from django.utils import timezone

from prestaties.models import Levering, Prestatieafspraak
from prestaties.stand import NUL, deel_van_periode
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.meting import EERSTE_JAAR, Meting, Uitkomst

HEEL = Decimal(100)
# Fewer organisations than this in an area and year are not told: of two each knows its own, and so the other's.
ORGANISATIES = 3


def metingen() -> Iterator[Meting]:
    if actief_profiel().heeft("prestaties"):
        yield Meting(
            "prestaties",
            "geleverd",
            "Prestatieafspraken: geleverd",
            "procent",
            _geleverd,
            "hoger",
            decimalen=1,
            is_aantal=False,
            klein_geheim=True,
            vanaf=ORGANISATIES,
            uitleg="Van wat voor dat jaar is afgesproken, gemiddeld over de afspraken. Wie meer deed, telt als 100. "
            "Dit jaar: van wat er tot nu had moeten zijn. Van een of twee organisaties staat er niets: dan is uit te rekenen hoe een ander het doet.",
        )


def _geleverd(sinds: int) -> Iterator[Uitkomst]:
    """Three queries."""
    vandaag = timezone.localdate()
    begin = date(max(sinds, EERSTE_JAAR), 1, 1)
    afspraken = list(
        Prestatieafspraak.objects.geldend()
        .filter(einde__gte=begin, begin__lte=vandaag)
        .prefetch_related("inzet__gebied")
    )
    opgaven = _opgaven(afspraken)
    delen: dict[tuple[int, int], list[Decimal]] = defaultdict(list)
    partijen: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    for afspraak in afspraken:
        for jaar in range(max(afspraak.begin.year, begin.year), min(afspraak.einde.year, vandaag.year) + 1):
            deel = deel_van_periode(afspraak, date(jaar, 1, 1), min(vandaag, date(jaar, 12, 31)))
            for inzet in afspraak.inzet.all():
                if not (afgesproken := inzet.hoeveelheid * deel):
                    continue
                geleverd = opgaven.get((afspraak.pk, inzet.gebied_id, jaar), NUL)
                for gebied in inzet.gebied.voorouders:
                    delen[gebied, jaar].append(min(HEEL * geleverd / afgesproken, HEEL))
                    partijen[gebied, jaar][inzet.pk] = afspraak.partij_id
    aantallen = {jaar: _aantallen(partijen, jaar) for jaar in {jaar for _, jaar in delen}}
    for (gebied, jaar), procenten in delen.items():
        gemiddeld = round(sum(procenten, NUL) / len(procenten), 1)
        yield Uitkomst(gebied, jaar, gemiddeld, aantallen[jaar][gebied])


def _aantallen(partijen: Mapping[tuple[int, int], Mapping[int, int]], jaar: int) -> dict[int, int]:
    """Per area of how many organisations its average tells: of its own, or of what is left beside areas within it.

    The smallest area first. An average of four beside one of three of them gives the fourth away, and is told as of one.
    """
    eigen = {gebied: rijen for (gebied, ander), rijen in partijen.items() if ander == jaar}
    uit: dict[int, int] = {}
    verteld: list[set[int]] = []
    for gebied, rijen in sorted(eigen.items(), key=lambda paar: len(paar[1])):
        binnen = [deel for deel in verteld if deel < rijen.keys()]
        lagen = [set[int](), *binnen, set[int]().union(*binnen)]
        over = [{partij for inzet, partij in rijen.items() if inzet not in laag} for laag in lagen]
        uit[gebied] = min(len(wie) for wie in over if wie)
        if uit[gebied] >= ORGANISATIES:
            verteld.append(set(rijen))
    return uit


def _opgaven(afspraken: list[Prestatieafspraak]) -> dict[tuple[int, int, int], Decimal]:
    """What the organisations reported, by afspraak, area and year."""
    rijen = (
        Levering.objects.geldig()
        .filter(afspraak__in=[rij.pk for rij in afspraken])
        .order_by()
        .values_list("afspraak", "gebied", ExtractYear("datum"))
        .annotate(som=Sum("hoeveelheid"))
    )
    return {(afspraak, gebied, jaar): som for afspraak, gebied, jaar, som in rijen}
