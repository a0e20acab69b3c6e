"""Recording what came out of a point that was put for discussion or decision."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from wijkagenda import acties
from wijkagenda.acties import Tekstconflict
from wijkagenda.forms import UitkomstForm
from wijkagenda.views.gemeen import eis_kans, haal_item, ingestuurd, met_form, module
from wijkwerk.htmx import Request


@require_http_methods(["GET", "POST"])
@module
def uitkomst(request: Request, pk: int, item: int) -> HttpResponse:
    rij = haal_item(request, pk, item)
    eis_kans(request, "besluiten", rij.plan)
    besluit = rij.plan.planvorm.item(rij.soort).besluit
    if not besluit:
        raise Http404("Bij dit soort punt hoort geen uitkomst.")
    form = UitkomstForm(ingestuurd(request), item=rij)
    terug = rij.plan.get_absolute_url()
    context = {
        "plan": rij.plan,
        "titel": f"Wat kwam eruit? {rij.titel}",
        "uitleg": "Dit staat straks bij het punt in het vastgestelde plan.",
        "knop": "Opslaan",
    }

    def doe() -> None:
        acties.leg_uitkomst_vast(
            item=rij, waarden=form.waarden(), versie=form.cleaned_data["versie"], door=request.user
        )

    try:
        return met_form(
            request, form, doe, "De uitkomst is opgeslagen.", terug, "wijkagenda/stap.html", context
        )
    except Tekstconflict as conflict:
        nu = haal_item(request, pk, item)
        ingestuurd_nu = request.POST.copy()
        ingestuurd_nu["versie"] = str(nu.versie)
        namen = {veld.sleutel: veld.naam for veld in besluit}
        context = {
            "plan": nu.plan,
            "form": UitkomstForm(ingestuurd_nu, item=nu),
            "anders": [(namen[naam], tekst) for naam, tekst in conflict.nu.items()],
            "terug": terug,
        }
        return render(request, "wijkagenda/conflict.html", context, status=409)
