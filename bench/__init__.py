"""What is measured: pairs of the same work in two sizes or two ways, as ratios in one run. See docs/testen.md.

Each module has `vergelijkingen()`, which fills the (temporary) database with what it needs and yields its pairs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Vergelijking:
    """Two ways to be timed in turn. `grens` is the ratio b/a above which somebody should look."""

    naam: str
    a: Callable[[], object]
    b: Callable[[], object]
    grens: float
