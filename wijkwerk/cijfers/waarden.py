"""What others get to see of a figure: the number, or in words which kind of "no number" it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from wijkwerk.cijfers.catalogus import Maat
from wijkwerk.cijfers.models import Reden
from wijkwerk.cijfers.periode import in_woorden


class Geen(StrEnum):
    """The kinds of "no number". Zero and provisional are not here: those are numbers."""

    GEHEIM = "geheim"
    ONBEKEND = "onbekend"
    NOG_NIET = "nog-niet"
    NIET_VAN_TOEPASSING = "niet-van-toepassing"
    ONVOLLEDIG = "onvolledig"
    # Fewer than may be shown of so small an area.
    KLEIN = "klein"
    # It is made of parts, and one of them has no number.
    NIET_TE_BEPALEN = "niet-te-bepalen"
    # Nobody brought it in.
    ONTBREEKT = "ontbreekt"


WOORDEN = {
    Geen.GEHEIM: "geheim",
    Geen.ONBEKEND: "onbekend",
    Geen.NOG_NIET: "nog niet gepubliceerd",
    Geen.NIET_VAN_TOEPASSING: "niet van toepassing",
    Geen.ONVOLLEDIG: "bron niet volledig",
    Geen.KLEIN: "te klein om te laten zien",
    Geen.NIET_TE_BEPALEN: "niet te bepalen",
    Geen.ONTBREEKT: "geen cijfer",
}
# Of counts by kind: numbers first.
SOORTNAMEN = {"getal": "met een getal", "nul": "nul"}
VAN_REDEN = {
    Reden.GEHEIM: Geen.GEHEIM,
    Reden.ONBEKEND: Geen.ONBEKEND,
    Reden.NOG_NIET: Geen.NOG_NIET,
    Reden.NIET_VAN_TOEPASSING: Geen.NIET_VAN_TOEPASSING,
    Reden.ONVOLLEDIG: Geen.ONVOLLEDIG,
    Reden.KLEIN: Geen.KLEIN,
}
SOORTNAMEN |= {reden.name.lower(): WOORDEN[geen] for reden, geen in VAN_REDEN.items()}


@dataclass(frozen=True)
class Waarde:
    """A figure of an area. Either `getal` or `geen` is there, never both."""

    maat: Maat
    periode: int
    getal: Decimal | None = None
    geen: Geen | None = None
    voorlopig: bool = False
    # Made by us out of the figures of parts.
    berekend: bool = False
    bron: str = ""
    peildatum: date | None = None
    # A sentence to go with it: how it was made, or why it could not be.
    uitleg: str = ""

    @property
    def is_nul(self) -> bool:
        return self.getal == 0

    @property
    def reden(self) -> str:
        """In words why there is no number; empty when there is one."""
        return WOORDEN[self.geen] if self.geen else ""

    @property
    def periode_in_woorden(self) -> str:
        return in_woorden(self.periode)
