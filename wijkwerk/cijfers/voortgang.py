"""How far an import is, outside its transaction: in the cache, for who looks at the page."""

from __future__ import annotations

import logging

from django.core.cache import cache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
GEEN_CACHE = (RedisError, OSError)
BEWAAR_SECONDEN = 3600


def zet(invoer_id: int, rijen: int) -> None:
    """Tell it; a cache that is down stops no import."""
    try:
        cache.set(f"cijfers:voortgang:{invoer_id}", rijen, BEWAAR_SECONDEN)
    except GEEN_CACHE:
        logger.warning("Hoe ver de invoer is, kan niet worden bewaard.")


def rijen(invoer_id: int) -> int:
    """How many rows were read so far; 0 when the cache cannot tell."""
    try:
        return int(cache.get(f"cijfers:voortgang:{invoer_id}") or 0)
    except GEEN_CACHE:
        return 0
