"""Filling and changing the tree of areas and the register of parties."""

from __future__ import annotations

from django.db import transaction

from wijkwerk.profiel import Profiel
from wijkwerk.wijken.geojson import KaartFout
from wijkwerk.wijken.kaartblad import EigenBlad, Kaartblad
from wijkwerk.wijken.models import Gebied, Gebiedscode, Omtrek, Partij


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
    """All areas at once: a municipality has hundreds, and every test fills one."""
    sleutels = [rij.sleutel for rij in profiel.gebieden]
    gebieden = {gebied.sleutel: gebied for gebied in Gebied.objects.filter(sleutel__in=sleutels)}
    rijen = [rij for rij in profiel.gebieden if rij.sleutel not in gebieden]
    nieuw = Gebied.objects.bulk_create(
        Gebied(sleutel=rij.sleutel, naam=rij.naam, niveau=rij.niveau, grens=rij.grens) for rij in rijen
    )
    gebieden |= {gebied.sleutel: gebied for gebied in nieuw}
    Gebiedscode.objects.bulk_create(
        Gebiedscode(gebied=gebieden[rij.sleutel], code=code) for rij in rijen for code in rij.cbs
    )
    ouders = {rij.sleutel: rij.onder for rij in rijen}
    for gebied in nieuw:
        _zet_onder(gebied, gebieden, ouders)
    Gebied.objects.bulk_update(nieuw, ["ouder", "voorouders"])
    return gebieden


def _zet_onder(gebied: Gebied, gebieden: dict[str, Gebied], ouders: dict[str, str | None]) -> None:
    """Set `ouder` and `voorouders`, after those of the area above; the caller saves."""
    if gebied.voorouders:
        return
    sleutel = ouders[gebied.sleutel]
    ouder = gebieden[sleutel] if sleutel else None
    if ouder is not None:
        _zet_onder(ouder, gebieden, ouders)
    gebied.ouder = ouder
    gebied.voorouders = [*(ouder.voorouders if ouder else []), gebied.pk]


def _vul_partijen(profiel: Profiel, gebieden: dict[str, Gebied]) -> None:
    sleutels = [rij.sleutel for rij in profiel.partijen]
    partijen = {partij.sleutel: partij for partij in Partij.objects.filter(sleutel__in=sleutels)}
    rijen = [rij for rij in profiel.partijen if rij.sleutel not in partijen]
    nieuw = Partij.objects.bulk_create(
        Partij(
            sleutel=rij.sleutel,
            naam=rij.naam,
            soort=rij.soort,
            disciplines=list(rij.disciplines),
            gesubsidieerd=rij.gesubsidieerd,
            gevoelig=rij.gevoelig,
            fase=rij.fase,
        )
        for rij in rijen
    )
    partijen |= {partij.sleutel: partij for partij in nieuw}
    thuis, lid = Partij.gebieden.through, Partij.leden.through
    thuis.objects.bulk_create(
        thuis(partij=partijen[rij.sleutel], gebied=gebieden[sleutel])
        for rij in rijen
        for sleutel in dict.fromkeys(rij.gebieden)
    )
    lid.objects.bulk_create(
        lid(from_partij=partijen[rij.sleutel], to_partij=partijen[sleutel])
        for rij in rijen
        for sleutel in dict.fromkeys(rij.leden)
    )
    for rij in rijen:
        partijen[rij.sleutel].onder = partijen[rij.onder] if rij.onder else None
    Partij.objects.bulk_update(nieuw, ["onder"])


@transaction.atomic
def bewaar_kaartblad(*, blad: Kaartblad) -> tuple[int, int]:
    """Keep the areas of a map; return (new, changed). Twice changes nothing.

    Raises KaartFout when areas of the same kind and year are missing: then it is half a map.
    """
    rijen = Omtrek.objects.select_for_update(of=("self",)).filter(jaar=blad.jaar, soort=blad.soort)
    oud = {omtrek.code: omtrek for omtrek in rijen}
    if kwijt := sorted(set(oud) - {omtrek.code for omtrek in blad.omtrekken}):
        raise KaartFout(
            f"In dit bestand ontbreken {len(kwijt)} gebieden die al op de kaart van {blad.jaar} staan, zoals "
            f"{kwijt[0]}. Is het bestand heel? Zo ja, haal de oude kaart dan eerst weg."
        )
    nieuw, anders = [], []
    for omtrek in blad.omtrekken:
        was = oud.get(omtrek.code)
        if was is None:
            nieuw.append(omtrek)
        elif (was.naam, was.water, was.vorm) != (omtrek.naam, omtrek.water, omtrek.vorm):
            omtrek.pk = was.pk
            anders.append(omtrek)
    Omtrek.objects.bulk_create(nieuw)
    Omtrek.objects.bulk_update(anders, ["naam", "water", "vorm"])
    return len(nieuw), len(anders)


@transaction.atomic
def bewaar_eigen_blad(*, blad: EigenBlad) -> tuple[int, int]:
    """Keep the outlines that the municipality drew; return (new, changed). Areas that are not in it keep theirs."""
    oud = {
        omtrek.code: omtrek
        for omtrek in Omtrek.objects.select_for_update(of=("self",)).filter(soort=Omtrek.Soort.EIGEN)
    }
    nieuw, anders = [], []
    for omtrek in blad.omtrekken:
        was = oud.get(omtrek.code)
        if was is None:
            nieuw.append(omtrek)
        elif (was.naam, was.vorm) != (omtrek.naam, omtrek.vorm):
            omtrek.pk = was.pk
            anders.append(omtrek)
    Omtrek.objects.bulk_create(nieuw)
    Omtrek.objects.bulk_update(anders, ["naam", "vorm"])
    return len(nieuw), len(anders)
