"""The overview of one amount on the public site."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from budgetten import acties
from budgetten.forms import BenamingForm
from budgetten.geld import euro
from budgetten.models import Budgetaanvraag
from budgetten.models.aanvraag import GEWIST
from budgetten.views.gemeen import eis_kans, haal_pot, ingestuurd, met_form, module
from wijkwerk.gebruikers.rechten import Recht, bereik
from wijkwerk.htmx import Request
from wijkwerk.publicatie.plaatsscherm import toon_plaatsing
from wijkwerk.publicatie.service import Publicatie


@require_http_methods(["GET", "POST"])
@module
def publicatie(request: Request, pk: int) -> HttpResponse:
    """Preview and masking check, with the name of each award beside it."""
    pot = haal_pot(request, pk)
    eis_kans(request, acties.mag_publiceren(pot, request.user), "jaarbudget.publiceren", pot)

    def plaats(bevestigd: set[str], gezien: str) -> Publicatie:
        return acties.publiceer(pot=pot, bevestigd=bevestigd, gezien=gezien, door=request.user)

    context = {
        "pot": pot,
        "kop": f"{pot.rij_naam} publiceren",
        "terug": pot.get_absolute_url(),
        "toegekend": acties.toegekend_uit(pot),
    }
    return toon_plaatsing(request, acties.te_plaatsen(pot), plaats, "budgetten/publicatie.html", context)


@require_http_methods(["GET", "POST"])
@module
def benaming(request: Request, pk: int) -> HttpResponse:
    """How one award is called for everybody. Who publishes need not see the request: only its name and its amount."""
    plaatst = bereik(request.user, Recht.PUBLICATIE_PLAATSEN)
    rijen = Budgetaanvraag.objects.toegekend().filter(plaatst.q(), jaarbudget__isnull=False).voor_lijst()
    aanvraag = get_object_or_404(rijen, pk=pk)
    if aanvraag.gevoelig != "nee" or aanvraag.titel == GEWIST or aanvraag.jaarbudget is None:
        raise Http404("Dit wordt niet gepubliceerd.")
    form = BenamingForm(ingestuurd(request), initial={"naam": aanvraag.naam_voor_iedereen})
    terug = reverse("budgetten:publicatie", args=[aanvraag.jaarbudget.pk])

    def doe() -> None:
        acties.noem(aanvraag=aanvraag, door=request.user, **form.cleaned_data)

    context = {
        "titel": "Naam voor iedereen",
        "uitleg": f"Zo staat deze toekenning van {euro(aanvraag.toegekend)} op de openbare site. De aanvraag zelf verandert niet.",
        "knop": "Sla de naam op",
    }
    return met_form(request, form, doe, "De naam is opgeslagen. Kijk het voorbeeld na.", terug, context)
