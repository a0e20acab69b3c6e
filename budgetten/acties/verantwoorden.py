"""After the award: carried out, accounted for, settled. What was not spent is in the budget again (HEL-05)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from budgetten.acties.gemeen import (
    als,
    mag_beheren,
    mag_verantwoorden,
    meld,
    vergrendel,
    vergrendel_pot,
    vertel,
)
from budgetten.models import Budgetaanvraag
from budgetten.regels import onderwerp
from budgetten.stroom import AANVRAAG
from budgetten.wie import Namens, is_eigen
from wijkwerk.berichten.service import trek_in
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, eis_stap


@dataclass(frozen=True, kw_only=True)
class Rekening:
    """What was spent, on what, and what came of it."""

    besteed: Decimal | None
    verantwoording: str = ""
    resultaat: str = ""


def _namens(aanvraag: Budgetaanvraag, door: Gebruiker) -> list[str]:
    return Namens("", "", aanvraag.partij, eigen=is_eigen(aanvraag, door)).selectors()


@transaction.atomic
def voer_uit(*, aanvraag: Budgetaanvraag, door: Gebruiker) -> Budgetaanvraag:
    """It was done; the account follows."""
    aanvraag = vergrendel(aanvraag)
    eis_stap(
        AANVRAAG["uitvoeren"],
        onderwerp(aanvraag, {"namens": _namens(aanvraag, door)}),
        door,
        stand=aanvraag.stand,
        toestemming=als(mag_verantwoorden(aanvraag, door), door),
    )
    aanvraag.stand = Budgetaanvraag.Stand.UITGEVOERD
    aanvraag.save(update_fields=["stand"])
    noteer(door=door, stap="budgetaanvraag.uitvoeren", ding=aanvraag)
    return aanvraag


@transaction.atomic
def verantwoord(*, aanvraag: Budgetaanvraag, rekening: Rekening, door: Gebruiker) -> Budgetaanvraag:
    """Account for what was spent; which texts that takes is up to the profile (HEL-05)."""
    aanvraag = vergrendel(aanvraag)
    ook = []
    if rekening.besteed is None:
        ook.append(Klacht("Vul in hoeveel er is uitgegeven.", "besteed"))
    elif rekening.besteed < 0:
        ook.append(Klacht("Een bedrag is nul of meer.", "besteed"))
    gegevens = {
        "besteed": rekening.besteed,
        "verantwoording": rekening.verantwoording.strip(),
        "resultaat": rekening.resultaat.strip(),
        "namens": _namens(aanvraag, door),
    }
    uitkomst = eis_stap(
        AANVRAAG["verantwoorden"],
        onderwerp(aanvraag, gegevens),
        door,
        stand=aanvraag.stand,
        toestemming=als(mag_verantwoorden(aanvraag, door), door),
        ook=ook,
    )
    aanvraag.stand = Budgetaanvraag.Stand.VERANTWOORD
    aanvraag.besteed = rekening.besteed
    aanvraag.verantwoording, aanvraag.resultaat = rekening.verantwoording.strip(), rekening.resultaat.strip()
    aanvraag.verantwoord_op, aanvraag.verantwoord_door = timezone.now(), door
    aanvraag.save(
        update_fields=[
            "stand",
            "besteed",
            "verantwoording",
            "resultaat",
            "verantwoord_op",
            "verantwoord_door",
        ]
    )
    noteer(
        door=door,
        stap="budgetaanvraag.verantwoorden",
        ding=aanvraag,
        gegevens={"besteed": str(rekening.besteed)},
    )
    trek_in("herinnering", aanvraag, reden="De verantwoording is er.")
    trek_in("budget-teruggelegd", aanvraag, reden="De verantwoording is er.")
    meld(uitkomst, aanvraag, "budget-aanvraag", door)
    return aanvraag


@transaction.atomic
def leg_terug(*, aanvraag: Budgetaanvraag, reden: str, door: Gebruiker) -> Budgetaanvraag:
    """The account is not complete: say what is missing; who accounts hears it."""
    aanvraag = vergrendel(aanvraag)
    eis_stap(
        AANVRAAG["terugleggen"],
        onderwerp(aanvraag, {"reden": reden.strip()}),
        door,
        stand=aanvraag.stand,
        toestemming=als(mag_beheren(aanvraag, door), door),
        ook=[] if reden.strip() else [Klacht("Schrijf op wat er nog mist.", "reden")],
    )
    keer = aanvraag.verantwoord_op
    aanvraag.stand = Budgetaanvraag.Stand.UITGEVOERD
    aanvraag.besteed, aanvraag.verantwoord_op, aanvraag.verantwoord_door = None, None, None
    aanvraag.teruggelegd = reden.strip()
    aanvraag.save(update_fields=["stand", "besteed", "verantwoord_op", "verantwoord_door", "teruggelegd"])
    noteer(door=door, stap="budgetaanvraag.terugleggen", ding=aanvraag, reden=reden.strip())
    vertel(aanvraag, "budget-teruggelegd", door, moment=str(keer))
    return aanvraag


@transaction.atomic
def stel_vast(*, aanvraag: Budgetaanvraag, door: Gebruiker) -> Budgetaanvraag:
    """Settle: what was not spent is in the budget again; more than was awarded is not paid."""
    aanvraag = vergrendel(aanvraag)
    if aanvraag.jaarbudget is not None:
        vergrendel_pot(aanvraag.jaarbudget)
    eis_stap(
        AANVRAAG["vaststellen"],
        onderwerp(aanvraag),
        door,
        stand=aanvraag.stand,
        toestemming=als(mag_beheren(aanvraag, door), door),
    )
    aanvraag.stand = Budgetaanvraag.Stand.VASTGESTELD
    aanvraag.vastgesteld_op, aanvraag.vastgesteld_door = timezone.now(), door
    aanvraag.save(update_fields=["stand", "vastgesteld_op", "vastgesteld_door"])
    noteer(door=door, stap="budgetaanvraag.vaststellen", ding=aanvraag)
    vertel(aanvraag, "budget-vastgesteld", door)
    return aanvraag
