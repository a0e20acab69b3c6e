"""The list of reports, one report, and its steps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from verantwoording import acties
from verantwoording.forms import DelenForm, RedenForm, ZinForm
from verantwoording.models import Raadsrapportage
from verantwoording.termijnen import Plicht, plichten
from verantwoording.verzamelen import (
    bevindingen,
    geschreven_delen,
    inhoud_van,
    mag_zin,
    te_plaatsen,
    zinnen,
)
from verantwoording.views.gemeen import LIJST, haal_rapport, module, rij_van, tabs, toon_stap
from verantwoording.zicht import kan_publiceren, maakt, mag_publiceren, rapportages
from wijkwerk.htmx import Request
from wijkwerk.publicatie import service as publicaties
from wijkwerk.publicatie.inhoud import zegel
from wijkwerk.publicatie.plaatsscherm import toon_plaatsing
from wijkwerk.publicatie.service import Publicatie, opmaak_van
from wijkwerk.regels.service import Klacht, StapGeweigerd
from wijkwerk.stapscherm import eis_kans, ingestuurd
from wijkwerk.wijken.models import Gebied

PER_BLAD = 25


@require_GET
@module
def lijst(request: Request) -> HttpResponse:
    """What is there to read, and what this person has to make."""
    rijen = Raadsrapportage.objects.zichtbaar_voor(request.user).voor_lijst()
    context = {
        "tabs": tabs("rapporten", request.user),
        "te_maken": [plicht for plicht in plichten() if _is_te_maken(plicht, request)],
        "blad": Paginator(rijen, PER_BLAD).get_page(request.GET.get("page")),
        "vandaag": timezone.localdate(),
    }
    return render(request, "verantwoording/lijst.html", context)


def _is_te_maken(plicht: Plicht, request: Request) -> bool:
    return plicht.rapport is None and maakt(request.user, plicht.rij)


@require_http_methods(["GET", "POST"])
@module
def nieuw(request: Request) -> HttpResponse:
    """Begin the report over the last period: one button."""
    eigen = [plicht for plicht in plichten() if maakt(request.user, plicht.rij)]
    eis_kans(request, any(maakt(request.user, rij) for rij in rapportages()), "rapportage.maken")
    open_ = [plicht for plicht in eigen if plicht.rapport is None]
    klachten: tuple[Klacht, ...] = ()
    if request.method == "POST":
        try:
            rapport = acties.maak(rapportage=request.POST.get("rapportage", ""), door=request.user)
        except StapGeweigerd as geweigerd:
            klachten = geweigerd.klachten
        else:
            messages.success(request, "Begonnen. Wie een tekst schrijft over een gebied heeft bericht.")
            return redirect(rapport)
    context = {
        "te_maken": open_,
        "gekozen": request.GET.get("rapportage", ""),
        "klachten": klachten,
        "lijstnaam": LIJST,
    }
    return render(request, "verantwoording/nieuw.html", context, status=422 if klachten else 200)


@require_GET
@module
def rapport(request: Request, pk: int) -> HttpResponse:
    """The report as it would be now, or as it was established; with the steps of who makes it."""
    rij = haal_rapport(request, pk)
    inhoud = inhoud_van(rij)
    soort = rij.rij
    kan_maken = soort is not None and maakt(request.user, soort)
    lijst = zinnen(rij, request.user) if rij.is_concept else []
    publicatie = publicaties.laatste_van(rij)
    mag = soort is not None and not rij.is_concept and mag_publiceren(request.user, soort, rij.plek())
    context: dict[str, Any] = {
        "rapport": rij,
        "inhoud": inhoud,
        "zinnen": lijst,
        "ontbreekt": [zin for zin in lijst if not zin.tekst],
        "mag_maken": kan_maken,
        "mag_publiceren": mag and publicatie is None and rij.voor_iedereen,
        "eerst_open": mag and publicatie is None and not rij.voor_iedereen,
        "mag_intrekken": mag and publicatie is not None,
        "publicatie": publicatie,
        "lijstnaam": LIJST,
        **opmaak_van(inhoud),
    }
    return render(request, "verantwoording/rapport.html", context)


@require_http_methods(["GET", "POST"])
@module
def zin(request: Request, pk: int, gebied: int) -> HttpResponse:
    """Write of one area."""
    rapport = haal_rapport(request, pk)
    soort = rij_van(rapport)
    plek = get_object_or_404(Gebied.objects.actief(), pk=gebied, niveau__in=soort.niveaus)
    eis_kans(
        request,
        rapport.is_concept and mag_zin(request.user, soort, plek),
        "rapportage.schrijven",
        rapport,
    )
    bekend = rapport.teksten.filter(gebied=plek).first()
    form = ZinForm(ingestuurd(request), initial={"tekst": bekend.tekst if bekend else ""})

    def doe() -> None:
        acties.schrijf_zin(rapport=rapport, gebied=plek, door=request.user, **form.cleaned_data)

    return toon_stap(
        request,
        form,
        doe,
        "Opgeslagen. U kunt het veranderen tot de rapportage is vastgesteld.",
        rapport.get_absolute_url(),
        titel=f"Schrijf over {plek}",
        binnen=(str(rapport), rapport.get_absolute_url()),
    )


@require_http_methods(["GET", "POST"])
@module
def delen(request: Request, pk: int) -> HttpResponse:
    """The opening, and the parts that its maker writes."""
    rapport = haal_rapport(request, pk)
    soort = rij_van(rapport)
    eis_kans(request, rapport.is_concept and maakt(request.user, soort), "rapportage.schrijven", rapport)
    teksten = dict(rapport.teksten.filter(gebied=None).values_list("onderdeel", "tekst"))
    form = DelenForm(ingestuurd(request), delen=geschreven_delen(soort), teksten=teksten)

    def doe() -> None:
        acties.schrijf_delen(rapport=rapport, teksten=form.teksten(), door=request.user)

    return toon_stap(
        request,
        form,
        doe,
        "Opgeslagen.",
        rapport.get_absolute_url(),
        titel="Schrijf de teksten",
        binnen=(str(rapport), rapport.get_absolute_url()),
    )


@require_http_methods(["GET", "POST"])
@module
def vaststelling(request: Request, pk: int) -> HttpResponse:
    """The preview, what the masking check found, and the button that freezes the numbers."""
    rapport = haal_rapport(request, pk)
    soort = rij_van(rapport)
    eis_kans(request, rapport.is_concept and maakt(request.user, soort), "rapportage.vaststellen", rapport)
    bevestigd = set(request.POST.getlist("bevestigd"))
    klachten: tuple[Klacht, ...] = ()
    if request.method == "POST":
        try:
            acties.stel_vast(
                rapport=rapport, bevestigd=bevestigd, gezien=request.POST.get("gezien", ""), door=request.user
            )
        except StapGeweigerd as geweigerd:
            klachten = geweigerd.klachten
        else:
            messages.success(request, "Vastgesteld. De cijfers veranderen nu niet meer.")
            return redirect(rapport)
    inhoud = inhoud_van(rapport)
    context = {
        "rapport": rapport,
        "inhoud": inhoud,
        "gezien": zegel(inhoud),
        "bevindingen": bevindingen(rapport, inhoud),
        "bevestigd": bevestigd,
        "klachten": klachten,
        "ontbreekt": [rij for rij in zinnen(rapport, request.user) if not rij.tekst],
        "lijstnaam": LIJST,
        **opmaak_van(inhoud),
    }
    return render(request, "verantwoording/vaststelling.html", context, status=422 if klachten else 200)


@require_http_methods(["GET", "POST"])
@module
def heropening(request: Request, pk: int) -> HttpResponse:
    """Open again what was established, to put something right."""
    rapport = haal_rapport(request, pk)
    soort = rij_van(rapport)
    eis_kans(request, not rapport.is_concept and maakt(request.user, soort), "rapportage.heropenen", rapport)
    form = RedenForm(ingestuurd(request))

    def doe() -> None:
        acties.heropen(rapport=rapport, door=request.user, **form.cleaned_data)

    return toon_stap(
        request,
        form,
        doe,
        "De rapportage is weer een concept.",
        rapport.get_absolute_url(),
        titel="Open de rapportage weer",
        binnen=(str(rapport), rapport.get_absolute_url()),
        uitleg="De cijfers worden opnieuw geteld. Stel de rapportage daarna opnieuw vast.",
        knop="Open weer",
    )


@require_http_methods(["GET", "POST"])
@module
def publicatie(request: Request, pk: int) -> HttpResponse:
    """Preview and masking check of what everybody will read."""
    rapport = haal_rapport(request, pk)
    soort = rij_van(rapport)
    kan = kan_publiceren(request.user, soort, rapport, rapport.plek())
    eis_kans(request, kan, "rapportage.publiceren", rapport)

    def plaats(bevestigd: set[str], gezien: str) -> Publicatie:
        return acties.publiceer(rapport=rapport, bevestigd=bevestigd, gezien=gezien, door=request.user)

    context = {
        "rapport": rapport,
        "kop": f"{rapport} publiceren",
        "terug": rapport.get_absolute_url(),
        "lijstnaam": LIJST,
    }
    nieuw = te_plaatsen(rapport, inhoud_van(rapport))
    return toon_plaatsing(request, nieuw, plaats, "verantwoording/publicatie.html", context)


@require_http_methods(["GET", "POST"])
@module
def intrekking(request: Request, pk: int) -> HttpResponse:
    """Take the publication of this report from the public site."""
    rapport = haal_rapport(request, pk)
    soort = rij_van(rapport)
    kan = mag_publiceren(request.user, soort, rapport.plek()) and acties.is_gepubliceerd(rapport)
    eis_kans(request, kan, "publicatie.intrekken", rapport)
    form = RedenForm(ingestuurd(request))

    def doe() -> str:
        acties.trek_in(rapport=rapport, door=request.user, **form.cleaned_data)
        return reverse("verantwoording:rapport", args=[rapport.pk])

    return toon_stap(
        request,
        form,
        doe,
        "Ingetrokken. Op het adres staan nu de datum en de reden.",
        rapport.get_absolute_url(),
        titel="Trek de publicatie in",
        binnen=(str(rapport), rapport.get_absolute_url()),
        uitleg="Iedereen kan de reden lezen. Noem geen namen.",
        knop="Trek in",
        gevaar=True,
    )
