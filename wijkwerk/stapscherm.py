"""What the pages of every app share: a step with a form, a step of one click, and the door of a module."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wijkwerk.formulieren import FormulierMixin
from wijkwerk.gemeente.service import eis_module
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_geweigerd
from wijkwerk.regels.service import Klacht, StapGeweigerd

View = Callable[..., HttpResponse]


def met_module(naam: str) -> Callable[[View], View]:
    """404 where the municipality does not work with this."""

    def versier(view: View) -> View:
        @wraps(view)
        def achter_de_deur(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            eis_module(naam)
            return view(request, *args, **kwargs)

        return achter_de_deur

    return versier


def ingestuurd(request: HttpRequest) -> Any:
    """What was sent in, for a form; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def eis_kans(request: Request, mag: bool, stap: str, ding: Model | None = None) -> None:
    """Refuse the page of a step to who may not take it, and log the attempt (R02)."""
    if not mag:
        reden = "U heeft hier niet het recht om dit te doen."
        if ding is not None:
            noteer_geweigerd(door=request.user, stap=stap, ding=ding, reden=reden)
        raise PermissionDenied(reden)


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
    template: str,
    context: Mapping[str, Any],
    klachten: Callable[[Iterable[Klacht]], Iterable[Klacht]] = tuple,
) -> HttpResponse:
    """A step with a form: GET shows it, POST takes it; a refusal stands in the form, nothing typed is lost.

    `doe` may return the address to go to; `klachten` gives complaints the names that the fields of this form have.
    """
    if request.method == "POST" and form.is_valid():
        try:
            naar = doe()
        except StapGeweigerd as geweigerd:
            form.neem_klachten_over(tuple(klachten(geweigerd.klachten)))
        else:
            messages.success(request, gelukt)
            return redirect(naar or terug)
    status = 422 if form.is_bound else 200
    return render(request, template, {**context, "form": form, "terug": terug}, status=status)
