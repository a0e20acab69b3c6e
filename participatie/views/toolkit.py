"""The toolkit and the flow chart, for all staff (BER-51)."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from participatie.forms import WegingForm
from participatie.regels import instellingen
from participatie.toolkit import leest, paginas
from participatie.views.gemeen import module, tabs
from participatie.weging import stel_trede_voor
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.htmx import Request


def _eis_medewerker(request: Request) -> None:
    if not instellingen().toolkit:
        raise Http404("Deze gemeente heeft geen toolkit.")
    if not leest(request.user):
        raise PermissionDenied("De toolkit is voor medewerkers van de gemeente.")


@require_GET
@module
def toolkit(request: Request) -> HttpResponse:
    _eis_medewerker(request)
    context = {
        "paginas": list(paginas(request.user)),
        "tabs": tabs("toolkit", request.user),
        "met_schema": bool(instellingen().ladder) and bool(instellingen().weegfactoren),
    }
    return render(request, "participatie/toolkit.html", context)


@require_GET
@module
def stroomschema(request: Request) -> HttpResponse:
    """A short wizard: the same sum as a path uses; nothing is kept."""
    _eis_medewerker(request)
    if not instellingen().ladder or not instellingen().weegfactoren:
        raise Http404("Deze gemeente heeft geen stroomschema.")
    ingevuld = any(naam.startswith("score_") for naam in request.GET)
    form = WegingForm(request.GET if ingevuld else None, met_uitleg=False)
    voorstel = None
    if form.is_bound and form.is_valid():
        scores = {factor: score for factor, (score, _) in form.scores().items() if score is not None}
        voorstel = stel_trede_voor(instellingen().ladder, instellingen().weegfactoren, scores)
    context = {
        "form": form,
        "voorstel": voorstel,
        "treden": instellingen().ladder,
        "terug": reverse("participatie:toolkit"),
        "mag_starten": heeft_ergens(request.user, Recht.PARTICIPATIE_OPSTELLEN),
    }
    fout = form.is_bound and not form.is_valid()
    return render(request, "participatie/stroomschema.html", context, status=422 if fout else 200)
