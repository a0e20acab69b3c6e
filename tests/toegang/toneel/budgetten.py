"""Money: an amount with an allowance, a request that waits, one that was awarded, one that was accounted for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils import timezone

from budgetten import acties
from budgetten.acties import Besluitinvoer, Inhoud, Rekening
from budgetten.acties.oordelen import gevraagde_oordelen
from budgetten.models import Budgetaanvraag, Jaarbudget, Vergoeding
from budgetten.organen import organen_voor
from budgetten.wie import gebieden_voor, lopende_budgetten, namens_keuzes
from tests.toegang.toneel.spelers import Spelers
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.wijken.models import Gebied

INHOUD = Inhoud(
    titel="Plantenbakken op het plein",
    doel="Het plein wordt groen.",
    bedrag=Decimal(100),
    eigen_inbreng="Bewoners geven water.",
)


@dataclass
class Budgetscene:
    pot: Jaarbudget
    vergoeding: Vergoeding
    open: Budgetaanvraag
    gekregen: Budgetaanvraag
    klaar: Budgetaanvraag
    oordeel: str
    criterium: str


def _vraag(*, budget: str, gebied: Gebied, inhoud: Inhoud, door: Gebruiker) -> Budgetaanvraag:
    """As whoever asks first is: for the own party, or oneself."""
    rij = next(rij for rij in lopende_budgetten() if rij.sleutel == budget)
    handelt = [plek for plek in gebieden_voor(door, rij)[1] if plek.pk == gebied.pk]
    namens = next(iter(namens_keuzes(door, handelt)), "")
    return acties.dien_in(budget=budget, gebied=gebied, namens=namens, inhoud=inhoud, door=door)


def _vergoeding(spelers: Spelers, pot: Jaarbudget) -> Vergoeding:
    """From the budget that pays functions; a municipality without one has it as a leftover of an older profile."""
    rij = next((rij for rij in lopende_budgetten() if rij.vergoedingen), None)
    dag = timezone.localdate()
    if rij is None:
        return Vergoeding.objects.create(
            jaarbudget=pot,
            functie="voorzitter",
            bedrag=Decimal(50),
            van=dag,
            tot=dag,
            ingevoerd_door=pot.ingevoerd_door,
        )
    pot = spelers.doe(
        acties.voer_in, budget=rij.sleutel, jaar=dag.year, gebied=spelers.gebied, bedrag=Decimal(1000)
    )
    return spelers.doe(
        acties.geef_vergoeding,
        pot=pot,
        functie=next(iter(rij.categorieen), "voorzitter"),
        bedrag=Decimal(50),
        van=dag,
        tot=dag,
    )


def maak_budgetten(spelers: Spelers) -> Budgetscene | None:
    if not spelers.profiel.heeft("budgetten"):
        return None
    gebied, dag = spelers.gebied, timezone.localdate()
    for budget in lopende_budgetten():
        inhoud = replace(INHOUD, categorie=next(iter(budget.categorieen), ""))
        gegevens: dict[str, Any] = {"budget": budget.sleutel, "gebied": gebied, "inhoud": inhoud}
        if (eerste := spelers.probeer(_vraag, **gegevens)) is not None:
            break
    else:
        return None
    pot = spelers.doe(
        acties.voer_in, budget=budget.sleutel, jaar=dag.year, gebied=gebied, bedrag=Decimal(5000)
    )
    vergoeding = _vergoeding(spelers, pot)
    gekregen, klaar = (_ken_toe(spelers, spelers.doe(_vraag, **gegevens)) for _ in range(2))
    rekening = Rekening(besteed=Decimal(80), verantwoording="Bakken.", resultaat="Groen.")
    klaar = spelers.doe(acties.verantwoord, aanvraag=klaar, rekening=rekening)
    oordeel = next(iter(gevraagde_oordelen(eerste)), None)
    return Budgetscene(
        pot,
        vergoeding,
        eerste,
        gekregen,
        klaar,
        oordeel.sleutel if oordeel else "geen",
        oordeel.criteria[0].sleutel if oordeel else "geen",
    )


def _ken_toe(spelers: Spelers, aanvraag: Budgetaanvraag) -> Budgetaanvraag:
    for oordeel in gevraagde_oordelen(aanvraag):
        for criterium in oordeel.criteria:
            spelers.doe(
                acties.beoordeel,
                aanvraag=aanvraag,
                oordeel=oordeel.sleutel,
                criterium=criterium.sleutel,
                ja=True,
                toelichting="Ja.",
            )
    keuzes = [(mens, organen_voor(aanvraag, mens)) for mens in spelers.mensen]
    door, organen = next((mens, organen) for mens, organen in keuzes if organen)
    besluit = Besluitinvoer(
        orgaan=organen[0].sleutel, motivering="Goed.", besloten_op=timezone.localdate(), kenmerk="B1"
    )
    return spelers.doe(acties.ken_toe, eerst=[door], aanvraag=aanvraag, bedrag=Decimal(100), besluit=besluit)
