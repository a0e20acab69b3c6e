"""At which meetings a party was present: for whoever counts delivery."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import F, Q

from overleggen.models import Overleg
from overleggen.models.overleg import Deelnemer
from wijkwerk.gebruikers.models import Roltoewijzing

Gedaan = tuple[int, tuple[int, ...], date]


def overleggen_van(partijen: Collection[int], van: date, tot: date) -> list[Gedaan]:
    """Meetings that were held, at which one of these parties or somebody of it was present; each counts once per party."""
    erbij = Deelnemer.objects.filter(
        aanwezig__in=Deelnemer.ERBIJ,
        overleg__stand__in=Overleg.GEWEEST,
        overleg__datum__range=(van, tot),
    )
    als_partij = erbij.filter(partij__in=partijen).values_list(
        "overleg", "partij", "overleg__gebied__voorouders", "overleg__datum"
    )
    toen = Q(persoon__roltoewijzingen__tot=None) | Q(persoon__roltoewijzingen__tot__gte=F("overleg__datum"))
    als_mens = erbij.filter(
        toen,
        persoon__roltoewijzingen__in=Roltoewijzing.objects.filter(partij__in=partijen),
        persoon__roltoewijzingen__van__lte=F("overleg__datum"),
    ).values_list(
        "overleg", "persoon__roltoewijzingen__partij", "overleg__gebied__voorouders", "overleg__datum"
    )
    eenmaal = {
        (overleg, partij): (partij, tuple(waar), dag)
        for overleg, partij, waar, dag in [*als_partij, *als_mens]
    }
    return list(eenmaal.values())
