"""How far an import is, outside its transaction: in the cache, for who looks at the page.

An import of figures is known by its number, any other by a name of its own.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
GEEN_CACHE = (RedisError, OSError)
BEWAAR_SECONDEN = 3600
OPHALEN, LEZEN = "ophalen", "lezen"


@dataclass(frozen=True)
class Stap:
    """Fetching from a service, or reading, and how many rows so far."""

    fase: str = ""
    rijen: int = 0


def zet(invoer_id: int | str, fase: str, rijen: int) -> None:
    """Tell it; a cache that is down stops no import."""
    try:
        cache.set(f"cijfers:voortgang:{invoer_id}", (fase, rijen, time.time()), BEWAAR_SECONDEN)
    except GEEN_CACHE:
        logger.warning("Hoe ver de invoer is, kan niet worden bewaard.")


def stap(invoer_id: int | str) -> Stap:
    """How far it is; nothing when the cache cannot tell."""
    try:
        match cache.get(f"cijfers:voortgang:{invoer_id}"):
            case (str() as fase, int() as rijen, float()):
                return Stap(fase, rijen)
    except GEEN_CACHE:
        pass
    return Stap()


def stil_sinds(invoer_id: int | str) -> timedelta:
    """How long nothing was heard of it; for ever when nothing ever was, or the cache cannot tell."""
    try:
        match cache.get(f"cijfers:voortgang:{invoer_id}"):
            case (str(), int(), float() as op):
                return timedelta(seconds=max(time.time() - op, 0))
    except GEEN_CACHE:
        pass
    return timedelta.max
