"""How many people live in an area, as the figures of the CBS have it: a proposal for the key, that a person confirms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wijkwerk.cijfers.service import cijfers_van, jaar_van
from wijkwerk.wijken.models import Gebied

INWONERS = "inwoners"


@dataclass(frozen=True)
class Voorstel:
    """The newest number of an area that there is, and where it comes from."""

    jaar: int
    aantal: int
    bron: str

    @property
    def herkomst(self) -> str:
        """As it is written down with the number."""
        return self.bron if str(self.jaar) in self.bron else f"{self.bron} {self.jaar}"


def voorstel_inwoners(gebieden: Sequence[Gebied]) -> dict[int, Voorstel]:
    """Return what the figures propose, by id of the area; nothing where they have no number. At most four queries."""
    per_gebied: dict[int, Voorstel] = {}
    for (gebied, _maat, periode), waarde in sorted(cijfers_van(gebieden, [INWONERS]).items()):
        if waarde.getal is not None:
            per_gebied[gebied] = Voorstel(jaar_van(periode), round(waarde.getal), waarde.bron)
    return per_gebied
