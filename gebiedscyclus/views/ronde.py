"""One round as a path: each step with its state, days, who, and the button that takes it further."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from gebiedscyclus import acties
from gebiedscyclus.forms import SluitForm
from gebiedscyclus.models import Ronde, Stap
from gebiedscyclus.views.gemeen import beelden, eis_kans, haal_ronde, ingestuurd, met_form, module
from gebiedscyclus.volgorde import huidige, ontbrak, oudere_open
from gebiedscyclus.zicht import leidt
from wijkagenda.service import vormen_hier
from wijkwerk.htmx import Request


def stappen_van(ronde: Ronde) -> list[Stap]:
    stappen = list(Stap.objects.filter(ronde=ronde).met_drager())
    for stap in stappen:
        stap.ronde = ronde
    return stappen


@require_GET
@module
def detail(request: Request, pk: int) -> HttpResponse:
    ronde = haal_ronde(request, pk)
    stappen = stappen_van(ronde)
    vorige = ronde.vorige
    ouder = oudere_open(ronde) if ronde.is_open else None
    alle = beelden(stappen, request.user, ouder, vormen_hier(request.user, ronde.gebied))
    nu = {stap.pk for stap in huidige(stappen)} if ronde.is_open else set()
    context = {
        "ronde": ronde,
        "rij": ronde.rij,
        "beelden": alle,
        "nu": nu,
        "klaar": sum(stap.is_klaar for stap in stappen),
        "aantal": len(stappen),
        "ouder": ouder,
        "vorige": vorige,
        # What the last round lacked, when it was closed with a reason.
        "ontbrak": ontbrak(stappen_van(vorige)) if vorige is not None and vorige.sluitreden else [],
        "mag_sluiten": ronde.is_open and leidt(request.user, ronde.rij, ronde.plek()),
    }
    return render(request, "cyclus/ronde.html", context)


@require_http_methods(["GET", "POST"])
@module
def sluiting(request: Request, pk: int) -> HttpResponse:
    ronde = haal_ronde(request, pk)
    eis_kans(request, leidt(request.user, ronde.rij, ronde.plek()), "ronde.sluiten", ronde)
    form = SluitForm(ingestuurd(request))

    def doe() -> None:
        acties.sluit(ronde=ronde, reden=form.cleaned_data["reden"], door=request.user)

    context = {
        "titel": "Ronde sluiten",
        "uitleg": "Wat nog niet klaar is, blijft staan zoals het is. Een volgende ronde kan dan beginnen.",
        "knop": "Sluit de ronde",
        "ronde": ronde,
        "gevaar": True,
    }
    return met_form(request, form, doe, "De ronde is gesloten.", ronde.get_absolute_url(), context)
