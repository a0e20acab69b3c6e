"""A point on the map."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Punt(NamedTuple):
    """Longitude and latitude in WGS84."""

    lengte: Decimal
    breedte: Decimal

    def __str__(self) -> str:
        """As every map writes it: latitude first."""
        return f"{self.breedte:.5f}, {self.lengte:.5f}"
