"""Wanting to be involved, on the public site."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participatie.acties import meedenken as acties
from participatie.forms.meedenken import MeedenkForm
from participatie.meedenken import vind_punt
from wijkwerk.aanmeldscherm import Aanmeldscherm
from wijkwerk.openbaar import zonder_account
from wijkwerk.stapscherm import ingestuurd

SCHERM = Aanmeldscherm(acties.MEEDENKEN, "meedenken")


@zonder_account(formulier=True)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, gebied: str, vorm: str, spoor: UUID) -> HttpResponse:
    gevonden = vind_punt(gebied, vorm, spoor)
    if gevonden is None:
        raise Http404("Dit staat niet (meer) in een overzicht.")
    stuk, punt = gevonden
    vraag_aan = partial(acties.vraag_aan, stuk=stuk, punt=punt)
    return SCHERM.vraag(request, MeedenkForm(ingestuurd(request)), vraag_aan, stuk=stuk, punt=punt)


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
