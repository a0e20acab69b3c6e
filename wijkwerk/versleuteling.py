"""Contact data of a melder: encrypted with keys that are not in the database, found again by a keyed hash.

settings.MELDER_SLEUTELS lists Fernet keys, newest first. New data takes the newest; older ones still open what they
closed, so that keys can be rotated.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

__all__ = ["InvalidToken", "kenmerk", "kenmerken", "open_tekst", "sluit_tekst"]


@lru_cache(maxsize=4)
def _slot(sleutels: tuple[str, ...]) -> MultiFernet:
    if not sleutels:
        raise ImproperlyConfigured(
            "Zet WIJKWERK_MELDER_SLEUTELS: zonder sleutel wordt geen contactgegeven bewaard."
        )
    return MultiFernet([Fernet(sleutel) for sleutel in sleutels])


def _sleutels() -> tuple[str, ...]:
    return tuple(settings.MELDER_SLEUTELS)


def sluit_tekst(tekst: str) -> bytes:
    """Return the text encrypted; nothing for nothing."""
    return _slot(_sleutels()).encrypt(tekst.encode()) if tekst else b""


def open_tekst(gesloten: bytes | memoryview) -> str:
    """Return the text; raises InvalidToken when none of the keys fits."""
    inhoud = bytes(gesloten)
    return _slot(_sleutels()).decrypt(inhoud).decode() if inhoud else ""


def kenmerken(contact: str) -> list[str]:
    """Return the keyed hash of a contact under each key, newest first: to find rows made under any of them."""
    schoon = "".join(contact.split()).casefold()
    return [
        hmac.new(sleutel.encode(), schoon.encode(), hashlib.sha256).hexdigest() if schoon else ""
        for sleutel in _sleutels()
    ]


def kenmerk(contact: str) -> str:
    """Return the keyed hash that is stored."""
    return next(iter(kenmerken(contact)), "") if contact else ""
