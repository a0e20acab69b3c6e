"""What every page of a meeting shares: is it here, may it be seen, its head, and what a refused step looks like."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from overleggen import poort
from overleggen.models import Agendapunt, Overleg, Verslag
from wijkwerk.formulieren import FormulierMixin
from wijkwerk.gemeente.service import eis_module
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_geweigerd
from wijkwerk.regels.service import Klacht, StapGeweigerd

P = ParamSpec("P")
T = TypeVar("T")

TABS = (
    ("detail", "Agenda"),
    ("programma", "Programma"),
    ("deelnemers", "Deelnemers"),
    ("tijdens", "Tijdens het overleg"),
    ("verslag", "Verslag"),
    ("briefing", "Briefing"),
)


def bij_overleggen(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """404 where the municipality does not hold meetings in this product."""

    @wraps(view)
    def binnen(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        eis_module("overleggen")
        return view(*args, **kwargs)

    return binnen


def haal_overleg(request: Request, pk: int) -> Overleg:
    """Return the meeting, or a 404 that does not tell whether it exists."""
    return get_object_or_404(
        Overleg.objects.zichtbaar_voor(request.user).voor_lijst().prefetch_related("delen"), pk=pk
    )


def haal_punt(request: Request, pk: int) -> Agendapunt:
    """Return the point, or a 404; `afgeschermd` says whether its content may be shown."""
    punten = Agendapunt.objects.zichtbaar_voor(request.user).met_schild(request.user)
    velden = ("deel", "overleg__gebied", "overleg__locatie", "aangedragen_door", "doorgeschoven_van__overleg")
    return get_object_or_404(punten.select_related(*velden), pk=pk)


def ingevuld(request: Request) -> QueryDict | None:
    """What was posted, for a form: also when nothing was filled in."""
    return request.POST if request.method == "POST" else None


def titel(punt: Agendapunt) -> str:
    """What this person may read of a point that was fetched with its shield."""
    return "Afgeschermd punt" if punt.afgeschermd else punt.titel


def kop(request: Request, overleg: Overleg, tab: str) -> dict[str, Any]:
    """The head of every page of one meeting: what, when, where, and the steps this person can take now."""
    tabs = [rij for rij in TABS if rij[0] != "programma" or overleg.vormrij.is_bezoek]
    adressen = {naam: reverse(f"overleggen:{naam}", args=[overleg.pk]) for naam, _ in tabs}
    return {
        "overleg": overleg,
        "vorm": overleg.vormrij,
        "tab": tab,
        "tabs": [{"naam": woord, "url": adressen[naam], "actief": naam == tab} for naam, woord in tabs],
        "kan": {
            stap: poort.mag(overleg, stap, request.user)
            for stap in poort.stroom.OVERLEG.stappen
            if stap != "plannen"
        },
        "lijst_url": reverse("overleggen:lijst"),
        "detail_url": adressen["detail"],
    }


def doe(
    request: Request, ding: models.Model, stap: str, actie: Callable[[], T], form: forms.Form | None = None
) -> tuple[T | None, tuple[Klacht, ...]]:
    """Take a step; return its result, or the complaints (put at their fields in the form when there is one).

    Somebody without the right gets a 403, and the attempt stands in the logboek.
    """
    try:
        return actie(), ()
    except StapGeweigerd as geweigerd:
        if isinstance(form, FormulierMixin):
            form.neem_klachten_over(geweigerd.klachten)
        return None, geweigerd.klachten
    except PermissionDenied as verbod:
        noteer_geweigerd(door=request.user, stap=stap, ding=ding, reden=str(verbod))
        raise


def eis_kans(request: Request, ding: Overleg | Agendapunt | Verslag, stap: str) -> None:
    """Refuse the page of a step to who may not take it, and log the attempt (R02)."""
    try:
        poort.eis_kans(ding, stap, request.user)
    except PermissionDenied as verbod:
        soort = ding._meta.model_name
        noteer_geweigerd(door=request.user, stap=f"{soort}.{stap}", ding=_bewaard(ding), reden=str(verbod))
        raise


def _bewaard(ding: Overleg | Agendapunt | Verslag) -> models.Model:
    """What the log can point at: of a report that is not there yet its meeting."""
    return ding.overleg if isinstance(ding, Verslag) and ding.pk is None else ding


def toon_adviezen(request: Request, adviezen: Iterable[Klacht]) -> None:
    for advies in adviezen:
        messages.warning(request, str(advies))


def toon_formulier(
    request: Request,
    overleg: Overleg,
    form: forms.Form | None,
    *,
    titel: str,
    knop: str,
    terug: str = "",
    **meer: Any,
) -> HttpResponse:
    """One step of a meeting as a page of its own; 422 when it was refused."""
    context = {
        "overleg": overleg,
        "form": form,
        "titel": titel,
        "knop": knop,
        "terug": terug or overleg.get_absolute_url(),
        "lijst_url": reverse("overleggen:lijst"),
        "klachten": (),
        "lead": "",
        "gevaar": False,
        **meer,
    }
    geweigerd = (form is not None and form.is_bound) or bool(context["klachten"])
    return render(request, "overleggen/stap.html", context, status=422 if geweigerd else 200)
