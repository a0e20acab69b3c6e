"""What was uploaded and waits for a yes: kept for an hour, for the person who brought it, outside the database."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core.cache import cache

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.huis.invoer.bestand import Tabel
from wijkwerk.huis.invoer.verloop import Resultaat

BEWAAR_SECONDEN = 3600


@dataclass(frozen=True)
class Klaargezet:
    soort: str
    lijst: str
    bestand: str
    tabel: Tabel
    resultaat: Resultaat


def zet(wat: Klaargezet, *, van: Gebruiker) -> UUID:
    nummer = uuid4()
    cache.set(_sleutel(van, nummer), wat, BEWAAR_SECONDEN)
    return nummer


def haal(nummer: UUID, *, van: Gebruiker) -> Klaargezet | None:
    gevonden = cache.get(_sleutel(van, nummer))
    return gevonden if isinstance(gevonden, Klaargezet) else None


def weg(nummer: UUID, *, van: Gebruiker) -> None:
    cache.delete(_sleutel(van, nummer))


def _sleutel(van: Gebruiker, nummer: UUID) -> str:
    return f"invoer:{van.pk}:{nummer}"
