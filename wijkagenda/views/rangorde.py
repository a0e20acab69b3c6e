"""Ranking the items of a kind: the most important one first."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wijkagenda import acties
from wijkagenda.views.gemeen import eis_kans, haal_item, haal_plan, module, zet_stap
from wijkwerk.htmx import Request


@require_http_methods(["GET", "POST"])
@module
def rangorde(request: Request, pk: int, soort: str) -> HttpResponse:
    """The list with a button up and down; each click is saved."""
    plan = haal_plan(request, pk)
    rij = next((rij for rij in plan.planvorm.items if rij.sleutel == soort and rij.gerangschikt), None)
    if rij is None:
        raise Http404("Dit soort onderwerp heeft geen volgorde van belang.")
    eis_kans(request, "bewerken", plan)
    if request.method == "POST":
        naar, _, nummer = request.POST.get("naar", "").partition("-")
        if naar not in {"boven", "onder"} or not nummer.isdecimal():
            raise Http404("Deze knop bestaat niet.")
        item = haal_item(request, pk, int(nummer[:18]))
        return zet_stap(
            request,
            lambda: acties.verplaats(item=item, omhoog=naar == "boven", door=request.user),
            f"“{item.titel}” is verplaatst.",
            reverse("wijkagenda:rangorde", args=[pk, soort]),
        )
    items = list(plan.items.niet_weggelaten().filter(soort=soort).order_by("volgorde", "pk"))
    context = {"plan": plan, "soort": rij, "items": items, "bewerkbaar": plan.is_bewerkbaar}
    return render(request, "wijkagenda/rangorde.html", context)
