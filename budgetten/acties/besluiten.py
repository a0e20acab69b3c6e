"""Deciding: never more than what is left, by whom the profile names for that amount, always with why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from budgetten.acties.gemeen import als, meld, vergrendel, vergrendel_pot, vertel
from budgetten.geld import euro
from budgetten.models import Budgetaanvraag, Jaarbudget
from budgetten.organen import Orgaan, namen, organen_voor
from budgetten.potten import pot_van
from budgetten.regels import onderwerp
from budgetten.stroom import AANVRAAG
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.models import Besluit
from wijkwerk.regels.service import Klacht, eis_stap


@dataclass(frozen=True, kw_only=True)
class Besluitinvoer:
    """Which body decided, when, and why; the number of its decision when somebody else records it."""

    orgaan: str
    motivering: str
    besloten_op: date | None
    kenmerk: str = ""


@transaction.atomic
def ken_toe(
    *, aanvraag: Budgetaanvraag, bedrag: Decimal | None, besluit: Besluitinvoer, door: Gebruiker
) -> Budgetaanvraag:
    """Award an amount: every condition of the profile met (OIJ-30, ETL-42, HEL-74), within what is left of the budget.

    Two decisions at the same moment cannot spend the same euro: the amount of the year is locked. Raises
    PermissionDenied, StandVeranderd when it was decided already, StapGeweigerd.
    """
    aanvraag = vergrendel(aanvraag)
    pot = pot_van(aanvraag)
    if pot is not None:
        pot = vergrendel_pot(pot)
    organen = organen_voor(aanvraag, door)
    _leg_vast(aanvraag, organen, besluit, door)
    uitkomst = eis_stap(
        AANVRAAG["toekennen"],
        onderwerp(aanvraag, {"toegekend": bedrag, "reden": besluit.motivering.strip()}),
        door,
        stand=aanvraag.stand,
        toestemming=als(bool(organen), door),
        ook=[*_over_bedrag(aanvraag, bedrag, pot), *_over_besluit(aanvraag, organen, besluit)],
    )
    assert bedrag is not None
    aanvraag.jaarbudget, aanvraag.toegekend = (pot if bedrag else None), bedrag
    _besluit(aanvraag, Budgetaanvraag.Stand.TOEGEKEND, organen, besluit, door)
    noteer(
        door=door,
        stap="budgetaanvraag.toekennen",
        ding=aanvraag,
        gegevens={"bedrag": str(bedrag), "orgaan": besluit.orgaan},
    )
    vertel(aanvraag, "budget-toegekend", door)
    meld(uitkomst, aanvraag, "budget-aanvraag", door)
    return aanvraag


@transaction.atomic
def wijs_af(*, aanvraag: Budgetaanvraag, besluit: Besluitinvoer, door: Gebruiker) -> Budgetaanvraag:
    """Decline, with the reason that who asked gets to read."""
    aanvraag = vergrendel(aanvraag)
    organen = organen_voor(aanvraag, door)
    eis_stap(
        AANVRAAG["afwijzen"],
        onderwerp(aanvraag, {"reden": besluit.motivering.strip()}),
        door,
        stand=aanvraag.stand,
        toestemming=als(bool(organen), door),
        ook=_over_besluit(aanvraag, organen, besluit),
    )
    _leg_vast(aanvraag, organen, besluit, door)
    _besluit(aanvraag, Budgetaanvraag.Stand.AFGEWEZEN, organen, besluit, door)
    noteer(door=door, stap="budgetaanvraag.afwijzen", ding=aanvraag, gegevens={"orgaan": besluit.orgaan})
    vertel(aanvraag, "budget-afgewezen", door)
    return aanvraag


def _over_bedrag(aanvraag: Budgetaanvraag, bedrag: Decimal | None, pot: Jaarbudget | None) -> list[Klacht]:
    if bedrag is None:
        return [Klacht("Vul een bedrag in.", "bedrag")]
    if bedrag < 0 or bedrag > aanvraag.bedrag:
        return [Klacht(f"Ken niet meer toe dan is gevraagd: {euro(aanvraag.bedrag)}.", "bedrag")]
    if bedrag == 0 and aanvraag.bedrag > 0:
        return [Klacht("Krijgt de aanvrager niets, wijs de aanvraag dan af.", "bedrag")]
    if bedrag and pot is None:
        return [Klacht(f"Voor {aanvraag.jaar} is hier nog geen bedrag ingevoerd.", "bedrag")]
    if pot is not None and bedrag > pot.over:
        return [Klacht(f"Dat is meer dan er nog is. Over is {euro(max(pot.over, Decimal(0)))}.", "bedrag")]
    return []


def _over_besluit(aanvraag: Budgetaanvraag, organen: list[Orgaan], besluit: Besluitinvoer) -> list[Klacht]:
    gekozen = next((orgaan for orgaan in organen if orgaan.sleutel == besluit.orgaan), None)
    klachten = []
    if gekozen is None:
        klachten.append(Klacht(f"Kies wie besloot. Dat is hier: {namen(aanvraag)}.", "orgaan"))
    elif not gekozen.zelf and not besluit.kenmerk.strip():
        klachten.append(Klacht(f"Noem het kenmerk van het besluit van: {gekozen.naam}.", "kenmerk"))
    if not besluit.motivering.strip():
        klachten.append(Klacht("Leg uit waarom. De aanvrager leest dit.", "motivering"))
    if besluit.besloten_op is None:
        klachten.append(Klacht("Kies de datum van het besluit.", "besloten_op"))
    elif besluit.besloten_op > timezone.localdate():
        klachten.append(Klacht("De datum van het besluit ligt in de toekomst.", "besloten_op"))
    elif besluit.besloten_op < timezone.localdate(aanvraag.ingediend_op):
        klachten.append(Klacht("Toen was dit nog niet aangevraagd. Kies een latere datum.", "besloten_op"))
    return klachten


def _leg_vast(
    aanvraag: Budgetaanvraag, organen: list[Orgaan], besluit: Besluitinvoer, door: Gebruiker
) -> None:
    """The decision as rules look for it (`besloten`); rolled back with a step that is refused."""
    if besluit.besloten_op is None or besluit.orgaan not in {orgaan.sleutel for orgaan in organen}:
        return
    Besluit.objects.create(
        object_soort="budgetaanvraag",
        object_id=aanvraag.pk,
        orgaan=besluit.orgaan,
        datum=besluit.besloten_op,
        kenmerk=besluit.kenmerk.strip(),
        vastgelegd_door=door,
    )


def _besluit(
    aanvraag: Budgetaanvraag,
    stand: Budgetaanvraag.Stand,
    organen: list[Orgaan],
    besluit: Besluitinvoer,
    door: Gebruiker,
) -> None:
    gekozen = next(orgaan for orgaan in organen if orgaan.sleutel == besluit.orgaan)
    aanvraag.stand = stand
    aanvraag.orgaan, aanvraag.orgaan_naam = gekozen.sleutel, gekozen.naam
    aanvraag.kenmerk, aanvraag.motivering = besluit.kenmerk.strip(), besluit.motivering.strip()
    aanvraag.besloten_op, aanvraag.besloten_door = besluit.besloten_op, door
    aanvraag.save(
        update_fields=[
            "stand", "jaarbudget", "toegekend", "orgaan", "orgaan_naam", "kenmerk", "motivering", "besloten_op",
            "besloten_door",
        ]
    )  # fmt: skip
