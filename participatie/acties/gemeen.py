"""What the steps share: lock the path, look at the right, the state and the rules; tell a party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from participatie.models import Traject
from participatie.regels import onderwerp
from participatie.stroom import TRAJECT
from participatie.zicht import opstellers
from wijkwerk.berichten.service import zet_klaar
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.gebruikers.rechten import mag as heeft_recht
from wijkwerk.gebruikers.wie import personen
from wijkwerk.profiel import Selector
from wijkwerk.regels.service import Klacht, Toestemming, Uitkomst, eis_stap, mag_stap


def vergrendel(traject: Traject) -> Traject:
    return (
        Traject.objects.select_for_update(of=("self",))
        .select_related("gebied", "begonnen_door")
        .get(pk=traject.pk)
    )


def trekkers(traject: Traject) -> list[Gebruiker]:
    """Who hears of it: who began it; when they left or draw up no paths here any more, everybody who does."""
    begonnen, plek = traject.begonnen_door, traject.plek()
    if begonnen.is_active and heeft_recht(begonnen, Recht.PARTICIPATIE_OPSTELLEN, plek):
        return [begonnen]
    rollen = tuple(Selector("rol", sleutel) for sleutel in sorted(opstellers()))
    return [wie for wie in personen(rollen, plek) if heeft_recht(wie, Recht.PARTICIPATIE_OPSTELLEN, plek)]


def meld_trekkers(traject: Traject, soort: str, door: Gebruiker, *, ding: Model, moment: str = "") -> None:
    for wie in trekkers(traject):
        if wie.pk != door.pk:
            zet_klaar(soort, ontvanger=wie, ding=ding, moment=moment)


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
