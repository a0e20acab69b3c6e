"""The account of a year to everybody: preview, masking check, and the button (ETL-68)."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from prestaties import acties
from prestaties.views.gemeen import eis_kans, module
from wijkwerk.htmx import Request
from wijkwerk.publicatie.plaatsscherm import toon_plaatsing
from wijkwerk.publicatie.service import Publicatie
from wijkwerk.wijken.models import Gebied


@require_http_methods(["GET", "POST"])
@module
def publicatie(request: Request, jaar: int, gebied: str) -> HttpResponse:
    if not 2000 <= jaar <= 2100:
        raise Http404("Dit jaar kennen wij niet.")
    waar = get_object_or_404(Gebied, sleutel=gebied)
    eis_kans(request, acties.mag_publiceren(waar, request.user), "prestatiejaar.publiceren")
    rij = acties.jaar_van(gebied=waar, jaar=jaar, door=request.user)

    def plaats(bevestigd: set[str], gezien: str) -> Publicatie:
        return acties.publiceer(jaar=rij, bevestigd=bevestigd, gezien=gezien, door=request.user)

    context = {
        "jaar": rij,
        "kop": f"{rij} publiceren",
        "terug": f"{reverse('prestaties:overzicht')}?jaar={jaar}",
    }
    return toon_plaatsing(request, acties.te_plaatsen(rij), plaats, "prestaties/publicatie.html", context)
