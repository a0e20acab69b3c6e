"""What a party did that is in the system already: for whoever counts delivery. Never about a signal that is shielded."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from signalen.models import Deelactie, Spreekuur
from signalen.models.spreekuur import Aanwezigheid
from wijkwerk.afspraken.models import Afspraak

# (party, the area with all above it, day)
Gedaan = tuple[int, tuple[int, ...], date]


def spreekuren_van(partijen: Collection[int], van: date, tot: date) -> list[Gedaan]:
    """Spreekuren that were held, at which one of these parties was present."""
    rijen = Aanwezigheid.objects.filter(
        partij__in=partijen,
        spreekuur__stand=Spreekuur.Stand.GEHOUDEN,
        spreekuur__begin__date__range=(van, tot),
    ).values_list("partij", "spreekuur__gebied__voorouders", "spreekuur__begin__date", "spreekuur")
    # Present in two functions is present once.
    eenmaal = {(partij, spreekuur): (partij, tuple(waar), dag) for partij, waar, dag, spreekuur in rijen}
    return list(eenmaal.values())


def delen_klaar_van(partijen: Collection[int], van: date, tot: date) -> list[Gedaan]:
    """Parts of signals that one of these parties finished."""
    rijen = Deelactie.objects.filter(
        afspraak__houder_partij__in=partijen,
        afspraak__stand=Afspraak.Stand.KLAAR,
        afspraak__klaar_op__date__range=(van, tot),
        afspraak__gevoelig="nee",
        signaal__gevoelig="nee",
        signaal__gebied__isnull=False,
    )
    return [
        (partij, tuple(waar), dag)
        for partij, waar, dag in rijen.values_list(
            "afspraak__houder_partij", "signaal__gebied__voorouders", "afspraak__klaar_op__date"
        )
    ]
