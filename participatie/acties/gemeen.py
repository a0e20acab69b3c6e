"""What the steps share: lock the path, look at the right, the state and the rules; tell a party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from participatie.models import Traject
from participatie.regels import onderwerp
from participatie.stroom import TRAJECT
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import Klacht, Toestemming, Uitkomst, eis_stap, mag_stap


def vergrendel(traject: Traject) -> Traject:
    return (
        Traject.objects.select_for_update(of=("self",))
        .select_related("gebied", "begonnen_door")
        .get(pk=traject.pk)
    )


def begin(
    stap: str,
    traject: Traject,
    door: Gebruiker,
    *,
    ook: Iterable[Klacht] = (),
    gegevens: Mapping[str, Any] | None = None,
    toestemming: Toestemming | None = None,
) -> Uitkomst:
    """Check a step on a path that the caller locked."""
    return eis_stap(
        TRAJECT[stap],
        onderwerp(traject, gegevens),
        door,
        stand=traject.stand,
        toestemming=toestemming,
        ook=ook,
    )


def mag(stap: str, traject: Traject, door: Gebruiker) -> bool:
    """Whether this person may take the step from the state in which the path is."""
    return traject.stand in TRAJECT[stap].van and mag_stap(TRAJECT[stap], onderwerp(traject), door)
