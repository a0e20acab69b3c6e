"""The pages, for everybody, of spreekuren and of the places where residents can go."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from signalen.terecht import plekken
from signalen.views.hulp import module
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.openbaar import zonder_account
from wijkwerk.wijken.models import Gebied


@zonder_account(vindbaar=True)
@require_safe
@module("spreekuren")
def overzicht(request: HttpRequest) -> HttpResponse:
    """All areas of the municipality."""
    return _toon(request, None)


@zonder_account(vindbaar=True)
@require_safe
@module("spreekuren")
def gebied(request: HttpRequest, gebied: str) -> HttpResponse:
    """One area and what lies in it."""
    return _toon(request, get_object_or_404(Gebied.objects.actief(), sleutel=gebied))


def _toon(request: HttpRequest, gebied: Gebied | None) -> HttpResponse:
    if not actief_profiel().openbare_spreekuren:
        raise Http404("Deze gemeente houdt geen openbare spreekuren.")
    return render(request, "publiek/terecht.html", {"gebied": gebied, "plekken": plekken(gebied)})
