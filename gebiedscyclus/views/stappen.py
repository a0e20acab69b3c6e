"""Taking a step further: begin, judge, end, establish, take back, move its last day."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from gebiedscyclus import acties
from gebiedscyclus.acties.gemeen import mag_stap_nemen
from gebiedscyclus.forms import AfrondForm, CriteriumForm, HeropenForm, VaststelForm, VerzetForm
from gebiedscyclus.models import Stap
from gebiedscyclus.views.gemeen import eis_kans, haal_stap, ingestuurd, met_form, module
from gebiedscyclus.views.stap import toon
from wijkwerk.htmx import Request
from wijkwerk.regels.service import StapGeweigerd


@require_POST
@module
def start(request: Request, pk: int) -> HttpResponse:
    """Begin the step; a plan opens at once."""
    stap = haal_stap(request, pk)
    try:
        stap = acties.start(stap=stap, door=request.user)
    except StapGeweigerd as geweigerd:
        for klacht in geweigerd.klachten:
            messages.error(request, str(klacht))
        return redirect(stap)
    messages.success(request, "De stap is begonnen.")
    return redirect(stap.plan or stap)


@require_POST
@module
def oordeel(request: Request, pk: int, criterium: str) -> HttpResponse:
    """One criterion; the form stands on the page of the step."""
    stap = haal_stap(request, pk)
    _eis(request, stap, "stap.beoordelen")
    form = CriteriumForm(request.POST, auto_id=f"id_{criterium}_%s")
    if form.is_valid():
        try:
            acties.beoordeel(
                stap=stap,
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
            return redirect(f"{stap.get_absolute_url()}#toets")
    return toon(request, stap, open_oordeel=criterium, form=form, status=422)


@require_http_methods(["GET", "POST"])
@module
def afronding(request: Request, pk: int) -> HttpResponse:
    stap = haal_stap(request, pk)
    _eis(request, stap, "stap.afronden")
    form = AfrondForm(ingestuurd(request), initial={"bevindingen": stap.bevindingen, "vervolg": stap.vervolg})

    def doe() -> None:
        acties.rond_af(stap=stap, door=request.user, **form.cleaned_data)

    context = {
        "titel": f"{stap.naam} afronden",
        "uitleg": "Schrijf kort op wat er uit kwam. Na het vaststellen kan de volgende stap beginnen.",
        "knop": "Rond af",
        "stap": stap,
    }
    return met_form(request, form, doe, "De stap is afgerond.", stap.get_absolute_url(), context)


@require_http_methods(["GET", "POST"])
@module
def vaststelling(request: Request, pk: int) -> HttpResponse:
    stap = haal_stap(request, pk)
    _eis(request, stap, "stap.vaststellen")
    form = VaststelForm(ingestuurd(request))

    def doe() -> None:
        acties.stel_vast(stap=stap, door=request.user, **form.cleaned_data)

    context = {"titel": f"{stap.naam} vaststellen", "knop": "Stel vast", "stap": stap}
    return met_form(request, form, doe, "De stap is vastgesteld.", stap.get_absolute_url(), context)


@require_http_methods(["GET", "POST"])
@module
def heropening(request: Request, pk: int) -> HttpResponse:
    stap = haal_stap(request, pk)
    _eis(request, stap, "stap.heropenen")
    form = HeropenForm(ingestuurd(request))

    def doe() -> None:
        acties.heropen(stap=stap, reden=form.cleaned_data["reden"], door=request.user)

    context = {"titel": f"{stap.naam} heropenen", "knop": "Heropen", "stap": stap}
    return met_form(
        request, form, doe, "U kunt de bevindingen weer wijzigen.", stap.get_absolute_url(), context
    )


@require_http_methods(["GET", "POST"])
@module
def termijn(request: Request, pk: int) -> HttpResponse:
    stap = haal_stap(request, pk)
    _eis(request, stap, "stap.verzetten")
    form = VerzetForm(ingestuurd(request), initial={"uiterlijk": stap.uiterlijk})

    def doe() -> None:
        acties.verzet(stap=stap, door=request.user, **form.cleaned_data)

    context = {
        "titel": f"{stap.naam}: andere laatste dag",
        "uitleg": "De reden blijft bij de stap staan.",
        "knop": "Verzet",
        "stap": stap,
    }
    return met_form(request, form, doe, "De laatste dag is verzet.", stap.get_absolute_url(), context)


def _eis(request: Request, stap: Stap, naam: str) -> None:
    eis_kans(request, mag_stap_nemen(stap, request.user), naam, stap)
