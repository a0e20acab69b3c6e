"""A quantity as people write it."""

from __future__ import annotations

from decimal import Decimal


def getal(waarde: Decimal) -> str:
    """1250.50 is 1.250,5; without digits that say nothing."""
    heel, _, rest = f"{waarde:,.2f}".partition(".")
    rest = rest.rstrip("0")
    return heel.replace(",", ".") + (f",{rest}" if rest else "")
