"""What the pages share: fetching through what may be seen, and taking a step with its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from prestaties.models import Prestatieafspraak, Prestatiecontrole
from wijkwerk import stapscherm
from wijkwerk.formulieren import FormulierMixin
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.regels.service import Klacht
from wijkwerk.stapscherm import eis_kans, ingestuurd, met_module, zet_stap

__all__ = [
    "eis_kans",
    "haal",
    "haal_controle",
    "ingestuurd",
    "met_form",
    "module",
    "tabs",
    "themanamen",
    "zet_stap",
]

module = met_module("prestaties")


def _rijen(request: Request) -> QuerySet[Prestatieafspraak]:
    rijen = Prestatieafspraak.objects.zichtbaar_voor(request.user).voor_lijst()
    return rijen.select_related("partij", "planitem__plan", "vorige", "opvolger").prefetch_related(
        "controles"
    )


def haal(request: Request, pk: int) -> Prestatieafspraak:
    """Return the afspraak, or a 404 that does not tell whether it exists."""
    return get_object_or_404(_rijen(request), pk=pk)


def haal_controle(request: Request, pk: int, controle: int) -> Prestatiecontrole:
    afspraak = haal(request, pk)
    rij = get_object_or_404(Prestatiecontrole, pk=controle, afspraak=afspraak)
    rij.afspraak = afspraak
    return rij


def themanamen() -> dict[str, str]:
    return {rij.sleutel: rij.naam for rij in actief_profiel().themas}


def tabs(actief: str) -> list[dict[str, object]]:
    """Between the two lists."""
    lijsten = (("overzicht", "Overzicht"), ("lijst", "Afspraken"))
    return [
        {"naam": naam, "url": reverse(f"prestaties:{adres}"), "actief": adres == actief}
        for adres, naam in lijsten
    ]


# What a rule names otherwise than the form does.
_VELDEN = {"herkomst": "planitem", "prestatie": "wat", "opdrachtgevers": "opdrachtgever"}


def _als_veld(klacht: Klacht) -> Klacht:
    return replace(klacht, veld=_VELDEN.get(klacht.veld, klacht.veld))


def met_form(
    request: Request,
    form: FormulierMixin,
    doe: Callable[[], str | None],
    gelukt: str,
    terug: str,
    context: dict[str, Any],
    template: str = "prestaties/stap.html",
) -> HttpResponse:
    """A step with a form on the page of this app."""
    basis: dict[str, Any] = {
        "uitleg": "",
        "afspraak": None,
        "gevaar": False,
        "feiten": [],
        "rijen": [],
        "controle": None,
    }
    return stapscherm.met_form(
        request, form, doe, gelukt, terug, template, {**basis, **context}, lambda rijen: map(_als_veld, rijen)
    )
