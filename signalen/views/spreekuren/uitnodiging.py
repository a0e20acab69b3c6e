"""Inviting to a spreekuur, and its calendar file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from signalen import acties
from signalen.forms.spreekuur import UitnodigForm
from signalen.spreekuurmail import spreekuur_ics
from signalen.views.hulp import ingevuld, meld_adviezen, module, probeer
from signalen.views.spreekuren.hulp import eis, haal, toon
from wijkwerk.htmx import Request
from wijkwerk.regels.service import Klacht


@require_http_methods(["GET", "POST"])
@module("spreekuren")
def uitnodiging(request: Request, pk: int) -> HttpResponse:
    """Invite parties; those that the theme needs are proposed, with the reason."""
    rij = haal(request, pk)
    eis(request, rij)
    form = UitnodigForm(ingevuld(request), spreekuur=rij)
    if request.method == "POST" and form.is_valid():
        adviezen: tuple[Klacht, ...] = ()

        def doe() -> None:
            nonlocal adviezen
            adviezen = acties.nodig_uit(spreekuur=rij, partijen=form.partijen(), door=request.user)

        if probeer(request, rij, "spreekuur.uitnodigen", form, doe):
            messages.success(request, "Uitgenodigd. De mail gaat met een bestand voor de agenda.")
            meld_adviezen(request, adviezen)
            return redirect(rij)
    return toon(request, rij, form, "Wie nodigt u uit?", "Nodig uit")


@require_GET
@module("spreekuren")
def kalender(request: Request, pk: int) -> HttpResponse:
    rij = haal(request, pk)
    antwoord = HttpResponse(spreekuur_ics(rij), content_type="text/calendar; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="spreekuur-{rij.pk}.ics"'
    return antwoord
