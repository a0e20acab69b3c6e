"""After the award: carried out, accounted for, sent back, settled."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from budgetten import acties
from budgetten.acties.gemeen import mag_beheren, mag_verantwoorden
from budgetten.forms import RekeningForm, TeruglegForm
from budgetten.geld import euro
from budgetten.regels import gevraagd
from budgetten.views.gemeen import eis_kans, haal_aanvraag, ingestuurd, met_form, module, zet_stap
from wijkwerk.htmx import Request


@require_POST
@module
def uitvoering(request: Request, pk: int) -> HttpResponse:
    aanvraag = haal_aanvraag(request, pk)
    eis_kans(request, mag_verantwoorden(aanvraag, request.user), "budgetaanvraag.uitvoeren", aanvraag)

    def doe() -> None:
        acties.voer_uit(aanvraag=aanvraag, door=request.user)

    return zet_stap(request, doe, "Uitgevoerd. Verantwoord nu wat het kostte.", aanvraag.get_absolute_url())


@require_http_methods(["GET", "POST"])
@module
def verantwoording(request: Request, pk: int) -> HttpResponse:
    aanvraag = haal_aanvraag(request, pk)
    eis_kans(request, mag_verantwoorden(aanvraag, request.user), "budgetaanvraag.verantwoorden", aanvraag)
    form = RekeningForm(
        ingestuurd(request),
        nodig=gevraagd(aanvraag.rij, "verantwoorden"),
        initial={"verantwoording": aanvraag.verantwoording, "resultaat": aanvraag.resultaat},
    )

    def doe() -> None:
        acties.verantwoord(aanvraag=aanvraag, rekening=form.rekening(), door=request.user)

    context = {
        "titel": "Verantwoorden",
        "uitleg": "Wat is er met het geld gedaan? Wat overblijft gaat terug in het budget.",
        "knop": "Verantwoord",
        "aanvraag": aanvraag,
        "feiten": [("Toegekend", euro(aanvraag.toegekend)), ("Wat er nog miste", aanvraag.teruggelegd)],
    }
    gelukt = "De verantwoording is binnen. U hoort het als zij is vastgesteld."
    return met_form(request, form, doe, gelukt, aanvraag.get_absolute_url(), context)


@require_http_methods(["GET", "POST"])
@module
def teruglegging(request: Request, pk: int) -> HttpResponse:
    aanvraag = haal_aanvraag(request, pk)
    eis_kans(request, mag_beheren(aanvraag, request.user), "budgetaanvraag.terugleggen", aanvraag)
    form = TeruglegForm(ingestuurd(request))

    def doe() -> None:
        acties.leg_terug(aanvraag=aanvraag, door=request.user, **form.cleaned_data)

    context = {
        "titel": "Verantwoording terugleggen",
        "uitleg": "De aanvrager krijgt bericht, en vult de verantwoording aan.",
        "knop": "Leg terug",
        "aanvraag": aanvraag,
    }
    return met_form(request, form, doe, "Teruggelegd.", aanvraag.get_absolute_url(), context)


@require_POST
@module
def vaststelling(request: Request, pk: int) -> HttpResponse:
    aanvraag = haal_aanvraag(request, pk)
    eis_kans(request, mag_beheren(aanvraag, request.user), "budgetaanvraag.vaststellen", aanvraag)

    def doe() -> None:
        acties.stel_vast(aanvraag=aanvraag, door=request.user)

    return zet_stap(request, doe, "De verantwoording is vastgesteld.", aanvraag.get_absolute_url())
