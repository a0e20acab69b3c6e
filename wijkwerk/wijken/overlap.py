"""How much of one outline lies in another. Shares only: then it does not matter that degrees are not square.

Outlines were thinned, so that a ring can cross itself; shapely mends that before it measures.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wijkwerk.wijken.meetkunde import Vorm

# What a border moves by when the same outline was drawn again: less is no change.
ZELFDE = 0.97


class Vlakken:
    """Outlines by code, to be held against others."""

    def __init__(self, vormen: Mapping[str, Vorm]) -> None:
        import shapely

        self._codes = list(vormen)
        self._vlakken = [_als_vlak(vorm) for vorm in vormen.values()]
        self._boom = shapely.STRtree(self._vlakken)

    def deel_in(self, vorm: Vorm) -> dict[str, float]:
        """Of each outline that touches this one: which part of it lies in there, from 0 to 1."""
        geheel = _als_vlak(vorm)
        return {
            self._codes[nummer]: _deel(self._vlakken[nummer], geheel)
            for nummer in sorted(int(n) for n in self._boom.query(geheel))
        }

    def deel_van(self, vorm: Vorm) -> dict[str, float]:
        """Which part of this outline lies in each of them: the largest first, crumbs left out."""
        geheel = _als_vlak(vorm)
        delen = {
            self._codes[int(nummer)]: _deel(geheel, self._vlakken[int(nummer)])
            for nummer in self._boom.query(geheel)
        }
        gesorteerd = sorted(delen.items(), key=lambda paar: (-paar[1], paar[0]))
        return {code: deel for code, deel in gesorteerd if deel > 1 - ZELFDE}


def is_verschoven(oud: Vorm, nieuw: Vorm) -> bool:
    """Whether a border really moved between two maps, and was not just drawn again."""
    voor, na = _als_vlak(oud), _als_vlak(nieuw)
    samen = voor.union(na).area
    return bool(samen) and voor.intersection(na).area / samen < ZELFDE


def _als_vlak(vorm: Vorm) -> Any:
    import shapely

    return shapely.union_all([shapely.make_valid(shapely.Polygon(vlak[0], vlak[1:])) for vlak in vorm])


def _deel(klein: Any, groot: Any) -> float:
    return float(klein.intersection(groot).area / klein.area) if klein.area else 0.0
