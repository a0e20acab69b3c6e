"""Writes of the import that no app has an action for: parties, locations, and the data of a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Plek, Recht, eis
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StapGeweigerd
from wijkwerk.wijken.models import Locatie, Partij


@transaction.atomic
def bewaar_partij(*, partij: Partij | None, velden: Mapping[str, Any], door: Gebruiker | None) -> Partij:
    """Make a party, or change these fields of it; `gebieden` is a list of areas.

    Raises StapGeweigerd when it would lie under itself, or when a field is not valid.
    """
    nieuw = partij is None
    partij = Partij() if partij is None else Partij.objects.select_for_update(of=("self",)).get(pk=partij.pk)
    if _ligt_onder(velden.get("onder"), partij):
        raise StapGeweigerd((Klacht("Een partij kan niet onder zichzelf vallen.", "onder"),))
    rest = dict(velden)
    gebieden = rest.pop("gebieden", None)
    _bewaar(partij, rest, door, nieuw=nieuw)
    if gebieden is not None:
        partij.gebieden.set(gebieden)
    return partij


def _ligt_onder(boven: Partij | None, partij: Partij) -> bool:
    while boven is not None:
        if boven.pk == partij.pk:
            return True
        boven = boven.onder
    return False


@transaction.atomic
def bewaar_locatie(*, locatie: Locatie | None, velden: Mapping[str, Any], door: Gebruiker | None) -> Locatie:
    """Make a location, or change these fields of it. Raises StapGeweigerd when a field is not valid."""
    nieuw = locatie is None
    locatie = (
        Locatie() if locatie is None else Locatie.objects.select_for_update(of=("self",)).get(pk=locatie.pk)
    )
    _bewaar(locatie, velden, door, nieuw=nieuw)
    return locatie


@transaction.atomic
def wijzig_gebruiker(*, gebruiker: Gebruiker, velden: Mapping[str, Any], door: Gebruiker | None) -> Gebruiker:
    """Change name or telephone of somebody. Raises StapGeweigerd when a field is not valid."""
    gebruiker = Gebruiker.objects.select_for_update(of=("self",)).get(pk=gebruiker.pk)
    _bewaar(gebruiker, velden, door, nieuw=False)
    return gebruiker


def _bewaar(ding: models.Model, velden: Mapping[str, Any], door: Gebruiker | None, *, nieuw: bool) -> None:
    if door is not None:
        eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    for veld, waarde in velden.items():
        setattr(ding, veld, waarde)
    try:
        ding.full_clean()
    except ValidationError as fout:
        raise StapGeweigerd(
            tuple(
                Klacht(" ".join(teksten), "" if veld == "__all__" else veld)
                for veld, teksten in fout.message_dict.items()
            )
        ) from fout
    ding.save()
    stap = f"{ding._meta.model_name}.{'maken' if nieuw else 'wijzigen'}"
    noteer(door=door, stap=stap, ding=ding, gegevens={"velden": sorted(velden)})
