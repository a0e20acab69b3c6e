"""Several organisations for the same: the same theme, target group or unit in one area (DHR-24)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from prestaties.models import Prestatieafspraak
from wijkwerk.wijken.models import Gebied


def hetzelfde(afspraak: Prestatieafspraak, op: Iterable[str]) -> list[Prestatieafspraak]:
    """Afspraken of other organisations in the same days with the same `gebied`, `thema` or `doelgroep`."""
    rijen = Prestatieafspraak.objects.filter(
        Q(stand="concept", voorgelegd_op__isnull=False) | Q(stand__in=Prestatieafspraak.LOPEND),
        begin__lte=afspraak.einde,
        einde__gte=afspraak.begin,
    ).exclude(partij=afspraak.partij_id)
    for wat in op:
        if wat == "gebied":
            rijen = rijen.filter(inzet__gebied__in=[rij.gebied_id for rij in afspraak.inzet.all()])
        elif wat in {"thema", "doelgroep"}:
            waarde = getattr(afspraak, wat)
            # Nothing filled in is not the same.
            rijen = rijen.filter(**{f"{wat}__iexact": waarde}) if waarde else rijen.none()
        else:
            rijen = rijen.none()
    return list(rijen.select_related("partij").distinct().order_by("partij__naam", "pk"))


@dataclass(frozen=True)
class Stapel:
    """One theme, or one target group, in one area, with everybody who works on it."""

    gebied: Gebied
    waarop: str
    afspraken: tuple[Prestatieafspraak, ...]


def stapels(afspraken: Iterable[Prestatieafspraak], naam_van: dict[str, str]) -> list[Stapel]:
    """Where more than one organisation does the same, of these afspraken; no query when `inzet__gebied` is prefetched."""
    groepen: dict[tuple[str, str], list[Prestatieafspraak]] = {}
    gebieden: dict[str, Gebied] = {}
    for afspraak in afspraken:
        for rij in afspraak.inzet.all():
            gebieden[rij.gebied.naam] = rij.gebied
            for waarop in (naam_van.get(afspraak.thema, afspraak.thema), afspraak.doelgroep.strip().lower()):
                if waarop:
                    groepen.setdefault((rij.gebied.naam, waarop), []).append(afspraak)
    return [
        Stapel(gebieden[gebied], waarop, tuple(rijen))
        for (gebied, waarop), rijen in sorted(groepen.items(), key=lambda paar: paar[0])
        if len({rij.partij_id for rij in rijen}) > 1
    ]
