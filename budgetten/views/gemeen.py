"""What the pages share: fetching through what may be seen, and taking a step with its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from budgetten.models import Budgetaanvraag, Jaarbudget
from wijkwerk.formulieren import FormulierMixin
from wijkwerk.gemeente.service import eis_module
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_geweigerd
from wijkwerk.regels.service import Klacht, StapGeweigerd

View = Callable[..., HttpResponse]


def module(view: View) -> View:
    """404 where the municipality does not work with budgets."""

    @wraps(view)
    def met_module(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        eis_module("budgetten")
        return view(request, *args, **kwargs)

    return met_module


def haal_aanvraag(request: Request, pk: int) -> Budgetaanvraag:
    """Return the request, or a 404 that does not tell whether it exists."""
    rijen = Budgetaanvraag.objects.zichtbaar_voor(request.user).voor_lijst()
    return get_object_or_404(
        rijen.select_related(
            "gebied", "partij", "jaarbudget", "signaal", "melding", "aanvrager", "planitem__plan"
        ),
        pk=pk,
    )


def haal_pot(request: Request, pk: int) -> Jaarbudget:
    return get_object_or_404(
        Jaarbudget.objects.zichtbaar_voor(request.user).met_standen().voor_lijst(), pk=pk
    )


def ingestuurd(request: Request) -> Any:
    """What was sent in, for a form; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def eis_kans(request: Request, mag: bool, stap: str, ding: Any = None) -> None:
    """Refuse the page of a step to who may not take it, and log the attempt."""
    if not mag:
        reden = "U heeft hier niet het recht om dit te doen."
        if ding is not None:
            noteer_geweigerd(door=request.user, stap=stap, ding=ding, reden=reden)
        raise PermissionDenied(reden)


def tabs(actief: str) -> list[dict[str, object]]:
    """Between the two lists."""
    lijsten = (("overzicht", "Overzicht", "overzicht"), ("aanvragen", "Aanvragen", "aanvragen"))
    return [
        {"naam": naam, "url": reverse(f"budgetten:{adres}"), "actief": sleutel == actief}
        for sleutel, naam, adres in lijsten
    ]


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
    doe: Callable[[], str | None],
    gelukt: str,
    terug: str,
    context: dict[str, Any],
    template: str = "budgetten/stap.html",
) -> HttpResponse:
    """A step with a form: GET shows it, POST takes it; a refusal stands in the form, nothing typed is lost.

    `doe` may return the address to go to.
    """
    if request.method == "POST" and form.is_valid():
        try:
            naar = doe()
        except StapGeweigerd as geweigerd:
            form.neem_klachten_over([_als_veld(klacht) for klacht in geweigerd.klachten])
        else:
            messages.success(request, gelukt)
            return redirect(naar or terug)
    status = 422 if form.is_bound else 200
    basis: dict[str, Any] = {"uitleg": "", "aanvraag": None, "gevaar": False, "feiten": []}
    return render(request, template, {**basis, **context, "form": form, "terug": terug}, status=status)


# What a rule names otherwise than the form does.
_VELDEN = {"herkomst": "planitem"}


def _als_veld(klacht: Klacht) -> Klacht:
    """The language writes `eigen-inbreng`, a form `eigen_inbreng`."""
    return replace(klacht, veld=_VELDEN.get(klacht.veld, klacht.veld.replace("-", "_")))
