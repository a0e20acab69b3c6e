"""What other apps ask of areas and parties."""

from __future__ import annotations

from collections.abc import Iterable

from wijkwerk.wijken.models import Gebied, Partij


def met_voorouders(gebieden: Iterable[Gebied]) -> frozenset[int]:
    """Return the ids of these areas and of every area above them."""
    return frozenset(pk for gebied in gebieden for pk in gebied.voorouders)


def gebieden_van_niveau(niveaus: Iterable[str]) -> list[Gebied]:
    return list(Gebied.objects.actief().filter(niveau__in=list(niveaus)))


def adres_van_partij(pk: int) -> str | None:
    """Return the address of a party at the moment a mail leaves."""
    return Partij.objects.actief().filter(pk=pk).values_list("e_mail", flat=True).first() or None


def sleutels_in_gebruik() -> set[tuple[str, str]]:
    """The levels and disciplines that rows refer to; areas and parties are data once they are filled."""
    niveaus = {("niveau", niveau) for niveau in Gebied.objects.values_list("niveau", flat=True).distinct()}
    disciplines = {
        ("discipline", sleutel)
        for lijst in Partij.objects.values_list("disciplines", flat=True)
        for sleutel in lijst
    }
    return niveaus | disciplines
