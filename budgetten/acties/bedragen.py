"""The amounts of a year: entered, or divided by inhabitants; and what functions receive of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from budgetten.acties.gemeen import vergrendel_pot
from budgetten.geld import euro, verdeel
from budgetten.models import Inwonertal, Jaarbudget, Vergoeding
from budgetten.zicht import beheert
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel.rijen.geld import Budget
from wijkwerk.regels.service import Klacht, StapGeweigerd
from wijkwerk.wijken.models import Gebied, Partij


def _budget(sleutel: str) -> Budget | None:
    vandaag = timezone.localdate()
    rijen = actief_profiel().budgetten
    return next((rij for rij in rijen if rij.sleutel == sleutel and rij.geldt_op(vandaag)), None)


def _eis_beheer(budget: Budget, gebied: Gebied, partij: Partij | None, door: Gebruiker) -> None:
    plek = Plek(frozenset(gebied.voorouders), frozenset({partij.pk} if partij else ()))
    if not beheert(door, budget, plek):
        raise PermissionDenied("U heeft hier niet het recht om dit te doen.")


@transaction.atomic
def voer_in(
    *,
    budget: str,
    jaar: int,
    gebied: Gebied,
    bedrag: Decimal,
    door: Gebruiker,
    partij: Partij | None = None,
    toelichting: str = "",
    inwoners: int | None = None,
) -> Jaarbudget:
    """Set the amount of a year for an area, or for one party there (DHR-30, BER-13); a second time changes it.

    Never below what was promised of it. Raises PermissionDenied for who does not manage it, StapGeweigerd.
    """
    rij = _budget(budget)
    if rij is None:
        raise StapGeweigerd((Klacht("Kies een budget uit de lijst.", "budget"),))
    _eis_beheer(rij, gebied, partij, door)
    if bedrag < 0:
        raise StapGeweigerd((Klacht("Een bedrag is nul of meer.", "bedrag"),))
    nieuw = Jaarbudget(
        budget=budget, jaar=jaar, gebied=gebied, partij=partij, bedrag=bedrag, ingevoerd_door=door
    )
    nieuw.zet_plek([gebied], [partij] if partij else [])
    pot, gemaakt = Jaarbudget.objects.get_or_create(
        budget=budget,
        jaar=jaar,
        gebied=gebied,
        partij=partij,
        defaults={
            "bedrag": bedrag,
            "ingevoerd_door": door,
            "plek_gebieden": nieuw.plek_gebieden,
            "plek_partijen": nieuw.plek_partijen,
        },
    )
    pot = vergrendel_pot(pot)
    if bedrag < pot.vast:
        raise StapGeweigerd(
            (Klacht(f"Van {pot} is al {euro(pot.vast)} toegezegd. Vul ten minste dat bedrag in.", "bedrag"),)
        )
    oud = None if gemaakt else str(pot.bedrag)
    pot.bedrag, pot.inwoners, pot.toelichting = bedrag, inwoners, toelichting.strip()
    pot.ingevoerd_door, pot.ingevoerd_op = door, timezone.now()
    pot.save(update_fields=["bedrag", "inwoners", "toelichting", "ingevoerd_door", "ingevoerd_op"])
    noteer(door=door, stap="jaarbudget.invoeren", ding=pot, gegevens={"bedrag": str(bedrag), "was": oud})
    return pot


@dataclass(frozen=True, kw_only=True)
class Verdeling:
    """An amount for several areas together, and how many people live in each. None: that is not known."""

    totaal: Decimal
    jaar: int
    inwoners: Mapping[Gebied, int | None] = field(default_factory=dict)
    bron: str = ""
    # Areas without a figure get nothing, said in so many words; else they are named and nothing is divided.
    zonder_cijfer_niet: bool = False


@transaction.atomic
def verdeel_naar_inwoners(*, budget: str, verdeling: Verdeling, door: Gebruiker) -> list[Jaarbudget]:
    """Divide an amount in proportion to the inhabitants, to the cent (BER-13); return the amounts.

    Only where the profile divides this budget so (ETL-41). Raises PermissionDenied, StapGeweigerd.
    """
    rij = _budget(budget)
    if rij is None:
        raise StapGeweigerd((Klacht("Kies een budget uit de lijst.", "budget"),))
    for gebied in verdeling.inwoners:
        _eis_beheer(rij, gebied, None, door)
    bekend = {gebied: aantal for gebied, aantal in verdeling.inwoners.items() if aantal is not None}
    klachten = [*_klachten(rij, verdeling, bekend), *_eerder_verdeeld(rij, verdeling)]
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    for gebied, aantal in bekend.items():
        Inwonertal.objects.update_or_create(
            gebied=gebied,
            jaar=verdeling.jaar,
            defaults={
                "aantal": aantal,
                "bron": verdeling.bron.strip(),
                "ingevoerd_door": door,
                "ingevoerd_op": timezone.now(),
            },
        )
    leeg = Jaarbudget.objects.filter(budget=budget, jaar=verdeling.jaar, partij=None, bedrag__gt=0)
    for pot in leeg.filter(gebied__in=set(verdeling.inwoners) - set(bekend)).select_related("gebied"):
        # Divided before: what this area got then is part of what is divided now.
        voer_in(budget=budget, jaar=verdeling.jaar, gebied=pot.gebied, bedrag=Decimal(0), door=door)
    return [
        voer_in(
            budget=budget,
            jaar=verdeling.jaar,
            gebied=gebied,
            bedrag=bedrag,
            inwoners=bekend[gebied],
            toelichting=f"Deel van {euro(verdeling.totaal)}, naar inwoners ({verdeling.bron.strip()}).",
            door=door,
        )
        for gebied, bedrag in verdeel(verdeling.totaal, bekend).items()
    ]


def _klachten(budget: Budget, verdeling: Verdeling, bekend: Mapping[Gebied, int]) -> list[Klacht]:
    if budget.verdeling != "inwoners":
        return [Klacht("Dit budget wordt niet verdeeld naar het aantal inwoners.", eis=budget.eis)]
    klachten = []
    onbekend = [gebied for gebied, aantal in verdeling.inwoners.items() if aantal is None]
    if verdeling.totaal <= 0:
        klachten.append(Klacht("Vul een bedrag in van meer dan nul.", "totaal"))
    if not verdeling.bron.strip():
        klachten.append(Klacht("Schrijf op waar de aantallen vandaan komen.", "bron"))
    if onbekend and not verdeling.zonder_cijfer_niet:
        namen = ", ".join(gebied.naam for gebied in onbekend)
        klachten.append(Klacht(f"Van deze gebieden is het aantal inwoners niet bekend: {namen}.", "inwoners"))
    elif not sum(bekend.values()):
        klachten.append(Klacht("Vul van ten minste één gebied het aantal inwoners in.", "inwoners"))
    return klachten


def _eerder_verdeeld(budget: Budget, verdeling: Verdeling) -> list[Klacht]:
    """Over areas of another level already: both together would be more than the total."""
    niveaus = {gebied.niveau for gebied in verdeling.inwoners}
    elders = Jaarbudget.objects.filter(budget=budget.sleutel, jaar=verdeling.jaar, bedrag__gt=0)
    pot = elders.exclude(gebied__niveau__in=niveaus).select_related("gebied", "partij").first()
    if pot is None:
        return []
    return [
        Klacht(f"Voor {verdeling.jaar} staat er al een bedrag voor {pot.van}. Zet dat eerst op nul.", "jaar")
    ]


@transaction.atomic
def geef_vergoeding(
    *, pot: Jaarbudget, functie: str, bedrag: Decimal, van: date, tot: date, door: Gebruiker
) -> Vergoeding:
    """Record what a function receives in a period (DHR-29); never more than what is left.

    Only from a budget that the profile pays functions from: all else needs a decision. Raises PermissionDenied,
    StapGeweigerd.
    """
    _eis_beheer(pot.rij, pot.gebied, pot.partij, door)
    if not pot.rij.vergoedingen:
        raise StapGeweigerd((Klacht("Uit dit budget krijgt een functie geen vergoeding.", eis=pot.rij.eis),))
    pot = vergrendel_pot(pot)
    klachten = [
        Klacht(f"Dit bedrag is van {pot.jaar}. Kies een dag in dat jaar.", naam)
        for naam, dag in (("van", van), ("tot", tot))
        if dag.year != pot.jaar
    ]
    if not functie.strip():
        klachten.append(Klacht("Kies een functie.", "functie"))
    elif pot.rij.categorieen and functie not in pot.rij.categorieen:
        klachten.append(Klacht("Kies een functie uit de lijst.", "functie"))
    if bedrag <= 0:
        klachten.append(Klacht("Vul een bedrag in van meer dan nul.", "bedrag"))
    elif bedrag > pot.over:
        klachten.append(Klacht(f"Er is nog {euro(pot.over)} over.", "bedrag"))
    if tot < van:
        klachten.append(Klacht("De laatste dag ligt voor de eerste.", "tot"))
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    rij = Vergoeding.objects.create(
        jaarbudget=pot, functie=functie.strip(), bedrag=bedrag, van=van, tot=tot, ingevoerd_door=door
    )
    noteer(
        door=door, stap="vergoeding.geven", ding=pot, gegevens={"vergoeding": rij.pk, "bedrag": str(bedrag)}
    )
    return rij


@transaction.atomic
def trek_vergoeding_in(*, vergoeding: Vergoeding, door: Gebruiker) -> None:
    """It was a mistake, or it is not paid: the amount is there again."""
    pot = vergoeding.jaarbudget
    _eis_beheer(pot.rij, pot.gebied, pot.partij, door)
    vergrendel_pot(pot)
    weg, _ = Vergoeding.objects.filter(pk=vergoeding.pk).delete()
    if weg:
        noteer(
            door=door,
            stap="vergoeding.intrekken",
            ding=pot,
            gegevens={"vergoeding": vergoeding.pk, "bedrag": str(vergoeding.bedrag)},
        )
