"""Wanting to be involved, on the public site: asking, confirming, ending. Opening a link changes nothing."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participatie.acties import meedenken as acties
from participatie.forms.meedenken import MeedenkForm
from participatie.meedenken import vind_punt
from participatie.models import Meedenker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.openbaar import Grens, te_vaak, zonder_account
from wijkwerk.sleuteladres import BEDENKTIJD

AANVRAGEN = Grens("meedenken", hoogstens=20, per=timedelta(hours=1))
MISSERS = Grens("meedenken-sleutel", hoogstens=30, per=timedelta(minutes=10))
TE_VAAK = "Van dit internetadres kwamen net veel aanvragen. Wacht een uur en probeer het opnieuw."


@zonder_account(formulier=True)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, gebied: str, vorm: str, spoor: UUID) -> HttpResponse:
    """The form. Who is known here already gets the same answer, and the difference by mail."""
    gevonden = vind_punt(gebied, vorm, spoor)
    if gevonden is None:
        raise Http404("Dit staat niet (meer) in een overzicht.")
    stuk, punt = gevonden
    form = MeedenkForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            if not AANVRAGEN.is_voorbij(request):
                acties.vraag_aan(e_mail=form.cleaned_data["e_mail"], stuk=stuk, punt=punt)
                return redirect("meedenken:verstuurd")
            form.add_error(None, TE_VAAK)
            status = 429
    context = {
        "form": form,
        "stuk": stuk,
        "punt": punt,
        "dagen": BEDENKTIJD.days,
        "maanden": actief_profiel().bewaren.contact,
    }
    return render(request, "meedenken/begin.html", context, status=status)


@zonder_account()
@require_safe
def verstuurd(request: HttpRequest) -> HttpResponse:
    return render(request, "meedenken/verstuurd.html", {"dagen": BEDENKTIJD.days})


@zonder_account(formulier=True)
@require_safe
def kijk(request: HttpRequest, sleutel: str) -> HttpResponse:
    """In what this address wants to be involved, and the button that confirms or ends it."""
    if MISSERS.is_voorbij(request, tel=False):
        return te_vaak(request)
    rij = _zoek(request, sleutel)
    return _toon(request, rij) if rij else _dood(request)


@zonder_account(formulier=True)
@require_POST
def bevestiging(request: HttpRequest, sleutel: str) -> HttpResponse:
    if MISSERS.is_voorbij(request, tel=False):
        return te_vaak(request)
    rij = _zoek(request, sleutel)
    if rij is None or acties.bevestig(meedenker=rij) is None:
        return _dood(request)
    return redirect("meedenken:kijk", sleutel)


@csrf_exempt
@zonder_account(formulier=True)
@require_http_methods(["GET", "HEAD", "POST"])
def einde(request: HttpRequest, sleutel: str) -> HttpResponse:
    """The way out, by one click: the key alone is enough, and ending what was ended is well."""
    rij = Meedenker.objects.geldig().met_sleutel(sleutel).select_related("gebied").first()
    if request.method != "POST":
        return _toon(request, rij) if rij else _dood(request)
    if rij is not None:
        acties.stop(meedenker=rij)
    return render(request, "meedenken/gestopt.html")


def _zoek(request: HttpRequest, sleutel: str) -> Meedenker | None:
    """The row of this key while it is good; who guesses is stopped long before the first hit."""
    rij = Meedenker.objects.geldig().met_sleutel(sleutel).select_related("gebied").first()
    if rij is None:
        MISSERS.is_voorbij(request)
    return rij


def _toon(request: HttpRequest, rij: Meedenker) -> HttpResponse:
    return render(request, "meedenken/kijk.html", {"rij": rij, "maanden": actief_profiel().bewaren.contact})


def _dood(request: HttpRequest) -> HttpResponse:
    return render(request, "meedenken/dood.html", {"dagen": BEDENKTIJD.days}, status=410)
