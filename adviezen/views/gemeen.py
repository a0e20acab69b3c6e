"""What the pages share: fetching through what may be seen, and taking a step with its answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from adviezen.bronnen import Bron, vind_bron
from adviezen.models import Advies, Adviesonderwerp
from wijkwerk.formulieren import FormulierMixin
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, bereik
from wijkwerk.gemeente.service import eis_module
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_geweigerd
from wijkwerk.regels.service import StapGeweigerd
from wijkwerk.wijken.models import Gebied, Partij

View = Callable[..., HttpResponse]


def module(view: View) -> View:
    """404 where the municipality does not work with advice."""

    @wraps(view)
    def met_module(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        eis_module("advies")
        return view(request, *args, **kwargs)

    return met_module


def haal_onderwerp(request: Request, pk: int) -> Adviesonderwerp:
    """Return the subject, or a 404 that does not tell whether it exists."""
    return get_object_or_404(Adviesonderwerp.objects.zichtbaar_voor(request.user).voor_lijst(), pk=pk)


def haal_advies(request: Request, pk: int) -> Advies:
    return get_object_or_404(Advies.objects.zichtbaar_voor(request.user).voor_lijst(), pk=pk)


def gekozen_bron(request: Request) -> Bron | None:
    """What somebody came from: `?bron=dossier-12`, as far as it exists for them."""
    soort, _, pk = (request.GET.get("bron") or request.POST.get("bron") or "").partition("-")
    return vind_bron(soort, int(pk[:18]), request.user) if pk.isdecimal() else None


def gekozen_onderwerp(request: Request) -> Adviesonderwerp | None:
    """The subject that somebody came from: `?onderwerp=12`."""
    pk = request.GET.get("onderwerp", "")
    if not pk.isdecimal():
        return None
    zichtbaar = Adviesonderwerp.objects.zichtbaar_voor(request.user).select_related("gebied")
    return get_object_or_404(zichtbaar, pk=int(pk[:18]))


def ingestuurd(request: Request) -> Any:
    """What was sent in, for a form; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def gebieden_met(gebruiker: Gebruiker, *rechten: Recht) -> QuerySet[Gebied]:
    """The areas in which this person holds one of these rights; of a party also those above where it is at home."""
    alle = Gebied.objects.actief().order_by("naam")
    gebieden: set[int] = set()
    partijen: set[int] = set()
    for recht in rechten:
        waar = bereik(gebruiker, recht)
        if waar.alles:
            return alle
        gebieden |= waar.gebieden
        partijen |= waar.partijen
    boven = {
        pk
        for rij in Gebied.objects.filter(partijen__in=Partij.objects.filter(pk__in=partijen))
        for pk in rij.voorouders
    }
    return alle.filter(pk__in=Gebied.objects.binnen(gebieden).values("pk")) | alle.filter(pk__in=boven)


def tabs(actief: str) -> list[dict[str, object]]:
    """Between the two lists."""
    lijsten = (("adviezen", "Adviezen", "lijst"), ("informatie", "Informatie", "informatielijst"))
    return [
        {"naam": naam, "url": reverse(f"adviezen:{adres}"), "actief": sleutel == actief}
        for sleutel, naam, adres in lijsten
    ]


def eis_kans(request: Request, mag: bool, stap: str, ding: Any) -> None:
    """Refuse the page of a step to who may not take it, and log the attempt."""
    if not mag:
        reden = "U heeft hier niet het recht om dit te doen."
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
    context: dict[str, Any],
    template: str = "adviezen/stap.html",
) -> HttpResponse:
    """A step with a form: GET shows it, POST takes it; a refusal stands in the form, nothing typed is lost.

    `doe` may return the address to go to.
    """
    if request.method == "POST" and form.is_valid():
        try:
            naar = doe()
        except StapGeweigerd as geweigerd:
            form.neem_klachten_over(geweigerd.klachten)
        else:
            messages.success(request, gelukt)
            return redirect(naar or terug)
    status = 422 if form.is_bound else 200
    basis = {"uitleg": "", "over": None, "bron": None, "gevaar": False}
    return render(request, template, {**basis, **context, "form": form, "terug": terug}, status=status)
