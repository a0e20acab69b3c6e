"""What the pages share: the tabs, fetching through what may be seen, and a step with a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from verantwoording.models import Evaluatie, Raadsrapportage
from verantwoording.zicht import ziet_terugblik
from wijkwerk.formulieren import FormulierMixin
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.htmx import Request
from wijkwerk.profiel.rijen.volgen import Rapportage
from wijkwerk.stapscherm import met_form, met_module

module = met_module("verantwoording")
LIJST = "Verantwoording"


def tabs(actief: str, gebruiker: Gebruiker) -> list[dict[str, object]]:
    """Between the three lists; who only reads reports has one."""
    rijen = [("rapporten", "Rapportages", "lijst")]
    if ziet_terugblik(gebruiker):
        rijen += [("punten", "Verbeterpunten", "verbeterpunten"), ("terugblik", "Evaluaties", "evaluaties")]
    if len(rijen) == 1:
        return []
    return [
        {"naam": naam, "url": reverse(f"verantwoording:{adres}"), "actief": sleutel == actief}
        for sleutel, naam, adres in rijen
    ]


def haal_rapport(request: Request, pk: int) -> Raadsrapportage:
    """Return the report, or a 404 that does not tell whether it exists."""
    return get_object_or_404(
        Raadsrapportage.objects.zichtbaar_voor(request.user).select_related("gebied"), pk=pk
    )


def rij_van(rapport: Raadsrapportage) -> Rapportage:
    """The row of the profile; a report of a profile that no longer has it is only read."""
    if rapport.rij is None:
        raise Http404("Deze rapportage staat niet meer in het gemeenteprofiel.")
    return rapport.rij


def haal_evaluatie(request: Request, pk: int) -> Evaluatie:
    return get_object_or_404(Evaluatie.objects.zichtbaar_voor(request.user).select_related("gebied"), pk=pk)


def toon_stap(
    request: Request,
    form: FormulierMixin,
    doe: Callable[[], str | None],
    gelukt: str,
    terug: str,
    *,
    titel: str,
    binnen: tuple[str, str],
    knop: str = "Opslaan",
    uitleg: str = "",
    gevaar: bool = False,
) -> HttpResponse:
    """`binnen` is (name, address) of the page in which this step lies."""
    context: dict[str, Any] = {
        "titel": titel,
        "uitleg": uitleg,
        "knop": knop,
        "gevaar": gevaar,
        "binnen_naam": binnen[0],
        "binnen_url": binnen[1],
    }
    return met_form(request, form, doe, gelukt, terug, "verantwoording/stap.html", context)
