"""What the pages share: fetching through what may be seen, and a step with its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from participatie.acties.gemeen import mag
from participatie.models import Traject
from participatie.regels import instellingen
from participatie.toolkit import leest
from wijkwerk.formulieren import FormulierMixin
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.htmx import Request
from wijkwerk.stapscherm import eis_kans, met_form, met_module

module = met_module("participatie")


def tabs(actief: str, gebruiker: Gebruiker) -> list[dict[str, object]]:
    """Between the paths, the yearly overview and the toolkit; nothing when there is nothing to choose."""
    rijen = [("trajecten", "Trajecten", "lijst")]
    if instellingen().jaaroverzicht:
        rijen.append(("overzicht", "Jaaroverzicht", "overzicht"))
    if leest(gebruiker):
        rijen.append(("toolkit", "Toolkit", "toolkit"))
    if len(rijen) == 1:
        return []
    return [
        {"naam": naam, "url": reverse(f"participatie:{adres}"), "actief": sleutel == actief}
        for sleutel, naam, adres in rijen
    ]


def haal(request: Request, pk: int) -> Traject:
    """Return the path, or a 404 that does not tell whether it exists."""
    return get_object_or_404(Traject.objects.zichtbaar_voor(request.user).voor_lijst(), pk=pk)


def haal_voor(request: Request, pk: int, stap: str) -> Traject:
    """Return the path for a page of this step; 403, logged, for who may not take it now."""
    traject = haal(request, pk)
    eis_kans(request, mag(stap, traject, request.user), f"traject.{stap}", traject)
    return traject


def toon_stap(
    request: Request,
    traject: Traject | None,
    form: FormulierMixin,
    doe: Callable[[], str | None],
    gelukt: str,
    terug: str,
    **context: Any,
) -> HttpResponse:
    basis: dict[str, Any] = {
        "uitleg": "",
        "gevaar": False,
        "traject": traject,
        "voorstel": None,
        "lees": [],
        "knop": "Opslaan",
    }
    return met_form(request, form, doe, gelukt, terug, "participatie/stap.html", {**basis, **context})
