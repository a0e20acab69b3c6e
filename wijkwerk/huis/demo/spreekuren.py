"""Spreekuren that are still to come, in public places, so that residents find where to go."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from signalen import acties
from signalen.acties.spreekuur import spreekuurvormen
from wijkwerk.berichten.termijnen import is_werkdag
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.demo.wie import Spelers
from wijkwerk.wijken.models import Gebied, Locatie

GEBIEDEN = 3
OVER_DAGEN = (3, 10)
BEGIN, DUUR = time(14), timedelta(hours=2)


def plan_spreekuren(spelers: Spelers, vandaag: date) -> int:
    """Plan two in each of three areas; return how many. None where the profile knows no spreekuren."""
    profiel = actief_profiel()
    gepland = 0
    gebieden = [gebied for gebied in Gebied.objects.actief() if spreekuurvormen(profiel, gebied)]
    for gebied in gebieden[:GEBIEDEN]:
        buurthuis = Locatie.objects.create(
            naam=f"Buurthuis {gebied.naam}",
            soort="buurthuis",
            gebied=gebied,
            adres="Voorbeeldstraat 12",
            openbaar=True,
        )
        for over in OVER_DAGEN:
            begin = timezone.make_aware(datetime.combine(_werkdag_vanaf(vandaag + timedelta(over)), BEGIN))
            rij = spelers.doe(
                acties.plan,
                bij=gebied.pk,
                soort=spreekuurvormen(profiel, gebied)[0].sleutel,
                gebied=gebied,
                begin=begin,
                eind=begin + DUUR,
                locatie=buurthuis,
            )
            gepland += rij is not None
    return gepland


def _werkdag_vanaf(dag: date) -> date:
    while not is_werkdag(dag):
        dag += timedelta(days=1)
    return dag
