"""Who sees what was agreed, how much money goes with it, and how it was judged: closed for other partners."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, bereik, heeft_ergens
from wijkwerk.gebruikers.rollen import Vervulling
from wijkwerk.gebruikers.wie import heet
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Selector

# The part of a report of the profile that this overview is.
ONDERDEEL = "prestatieafspraken"


def eigen_partijen(gebruiker: Gebruiker) -> set[int]:
    """The organisations for which this person agrees and delivers."""
    return {
        v.partij_id
        for v in gebruiker.vervullingen
        if v.partij_id is not None and Recht.PRESTATIE_LEVEREN in v.rol.mag
    }


def lezers() -> tuple[Selector, ...]:
    """To whom the profile reports on prestatieafspraken; of a meeting everybody who takes part."""
    profiel = actief_profiel()
    gevonden: list[Selector] = []
    for rapport in profiel.rapportages:
        if ONDERDEEL not in rapport.onderdelen:
            continue
        for selector in rapport.aan:
            if selector.soort == "overleg":
                gevonden.extend(profiel.overlegvorm(selector.waarde).deelnemers)
            else:
                gevonden.append(selector)
    return tuple(dict.fromkeys(gevonden))


def leesrollen(gebruiker: Gebruiker) -> Iterator[Vervulling]:
    """The roles in which somebody of the municipality or its government reads along; never a partner or a resident."""
    wie = lezers()
    for vervulling in gebruiker.vervullingen:
        if not vervulling.is_buiten and any(heet(vervulling, selector) for selector in wie):
            yield vervulling


def _waar(vervulling: Vervulling) -> Q:
    """Where a role of the house reaches."""
    if vervulling.rol.bereik == "gemeente":
        return Q(pk__isnull=False)
    if vervulling.rol.bereik == "gebied":
        return Q(plek_gebieden__overlap=[vervulling.gebied_id])
    return Q(plek_gebieden__overlap=sorted(vervulling.partij_gebieden))


def afspraak_q(gebruiker: Gebruiker) -> Q:
    q = bereik(gebruiker, Recht.PRESTATIE_CONTROLEREN).q()
    if partijen := eigen_partijen(gebruiker):
        q |= Q(plek_partijen__overlap=sorted(partijen), voorgelegd_op__isnull=False)
    geldend = ~Q(stand__in=["concept", "vervallen"])
    for vervulling in leesrollen(gebruiker):
        q |= geldend & _waar(vervulling)
    return q


def plaats_q(gebruiker: Gebruiker) -> Q:
    return bereik(gebruiker, Recht.PUBLICATIE_PLAATSEN).q()


def controleert(gebruiker: Gebruiker) -> bool:
    return heeft_ergens(gebruiker, Recht.PRESTATIE_CONTROLEREN)


def doet_mee(gebruiker: Gebruiker) -> bool:
    """Whether this person has anything to look for here; no query: the menu of everybody asks it."""
    if not actief_profiel().heeft("prestaties"):
        return False
    return controleert(gebruiker) or bool(eigen_partijen(gebruiker)) or any(leesrollen(gebruiker))
