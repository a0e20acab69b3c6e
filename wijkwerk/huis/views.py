"""Vandaag, the start page of everybody who logs in; health; and the pages for when something went wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.utils.module_loading import import_string
from django.views.decorators.http import require_GET

from signalen.service import beginpunt
from wijkwerk.berichten.service import Taak
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.huis.dekking import standen

# From here on an app may have more than it gives: each stops at so many of its own.
VOL = 100


@require_GET
def vandaag(request: Request) -> HttpResponse:
    """What waits for me, in order of harm: over term, today, this week, later; then what waits for others."""
    regels = werkvoorraad(request.user)
    taken = [regel for regel in regels if regel.komt is None]
    groepen = [
        (naam, [taak for taak in taken if taak.groep == sleutel]) for sleutel, naam in Taak.GROEPEN.items()
    ]
    return render(
        request,
        "huis/vandaag.html",
        {
            "groepen": [(naam, rijen) for naam, rijen in groepen if rijen],
            "aantal": len(taken),
            "vol": len(taken) >= VOL,
            "begin": beginpunt(request.user),
            "agenda": _binnenkort(regels),
            "rollen": _rollen(request.user),
        },
    )


@require_GET
def dekking(request: Request) -> HttpResponse:
    """What every area has according to the profile, and where it is missing: for the house (ETL-23)."""
    if not actief_profiel().dekkingen:
        raise Http404("Het profiel zegt niet wat ieder gebied heeft.")
    if not request.user.is_van_het_huis:
        raise PermissionDenied("Dit overzicht is voor de gemeente.")
    return render(request, "huis/dekking.html", {"standen": standen()})


def _binnenkort(regels: list[Taak]) -> list[tuple[datetime, Taak]]:
    """The first five of what comes, spreekuren and overleggen together."""
    komt = [(regel.komt, regel) for regel in regels if regel.komt is not None]
    return sorted(komt, key=lambda paar: paar[0])[:5]


def _rollen(gebruiker: Gebruiker) -> list[str]:
    """Which roles this person fills and where (no query)."""
    return [f"{vervulling.rol.naam}, {vervulling.plaats}" for vervulling in gebruiker.vervullingen]


def werkvoorraad(gebruiker: Gebruiker) -> list[Taak]:
    """Ask each app what waits for this person and what comes; sorted by day, what has none last."""
    taken: list[Taak] = []
    for pad in settings.WERKVOORRAAD:
        rijen: Iterable[Taak] = import_string(pad)(gebruiker)
        taken.extend(rijen)
    return sorted(taken, key=lambda taak: taak.volgorde)


@login_not_required
@require_GET
def gezondheid(request: HttpRequest) -> JsonResponse:
    """For the container and the monitor: 200 when database and cache answer, else 503."""
    delen = {"database": _werkt(_vraag_database), "cache": _werkt(_vraag_cache)}
    return JsonResponse(delen, status=200 if all(delen.values()) else 503)


def _werkt(vraag: Callable[[], None]) -> bool:
    try:
        vraag()
    except Exception:  # any failure of a dependency is the answer
        return False
    return True


def _vraag_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _vraag_cache() -> None:
    cache.set("gezondheid", "ja", 5)


@login_not_required
def fout_400(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


@login_not_required
def fout_403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Forbidden, with the reason when the refusal gave one."""
    return render(request, "403.html", {"reden": str(exception)}, status=403)


@login_not_required
def fout_404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not found: says nothing about whether it exists."""
    return render(request, "404.html", status=404)


@login_not_required
def bestaat_niet(request: HttpRequest) -> HttpResponse:
    raise Http404


@login_not_required
def fout_500(request: HttpRequest) -> HttpResponse:
    """Without context: whatever broke must not break this page."""
    return HttpResponse(loader.get_template("500.html").render(), status=500)


@login_not_required
def csrf_mislukt(request: HttpRequest, reason: str = "") -> HttpResponse:
    reden = "Uw pagina stond te lang open. Ga terug, ververs de pagina en probeer het opnieuw."
    return render(request, "403.html", {"reden": reden}, status=403)
