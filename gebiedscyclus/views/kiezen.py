"""In which areas a round begins: proposals with their reasons, the choice is of a person (DHR-51)."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gebiedscyclus import acties
from gebiedscyclus.forms import KiesForm
from gebiedscyclus.keuze import voorstellen
from gebiedscyclus.views.gemeen import eis_kans, ingestuurd, met_form, module
from gebiedscyclus.zicht import leidt_ergens, lopende_cycli
from wijkwerk.htmx import Request


@require_http_methods(["GET", "POST"])
@module
def kiezen(request: Request, cyclus: str) -> HttpResponse:
    rij = next((rij for rij in lopende_cycli() if rij.sleutel == cyclus), None)
    if rij is None:
        raise Http404("Deze cyclus bestaat niet.")
    eis_kans(request, leidt_ergens(request.user, rij), "ronde.openen")
    terug = f"{reverse('cyclus:overzicht')}?cyclus={rij.sleutel}"
    keuzes = voorstellen(rij, request.user)
    if not keuzes:
        return render(request, "cyclus/niets_te_kiezen.html", {"rij": rij, "terug": terug})
    form = KiesForm(ingestuurd(request), keuzes=keuzes, moet_reden=rij.selectie)

    def doe() -> str:
        rondes = acties.kies(
            cyclus=rij.sleutel,
            gebieden=list(form.cleaned_data["gebieden"]),
            begin=form.cleaned_data["begin"],
            reden=form.cleaned_data["reden"],
            door=request.user,
        )
        return rondes[0].get_absolute_url() if len(rondes) == 1 else terug

    context = {
        "titel": "Kies gebieden" if rij.selectie else "Begin een ronde",
        "uitleg": f"{rij.naam}. Bij elk gebied staat wat ervoor pleit. Waar het meeste speelt staat bovenaan. U kiest.",
        "knop": "Begin",
        "rij": rij,
    }
    return met_form(request, form, doe, "De ronde is begonnen.", terug, context)
