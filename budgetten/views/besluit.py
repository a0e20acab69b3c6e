"""Judging, awarding, declining, and making a signal of what is the basic level."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from budgetten import acties
from budgetten.acties.gemeen import mag_behandelen
from budgetten.acties.omzetten import meldsoorten, uitweg
from budgetten.forms import BesluitForm, OmzetForm, OordeelForm
from budgetten.geld import euro
from budgetten.organen import organen_voor
from budgetten.potten import pot_van
from budgetten.views.aanvraag import toon
from budgetten.views.gemeen import eis_kans, haal_aanvraag, ingestuurd, met_form, module
from wijkwerk.htmx import Request
from wijkwerk.regels.service import StapGeweigerd


@require_POST
@module
def oordeel(request: Request, pk: int, oordeel: str, criterium: str) -> HttpResponse:
    """One criterion; the form stands on the page of the request."""
    aanvraag = haal_aanvraag(request, pk)
    sleutel = f"{oordeel}.{criterium}"
    form = OordeelForm(request.POST, auto_id=f"id_{sleutel}_%s")
    if form.is_valid():
        try:
            acties.beoordeel(
                aanvraag=aanvraag,
                oordeel=oordeel,
                criterium=criterium,
                ja=form.cleaned_data["ja"] == "ja",
                toelichting=form.cleaned_data["toelichting"],
                door=request.user,
            )
        except KeyError as fout:
            raise Http404("Dit hoeft hier niet beoordeeld te worden.") from fout
        except StapGeweigerd as geweigerd:
            form.neem_klachten_over(geweigerd.klachten)
        else:
            messages.success(request, "Uw oordeel is opgeslagen.")
            return redirect(f"{aanvraag.get_absolute_url()}#toets")
    eis_kans(request, mag_behandelen(aanvraag, request.user), "budgetaanvraag.beoordelen", aanvraag)
    return toon(request, aanvraag, open_oordeel=sleutel, form=form, status=422)


@require_http_methods(["GET", "POST"])
@module
def toekenning(request: Request, pk: int) -> HttpResponse:
    aanvraag = haal_aanvraag(request, pk)
    organen = organen_voor(aanvraag, request.user)
    eis_kans(request, bool(organen), "budgetaanvraag.toekennen", aanvraag)
    pot = pot_van(aanvraag)
    form = BesluitForm(
        ingestuurd(request), organen=organen, met_bedrag=True, initial={"bedrag": aanvraag.bedrag}
    )

    def doe() -> None:
        acties.ken_toe(
            aanvraag=aanvraag,
            bedrag=form.cleaned_data["bedrag"],
            besluit=form.besluit(),
            door=request.user,
        )

    context = {
        "titel": "Aanvraag toekennen",
        "uitleg": "De aanvrager krijgt bericht, met uw uitleg.",
        "knop": "Ken toe",
        "aanvraag": aanvraag,
        "feiten": [
            ("Gevraagd", euro(aanvraag.bedrag)),
            ("Nog te besteden", euro(pot.over) if pot else "nog geen bedrag ingevoerd"),
            ("Uit", str(pot) if pot else ""),
        ],
    }
    return met_form(request, form, doe, "Toegekend.", aanvraag.get_absolute_url(), context)


@require_http_methods(["GET", "POST"])
@module
def afwijzing(request: Request, pk: int) -> HttpResponse:
    aanvraag = haal_aanvraag(request, pk)
    organen = organen_voor(aanvraag, request.user)
    eis_kans(request, bool(organen), "budgetaanvraag.afwijzen", aanvraag)
    form = BesluitForm(ingestuurd(request), organen=organen, met_bedrag=False)

    def doe() -> None:
        acties.wijs_af(aanvraag=aanvraag, besluit=form.besluit(), door=request.user)

    context = {
        "titel": "Aanvraag afwijzen",
        "uitleg": "De aanvrager krijgt bericht, met uw reden.",
        "knop": "Wijs af",
        "aanvraag": aanvraag,
        "gevaar": True,
    }
    return met_form(request, form, doe, "Afgewezen.", aanvraag.get_absolute_url(), context)


@require_http_methods(["GET", "POST"])
@module
def melding(request: Request, pk: int) -> HttpResponse:
    """What is the basic level becomes a signal (OIJ-31)."""
    aanvraag = haal_aanvraag(request, pk)
    eis_kans(request, mag_behandelen(aanvraag, request.user), "budgetaanvraag.omzetten", aanvraag)
    weg = uitweg(aanvraag)
    if weg is None:
        messages.error(request, "Beoordeel eerst of dit bij het basisniveau hoort.")
        return redirect(aanvraag)
    form = OmzetForm(ingestuurd(request), soorten=meldsoorten(weg[0]))

    def doe() -> None:
        acties.zet_om(aanvraag=aanvraag, soort=form.cleaned_data["soort"], door=request.user)

    context = {
        "titel": "Maak er een melding van",
        "uitleg": "Dit hoort bij wat de gemeente altijd doet. De aanvrager krijgt bericht, met uw uitleg.",
        "knop": "Maak er een melding van",
        "aanvraag": aanvraag,
        "feiten": [("Uw uitleg", weg[1].toelichting)],
    }
    return met_form(request, form, doe, "Het is nu een melding.", aanvraag.get_absolute_url(), context)
