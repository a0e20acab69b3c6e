"""A number, or why there is none: zero, secret, missing and provisional are four different things."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class Waarde:
    """A number, or in words why there is none ("geheim"), never both. `voorlopig`: the source may still change it."""

    getal: Decimal | None
    reden: str = ""
    voorlopig: bool = False

    def __post_init__(self) -> None:
        if (self.getal is None) != bool(self.reden):
            raise ValueError("a value is a number or has a reason, one of the two")

    def tekst(self, eenheid: str = "") -> str:
        """In Dutch: "1.234,5 inwoners", "12 procent (voorlopig)", "geheim"."""
        if self.getal is None:
            return self.reden
        return " ".join(deel for deel in (getal(self.getal), eenheid, "(voorlopig)" * self.voorlopig) if deel)


def getal(waarde: Decimal) -> str:
    """Dutch notation: a decimal comma, a dot per thousand, at most two decimals and no zeroes at the end.

    Of a very small number four: only what is nothing is written as 0.
    """
    decimalen = 4 if abs(waarde) < Decimal("0.1") else 2
    rond = waarde.quantize(Decimal(1).scaleb(-decimalen), ROUND_HALF_UP)
    heel, _, rest = f"{abs(rond):,.{decimalen}f}".partition(".")
    rest = rest.rstrip("0")
    min_teken = "−" if rond < 0 else ""
    return min_teken + heel.replace(",", ".") + (f",{rest}" if rest else "")
