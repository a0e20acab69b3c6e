"""How far an import is, outside its transaction: in the cache, for who looks at the page."""

from __future__ import annotations

from django.core.cache import cache

BEWAAR_SECONDEN = 3600


def zet(invoer_id: int, rijen: int) -> None:
    cache.set(f"cijfers:voortgang:{invoer_id}", rijen, BEWAAR_SECONDEN)


def rijen(invoer_id: int) -> int:
    """How many rows were read so far."""
    return int(cache.get(f"cijfers:voortgang:{invoer_id}") or 0)
