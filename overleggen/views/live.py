"""The running meeting: what is new since this screen looked, lines of the minutes, the clock, the point spoken of."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from overleggen import acties, zicht
from overleggen.acties.overleg import VersieVerouderd
from overleggen.forms import HerschrijfForm, TijdenForm
from overleggen.klok import minuten_van, stempel
from overleggen.models import Aantekening, Agendapunt, Overleg, Overlegdeel
from overleggen.views.basis import (
    bij_overleggen,
    doe,
    eis_kans,
    haal_overleg,
    haal_punt,
    ingevuld,
    kop,
    toon_formulier,
)
from overleggen.views.beeld import aantekenform, beeld
from overleggen.views.overleg import regels_van
from wijkwerk.htmx import Request, wants_partial


@require_GET
@never_cache
@bij_overleggen
def nieuws(request: Request, pk: int) -> HttpResponse:
    """The clock, and every point that looks different from what this screen says it shows (`g`); 204 when nothing does."""
    overleg = haal_overleg(request, pk)
    if not wants_partial(request):
        return redirect("overleggen:tijdens", pk)
    nu = stempel(overleg)
    if request.GET.get("stempel") == nu:
        return HttpResponse(status=204)
    alles = beeld(request, overleg, kop(request, overleg, "tijdens")["kan"], nu=nu)
    gezien = _gezien(request)
    hier = {str(rij["punt"].pk) for rij in alles["rijen"]}
    context = alles | {
        "overleg": overleg,
        "anders": [
            rij for rij in alles["rijen"] if gezien.get(str(rij["punt"].pk), rij["merk"]) != rij["merk"]
        ],
        "erbij": [rij for rij in alles["rijen"] if str(rij["punt"].pk) not in gezien],
        "weg": sorted(set(gezien) - hier),
    }
    return render(request, "overleggen/nieuws.html", context)


def _gezien(request: Request) -> dict[str, str]:
    """What the screen shows: of each point its mark. What is no point of ours is left out."""
    paren = (waarde.partition(".") for waarde in request.GET.getlist("g"))
    return {punt: merk for punt, _, merk in paren if punt.isdigit()}


@require_POST
@bij_overleggen
def begin(request: Request, pk: int) -> HttpResponse:
    """Come to this point."""
    punt = haal_punt(request, pk)
    _, klachten = doe(
        request, punt, "agendapunt.bespreken", lambda: acties.begin_punt(punt=punt, door=request.user)
    )
    if wants_partial(request) and not klachten:
        return HttpResponse(status=204, headers={"HX-Trigger": "ververs"})
    for klacht in klachten:
        messages.error(request, str(klacht))
    return redirect(_naar(punt.overleg, punt))


def _naar(overleg: Overleg, punt: Agendapunt | None, deel: Overlegdeel | None = None) -> str:
    anker = f"punt-{punt.pk}" if punt else f"deel-{deel.pk}" if deel else ""
    return f"{reverse('overleggen:tijdens', args=[overleg.pk])}#{anker}"


@require_http_methods(["GET", "POST"])
@bij_overleggen
def aantekening_bij_punt(request: Request, pk: int) -> HttpResponse:
    punt = haal_punt(request, pk)
    eis_kans(request, punt, "bespreken")
    if punt.afgeschermd:
        raise Http404
    return _teken_aan(request, punt)


@require_http_methods(["GET", "POST"])
@bij_overleggen
def aantekening_bij_deel(request: Request, pk: int) -> HttpResponse:
    deel = get_object_or_404(Overlegdeel, pk=pk)
    deel.overleg = haal_overleg(request, deel.overleg_id)
    if deel not in zicht.delen_voor(deel.overleg, request.user):
        raise Http404
    eis_kans(request, Agendapunt(overleg=deel.overleg, deel=deel, aangedragen_door=request.user), "bespreken")
    return _teken_aan(request, deel)


def _teken_aan(request: Request, bij: Agendapunt | Overlegdeel) -> HttpResponse:
    """Add one line; what was typed stays in the form when it is refused."""
    punt = bij if isinstance(bij, Agendapunt) else None
    deel = bij.deel if isinstance(bij, Agendapunt) else bij
    waar = f"punt-{punt.pk}" if punt else f"deel-{deel.pk}"
    form = aantekenform(waar, openbaar=deel.is_openbaar, data=ingevuld(request))
    if request.method == "POST" and form.is_valid():
        rij, _ = doe(
            request,
            bij.overleg,
            "overleg.aantekenen",
            lambda: acties.teken_aan(onder=bij, door=request.user, **form.keuze()),
            form,
        )
        if rij is not None:
            if wants_partial(request):
                return HttpResponse(status=204, headers={"HX-Trigger": "ververs"})
            return redirect(_naar(bij.overleg, punt, deel))
    context: dict[str, Any] = {"form": form, "waar": waar, "url": request.path}
    if wants_partial(request):
        return render(request, "overleggen/_aantekenform.html", context, status=422)
    return toon_formulier(
        request,
        bij.overleg,
        form,
        titel="Aantekening bij het overleg",
        knop="Voeg toe",
        terug=_naar(bij.overleg, punt, deel),
    )


@require_http_methods(["GET", "POST"])
@bij_overleggen
def herschrijving(request: Request, pk: int) -> HttpResponse:
    """Put a line right. Another writer's text is never overwritten: both are shown (409)."""
    rij = _haal_aantekening(request, pk)
    overleg, punt = rij.deel.overleg, rij.punt
    proef = Agendapunt(overleg=overleg, deel=rij.deel, aangedragen_door=request.user)
    eis_kans(request, punt or proef, "bespreken")
    begin = {"tekst": rij.tekst, "antwoord": rij.antwoord, "versie": rij.versie}
    form = HerschrijfForm(ingevuld(request), aantekening=rij, initial=begin)
    lead, status = "", None
    if request.method == "POST" and form.is_valid():
        try:
            _, klachten = doe(
                request, overleg, "overleg.aantekenen", lambda: _herschrijf(request, rij, form), form
            )
        except _Ingehaald as ingehaald:
            gegevens = request.POST.copy()
            gegevens["versie"] = str(ingehaald.huidig.versie)
            form.data, klachten, status = gegevens, (), 409
            lead = (
                f"Iemand anders veranderde dit net in: “{ingehaald.huidig.tekst}” {ingehaald.huidig.antwoord}"
            )
        if not klachten and status is None:
            return redirect(_naar(overleg, punt, rij.deel))
    antwoord = toon_formulier(
        request,
        overleg,
        form,
        titel="Vraag van een bewoner" if rij.is_vraag else "Aantekening verbeteren",
        knop="Bewaar",
        lead=lead,
        terug=_naar(overleg, punt, rij.deel),
    )
    antwoord.status_code = status or antwoord.status_code
    return antwoord


class _Ingehaald(Exception):
    """Two writers at one line."""

    def __init__(self, huidig: Aantekening) -> None:
        self.huidig = huidig
        super().__init__()


def _herschrijf(request: Request, rij: Aantekening, form: HerschrijfForm) -> bool:
    try:
        acties.herschrijf(aantekening=rij, door=request.user, **form.cleaned_data)
    except VersieVerouderd as verouderd:
        raise _Ingehaald(verouderd.huidig) from verouderd
    return True


def _haal_aantekening(request: Request, pk: int) -> Aantekening:
    """The line, or a 404: of a part or a point that this person does not read it does not exist."""
    rij = get_object_or_404(Aantekening.objects.select_related("deel", "punt"), pk=pk)
    overleg = haal_overleg(request, rij.deel.overleg_id)
    if rij.deel not in zicht.delen_voor(overleg, request.user):
        raise Http404
    rij.deel.overleg = overleg
    if rij.punt_id is not None:
        rij.punt = haal_punt(request, rij.punt_id)
        if rij.punt.afgeschermd:
            raise Http404
    return rij


@require_http_methods(["GET", "POST"])
@bij_overleggen
def tijden(request: Request, pk: int) -> HttpResponse:
    """How many minutes each point gets, all on one page."""
    overleg = haal_overleg(request, pk)
    eis_kans(request, Agendapunt(overleg=overleg, aangedragen_door=request.user), "ordenen")
    rijen = [rij for rij in regels_van(request, overleg) if rij["punt"].is_op_agenda]
    form = TijdenForm(
        ingevuld(request), punten=[(rij["punt"], rij["titel"], minuten_van(rij["punt"])) for rij in rijen]
    )
    if request.method == "POST" and form.is_valid():
        gelukt, _ = doe(
            request,
            overleg,
            "overleg.tijd",
            lambda: acties.plan_tijd(overleg=overleg, minuten=form.minuten(), door=request.user) or True,
            form,
        )
        if gelukt:
            messages.success(request, "De tijden zijn bewaard.")
            return redirect("overleggen:tijdens" if overleg.is_gehouden else "overleggen:detail", pk)
    return toon_formulier(
        request,
        overleg,
        form,
        titel="Tijd per punt",
        knop="Bewaar",
        lead="Hoeveel minuten krijgt ieder punt? Leeg mag ook. Tijdens het overleg ziet u of u op tijd loopt.",
        terug=reverse("overleggen:tijdens", args=[pk]) if overleg.is_gehouden else "",
    )
