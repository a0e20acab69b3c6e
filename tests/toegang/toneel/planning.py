"""What belongs to the planning of a form of meeting: made when it is asked for, beside the meetings of the scene."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from overleggen.models import Afwijking
from tests.toegang.toneel.overleggen import Overlegscene

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


PLANNING: dict[str, Callable[[Overlegscene], Argumenten]] = {
    "overleggen:afwijking": _afwijking,
    "overleggen:afwijking_einde": _afwijking,
}
