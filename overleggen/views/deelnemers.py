"""Who takes part, who was there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from overleggen import acties
from overleggen.aanmelden import toezeggingen
from overleggen.forms import AanwezigForm, DeelnemerForm
from overleggen.models import Overleg
from overleggen.views.basis import (
    bij_overleggen,
    doe,
    eis_kans,
    haal_overleg,
    ingevuld,
    kop,
    toon_formulier,
)
from wijkwerk.htmx import Request, wants_partial


@require_GET
@bij_overleggen
def deelnemers(request: Request, pk: int) -> HttpResponse:
    return _toon(request, haal_overleg(request, pk), None)


def _toon(request: Request, overleg: Overleg, form: AanwezigForm | None, status: int = 200) -> HttpResponse:
    rijen = list(overleg.deelnemers.all())
    context = kop(request, overleg, "deelnemers")
    # Who said what is for who organises; the others see how many come.
    organiseert = context["kan"]["wijzigen"] or context["kan"]["aanwezig"]
    antwoorden = toezeggingen(rijen) if overleg.is_komend else {}
    context |= {
        "rijen": [{"rij": rij, "toezegging": antwoorden.get(rij.pk)} for rij in rijen],
        "toont_antwoorden": bool(antwoorden),
        "organiseert": organiseert,
        "kan_toevoegen": context["kan"][_toevoegstap(overleg)],
    }
    kan_noteren = context["kan"]["aanwezig"] and overleg.is_gehouden
    context["form"] = form or (AanwezigForm(deelnemers=rijen) if kan_noteren else None)
    return render(request, "overleggen/deelnemers.html", context, status=status)


def _toevoegstap(overleg: Overleg) -> str:
    """What somebody must be able to do to add a participant: afterwards it is who was there."""
    return "aanwezig" if overleg.is_gehouden else "wijzigen"


@require_POST
@bij_overleggen
def aanwezigheid(request: Request, pk: int) -> HttpResponse:
    overleg = haal_overleg(request, pk)
    eis_kans(request, overleg, "aanwezig")
    form = AanwezigForm(request.POST, deelnemers=overleg.deelnemers.all())
    if not form.is_valid():
        return _toon(request, overleg, form, 422)
    _, klachten = doe(
        request,
        overleg,
        "overleg.aanwezig",
        lambda: acties.leg_aanwezigheid_vast(overleg=overleg, aanwezig=form.aanwezig(), door=request.user),
        form,
    )
    if klachten:
        return _toon(request, overleg, form, 422)
    if wants_partial(request):
        return HttpResponse(status=204, headers={"HX-Trigger": "ververs"})
    messages.success(request, "De aanwezigheid is bewaard.")
    return redirect("overleggen:deelnemers", pk)


@require_http_methods(["GET", "POST"])
@bij_overleggen
def nieuwe_deelnemer(request: Request, pk: int) -> HttpResponse:
    overleg = haal_overleg(request, pk)
    eis_kans(request, overleg, _toevoegstap(overleg))
    form = DeelnemerForm(ingevuld(request), overleg=overleg)
    if request.method == "POST" and form.is_valid():
        rij, _ = doe(
            request,
            overleg,
            "overleg.deelnemer",
            lambda: acties.voeg_deelnemer_toe(overleg=overleg, door=request.user, **form.keuze()),
            form,
        )
        if rij is not None:
            messages.success(request, f"{rij.naam} neemt deel.")
            return redirect("overleggen:deelnemers", pk)
    return toon_formulier(request, overleg, form, titel="Deelnemer toevoegen", knop="Toevoegen")


@require_POST
@bij_overleggen
def verwijdering(request: Request, pk: int, deelnemer: int) -> HttpResponse:
    overleg = haal_overleg(request, pk)
    rij = get_object_or_404(overleg.deelnemers.select_related("overleg"), pk=deelnemer)
    _, klachten = doe(
        request,
        overleg,
        "overleg.deelnemer-weg",
        lambda: acties.verwijder_deelnemer(deelnemer=rij, door=request.user),
    )
    for klacht in klachten:
        messages.error(request, str(klacht))
    if not klachten:
        messages.success(request, f"{rij.naam} staat niet meer op de lijst.")
    return redirect("overleggen:deelnemers", pk)
