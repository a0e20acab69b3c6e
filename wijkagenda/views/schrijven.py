"""Writing in a plan: nobody overwrites another, and who agreed to what it said is asked again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from wijkagenda import acties
from wijkagenda.acties import Tekstconflict
from wijkagenda.acties.vragen import gaf_akkoord, naam_van
from wijkagenda.forms import PlanForm, SectieForm
from wijkagenda.models import Plan
from wijkagenda.regels import onderwerp
from wijkagenda.views.gemeen import eis_kans, haal_plan, ingestuurd, met_form, module
from wijkwerk.htmx import Request
from wijkwerk.regels.service import houder_sleutel


@require_http_methods(["GET", "POST"])
@module
def bewerken(request: Request, pk: int) -> HttpResponse:
    plan = haal_plan(request, pk)
    eis_kans(request, "bewerken", plan)
    form = PlanForm(ingestuurd(request), plan=plan)

    def doe() -> None:
        acties.bewerk(
            plan=plan, waarden=form.waarden(), versie=form.cleaned_data["versie"], door=request.user
        )
        _zeg_opnieuw(request, plan, akkoord)

    akkoord = gaf_akkoord(plan)
    context = {"plan": plan, "titel": "Plan bewerken", "knop": "Opslaan", "let_op": _let_op(plan, akkoord)}
    try:
        return met_form(
            request, form, doe, "Opgeslagen.", plan.get_absolute_url(), "wijkagenda/stap.html", context
        )
    except Tekstconflict as conflict:
        plan.refresh_from_db()
        return _conflict(
            request,
            plan,
            conflict,
            lambda versie: PlanForm(_met_versie(request, versie), plan=plan),
            plan.versie,
        )


@require_http_methods(["GET", "POST"])
@module
def sectie(request: Request, pk: int, sleutel: str) -> HttpResponse:
    """Write one section. When somebody else saved first, both texts are shown and nothing is lost."""
    plan = haal_plan(request, pk)
    eis_kans(request, "bewerken", plan)
    deel = next((rij for rij in plan.planvorm.secties if rij.sleutel == sleutel), None)
    if deel is None:
        raise Http404("Dit deel hoort niet bij dit plan.")
    rij = plan.secties.filter(sleutel=sleutel).first()
    begin = {"tekst": rij.tekst if rij else "", "versie": rij.versie if rij else 0}
    form = SectieForm(ingestuurd(request), initial=begin, naam=deel.naam)
    akkoord = gaf_akkoord(plan)

    def doe() -> None:
        acties.schrijf_sectie(plan=plan, sleutel=sleutel, door=request.user, **form.cleaned_data)
        _zeg_opnieuw(request, plan, akkoord)

    context = {
        "plan": plan,
        "titel": deel.naam,
        "uitleg": deel.toelichting,
        "knop": "Opslaan",
        "let_op": _let_op(plan, akkoord),
    }
    terug = f"{plan.get_absolute_url()}#deel-{sleutel}"
    try:
        return met_form(
            request, form, doe, f"“{deel.naam}” is opgeslagen.", terug, "wijkagenda/stap.html", context
        )
    except Tekstconflict as conflict:
        nu = plan.secties.filter(sleutel=sleutel).first()
        versie = nu.versie if nu else 0
        return _conflict(
            request, plan, conflict, lambda v: SectieForm(_met_versie(request, v), naam=deel.naam), versie
        )


def _let_op(plan: Plan, akkoord: list[str]) -> str:
    """Who answered about the whole plan, and what a change of its text does."""
    if not akkoord:
        return ""
    namen = _namen(plan, akkoord)
    return f"Over dit plan antwoordde al: {namen}. Verandert u de tekst, dan vragen wij opnieuw om akkoord."


def _zeg_opnieuw(request: Request, plan: Plan, eerst: list[str]) -> None:
    weg = sorted(set(eerst) - set(gaf_akkoord(plan))) if eerst else []
    if weg:
        messages.warning(request, f"Opnieuw om akkoord gevraagd: {_namen(plan, weg)}.")


def _namen(plan: Plan, sleutels: list[str]) -> str:
    over = onderwerp(plan)
    namen = {houder_sleutel(houder): houder.functie() for houder in over.houders.get("trekker", ())}
    return ", ".join(naam_van(sleutel, over, namen) for sleutel in sleutels)


def _met_versie(request: Request, versie: int) -> Any:
    """What was sent in, now based on what stands there: saving again is a choice."""
    gegevens = request.POST.copy()
    gegevens["versie"] = str(versie)
    return gegevens


def _conflict(
    request: Request, plan: Plan, conflict: Tekstconflict, maak: Callable[[int], Any], versie: int
) -> HttpResponse:
    anders = [
        (naam, conflict.nu[naam])
        for naam in conflict.nu
        if str(conflict.nu[naam]) != str(conflict.ingestuurd.get(naam))
    ]
    context = {"plan": plan, "form": maak(versie), "anders": anders, "terug": plan.get_absolute_url()}
    return render(request, "wijkagenda/conflict.html", context, status=409)
