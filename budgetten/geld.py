"""Amounts in words, and dividing one to the cent."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from typing import TypeVar

from signalen.service import bedrag

CENT = Decimal("0.01")
K = TypeVar("K")


def euro(waarde: Decimal | None) -> str:
    """€ 1.250,00; nothing when there is no amount."""
    return bedrag(waarde)


def verdeel(totaal: Decimal, delen: Mapping[K, int]) -> dict[K, Decimal]:
    """Divide in proportion, in whole cents that add up to exactly the total.

    Each gets its share rounded down; the cents that are left go to whoever lost most by that, in the given order when
    they lost the same. ValueError without anything to divide by.
    """
    som = sum(delen.values())
    if som <= 0:
        raise ValueError("Er is niets om door te delen.")
    precies = {sleutel: totaal * deel / som for sleutel, deel in delen.items()}
    uit = {sleutel: waarde.quantize(CENT, ROUND_DOWN) for sleutel, waarde in precies.items()}
    rest = int((totaal - sum(uit.values(), Decimal(0))) / CENT)
    for sleutel in sorted(uit, key=lambda s: uit[s] - precies[s])[:rest]:
        uit[sleutel] += CENT
    return uit
