"""What other apps, the desk and the clock ask of budgets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone

from budgetten.acties.indienen import mag_uit_signaal, wordt_aanvraag
from budgetten.models import Budgetaanvraag, Jaarbudget
from budgetten.opruimen import ruim_op
from budgetten.organen import organen_voor
from budgetten.termijnen import besluit_voor, herinneringen, verantwoording_voor
from budgetten.wie import eigen_q, is_eigen, lopende_budgetten
from budgetten.zicht import KIJKERS, beheert, besluiters, genoemd_in
from signalen.models import Signaal
from wijkwerk.berichten.service import Taak
from wijkwerk.formaten import hoofdletter
from wijkwerk.gebruikers.menu import MenuPunt, Verwijzing
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import is_ergens_een
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.geld import Budget
from wijkwerk.wijken.models import Gebied

__all__ = [
    "aanvraag_bij_signaal",
    "aanvraag_url",
    "beheerd",
    "doet_mee",
    "herinneringen",
    "menu",
    "niet_publiceren",
    "ruim_op",
    "sleutels_in_gebruik",
    "uit_signalen",
    "verwijzing",
    "vraagt",
    "werkvoorraad",
]

# On Vandaag, of each kind.
MEESTE_TAKEN = 100
# Newest first: so many are looked at for the masking check.
MEESTE = 5000


def doet_mee(gebruiker: Gebruiker) -> bool:
    """Whether this person asks, decides, manages or publishes anywhere; no query: the menu of everybody asks it."""
    if not actief_profiel().heeft("budgetten"):
        return False
    if any(
        heeft_ergens(gebruiker, recht)
        for recht in (*KIJKERS, Recht.BUDGET_AANVRAGEN, Recht.PUBLICATIE_PLAATSEN)
    ):
        return True
    return bool(genoemd_in(gebruiker))


def vraagt(gebruiker: Gebruiker) -> bool:
    """Whether this person may hand one in anywhere: asks, or handles what others ask."""
    rechten = (*KIJKERS, Recht.BUDGET_AANVRAGEN)
    return any(heeft_ergens(gebruiker, recht) for recht in rechten) or any(
        is_ergens_een(gebruiker, (*budget.beheer, *besluiters(budget))) for budget in lopende_budgetten()
    )


def beheert_ergens(gebruiker: Gebruiker, budget: Budget | None = None) -> bool:
    """Whether this person enters amounts somewhere, of this budget or of any."""
    if any(heeft_ergens(gebruiker, recht) for recht in (Recht.BUDGET_BEHEREN, Recht.BUDGET_KADERS)):
        return True
    budgetten = [budget] if budget is not None else lopende_budgetten()
    return any(is_ergens_een(gebruiker, rij.beheer) for rij in budgetten)


def beheerd(gebruiker: Gebruiker) -> dict[str, list[Gebied]]:
    """Per budget the areas in which this person enters amounts; no query for who does so nowhere."""
    budgetten = [rij for rij in lopende_budgetten() if beheert_ergens(gebruiker, rij)]
    gebieden = (
        [(rij, Plek(frozenset(rij.voorouders))) for rij in Gebied.objects.actief().order_by("naam")]
        if budgetten
        else []
    )
    per_budget = {
        rij.sleutel: [gebied for gebied, plek in gebieden if beheert(gebruiker, rij, plek)]
        for rij in budgetten
    }
    return {sleutel: daar for sleutel, daar in per_budget.items() if daar}


def menu(gebruiker: Gebruiker) -> list[MenuPunt]:
    if not doet_mee(gebruiker):
        return []
    naam = hoofdletter(actief_profiel().term("budget").meer)
    return [MenuPunt(naam, reverse("budgetten:overzicht"), 55)]


def sleutels_in_gebruik() -> set[tuple[str, str]]:
    """Budgets that rows refer to."""
    potten = Jaarbudget.objects.order_by().values_list("budget", flat=True).distinct()
    aanvragen = Budgetaanvraag.objects.order_by().values_list("budget", flat=True).distinct()
    return {("budget", sleutel) for sleutel in {*potten, *aanvragen}}


def verwijzing(pk: int, gebruiker: Gebruiker) -> Verwijzing | None:
    """What a reference to a request looks like for somebody who may see it."""
    rij = Budgetaanvraag.objects.zichtbaar_voor(gebruiker).filter(pk=pk).first()
    return Verwijzing(rij.titel, rij.get_absolute_url()) if rij else None


def aanvraag_bij_signaal(pk: int, gebruiker: Gebruiker) -> Verwijzing | None:
    """The request that a signal became, as far as this person sees it."""
    rij = Budgetaanvraag.objects.zichtbaar_voor(gebruiker).filter(signaal=pk).first()
    return Verwijzing(rij.titel, rij.get_absolute_url()) if rij else None


def _soorten() -> list[str]:
    """The kinds of signal that become a request, today."""
    vandaag = timezone.localdate()
    return [
        rij.sleutel
        for rij in actief_profiel().signaalsoorten
        if (rij.wordt or "").startswith("budgetaanvraag:") and rij.geldt_op(vandaag)
    ]


def uit_signalen() -> bool:
    """Whether any kind of signal becomes a request here."""
    return actief_profiel().heeft("budgetten") and bool(_soorten())


def aanvraag_url(pk: int, gebruiker: Gebruiker) -> str:
    """Where a signal becomes a request, for who may make one of it; else nothing. No query where no kind does that."""
    soorten = _soorten()
    if not soorten:
        return ""
    rijen = Signaal.objects.zichtbaar_voor(gebruiker).filter(pk=pk, soort__in=soorten, budgetaanvragen=None)
    signaal = rijen.select_related("gebied").first()
    if signaal is None or not mag_uit_signaal(signaal, gebruiker):
        return ""
    return f"{reverse('budgetten:nieuw', args=[wordt_aanvraag(signaal)])}?signaal={pk}"


def niet_publiceren(gebieden: frozenset[int]) -> tuple[list[str], list[str]]:
    """Return (names, texts): what residents wrote in requests in or below these gebieden; for settings.NIET_PUBLICEREN."""
    rijen = Budgetaanvraag.objects.filter(partij=None, plek_gebieden__overlap=sorted(gebieden))
    teksten = rijen.order_by("-pk").values_list("doel", "voor_wie", "eigen_inbreng", "draagvlak")[:MEESTE]
    return [], [tekst for rij in teksten for tekst in rij if tekst]


def werkvoorraad(gebruiker: Gebruiker) -> Iterator[Taak]:
    """What to decide on, what to account for, what to settle."""
    if not doet_mee(gebruiker):
        return
    toegekend, wacht = Q(stand__in=Budgetaanvraag.TE_VERANTWOORDEN), Q(stand=Budgetaanvraag.Stand.INGEDIEND)
    wacht |= toegekend & eigen_q(gebruiker)
    if beheert_ergens(gebruiker):
        # Also what nobody who asked can account for: they have no account.
        wacht |= Q(stand=Budgetaanvraag.Stand.VERANTWOORD)
        wacht |= toegekend & Q(pk__in=Budgetaanvraag.objects.zonder_mensen().values("pk"))
    # Each state apart: a hundred that wait for others do not hide what waits for this person.
    nummer = Window(RowNumber(), partition_by="stand", order_by=("ingediend_op", "pk"))
    rijen = (
        Budgetaanvraag.objects.zichtbaar_voor(gebruiker)
        .filter(wacht)
        .annotate(nummer=nummer)
        .filter(nummer__lte=MEESTE_TAKEN)
    )
    for aanvraag in rijen.select_related("gebied", "partij", "aanvrager", "signaal", "melding").order_by(
        "ingediend_op", "pk"
    ):
        yield from _taken(aanvraag, gebruiker)


def _taken(aanvraag: Budgetaanvraag, gebruiker: Gebruiker) -> Iterator[Taak]:
    match aanvraag.stand:
        case Budgetaanvraag.Stand.INGEDIEND:
            if organen_voor(aanvraag, gebruiker):
                yield _taak(aanvraag, "Besluiten over", "Besluit", besluit_voor(aanvraag))
        case Budgetaanvraag.Stand.VERANTWOORD:
            if beheert(gebruiker, aanvraag.rij, aanvraag.plek()):
                yield _taak(aanvraag, "Verantwoording vaststellen", "Stel vast", None)
        case _:
            if is_eigen(aanvraag, gebruiker) or beheert(gebruiker, aanvraag.rij, aanvraag.plek()):
                yield _taak(aanvraag, "Verantwoorden", "Verantwoord", verantwoording_voor(aanvraag))


def _taak(aanvraag: Budgetaanvraag, wat: str, knop: str, uiterlijk: date | None) -> Taak:
    return Taak(
        titel=f"{wat}: {aanvraag}",
        waar=aanvraag.gebied.naam,
        sinds=aanvraag.ingediend_op,
        uiterlijk=uiterlijk,
        url=aanvraag.get_absolute_url(),
        knop=knop,
    )
