"""A plan that judges what the plans before it came to."""

from __future__ import annotations

from django.utils import timezone

from tests.toegang.toneel.spelers import Spelers
from tests.wijkagenda.plannen import al_vastgesteld
from wijkagenda import acties
from wijkagenda.models import Plan
from wijkwerk.wijken.models import Gebied


def maak_monitor(spelers: Spelers, gebied: Gebied) -> Plan | None:
    """Begun when what it looks back on is in force, with a judgment for all that it took over."""
    vorm = next((rij for rij in spelers.profiel.planvormen if rij.van_aard("toets")), None)
    if vorm is None:
        return None
    for volgt in vorm.volgt_op:
        soorten = spelers.profiel.planvorm(volgt.vorm).items
        items = [(soort.sleutel, f"{soort.naam} {gebied}") for soort in soorten if soort.onder is None]
        al_vastgesteld(volgt.vorm, gebied.sleutel, spelers.mensen[0], *items)
    return spelers.doe(acties.start, vorm=vorm.sleutel, gebied=gebied, periode_van=timezone.localdate())
