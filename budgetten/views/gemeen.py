"""What the pages share: fetching through what may be seen, and taking a step with its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from budgetten.models import Budgetaanvraag, Jaarbudget
from wijkwerk import stapscherm
from wijkwerk.formulieren import FormulierMixin
from wijkwerk.htmx import Request
from wijkwerk.regels.service import Klacht
from wijkwerk.stapscherm import eis_kans, ingestuurd, met_module, zet_stap

__all__ = ["eis_kans", "haal_aanvraag", "haal_pot", "ingestuurd", "met_form", "module", "tabs", "zet_stap"]

module = met_module("budgetten")


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


def tabs(actief: str) -> list[dict[str, object]]:
    """Between the two lists."""
    lijsten = (("overzicht", "Overzicht", "overzicht"), ("aanvragen", "Aanvragen", "aanvragen"))
    return [
        {"naam": naam, "url": reverse(f"budgetten:{adres}"), "actief": sleutel == actief}
        for sleutel, naam, adres in lijsten
    ]


# What a rule names otherwise than the form does.
_VELDEN = {"herkomst": "planitem"}


def _als_veld(klacht: Klacht) -> Klacht:
    """The language writes `eigen-inbreng`, a form `eigen_inbreng`."""
    return replace(klacht, veld=_VELDEN.get(klacht.veld, klacht.veld.replace("-", "_")))


def met_form(
    request: Request,
    form: FormulierMixin,
    doe: Callable[[], str | None],
    gelukt: str,
    terug: str,
    context: dict[str, Any],
    template: str = "budgetten/stap.html",
) -> HttpResponse:
    """A step with a form on the page of this app."""
    basis: dict[str, Any] = {"uitleg": "", "aanvraag": None, "gevaar": False, "feiten": []}
    return stapscherm.met_form(
        request, form, doe, gelukt, terug, template, {**basis, **context}, lambda rijen: map(_als_veld, rijen)
    )
