"""What earlier reports told, cell by cell: for everybody, or to whom they were for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from verantwoording.models import Raadsrapportage
from wijkwerk.aftrekken import Eerder, Naamgenoten, Verleden
from wijkwerk.onderdrukken import OOK_VERBORGEN, Beurt, klein_woord
from wijkwerk.publicatie.inhoud import Inhoud, Telcel
from wijkwerk.publicatie.service import Publicatie, ontdooi

# For each name what every report told under it; more than once where two areas have one name.
Cellen = dict[tuple[str, str, str], list[list[Eerder]]]


def beurt(rapport: Raadsrapportage, drempel: int) -> Beurt:
    """The period of this report, with everything that stands or stood in other reports, and in it when it was published. Two queries."""
    cellen: Cellen = defaultdict(list)
    for inhoud in _verteld(rapport):
        _lees(inhoud, cellen, drempel)
    return Beurt(rapport.van, rapport.tot, partial(_verleden, cellen, drempel))


def _verleden(cellen: Cellen, drempel: int, *naam: Any) -> Verleden:
    verslagen = cellen.get(naam, [])
    if any(len(verslag) > 1 for verslag in verslagen):
        return Naamgenoten(verslagen, drempel)
    return Verleden([eerder for [eerder] in verslagen], drempel)


def _verteld(rapport: Raadsrapportage) -> Iterable[Inhoud]:
    """Also what was withdrawn: it may have been kept. Destroyed has no content any more."""
    openbaar = Publicatie.objects.filter(
        object_soort=Raadsrapportage._meta.model_name, vernietigd_op=None
    ).order_by("pk")
    binnen = Raadsrapportage.objects.vastgesteld().exclude(pk=rapport.pk).order_by("vastgesteld_op", "pk")
    for rijen in (openbaar, binnen):
        for inhoud in rijen.values_list("inhoud", flat=True):
            if inhoud:
                yield ontdooi(inhoud)


def _lees(inhoud: Inhoud, cellen: Cellen, drempel: int) -> None:
    van, tot = inhoud.periode_van, inhoud.periode_tot
    if van is None or tot is None:
        return
    verslag: dict[tuple[str, str, str], list[Eerder]] = defaultdict(list)
    for blok in inhoud.cijfers:
        for regel in blok.regels:
            for kop, cel in zip(blok.koppen, regel.cellen, strict=True):
                if cel.waarde is not None or _is_verborgen(cel, drempel):
                    getal = None if cel.waarde is None else Decimal(cel.waarde)
                    verslag[blok.titel, regel.naam, kop].append(Eerder(van, tot + timedelta(days=1), getal))
    for naam, eerder in verslag.items():
        cellen[naam].append(eerder)


def _is_verborgen(cel: Telcel, drempel: int) -> bool:
    return cel.is_reden and cel.tekst in (OOK_VERBORGEN, klein_woord(drempel))
