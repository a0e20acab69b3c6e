"""What other apps ask of people and roles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied


def gebieden_waar(gebruiker: Gebruiker, recht: Recht) -> QuerySet[Gebied]:
    """The areas in which this person holds the right, for a choice in a form (one query)."""
    from wijkwerk.gebruikers.rechten import bereik

    waar = bereik(gebruiker, recht)
    gebieden = Gebied.objects.actief()
    if waar.alles:
        return gebieden
    if waar.nooit:
        gebieden = gebieden.exclude(voorouders__overlap=sorted(waar.nooit.gebieden))
    return gebieden.binnen(waar.gebieden)


def heeft_rol(gebruiker: Gebruiker, rollen: Iterable[str]) -> bool:
    namen = frozenset(rollen)
    return any(vervulling.rol.sleutel in namen for vervulling in gebruiker.vervullingen)


def gedekt(sleutels: frozenset[str], sinds: date | None) -> set[int]:
    """The areas for which somebody now fills one of these roles: of the area, at home there, or everywhere."""
    rollen = Roltoewijzing.objects.geldig().filter(rol__in=sleutels, gebruiker__is_active=True)
    gevonden = set(rollen.filter(gebied__isnull=False).values_list("gebied", flat=True))
    gevonden |= set(rollen.filter(partij__gebieden__isnull=False).values_list("partij__gebieden", flat=True))
    overal = [rol.sleutel for rol in actief_profiel().rollen if rol.bereik == "gemeente"]
    if rollen.filter(rol__in=overal).exists():
        gevonden |= set(Gebied.objects.filter(ouder=None).values_list("pk", flat=True))
    return gevonden


def rolnaam(sleutel: str) -> str:
    return actief_profiel().rol(sleutel).naam


def sleutels_in_gebruik() -> set[tuple[str, str]]:
    return {("rol", rol) for rol in Roltoewijzing.objects.values_list("rol", flat=True).distinct()}
