"""What belongs to the planning of a form of meeting: made when it is asked for, beside the meetings of the scene."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from overleggen.models import Afwijking, Peiling
from tests.toegang.toneel.overlegscene import Overlegscene

Argumenten = dict[str, Any]


def _afwijking(scene: Overlegscene) -> Argumenten:
    """A proposal: nothing follows from it yet, so that the form itself goes on."""
    komend = scene.komend
    rij, _nieuw = Afwijking.objects.get_or_create(
        vorm=komend.vorm,
        gebied=komend.gebied,
        defaults={
            "soort": Afwijking.Soort.VERVALT,
            "reden": "Het programma loopt",
            "van": timezone.localdate(),
            "voorgesteld_door": komend.gepland_door,
            "plek_gebieden": sorted(komend.gebied.voorouders),
        },
    )
    return {"pk": rij.pk}


def _peiling(scene: Overlegscene) -> Argumenten | None:
    """The first poll of the profile, open; None when it has none."""
    komend = scene.komend
    rij = next(iter(komend.profiel.peilingen), None)
    if rij is None:
        return None
    peiling, _nieuw = Peiling.objects.get_or_create(
        vorm=rij.sleutel,
        gebied=komend.gebied,
        defaults={
            "profielversie": komend.profielversie,
            "vraag": "Waar is behoefte aan?",
            "onderdelen": ["Groen", "Verkeer"],
            "einddatum": timezone.localdate() + timedelta(days=14),
            "geopend_door": komend.gepland_door,
            "plek_gebieden": sorted(komend.gebied.voorouders),
        },
    )
    return {"pk": peiling.pk}


PLANNING: dict[str, Callable[[Overlegscene], Argumenten | None]] = {
    "overleggen:afwijking": _afwijking,
    "overleggen:afwijking_einde": _afwijking,
    "overleggen:peiling": _peiling,
    "overleggen:peiling_sluiting": _peiling,
}
