"""A quantity as people write it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def getal(waarde: Decimal) -> str:
    """1250.50 is 1.250,5; without digits that say nothing."""
    heel, _, rest = f"{waarde:,.2f}".partition(".")
    rest = rest.rstrip("0")
    return heel.replace(",", ".") + (f",{rest}" if rest else "")


def ongeveer(waarde: Decimal) -> Decimal:
    """A share of a quantity, computed from days: whole, for nobody makes 10,08 visits. Below one in tenths, so as not to be nothing."""
    return waarde.quantize(Decimal(1) if waarde >= 1 else Decimal("0.1"), ROUND_HALF_UP)


def deel(waarde: Decimal) -> str:
    """The same in words: "ongeveer 10", and "10" where that is exact."""
    rond = ongeveer(waarde)
    return getal(rond) if rond == waarde else f"ongeveer {getal(rond)}"


def van(geleverd: Decimal, afgesproken: Decimal) -> str:
    """Delivered beside agreed: "8 van 10", and "18 (afgesproken 10)", for one cannot have 18 of 10."""
    if geleverd > afgesproken:
        return f"{getal(geleverd)} (afgesproken {getal(afgesproken)})"
    return f"{getal(geleverd)} van {getal(afgesproken)}"
