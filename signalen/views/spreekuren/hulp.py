"""What the pages of a spreekuur share."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from signalen.models import Spreekuur
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gebruikers.wie import is_een
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request


def haal(request: Request, pk: int) -> Spreekuur:
    return get_object_or_404(Spreekuur.objects.zichtbaar_voor(request.user).voor_lijst(), pk=pk)


def eis(request: Request, rij: Spreekuur) -> None:
    """The page of a step is for who may take it; a step that is over leads back."""
    taken = actief_profiel().overlegvorm(rij.soort).taken
    genoemd = is_een(request.user, (*taken.initiatief, *taken.logistiek), rij.plek())
    if not genoemd and not mag(request.user, Recht.OVERLEG_PLANNEN, rij.plek()):
        raise PermissionDenied("U heeft hier niet het recht om dit te doen.")


def toon(request: Request, rij: Spreekuur, form: Any, titel: str, knop: str, **context: Any) -> HttpResponse:
    """The page of one step of a spreekuur (422 when the form was refused)."""
    alles = {"spreekuur": rij, "form": form, "titel": titel, "knop": knop, "sjabloon": ""}
    return render(request, "spreekuur/stap.html", alles | context, status=422 if form.is_bound else 200)
