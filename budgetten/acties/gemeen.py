"""What the steps share: locking a request, who may take a step, telling who asked."""

from __future__ import annotations

from budgetten.models import Budgetaanvraag, Jaarbudget
from budgetten.wie import aanvragers, is_eigen
from budgetten.zicht import behandelt, beheert
from wijkwerk.berichten.service import zet_klaar, zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Selector
from wijkwerk.regels.service import Toestemming, Uitkomst

NIEMAND = Toestemming(wie=(Selector("houder"),), alleen=True, betrokkenen={"houder": frozenset()})


def vergrendel(aanvraag: Budgetaanvraag) -> Budgetaanvraag:
    rijen = Budgetaanvraag.objects.select_for_update(of=("self",))
    return rijen.select_related("gebied", "partij", "aanvrager", "jaarbudget", "signaal", "melding").get(
        pk=aanvraag.pk
    )


def vergrendel_pot(pot: Jaarbudget) -> Jaarbudget:
    """Lock the amount, then look at what is left of it: who else decides at this moment waits."""
    Jaarbudget.objects.select_for_update(of=("self",)).get(pk=pot.pk)
    return Jaarbudget.objects.met_standen().select_related("gebied", "partij").get(pk=pot.pk)


def als(mag: bool, door: Gebruiker) -> Toestemming:
    """This person or nobody: who may was found out before."""
    if not mag:
        return NIEMAND
    return Toestemming(wie=(Selector("houder"),), alleen=True, betrokkenen={"houder": frozenset({door.pk})})


def mag_behandelen(aanvraag: Budgetaanvraag, door: Gebruiker) -> bool:
    return behandelt(door, aanvraag.rij, aanvraag.plek())


def mag_beheren(aanvraag: Budgetaanvraag, door: Gebruiker) -> bool:
    return beheert(door, aanvraag.rij, aanvraag.plek())


def mag_verantwoorden(aanvraag: Budgetaanvraag, door: Gebruiker) -> bool:
    return is_eigen(aanvraag, door) or mag_behandelen(aanvraag, door)


def vertel(aanvraag: Budgetaanvraag, soort: str, door: Gebruiker, moment: str = "") -> None:
    """Tell who asked: the people of the party or the resident, else the address of the party.

    Who came by a signal without account hears it by the answer to that signal.
    """
    wie = [mens for mens in aanvragers(aanvraag) if mens.pk != door.pk]
    for mens in wie:
        zet_klaar(soort, ontvanger=mens, ding=aanvraag, moment=moment)
    partij = aanvraag.partij
    if partij is not None and partij.e_mail and not wie:
        zet_klaar(soort, adressant=("partij", partij.pk), ding=aanvraag, moment=moment)


def meld(uitkomst: Uitkomst, aanvraag: Budgetaanvraag, soort: str, door: Gebruiker) -> None:
    """Tell whom the profile names at this step."""
    if uitkomst.meldt:
        zet_klaar_voor(uitkomst.meldt, soort, ding=aanvraag, plek=aanvraag.plek(), behalve=door)
