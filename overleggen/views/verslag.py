"""The report in its versions; the calendar file of a meeting."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from overleggen import acties, poort, zicht
from overleggen.forms import CorrectieForm
from overleggen.ics import agenda_ics
from overleggen.models import Agendapunt, Overleg, Verslag
from overleggen.views.basis import (
    bij_overleggen,
    doe,
    eis_kans,
    haal_overleg,
    ingevuld,
    kop,
    toon_adviezen,
    toon_formulier,
)
from wijkwerk.htmx import Request


@require_GET
@bij_overleggen
def verslag(request: Request, pk: int) -> HttpResponse:
    """The newest version, or the one in `?versie=`; each part only for who may see it."""
    overleg = haal_overleg(request, pk)
    versies = list(overleg.verslagen.select_related("opsteller", "vastgesteld_door"))
    gekozen = next(
        (rij for rij in versies if str(rij.versie) == request.GET.get("versie")),
        versies[0] if versies else None,
    )
    context = kop(request, overleg, "verslag") | {
        "versies": versies,
        "verslag": gekozen,
        "delen": leesbaar(gekozen, overleg, request) if gekozen else [],
        "kan_vaststellen": _kan(gekozen, overleg, "vaststellen", request),
        "kan_verbeteren": overleg.is_afgerond and _kan_verbeteren(overleg, versies, request),
        "aanwezig": [rij for rij in overleg.deelnemers.all() if rij.aanwezig],
    }
    return render(request, "overleggen/verslag.html", context)


def leesbaar(verslag: Verslag, overleg: Overleg, request: Request) -> list[dict[str, Any]]:
    """The parts this person may see; what became shielded since shows no words."""
    toegestaan = {deel.sleutel for deel in zicht.delen_voor(overleg, request.user)}
    dicht = set(Agendapunt.objects.filter(zicht.gevoelig_q(), overleg=overleg).values_list("pk", flat=True))
    return [
        {"aantekeningen": [], **deel, "punten": [_punt(punt, dicht) for punt in deel["punten"]]}
        for deel in verslag.inhoud
        if deel["sleutel"] in toegestaan
    ]


def _punt(punt: dict[str, Any], dicht: set[int]) -> dict[str, Any]:
    """A point as the page shows it: closed when it is so now, days as days."""
    afspraken = [{**rij, "dag": date.fromisoformat(rij["uiterlijk"])} for rij in punt["afspraken"]]
    return {
        "aantekeningen": [],
        **punt,
        "afgeschermd": punt["afgeschermd"] or punt["punt"] in dicht,
        "afspraken": afspraken,
    }


def _kan(verslag: Verslag | None, overleg: Overleg, stap: str, request: Request) -> bool:
    if verslag is None:
        return False
    verslag.overleg = overleg
    return poort.mag(verslag, stap, request.user)


def _kan_verbeteren(overleg: Overleg, versies: list[Verslag], request: Request) -> bool:
    proef = Verslag(overleg=overleg, stand="")
    return bool(versies) and versies[0].is_vastgesteld and poort.mag(proef, "opstellen", request.user)


@require_POST
@bij_overleggen
def vaststelling(request: Request, pk: int) -> HttpResponse:
    overleg = haal_overleg(request, pk)
    concept = get_object_or_404(
        overleg.verslagen.select_related("overleg"), versie=request.POST.get("versie") or 0
    )
    resultaat, klachten = doe(
        request, concept, "verslag.vaststellen", lambda: acties.stel_vast(verslag=concept, door=request.user)
    )
    for klacht in klachten:
        messages.error(request, str(klacht))
    if resultaat is not None:
        toon_adviezen(request, resultaat[1])
        messages.success(request, "Het verslag is vastgesteld.")
    return redirect("overleggen:verslag", pk)


@require_http_methods(["GET", "POST"])
@bij_overleggen
def verbetering(request: Request, pk: int) -> HttpResponse:
    overleg = haal_overleg(request, pk)
    eis_kans(request, Verslag(overleg=overleg), "opstellen")
    form = CorrectieForm(ingevuld(request))
    if request.method == "POST" and form.is_valid():
        correctie = form.cleaned_data["correctie"]
        nieuw, _ = doe(
            request,
            overleg,
            "verslag.opstellen",
            lambda: acties.verbeter(overleg=overleg, correctie=correctie, door=request.user),
            form,
        )
        if nieuw is not None:
            messages.success(request, "Er is een nieuwe versie. Laat die vaststellen.")
            return redirect("overleggen:verslag", pk)
    return toon_formulier(
        request,
        overleg,
        form,
        titel="Verslag verbeteren",
        knop="Maak een nieuwe versie",
        lead="Het overleg zelf verandert niet meer. Uw verbetering staat bovenaan de nieuwe versie.",
    )


@require_GET
@bij_overleggen
def kalender(request: Request, pk: int) -> HttpResponse:
    """One meeting for somebody's own calendar: title, day and place; nothing of what is on the agenda."""
    overleg = haal_overleg(request, pk)
    antwoord = HttpResponse(agenda_ics([overleg]), content_type="text/calendar; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="overleg-{overleg.pk}.ics"'
    return antwoord
