"""Which connector, with the addresses and keys of settings.MELDSYSTEEM (never from the database)."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from signalen.meldsysteem.aansluiting import Aansluiting
from signalen.meldsysteem.api import SignalenIntern, SignalenOpenbaar
from signalen.meldsysteem.post import MailEnLink
from signalen.meldsysteem.sleutel import Sleutel
from signalen.meldsysteem.verbinding import Verbinding
from signalen.models import Via


def aansluiting_voor(via: str) -> Aansluiting:
    """Return the connector; raises Storing when its address is missing."""
    return MailEnLink() if via == Via.MAIL else lijn_voor(via)


def lijn_voor(via: str) -> SignalenOpenbaar:
    verbinding = Verbinding(settings.MELDSYSTEEM["url"])
    if via == Via.SIGNALEN:
        return SignalenIntern(verbinding, sleutel(*_gegevens()))
    return SignalenOpenbaar(verbinding)


def heeft_adres() -> bool:
    return bool(settings.MELDSYSTEEM["url"])


def heeft_sleutel() -> bool:
    return bool(settings.MELDSYSTEEM["sleutel"])


@lru_cache(maxsize=4)
def sleutel(geheim: str, adres: str, client: str) -> Sleutel:
    """One per process, so that a fetched key is used until it ends."""
    return Sleutel(geheim, adres, client)


def _gegevens() -> tuple[str, str, str]:
    s = settings.MELDSYSTEEM
    return s["sleutel"], s["inlogadres"], s["client"]
