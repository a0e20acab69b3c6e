"""Rows beside meetings: who sees what is said about a form somewhere, who was asked to agree, whose calendar it is."""

from __future__ import annotations

from django.db.models import Q

from overleggen.zicht import (
    LEIDEN,
    NIETS,
    Overlegzicht,
    alle_selectors,
    betrokken,
    deelnames,
    per_vorm,
    plek_q,
    taken_q,
    uitgesloten_q,
)
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.regels.models import Instemming


def vorm_q(gebruiker: Gebruiker) -> Q:
    """`ziet_vorm` as a condition on a row with a form and a place."""
    q = per_vorm("", gebruiker.vervullingen, betrokken)
    open_vormen = Q(
        vorm__in=[vorm.sleutel for vorm in actief_profiel().overlegvormen if vorm.openbaar != "niet"]
    )
    for vervulling in gebruiker.vervullingen:
        if set(LEIDEN) & set(vervulling.rol.mag):
            waar = plek_q(vervulling, "")
            q |= waar if vervulling.rol.van_het_huis else waar & open_vormen
    return q & ~uitgesloten_q(gebruiker, "")


def gevraagd_q(gebruiker: Gebruiker, soort: str, *, alleen_open: bool = False) -> Q:
    """The things of a kind about which this person was asked to agree, as a condition on a row with a place."""
    q, open_q = NIETS, Q(stand=Instemming.Stand.GEVRAAGD) if alleen_open else Q()
    for vervulling in gebruiker.vervullingen:
        gevraagd = Instemming.objects.filter(open_q, object_soort=soort, wie__in=alle_selectors(vervulling))
        q |= Q(pk__in=gevraagd.values("object_id")) & plek_q(vervulling, "")
    return q


def eigen_q(gebruiker: Gebruiker) -> Q:
    """The meetings in the own calendar: where one takes part or has a task, of those one may know of."""
    deelname = Q(pk__in=deelnames(gebruiker, gebruiker.vervullingen).values("overleg"))
    erbij = deelname | taken_q("", gebruiker.vervullingen) | Q(gepland_door=gebruiker)
    return Q(Overlegzicht.van(gebruiker).overleg) & erbij
