"""Inviting parties to a spreekuur, by mail with a calendar file."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from signalen.acties.spreekuur import eis_spreekuur, onderwerp_spreekuur, vergrendel_spreekuur
from signalen.acties.spreekuurpost import UITNODIGING, bericht_aan
from signalen.instanties import genodigd, ontbreken
from signalen.models import Spreekuur, Uitnodiging
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, bezwaren
from wijkwerk.wijken.models import Partij


@transaction.atomic
def nodig_uit(*, spreekuur: Spreekuur, partijen: Iterable[Partij], door: Gebruiker) -> tuple[Klacht, ...]:
    """Invite these parties; who was invited already is not asked twice. Return what is advised.

    Who may: whoever may plan it. The people of a party get a mail; a party without people here gets it at its own address.
    """
    spreekuur = vergrendel_spreekuur(spreekuur)
    eis_spreekuur("uitnodigen", spreekuur, door)
    al = {partij.pk for partij in genodigd(spreekuur)}
    nieuw = [partij for partij in partijen if partij.pk not in al]
    Uitnodiging.objects.bulk_create(
        Uitnodiging(spreekuur=spreekuur, partij=partij, uitgenodigd_door=door) for partij in nieuw
    )
    spreekuur.zet_plek([spreekuur.gebied], genodigd(spreekuur))
    spreekuur.save(update_fields=["plek_gebieden", "plek_partijen"])
    for partij in nieuw:
        bericht_aan(spreekuur, partij, UITNODIGING, door)
    noteer(
        door=door,
        stap="spreekuur.uitnodigen",
        ding=spreekuur,
        gegevens={"partijen": [partij.sleutel for partij in nieuw]},
    )
    return adviezen(spreekuur, door)


def adviezen(spreekuur: Spreekuur, door: Gebruiker) -> tuple[Klacht, ...]:
    """What the profile advises about who is invited, naming whom the theme needs (DHR-22)."""
    ontbreekt = ontbreken(spreekuur, genodigd(spreekuur))
    _, van_profiel = bezwaren("uitnodigen", onderwerp_spreekuur(spreekuur, als="overleg"), door)
    if not ontbreekt:
        return tuple(van_profiel)
    namen = " of ".join(rij.partij.naam for rij in ontbreekt)
    zegt = str(van_profiel[0]) if van_profiel else "Nodig ook uit wie over dit thema gaat"
    return (Klacht(f"{zegt.rstrip('.')}: {namen}."),)
