"""The amounts of a year: entering, dividing, and what functions receive."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from budgetten import acties
from budgetten.forms import BedragForm, VerdeelForm, VergoedingForm
from budgetten.inwoners import voorstel_inwoners
from budgetten.models import Budgetaanvraag, Inwonertal, Jaarbudget, Vergoeding
from budgetten.service import beheerd
from budgetten.uitleg import meenemen
from budgetten.views.gemeen import eis_kans, haal_pot, ingestuurd, met_form, module, zet_stap
from budgetten.wie import lopende_budgetten
from budgetten.zicht import beheert
from wijkwerk.eenmalig import eenmaal
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.profiel.rijen.geld import Budget
from wijkwerk.profiel.wie import KANT_VAN_SOORT
from wijkwerk.publicatie.service import zichtbare_van
from wijkwerk.wijken.models import Gebied, Partij


@require_http_methods(["GET", "POST"])
@module
def bedrag(request: Request) -> HttpResponse:
    """Enter the amount of a year; for what stands there already it changes it."""
    waar = beheerd(request.user)
    eis_kans(request, bool(waar), "jaarbudget.invoeren")
    budgetten = [rij for rij in lopende_budgetten() if rij.sleutel in waar]
    gebieden = {rij for daar in waar.values() for rij in daar}
    boven = {pk for rij in gebieden for pk in rij.voorouders}
    begin = {
        naam: request.GET[naam] for naam in ("budget", "jaar", "gebied", "partij") if naam in request.GET
    }
    begin |= _staat_er(request, begin)
    form = BedragForm(
        ingestuurd(request),
        budgetten=budgetten,
        gebieden=Gebied.objects.filter(pk__in=[rij.pk for rij in gebieden]).order_by("naam"),
        partijen=_partijen(boven),
        initial=begin,
    )

    def doe() -> str:
        return acties.voer_in(door=request.user, **form.cleaned_data).get_absolute_url()

    context = {
        "titel": "Bedrag van een jaar",
        "uitleg": "Staat er voor dit jaar al een bedrag, dan verandert u het hiermee.",
        "knop": "Sla het bedrag op",
    }
    return met_form(request, form, doe, "Het bedrag is opgeslagen.", reverse("budgetten:overzicht"), context)


def _partijen(gebieden: Iterable[int]) -> QuerySet[Partij]:
    """Bodies of residents that ask for themselves; where no role does that for a party the amount is of the area."""
    zelf = any(
        rol.bereik == "partij" and Recht.BUDGET_AANVRAGEN in rol.mag for rol in actief_profiel().rollen
    )
    soorten = [soort for soort, kant in KANT_VAN_SOORT.items() if kant == "bewoners" and zelf]
    return (
        Partij.objects.actief().filter(soort__in=soorten, gebieden__in=gebieden).distinct().order_by("naam")
    )


def _staat_er(request: Request, begin: dict[str, str]) -> dict[str, Any]:
    """What was entered before, to change it."""
    if not all(begin.get(naam, "").isdecimal() for naam in ("jaar", "gebied")) or "budget" not in begin:
        return {}
    partij = begin.get("partij", "")
    rij = (
        Jaarbudget.objects.zichtbaar_voor(request.user)
        .filter(
            budget=begin["budget"],
            jaar=int(begin["jaar"][:4]),
            gebied=int(begin["gebied"][:18]),
            partij=int(partij[:18]) if partij.isdecimal() else None,
        )
        .first()
    )
    return {"bedrag": rij.bedrag, "toelichting": rij.toelichting} if rij else {}


@require_http_methods(["GET", "POST"])
@module
def verdeling(request: Request, budget: str) -> HttpResponse:
    """Divide an amount by inhabitants over the areas of one level (BER-13)."""
    rij = next((rij for rij in lopende_budgetten() if rij.sleutel == budget), None)
    if rij is None or rij.verdeling != "inwoners":
        raise Http404("Dit budget wordt niet verdeeld naar inwoners.")
    gebieden = beheerd(request.user).get(budget, [])
    if not gebieden:
        raise PermissionDenied("U heeft hier niet het recht om dit te doen.")
    aanwezig = {gebied.niveau for gebied in gebieden}
    niveaus = [niveau for niveau in actief_profiel().niveaus if niveau.sleutel in aanwezig]
    keuze = request.GET.get("niveau", "")
    niveau = keuze if keuze in aanwezig else _niveau(rij, [n.sleutel for n in niveaus])
    daar = [gebied for gebied in gebieden if gebied.niveau == niveau]
    form = VerdeelForm(
        ingestuurd(request), gebieden=daar, bekend=_bekend(daar), voorstel=voorstel_inwoners(daar)
    )

    def doe() -> str:
        potten = acties.verdeel_naar_inwoners(budget=budget, verdeling=form.verdeling(), door=request.user)
        return f"{reverse('budgetten:overzicht')}?jaar={potten[0].jaar}"

    context = {
        "titel": f"Verdelen naar inwoners: {rij.naam}",
        "uitleg": "Elk gebied krijgt een deel naar het aantal inwoners, tot op de cent. Samen is het precies het bedrag.",
        "knop": "Verdeel het bedrag",
        "niveaus": [
            {"naam": n.naam, "url": f"?niveau={n.sleutel}", "actief": n.sleutel == niveau} for n in niveaus
        ],
    }
    terug = reverse("budgetten:overzicht")
    return met_form(request, form, doe, "Het bedrag is verdeeld.", terug, context, "budgetten/verdeling.html")


def _niveau(budget: Budget, aanwezig: list[str]) -> str:
    """Where the holder meets, else the first level below the top."""
    for selector in budget.houder:
        if selector.soort == "overleg":
            for niveau in actief_profiel().overlegvorm(selector.waarde).niveaus:
                if niveau in aanwezig:
                    return niveau
    return aanwezig[1] if len(aanwezig) > 1 else aanwezig[0]


def _bekend(gebieden: Iterable[Gebied]) -> dict[int, tuple[int, int]]:
    """Of each the newest number that somebody confirmed: (year, number). One query."""
    rijen = Inwonertal.objects.filter(gebied__in=[rij.pk for rij in gebieden]).order_by("jaar")
    return {gebied: (jaar, aantal) for gebied, jaar, aantal in rijen.values_list("gebied", "jaar", "aantal")}


@require_GET
@module
def pot(request: Request, pk: int) -> HttpResponse:
    """One amount: what of it was awarded, to what this person may see, and what functions receive."""
    rij = haal_pot(request, pk)
    aanvragen = Budgetaanvraag.objects.zichtbaar_voor(request.user).filter(jaarbudget=rij)
    context = {
        "pot": rij,
        "aanvragen": list(aanvragen.voor_lijst()),
        "vergoedingen": list(rij.vergoedingen.all()),
        "mag_beheren": beheert(request.user, rij.rij, rij.plek()),
        "met_vergoedingen": rij.rij.vergoedingen,
        "meenemen": meenemen(rij.rij),
        "mag_publiceren": acties.mag_publiceren(rij, request.user),
        "publicaties": list(zichtbare_van(rij, request.user)),
    }
    return render(request, "budgetten/pot.html", context)


@require_http_methods(["GET", "POST"])
@module
def vergoeding(request: Request, pk: int) -> HttpResponse:
    rij = haal_pot(request, pk)
    eis_kans(request, beheert(request.user, rij.rij, rij.plek()), "vergoeding.geven", rij)
    if not rij.rij.vergoedingen:
        raise Http404("Uit dit budget krijgt een functie geen vergoeding.")
    form = VergoedingForm(ingestuurd(request), budget=rij.rij)

    def doe() -> None:
        eenmaal(
            Vergoeding,
            client_id=form.client_id,
            door=request.user,
            maak=lambda: acties.geef_vergoeding(pot=rij, door=request.user, **form.cleaned_data),
        )

    context = {
        "titel": "Vergoeding voor een functie",
        "uitleg": "Bijvoorbeeld onkosten van een voorzitter. Noem de functie, niet de persoon.",
        "knop": "Leg de vergoeding vast",
        "pot": rij,
    }
    return met_form(request, form, doe, "De vergoeding is vastgelegd.", rij.get_absolute_url(), context)


@require_POST
@module
def vergoeding_weg(request: Request, pk: int, vergoeding: int) -> HttpResponse:
    rij = haal_pot(request, pk)
    eis_kans(request, beheert(request.user, rij.rij, rij.plek()), "vergoeding.intrekken", rij)
    weg = get_object_or_404(Vergoeding.objects.filter(jaarbudget=rij), pk=vergoeding)

    def doe() -> None:
        acties.trek_vergoeding_in(vergoeding=weg, door=request.user)

    return zet_stap(request, doe, "De vergoeding is weg.", rij.get_absolute_url())
