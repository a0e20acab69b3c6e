"""What the product counts itself (`afgeleid` of an indicator), and in which ways (`meet`); the first is the usual one.

The apps do the counting (settings.METINGEN); a test holds the two beside each other.
"""

from __future__ import annotations

from collections.abc import Mapping

METEN: Mapping[str, tuple[str, ...]] = {
    "signalen": ("aantal", "per-thema", "doorlooptijd", "op-tijd"),
    "spreekuren": ("gehouden", "gehouden-en-gepland"),
    "initiatieven": ("aantal",),
    "afspraken": ("nagekomen", "doorlooptijd", "aantal"),
    "overleggen": ("gehouden",),
    "budgetten": ("besteed", "beschikbaar"),
    "prestaties": ("geleverd",),
}
