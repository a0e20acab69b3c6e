"""What all pages share: fetch what one may see, take a step, show a refusal in the form."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn, ParamSpec, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from signalen.kijk import als_regel
from signalen.models import Signaal, SignaalQuerySet
from signalen.stroom import SIGNAAL
from wijkwerk.formaten import hoofdletter
from wijkwerk.formulieren import FormulierMixin
from wijkwerk.gebruikers.rechten import verbod
from wijkwerk.gemeente.service import eis_module
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_geweigerd
from wijkwerk.regels.service import Klacht, StandVeranderd, StapGeweigerd

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


def module(naam: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """404 when the municipality does not do this at all."""

    def versier(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def binnen(*args: P.args, **kwargs: P.kwargs) -> R:
            eis_module(naam)
            return view(*args, **kwargs)

        return binnen

    return versier


def ingevuld(request: Request) -> QueryDict | None:
    """What was sent in; None when the page is only opened. An empty form that was sent in is refused, not shown."""
    return request.POST if request.method == "POST" else None


def signalen_van(request: Request) -> SignaalQuerySet:
    """The signals that exist for this person, each with how much may be shown."""
    return Signaal.objects.zichtbaar_voor(request.user).select_related(
        "gebied", "houder_partij", "houder_gebied", "houder_persoon", "initiatief", "melder", "overdracht"
    )


def haal(request: Request, pk: int) -> Signaal:
    """Return the signal, or a 404 that does not tell whether it exists."""
    return get_object_or_404(signalen_van(request), pk=pk)


def weiger(request: Request, ding: models.Model, stap: str, reden: str) -> NoReturn:
    """Log the attempt and refuse it (R02)."""
    noteer_geweigerd(door=request.user, stap=stap, ding=ding, reden=reden)
    raise PermissionDenied(reden)


def eis_kans(request: Request, signaal: Signaal, stap: str, mag: bool) -> None:
    """Refuse the page of a step to who may not take it, with the reason that the role gives."""
    if mag:
        return
    recht = SIGNAAL[stap].recht if stap in SIGNAAL.stappen else None
    verbiedt = verbod(request.user, recht, signaal.plek()) if recht else None
    reden = (
        f"Als {verbiedt.rol.naam} mag u dit hier niet, ook niet met een andere rol."
        if verbiedt
        else "U heeft hier niet het recht om dit te doen."
    )
    weiger(request, signaal, f"signaal.{stap}", reden)


def probeer(
    request: Request, ding: models.Model, stap: str, form: forms.BaseForm | None, doe: Callable[[], Any]
) -> bool:
    """Take a step; return whether it was taken. A refusal stands in the form, or in a message when there is none."""
    try:
        doe()
    except PermissionDenied as geweigerd:
        weiger(request, ding, stap, str(geweigerd))
    except StapGeweigerd as geweigerd:
        if form is None or isinstance(geweigerd, StandVeranderd):
            _meld(request, geweigerd.klachten)
        if form is not None:
            assert isinstance(form, FormulierMixin)
            form.neem_klachten_over(geweigerd.klachten)
        return False
    meld_hints(request, form)
    return True


def _meld(request: Request, klachten: tuple[Klacht, ...]) -> None:
    for klacht in klachten:
        messages.warning(request, str(klacht))


# What a text seemed to hold. Never the words themselves: a message is kept until the next page.
HINTS = {
    "bsn": "een burgerservicenummer",
    "telefoon": "een telefoonnummer",
    "e-mail": "een e-mailadres",
    "naam": "een naam",
}


def meld_hints(request: Request, form: forms.BaseForm | None) -> None:
    """Say after saving what the hints while typing say to who has JavaScript; nothing was refused."""
    if request.htmx or not isinstance(form, FormulierMixin):
        return
    soorten = dict.fromkeys(HINTS[vondst.soort] for vondst in form.vondsten())
    if soorten:
        messages.info(request, f"In uw tekst staat misschien {' en '.join(soorten)}. Kijk of dat nodig is.")


def meld_adviezen(request: Request, adviezen: tuple[Klacht, ...]) -> None:
    """What the profile advises, and does not block."""
    for advies in adviezen:
        messages.info(request, f"Let op: {advies}")


def neem_stap(
    request: Request,
    signaal: Signaal,
    stap: str,
    form: forms.BaseForm,
    doe: Callable[[], Any],
    *,
    titel: str,
    knop: str,
    gelukt: str | Callable[[Any], str],
    daarna: Callable[[Any], Any] = lambda gedaan: None,
    **context: Any,
) -> HttpResponse:
    """One step of a signal: GET shows its form, POST takes it; a refusal stands in the form (422).

    `doe` may read `form.cleaned_data`, and returns what it made or changed: of that the advice is told, and from that
    `gelukt` and `daarna` may make the message and the page to go to (without: the signal).
    """
    if request.method == "POST" and form.is_valid():
        gedaan: list[Any] = []
        if probeer(request, signaal, f"signaal.{stap}", form, lambda: gedaan.append(doe())):
            meld_adviezen(request, getattr(gedaan[0], "adviezen", ()))
            messages.success(request, gelukt if isinstance(gelukt, str) else gelukt(gedaan[0]))
            return redirect(daarna(gedaan[0]) or signaal)
    return toon_stap(request, signaal, form, titel, knop=knop, **context)


def toon_stap(
    request: Request, signaal: Signaal, form: forms.BaseForm, titel: str, *, knop: str, **context: Any
) -> HttpResponse:
    """The page of one step: the form, and what is in it when it was refused (422)."""
    alles = {
        "regel": als_regel(signaal),
        "form": form,
        "titel": titel,
        "knop": knop,
        "uitleg": "",
        "keuzes": [],
        "gevaar": False,
    }
    return render(request, "signalen/stap.html", alles | context, status=422 if form.is_bound else 200)


def tab(naam: str, url: str, actief: bool) -> dict[str, Any]:
    """One of several forms for the same step."""
    return {"naam": hoofdletter(naam), "url": url, "actief": actief, "aantal": None}


def naar(signaal: Signaal) -> HttpResponse:
    return redirect("signalen:detail", signaal.pk)
