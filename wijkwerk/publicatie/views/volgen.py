"""Following the public site by mail."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwerk.aanmeldscherm import Aanmeldscherm
from wijkwerk.openbaar import zonder_account
from wijkwerk.publicatie.forms import ALLES, VolgForm
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.volgen import acties
from wijkwerk.stapscherm import ingestuurd
from wijkwerk.wijken.models import Gebied

SCHERM = Aanmeldscherm(acties.VOLGEN, "nieuwsmail")


@zonder_account(formulier=True)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    gepubliceerd = Publicatie.objects.openbaar().geldig().order_by("gebied__naam")
    gebieden = gepubliceerd.values_list("gebied__sleutel", "gebied__naam").distinct()
    form = VolgForm(
        ingestuurd(request),
        gebieden=list(gebieden),
        initial={"gebied": request.GET.get("gebied", ALLES)},
    )

    def vraag_aan(*, e_mail: str) -> None:
        gebied = Gebied.objects.get(sleutel=form.sleutel) if form.sleutel else None
        acties.vraag_aan(e_mail=e_mail, gebied=gebied)

    return SCHERM.vraag(request, form, vraag_aan)


@zonder_account()
@require_safe
def verstuurd(request: HttpRequest) -> HttpResponse:
    return SCHERM.verstuurd(request)


@zonder_account(formulier=True)
@require_safe
def kijk(request: HttpRequest, sleutel: str) -> HttpResponse:
    return SCHERM.kijk(request, sleutel)


@zonder_account(formulier=True)
@require_POST
def bevestiging(request: HttpRequest, sleutel: str) -> HttpResponse:
    return SCHERM.bevestig(request, sleutel, acties.bevestig)


@csrf_exempt
@zonder_account(formulier=True)
@require_http_methods(["GET", "HEAD", "POST"])
def einde(request: HttpRequest, sleutel: str) -> HttpResponse:
    return SCHERM.einde(request, sleutel)
