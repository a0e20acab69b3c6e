"""Resolving the selectors of the profile (`rol:…`, `kant:…`, `partij:…`) to people at a place."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gebruikers.rollen import Plek, Vervulling
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Selector

Wie = tuple[Selector, ...]
# What `eigenaar`, `indiener`, `trekker` … stand for with a thing: ids of persons.
Betrokkenen = Mapping[str, frozenset[int]]


def is_een(
    gebruiker: Gebruiker | AnonymousUser, wie: Wie, plek: Plek, betrokkenen: Betrokkenen | None = None
) -> bool:
    """Whether this person is any one of these, in the gebied of the thing."""
    if not isinstance(gebruiker, Gebruiker):
        return False
    return any(_is(gebruiker, selector, plek, betrokkenen or {}) for selector in wie)


def _is(gebruiker: Gebruiker, selector: Selector, plek: Plek, betrokkenen: Betrokkenen) -> bool:
    if selector.soort == "iedereen":
        return True
    if selector.soort in betrokkenen:
        return gebruiker.pk in betrokkenen[selector.soort]
    return any(_past(vervulling, selector, plek) for vervulling in gebruiker.vervullingen)


def _past(vervulling: Vervulling, selector: Selector, plek: Plek) -> bool:
    return heet(vervulling, selector) and (selector.soort == "partij" or vervulling.geldt_in(plek))


def heet(vervulling: Vervulling, selector: Selector) -> bool:
    """Whether a selector means this role or its party, wherever that is."""
    match selector.soort:
        case "rol":
            return vervulling.rol.sleutel == selector.waarde
        case "kant":
            return vervulling.rol.kant == selector.waarde
        case "partij":
            return vervulling.partij_sleutel == selector.waarde
        case "soort":
            return vervulling.partij_soort == selector.waarde
        case "discipline":
            return selector.waarde in vervulling.disciplines
        case _:
            return False


def is_ergens_een(gebruiker: Gebruiker, wie: Wie) -> bool:
    """Whether this person may be one of these somewhere: to leave out early what is nowhere theirs."""
    return any(
        selector.soort == "iedereen" or any(heet(rol, selector) for rol in gebruiker.vervullingen)
        for selector in wie
    )


def personen(wie: Wie, plek: Plek, betrokkenen: Betrokkenen | None = None) -> QuerySet[Gebruiker]:
    """Return the active people who are any one of these there: recipients of messages, invitees."""
    q = Q(pk__in=[])
    for selector in wie:
        if betrokkenen and selector.soort in betrokkenen:
            q |= Q(pk__in=betrokkenen[selector.soort])
        else:
            q |= Q(pk__in=_toewijzingen(selector, plek).values("gebruiker"))
    return Gebruiker.objects.filter(q, is_active=True)


def rollen_van(selector: Selector, plek: Plek) -> set[str]:
    """Return the keys of the roles in which somebody is this there."""
    return set(_toewijzingen(selector, plek).values_list("rol", flat=True).distinct())


def _toewijzingen(selector: Selector, plek: Plek) -> QuerySet[Roltoewijzing]:
    rollen = {rol.sleutel: rol for rol in actief_profiel().rollen}
    geldig = Roltoewijzing.objects.geldig()
    if selector.soort == "partij":
        return geldig.filter(partij__sleutel=selector.waarde)
    match selector.soort:
        case "rol":
            namen = {selector.waarde}
            q = Q()
        case "kant":
            namen = {sleutel for sleutel, rol in rollen.items() if rol.kant == selector.waarde}
            q = Q()
        case "soort":
            namen = set(rollen)
            q = Q(partij__soort=selector.waarde)
        case "discipline":
            namen = set(rollen)
            q = Q(partij__disciplines__contains=[selector.waarde]) | Q(
                rol__in=[sleutel for sleutel, rol in rollen.items() if selector.waarde in rol.disciplines]
            )
        case _:
            return geldig.none()
    overal = [naam for naam in namen if naam in rollen and rollen[naam].bereik == "gemeente"]
    per_gebied = [naam for naam in namen if naam in rollen and rollen[naam].bereik == "gebied"]
    per_partij = [naam for naam in namen if naam in rollen and rollen[naam].bereik == "partij"]
    gebieden = list(plek.gebieden)
    thuis = Q(partij__in=plek.partijen) | Q(partij__gebieden__in=gebieden)
    # A party that is at home nowhere in particular is so where its people work (`Vervulling.partij_gebieden`).
    thuis |= Q(partij__isnull=False, partij__gebieden=None, gebied__in=gebieden)
    return geldig.filter(
        q,
        Q(rol__in=overal)
        | Q(rol__in=per_gebied, gebied__in=gebieden)
        | (Q(rol__in=per_partij) & thuis & (Q(gebied=None) | Q(gebied__in=gebieden))),
    )
