"""The programme of a visit to the wijk, and the page to read on the way to any meeting."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from overleggen import acties
from overleggen.briefing import maak_briefing
from overleggen.forms import ProgrammaForm
from overleggen.models import Overleg, Programmaonderdeel
from overleggen.views.basis import (
    bij_overleggen,
    doe,
    eis_kans,
    haal_overleg,
    ingevuld,
    kop,
    toon_formulier,
)
from wijkwerk.htmx import Request


@require_GET
@bij_overleggen
def programma(request: Request, pk: int) -> HttpResponse:
    overleg = _haal(request, pk)
    context = kop(request, overleg, "programma") | {"onderdelen": overleg.programma.all()}
    return render(request, "overleggen/programma.html", context)


@require_http_methods(["GET", "POST"])
@bij_overleggen
def onderdeel(request: Request, pk: int, onderdeel_pk: int | None = None) -> HttpResponse:
    """Add a stop, or change one."""
    overleg = _haal(request, pk)
    eis_kans(request, overleg, "programma")
    rij = get_object_or_404(overleg.programma, pk=onderdeel_pk) if onderdeel_pk else None
    form = ProgrammaForm(ingevuld(request), onderdeel=rij)
    if request.method == "POST" and form.is_valid():
        invoer = form.cleaned_data
        gedaan, _ = doe(
            request,
            overleg,
            "overleg.programma",
            lambda: acties.zet_in_programma(overleg=overleg, onderdeel=rij, door=request.user, **invoer),
            form,
        )
        if gedaan is not None:
            messages.success(request, "Het programma is bijgewerkt.")
            return redirect("overleggen:programma", pk)
    titel = "Onderdeel wijzigen" if rij else "Onderdeel toevoegen"
    return toon_formulier(request, overleg, form, titel=titel, knop="Bewaar")


@require_POST
@bij_overleggen
def onderdeel_weg(request: Request, pk: int, onderdeel_pk: int) -> HttpResponse:
    overleg = _haal(request, pk)
    rij = get_object_or_404(
        Programmaonderdeel.objects.select_related("overleg"), overleg=overleg, pk=onderdeel_pk
    )
    _, klachten = doe(
        request,
        overleg,
        "overleg.programma-weg",
        lambda: acties.haal_uit_programma(onderdeel=rij, door=request.user),
    )
    for klacht in klachten:
        messages.error(request, str(klacht))
    if not klachten:
        messages.success(request, "Het onderdeel is uit het programma.")
    return redirect("overleggen:programma", pk)


def _haal(request: Request, pk: int) -> Overleg:
    """Only a form by which people get to know the wijk has a programme."""
    overleg = haal_overleg(request, pk)
    if not overleg.vormrij.is_bezoek:
        raise Http404("Dit overleg heeft geen programma.")
    return overleg


@require_GET
@bij_overleggen
def briefing(request: Request, pk: int) -> HttpResponse:
    overleg = haal_overleg(request, pk)
    context = kop(request, overleg, "briefing") | {"briefing": maak_briefing(overleg, request.user)}
    return render(request, "overleggen/briefing.html", context)
