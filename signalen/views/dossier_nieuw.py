"""A dossier that no signal started with."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from signalen import acties
from signalen.forms.dossier import NieuwDossierForm
from signalen.models import Dossier
from signalen.views.hulp import ingevuld, module
from wijkwerk.eenmalig import eenmaal
from wijkwerk.gebruikers.rechten import Recht, bereik, eis, heeft_ergens
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.htmx import Request
from wijkwerk.regels.service import StapGeweigerd
from wijkwerk.wijken.models import Gebied


@require_http_methods(["GET", "POST"])
@module("signalen")
def nieuw(request: Request) -> HttpResponse:
    """Open one without signals: a question about policy, or about what is to come."""
    if not heeft_ergens(request.user, Recht.SIGNAAL_BUNDELEN):
        eis(request.user, Recht.SIGNAAL_BUNDELEN, Plek())
    waar = bereik(request.user, Recht.SIGNAAL_BUNDELEN)
    gebieden = Gebied.objects.actief().order_by("naam")
    gebieden = gebieden if waar.alles else gebieden.binnen(waar.gebieden)
    form = NieuwDossierForm(ingevuld(request), gebieden=gebieden)
    if request.method == "POST" and form.is_valid():
        try:
            rij = eenmaal(
                Dossier,
                client_id=form.client_id,
                door=request.user,
                maak=lambda: acties.open_dossier(door=request.user, **form.cleaned_data),
            )
        except StapGeweigerd as geweigerd:
            form.neem_klachten_over(geweigerd.klachten)
        else:
            messages.success(request, "Het dossier is geopend.")
            return redirect(rij)
    return render(
        request, "signalen/dossier_nieuw.html", {"form": form}, status=422 if form.is_bound else 200
    )
