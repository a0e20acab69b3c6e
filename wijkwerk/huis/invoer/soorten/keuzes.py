"""The choices that several kinds of import share, as they are at this moment."""

from __future__ import annotations

from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.invoer.kolommen import Keuze
from wijkwerk.wijken.models import Gebied, Partij


def gebieden() -> Keuze:
    return Keuze("een gebied", ((g.sleutel, g.naam, g) for g in Gebied.objects.actief()))


def gebiedswoorden() -> tuple[str, ...]:
    """What this municipality calls an area: a heading may say that too."""
    term = actief_profiel().term("gebied")
    return (term.enkel, term.meer)


def partijen() -> Keuze:
    return Keuze("een partij", ((p.sleutel, p.naam, p) for p in Partij.objects.actief()))


def rollen() -> Keuze:
    return Keuze("een rol", ((rol.sleutel, rol.naam, rol) for rol in actief_profiel().rollen))


def themas() -> Keuze:
    return Keuze("een thema", ((t.sleutel, t.naam, t.sleutel) for t in actief_profiel().themas))


def eerste(keuze: Keuze) -> str:
    """An example that exists here."""
    return keuze.namen[0] if keuze.namen else ""
