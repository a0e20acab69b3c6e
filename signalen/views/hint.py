"""Hints while typing: what in a text seems to be about a person. Nothing is kept, and nothing is refused."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from signalen.views.hulp import module
from wijkwerk.htmx import Request
from wijkwerk.openbaar import Grens, zonder_account
from wijkwerk.persoonsgegevens import vind

LANGST = 8000
VRAGEN = Grens("hint", hoogstens=600, per=timedelta(hours=1))


@require_POST
@module("signalen")
def hint(request: Request) -> HttpResponse:
    """By POST, so that the text stands in no log."""
    return _toon(request)


@zonder_account(formulier=True)
@require_POST
@module("formulier")
def hint_zonder_account(request: HttpRequest) -> HttpResponse:
    return HttpResponse() if VRAGEN.is_voorbij(request) else _toon(request)


def _toon(request: HttpRequest) -> HttpResponse:
    teksten = [waarde for naam, waarde in request.POST.items() if naam != "csrfmiddlewaretoken"]
    vondsten = vind("\n".join(str(tekst) for tekst in teksten)[:LANGST])
    return render(request, "onderdelen/hint.html", {"vondsten": vondsten})
