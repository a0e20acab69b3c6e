"""Following by mail: asking for it, confirming, and ending. Opening a link changes nothing."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwerk.openbaar import Grens, te_vaak, zonder_account
from wijkwerk.publicatie.forms import ALLES, VolgForm
from wijkwerk.publicatie.models import Publicatie, Volger
from wijkwerk.publicatie.volgen import acties
from wijkwerk.sleuteladres import BEDENKTIJD
from wijkwerk.wijken.models import Gebied

AANVRAGEN = Grens("nieuwsmail", hoogstens=20, per=timedelta(hours=1))
MISSERS = Grens("nieuwsmail-sleutel", hoogstens=30, per=timedelta(minutes=10))
TE_VAAK = "Van dit internetadres kwamen net veel aanvragen. Wacht een uur en probeer het opnieuw."


@zonder_account(formulier=True)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """The form. Whoever follows already gets the same answer here, and the difference by mail."""
    gepubliceerd = Publicatie.objects.openbaar().geldig().order_by("gebied__naam")
    gebieden = gepubliceerd.values_list("gebied__sleutel", "gebied__naam").distinct()
    form = VolgForm(
        request.POST if request.method == "POST" else None,
        gebieden=list(gebieden),
        initial={"gebied": request.GET.get("gebied", ALLES)},
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            if not AANVRAGEN.is_voorbij(request):
                gebied = Gebied.objects.get(sleutel=form.sleutel) if form.sleutel else None
                acties.vraag_aan(e_mail=form.cleaned_data["e_mail"], gebied=gebied)
                return redirect("nieuwsmail:verstuurd")
            form.add_error(None, TE_VAAK)
            status = 429
    return render(request, "nieuwsmail/begin.html", {"form": form, "dagen": BEDENKTIJD.days}, status=status)


@zonder_account()
@require_safe
def verstuurd(request: HttpRequest) -> HttpResponse:
    return render(request, "nieuwsmail/verstuurd.html", {"dagen": BEDENKTIJD.days})


@zonder_account(formulier=True)
@require_safe
def volger(request: HttpRequest, sleutel: str) -> HttpResponse:
    """What this address follows, and the button that confirms or ends it."""
    if MISSERS.is_voorbij(request, tel=False):
        return te_vaak(request)
    rij = _zoek(request, sleutel)
    return render(request, "nieuwsmail/volger.html", {"volger": rij}) if rij else _dood(request)


@zonder_account(formulier=True)
@require_POST
def bevestiging(request: HttpRequest, sleutel: str) -> HttpResponse:
    if MISSERS.is_voorbij(request, tel=False):
        return te_vaak(request)
    rij = _zoek(request, sleutel)
    if rij is None or acties.bevestig(volger=rij) is None:
        return _dood(request)
    return redirect("nieuwsmail:volger", sleutel)


@csrf_exempt
@zonder_account(formulier=True)
@require_http_methods(["GET", "HEAD", "POST"])
def einde(request: HttpRequest, sleutel: str) -> HttpResponse:
    """The way out. A mail program sends the POST itself (RFC 8058): without cookie, and it follows no redirect.

    So the key alone is enough here, and ending what was ended is well. Nobody is stopped for asking often: many send
    it from one address, and a key is too long to guess.
    """
    rij = Volger.objects.geldig().met_sleutel(sleutel).select_related("gebied").first()
    if request.method != "POST":
        return render(request, "nieuwsmail/volger.html", {"volger": rij}) if rij else _dood(request)
    if rij is not None:
        acties.stop(volger=rij)
    return _gestopt(request)


def _zoek(request: HttpRequest, sleutel: str) -> Volger | None:
    """The row of this key while it is good; who guesses is stopped long before the first hit."""
    rij = Volger.objects.geldig().met_sleutel(sleutel).select_related("gebied").first()
    if rij is None:
        MISSERS.is_voorbij(request)
    return rij


def _dood(request: HttpRequest) -> HttpResponse:
    return render(request, "nieuwsmail/dood.html", {"dagen": BEDENKTIJD.days}, status=410)


def _gestopt(request: HttpRequest) -> HttpResponse:
    return render(request, "nieuwsmail/gestopt.html")
