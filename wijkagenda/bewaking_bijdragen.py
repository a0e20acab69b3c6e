"""Contributions to plans that wait and fall due: what a party was asked to bring, and its own figures (DHR-56)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wijkagenda.models import Bijdrage, Plan
from wijkwerk.berichten.service import Herinnering, Taak
from wijkwerk.berichten.termijnen import herinnermoment
from wijkwerk.cijfers.service import mag_invoeren
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import is_een, personen
from wijkwerk.profiel import Selector
from wijkwerk.profiel.wie import selector

# Working days before the last day of a contribution.
HERINNER_VOORAF = (5, 1)


def taken(gebruiker: Gebruiker, plannen: list[Plan]) -> Iterator[Taak]:
    """What somebody was asked to bring, and the figures that were asked of the party. One query, two for who enters figures."""
    open_ = Bijdrage.objects.open().filter(plan__in=plannen).select_related("plan__gebied", "partij")
    for rij in open_:
        if is_een(gebruiker, bedoeld(rij), plek_van(rij)):
            yield Taak(
                titel=f"Bijdragen aan {rij.plan}",
                waar=rij.plan.gebied.naam,
                sinds=rij.gevraagd_op,
                uiterlijk=rij.uiterlijk,
                url=rij.get_absolute_url(),
                knop="Draag bij",
            )
    if not _voert_in(gebruiker):
        return
    gevraagd = Bijdrage.objects.zonder_cijfers().filter(plan__in=plannen)
    for rij in gevraagd.select_related("plan__gebied", "partij"):
        if is_een(gebruiker, bedoeld(rij), plek_van(rij)) and mag_invoeren(gebruiker, rij.plan.gebied):
            yield Taak(
                titel=f"Uw cijfers voor {rij.plan}",
                waar=rij.plan.gebied.naam,
                sinds=rij.gevraagd_op,
                uiterlijk=rij.uiterlijk,
                url=rij.get_absolute_url(),
                knop="Voer cijfers in",
            )


def _voert_in(gebruiker: Gebruiker) -> bool:
    """Whether figures can have been asked of this person: of who works for a party. No query."""
    van_partij = any(vervulling.partij_id for vervulling in gebruiker.vervullingen)
    return van_partij and heeft_ergens(gebruiker, Recht.CIJFERS_INVOEREN)


def bedoeld(rij: Bijdrage) -> tuple[Selector, ...]:
    return (Selector("partij", rij.partij.sleutel),) if rij.partij else (selector(rij.van),)


def plek_van(rij: Bijdrage) -> Plek:
    partijen = frozenset({rij.partij_id}) if rij.partij_id else frozenset()
    return Plek(frozenset(rij.plan.plek_gebieden), partijen)


def herinneringen(dag: date) -> Iterator[Herinnering]:
    """Contributions that are due, and figures."""
    for rij in Bijdrage.objects.open().select_related("plan__gebied", "partij"):
        moment = herinnermoment(rij.uiterlijk, HERINNER_VOORAF, dag)
        if moment is not None:
            for persoon in personen(bedoeld(rij), plek_van(rij)):
                yield Herinnering(
                    ontvanger=persoon,
                    soort="herinnering",
                    ding=rij,
                    moment=moment,
                    uiterlijk=rij.uiterlijk,
                    titel=f"Bijdragen aan {rij.plan}",
                    url=rij.get_absolute_url(),
                )
    yield from _zonder_cijfers(dag)


def _zonder_cijfers(dag: date) -> Iterator[Herinnering]:
    """Figures that were asked of a party: whoever may enter them there hears it."""
    for rij in Bijdrage.objects.zonder_cijfers().select_related("plan__gebied", "partij"):
        moment = herinnermoment(rij.uiterlijk, HERINNER_VOORAF, dag)
        if moment is None:
            continue
        for persoon in personen(bedoeld(rij), plek_van(rij)):
            if mag_invoeren(persoon, rij.plan.gebied):
                yield Herinnering(
                    ontvanger=persoon,
                    soort="herinnering",
                    ding=rij,
                    moment=f"cijfers-{moment}",
                    uiterlijk=rij.uiterlijk,
                    titel=f"Uw cijfers voor {rij.plan}",
                    url=rij.get_absolute_url(),
                )
