"""The profile: what is active, what it assumes, what a new one would change."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.gemeente.acties import SleutelInGebruik
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.gemeente.service import actief_profiel, taal
from wijkwerk.htmx import Request
from wijkwerk.huis import acties
from wijkwerk.huis.beheer.formulieren import ActiveerForm, ProfielForm
from wijkwerk.huis.beheer.toegang import beheer
from wijkwerk.profiel import ProfielFout, lees_tekst, vergelijk
from wijkwerk.wijken.models import Gebied, Partij


@require_GET
@beheer
def overzicht(request: Request) -> HttpResponse:
    cijfers = [
        {"getal": Gebied.objects.count(), "wat": "gebieden"},
        {"getal": Partij.objects.count(), "wat": "partijen"},
        {"getal": Gebruiker.objects.filter(is_active=True).count(), "wat": "mensen"},
        {"getal": len(actief_profiel().aannames), "wat": "open vragen in het profiel"},
    ]
    return render(request, "beheer/overzicht.html", {"cijfers": cijfers})


@require_GET
@beheer
def profiel(request: Request) -> HttpResponse:
    context = {
        "versies": Profielversie.objects.select_related("geactiveerd_door"),
        "aannames": actief_profiel().aannames,
        "form": ProfielForm(),
    }
    return render(request, "beheer/profiel.html", context)


@require_http_methods(["POST"])
@beheer
def profiel_vergelijking(request: Request) -> HttpResponse:
    """Read an uploaded profile; show every error, or what it changes and what stands in its way."""
    form = ProfielForm(request.POST, request.FILES)
    context = {
        "versies": Profielversie.objects.select_related("geactiveerd_door"),
        "aannames": actief_profiel().aannames,
    }
    if not form.is_valid():
        return render(request, "beheer/profiel.html", {**context, "form": form}, status=422)
    bestand = form.cleaned_data["bestand"]
    try:
        tekst = bestand.read().decode("utf-8")
        nieuw = lees_tekst(tekst, taal(), bestand=bestand.name)
    except UnicodeDecodeError:
        form.add_error("bestand", "Dit is geen tekstbestand in UTF-8. Sla het opnieuw op als UTF-8.")
        return render(request, "beheer/profiel.html", {**context, "form": form}, status=422)
    except ProfielFout as fout:
        return render(
            request, "beheer/profiel.html", {**context, "form": form, "fouten": fout.fouten}, status=422
        )
    vergelijking: dict[str, Any] = {
        "verschillen": vergelijk(actief_profiel(), nieuw),
        "in_gebruik": gemeente_acties.weggelaten_in_gebruik(nieuw),
        "aannames": nieuw.aannames,
        "form": ActiveerForm(initial={"tekst": tekst, "bestand": bestand.name}),
        "bestand": bestand.name,
    }
    return render(request, "beheer/profiel_vergelijking.html", vergelijking)


@require_POST
@beheer
def profiel_activering(request: Request) -> HttpResponse:
    form = ActiveerForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Kies het bestand opnieuw.")
        return redirect("beheer:profiel")
    try:
        versie, nieuw = acties.activeer_profiel(door=request.user, **form.cleaned_data)
    except (ProfielFout, SleutelInGebruik) as fout:
        messages.error(request, str(fout))
        return redirect("beheer:profiel")
    tekst = (
        f"Profiel {versie} is nu actief." if nieuw else "Dit profiel was al actief. Er is niets veranderd."
    )
    messages.success(request, tekst)
    return redirect("beheer:profiel")
