"""Small helpers for tests: a municipality, people with a role, and what they see."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.cache import cache as opslag

from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.acties import vul_uit_profiel
from wijkwerk.wijken.models import Gebied, Partij

GEMEENTEN = ("bergen", "den-helder", "etten-leur", "helmond", "oude-ijsselstreek")
PROFIELEN = Path(settings.BASE_DIR) / "wijkwerk" / "profiel" / "gemeenten"
# The design folder stands beside the repository where it is developed; a user does not have it.
GEDEELD = Path(settings.BASE_DIR).parent / "shared"


def leeg_cache() -> None:
    """Forget what this worker put in the cache. `cache.clear()` empties the server that all workers share."""
    begin = opslag.make_key("")
    sleutels = [sleutel.decode() for sleutel in opslag._cache.get_client().scan_iter(f"{begin}*")]  # type: ignore[attr-defined]
    opslag.delete_many([sleutel.removeprefix(begin) for sleutel in sleutels], version=None)


@cache
def profieltekst(naam: str) -> str:
    return (PROFIELEN / f"{naam}.toml").read_text(encoding="utf-8")


def activeer(naam: str) -> Profiel:
    """Make a municipality's profile active and fill its areas and parties; it has worked with it for years."""
    gemeente_acties.activeer(tekst=profieltekst(naam), bestand=f"{naam}.toml", door=None)
    Profielversie.objects.update(geactiveerd_op=datetime(2000, 1, 1, tzinfo=UTC))
    profiel = actief_profiel()
    vul_uit_profiel(profiel=profiel)
    return profiel


def gebied(sleutel: str) -> Gebied:
    return Gebied.objects.get(sleutel=sleutel)


def partij(sleutel: str) -> Partij:
    return Partij.objects.get(sleutel=sleutel)


def persoon(
    *rollen: str,
    gebied: str | Gebied | None = None,
    partij: str | Partij | None = None,
    naam: str = "",
    van: date = date(2020, 1, 1),
    tot: date | None = None,
) -> Gebruiker:
    """Make somebody who fills these roles, in that area or for that party. The same call gives a new person."""
    nummer = Gebruiker.objects.count() + 1
    naam = naam or f"{'-'.join(rollen) or 'niemand'} {nummer}"
    gebruiker = Gebruiker.objects.create(email=f"persoon{nummer}@voorbeeld.example", naam=naam, password="!")
    for rol in rollen:
        geef_rol(gebruiker, rol, gebied=gebied, partij=partij, van=van, tot=tot)
    return gebruiker


def geef_rol(
    gebruiker: Gebruiker,
    rol: str,
    *,
    gebied: str | Gebied | None = None,
    partij: str | Partij | None = None,
    van: date = date(2020, 1, 1),
    tot: date | None = None,
) -> Roltoewijzing:
    gebruiker.__dict__.pop("vervullingen", None)
    return Roltoewijzing.objects.create(
        gebruiker=gebruiker,
        rol=rol,
        gebied=Gebied.objects.get(sleutel=gebied) if isinstance(gebied, str) else gebied,
        partij=Partij.objects.get(sleutel=partij) if isinstance(partij, str) else partij,
        van=van,
        tot=tot,
    )
