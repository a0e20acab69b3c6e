"""What the pages share: fetching through what may be seen, and taking a step with its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from adviezen.models import Advies, Adviesonderwerp
from wijkwerk import stapscherm
from wijkwerk.formulieren import FormulierMixin
from wijkwerk.htmx import Request
from wijkwerk.stapscherm import eis_kans, ingestuurd, met_module, zet_stap

__all__ = [
    "eis_kans",
    "gekozen_onderwerp",
    "haal_advies",
    "haal_onderwerp",
    "ingestuurd",
    "met_form",
    "module",
    "tabs",
    "zet_stap",
]

module = met_module("advies")


def haal_onderwerp(request: Request, pk: int) -> Adviesonderwerp:
    """Return the subject, or a 404 that does not tell whether it exists."""
    return get_object_or_404(Adviesonderwerp.objects.zichtbaar_voor(request.user).voor_lijst(), pk=pk)


def haal_advies(request: Request, pk: int) -> Advies:
    return get_object_or_404(Advies.objects.zichtbaar_voor(request.user).voor_lijst(), pk=pk)


def gekozen_onderwerp(request: Request) -> Adviesonderwerp | None:
    """The subject that somebody came from: `?onderwerp=12`."""
    pk = request.GET.get("onderwerp", "")
    if not pk.isdecimal():
        return None
    zichtbaar = Adviesonderwerp.objects.zichtbaar_voor(request.user).select_related("gebied")
    return get_object_or_404(zichtbaar, pk=int(pk[:18]))


def tabs(actief: str) -> list[dict[str, object]]:
    """Between the two lists."""
    lijsten = (("adviezen", "Adviezen", "lijst"), ("informatie", "Informatie", "informatielijst"))
    return [
        {"naam": naam, "url": reverse(f"adviezen:{adres}"), "actief": sleutel == actief}
        for sleutel, naam, adres in lijsten
    ]


def met_form(
    request: Request,
    form: FormulierMixin,
    doe: Callable[[], str | None],
    gelukt: str,
    terug: str,
    context: dict[str, Any],
    template: str = "adviezen/stap.html",
) -> HttpResponse:
    """A step with a form on the page of this app."""
    basis = {"uitleg": "", "over": None, "bron": None, "gevaar": False}
    return stapscherm.met_form(request, form, doe, gelukt, terug, template, {**basis, **context})
