"""What the pages of plans share: fetching through what may be seen, and taking a step with its answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from wijkagenda.models import Plan, Planitem
from wijkagenda.regels import onderwerp
from wijkagenda.stroom import PLAN
from wijkagenda.toestemming import toestemming
from wijkwerk.formulieren import FormulierMixin
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import eis_module
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_geweigerd
from wijkwerk.regels.service import Onderwerp, StapGeweigerd, eis_recht, mag_stap

View = Callable[..., HttpResponse]


def module(view: View) -> View:
    """404 where the municipality makes no plans."""

    @wraps(view)
    def met_module(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        eis_module("wijkagenda")
        return view(request, *args, **kwargs)

    return met_module


def haal_plan(request: Request, pk: int) -> Plan:
    """Return the plan, or a 404 that does not tell whether it exists."""
    plannen = Plan.objects.zichtbaar_voor(request.user).select_related("gebied", "vorige")
    return get_object_or_404(plannen, pk=pk)


def haal_item(request: Request, pk: int, item: int) -> Planitem:
    plan = haal_plan(request, pk)
    rij = get_object_or_404(plan.items.voor_lijst().select_related("overgenomen_van__plan", *EXTRA), pk=item)
    rij.plan = plan
    return rij


EXTRA = (
    "houder_partij",
    "houder_gebied",
    "houder_persoon",
    "afspraak__houder_partij",
    "afspraak__houder_gebied",
    "afspraak__houder_persoon",
    "ouder",
)


def mag(stap: str, plan: Plan, gebruiker: Gebruiker, over: Onderwerp | None = None) -> bool:
    """Whether this person may take this step from the state the plan is in."""
    stroom = PLAN[stap]
    return plan.stand in stroom.van and mag_stap(
        stroom, over or onderwerp(plan), gebruiker, toestemming(stap, plan)
    )


def eis_kans(request: Request, stap: str, plan: Plan) -> None:
    """Refuse the page of a step to who may not take it from any state, and log the attempt (R02)."""
    try:
        eis_recht(PLAN[stap], onderwerp(plan), request.user, toestemming(stap, plan, request.user))
    except PermissionDenied as verbod:
        noteer_geweigerd(door=request.user, stap=f"plan.{stap}", ding=plan, reden=str(verbod))
        raise


def ingestuurd(request: Request) -> Any:
    """What was sent in, for a form; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def zet_stap(request: Request, doe: Callable[[], object], gelukt: str, terug: str) -> HttpResponse:
    """A step of one click: say what happened, and go back to the page."""
    try:
        doe()
    except StapGeweigerd as geweigerd:
        for klacht in geweigerd.klachten:
            messages.error(request, str(klacht))
    else:
        messages.success(request, gelukt)
    return redirect(terug)


def met_form(
    request: Request,
    form: FormulierMixin,
    doe: Callable[[], object],
    gelukt: str,
    terug: str,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """A step with a form: GET shows it, POST takes it; a refusal stands in the form, nothing typed is lost."""
    if request.method == "POST" and form.is_valid():
        try:
            doe()
        except StapGeweigerd as geweigerd:
            form.neem_klachten_over(geweigerd.klachten)
        else:
            messages.success(request, gelukt)
            return redirect(terug)
    return render(
        request, template, {**context, "form": form, "terug": terug}, status=422 if form.is_bound else 200
    )
