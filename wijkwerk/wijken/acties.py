"""Filling and changing the tree of areas and the register of parties."""

from __future__ import annotations

from django.db import transaction

from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Gebied, Gebiedscode, Partij


class KringInGebieden(Exception):
    """An area cannot lie below itself."""


@transaction.atomic
def plaats(*, gebied: Gebied, ouder: Gebied | None) -> None:
    """Put an area below another (or at the top) and renew `voorouders` of it and all below it."""
    if ouder is not None and gebied.pk in ouder.voorouders:
        raise KringInGebieden(f"{ouder} ligt zelf in {gebied}.")
    gebied.ouder = ouder
    gebied.voorouders = [*(ouder.voorouders if ouder else []), gebied.pk]
    gebied.save(update_fields=["ouder", "voorouders"])
    for kind in gebied.kinderen.all():
        plaats(gebied=kind, ouder=gebied)


@transaction.atomic
def vul_uit_profiel(*, profiel: Profiel) -> None:
    """First filling of areas and parties from the profile. What exists is left as it is; twice changes nothing."""
    gebieden = _vul_gebieden(profiel)
    _vul_partijen(profiel, gebieden)


def _vul_gebieden(profiel: Profiel) -> dict[str, Gebied]:
    gebieden: dict[str, Gebied] = {}
    nieuw: list[Gebied] = []
    for rij in profiel.gebieden:
        gebied, gemaakt = Gebied.objects.get_or_create(
            sleutel=rij.sleutel, defaults={"naam": rij.naam, "niveau": rij.niveau, "grens": rij.grens}
        )
        gebieden[rij.sleutel] = gebied
        if gemaakt:
            nieuw.append(gebied)
            Gebiedscode.objects.bulk_create(Gebiedscode(gebied=gebied, code=code) for code in rij.cbs)
    ouders = {rij.sleutel: rij.onder for rij in profiel.gebieden}
    for gebied in nieuw:
        _plaats_met_ouders(gebied, gebieden, ouders)
    return gebieden


def _plaats_met_ouders(gebied: Gebied, gebieden: dict[str, Gebied], ouders: dict[str, str | None]) -> None:
    if gebied.voorouders:
        return
    sleutel = ouders[gebied.sleutel]
    ouder = gebieden[sleutel] if sleutel else None
    if ouder is not None:
        _plaats_met_ouders(ouder, gebieden, ouders)
    plaats(gebied=gebied, ouder=ouder)


def _vul_partijen(profiel: Profiel, gebieden: dict[str, Gebied]) -> None:
    partijen: dict[str, Partij] = {}
    nieuw: set[str] = set()
    for rij in profiel.partijen:
        partij, gemaakt = Partij.objects.get_or_create(
            sleutel=rij.sleutel,
            defaults={
                "naam": rij.naam,
                "soort": rij.soort,
                "disciplines": list(rij.disciplines),
                "gesubsidieerd": rij.gesubsidieerd,
                "gevoelig": rij.gevoelig,
                "fase": rij.fase,
            },
        )
        partijen[rij.sleutel] = partij
        if gemaakt:
            nieuw.add(rij.sleutel)
            partij.gebieden.set([gebieden[sleutel] for sleutel in rij.gebieden])
    for rij in profiel.partijen:
        if rij.sleutel not in nieuw:
            continue
        partij = partijen[rij.sleutel]
        partij.leden.set([partijen[sleutel] for sleutel in rij.leden])
        if rij.onder:
            partij.onder = partijen[rij.onder]
            partij.save(update_fields=["onder"])
