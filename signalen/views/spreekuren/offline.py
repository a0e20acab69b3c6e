"""A spreekuur without a line: the shell that a device may keep, the service worker that shows it, and the queue that comes in later."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET, require_POST

from signalen.forms.snel import SchilForm, SnelForm
from signalen.models import Signaal, Spreekuur
from signalen.views.hulp import module
from wijkwerk import VERSIE
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, eis
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_geweigerd
from wijkwerk.regels.service import StapGeweigerd

# What the shell needs to look and work as it should.
BESTANDEN = (
    "css/stijl.css",
    "img/keuze.svg",
    "img/wijkwerk.svg",
    "js/spreekuur.js",
    "js/wachtrij.js",
    "js/wijkwerk.js",
)
SCHIL = "zonder-verbinding/"
# Longer after it a device sends nothing in by itself: who wrote it down then looks at it again.
NAKOMEN = timedelta(days=7)


@login_not_required
@require_GET
@cache_control(no_cache=True)
def dienst(request: HttpRequest) -> HttpResponse:
    """The service worker, for the addresses below this one. It names files, and nothing of anybody."""
    bestanden = [*map(static, BESTANDEN), reverse("huisstijl")]
    versie = hashlib.sha256(f"{VERSIE}{bestanden}".encode()).hexdigest()[:12]
    gegevens = {"versie": versie, "bestanden": bestanden, "schil": SCHIL}
    script = (
        f"self.wijkwerk = {json.dumps(gegevens)};\nimportScripts({json.dumps(static('js/dienst.js'))});\n"
    )
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@require_GET
@module("spreekuren")
@never_cache
def schil(request: Request, pk: int) -> HttpResponse:
    """The empty form of an open spreekuur as a device may keep it: no words, no names, no token."""
    rij = get_object_or_404(Spreekuur.objects.zichtbaar_voor(request.user).open().voor_lijst(), pk=pk)
    eis(request.user, Recht.SIGNAAL_REGISTREREN, rij.plek())
    form = SchilForm(gebruiker=request.user, spreekuur=rij)
    return render(request, "spreekuur/schil.html", {"spreekuur": rij, "form": form})


@login_not_required
@require_GET
@module("spreekuren")
@never_cache
def wachtrij(request: HttpRequest) -> HttpResponse:
    """Who is logged in, and a token to send with. A device asks this before it sends what it kept."""
    if not isinstance(request.user, Gebruiker):
        return _uitgelogd()
    return JsonResponse({"wie": str(request.user.pk), "csrf": get_token(request)})


@login_not_required
@require_POST
@module("spreekuren")
@never_cache
def inzending(request: Request, pk: int) -> HttpResponse:
    """One entry from the queue of a device: taken in (again: the same one), or refused with the reasons, as JSON."""
    if not isinstance(request.user, Gebruiker):
        return _uitgelogd()
    rij = Spreekuur.objects.zichtbaar_voor(request.user).voor_lijst().filter(pk=pk).first()
    if rij is None:
        return _geweigerd(["Dit spreekuur bestaat niet, of u mag hier niet meer opschrijven."], 404)
    form = SnelForm(request.POST, gebruiker=request.user, spreekuur=rij, nagekomen=_mag_nakomen(rij))
    if not form.data.get("client_id"):
        return _geweigerd(["Er ontbreekt een kenmerk. Schrijf dit signaal opnieuw op."], 400)
    if not form.is_valid():
        return _geweigerd([str(fout) for fouten in form.errors.values() for fout in fouten], 422)
    try:
        signaal = form.registreer(request.user)
    except PermissionDenied as geweigerd:
        noteer_geweigerd(door=request.user, stap="signaal.registreren", ding=rij, reden=str(geweigerd))
        return _geweigerd([str(geweigerd)], 403)
    except StapGeweigerd as geweigerd:
        return _geweigerd([str(klacht) for klacht in geweigerd.klachten], 422)
    return _aangekomen(signaal)


def _mag_nakomen(rij: Spreekuur) -> bool:
    return timezone.now() - rij.eind < NAKOMEN


def _aangekomen(signaal: Signaal) -> JsonResponse:
    return JsonResponse({"nummer": signaal.nummer, "url": signaal.get_absolute_url()}, status=201)


def _geweigerd(klachten: list[str], status: int) -> JsonResponse:
    return JsonResponse({"klachten": klachten}, status=status)


def _uitgelogd() -> JsonResponse:
    return _geweigerd(["U bent niet meer ingelogd. Log opnieuw in."], 401)
