"""Figures and stories under a plan."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from wijkagenda import acties
from wijkagenda.forms import BronForm
from wijkagenda.views.gemeen import eis_kans, haal_plan, ingestuurd, mag, met_form, module, zet_stap
from wijkwerk.htmx import Request


@require_http_methods(["GET", "POST"])
@module
def bronnen(request: Request, pk: int) -> HttpResponse:
    """Figures and stories under the plan, each with origin and date."""
    plan = haal_plan(request, pk)
    if request.method == "POST":
        eis_kans(request, "bewerken", plan)
    form = BronForm(ingestuurd(request))

    def doe() -> None:
        acties.voeg_bron_toe(plan=plan, door=request.user, **form.cleaned_data)

    context = {
        "plan": plan,
        "bronnen": list(plan.bronnen.all()),
        "bewerkbaar": mag("bewerken", plan, request.user),
    }
    terug = reverse("wijkagenda:bronnen", args=[plan.pk])
    return met_form(request, form, doe, "Toegevoegd.", terug, "wijkagenda/bronnen.html", context)


@require_POST
@module
def bron_weg(request: Request, pk: int, bron: int) -> HttpResponse:
    plan = haal_plan(request, pk)
    rij = plan.bronnen.filter(pk=bron).first()
    if rij is None:
        raise Http404("Deze bron is er niet meer.")
    rij.plan = plan
    terug = reverse("wijkagenda:bronnen", args=[plan.pk])
    return zet_stap(request, lambda: acties.verwijder_bron(bron=rij, door=request.user), "Weggehaald.", terug)
