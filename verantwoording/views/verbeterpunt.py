"""The points that are to become better, and adding one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from verantwoording import acties
from verantwoording.forms import VerbeterpuntForm
from verantwoording.models import Evaluatie, Verbeterpunt
from verantwoording.rapportage import laatst, met_laatste
from verantwoording.verzamelen import gemeentegebied
from verantwoording.views.gemeen import LIJST, module, tabs, toon_stap
from verantwoording.zicht import verbetert, ziet_terugblik
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.eenmalig import eenmaal
from wijkwerk.htmx import Request
from wijkwerk.stapscherm import eis_kans, ingestuurd


@require_GET
@module
def lijst(request: Request) -> HttpResponse:
    """All of them: what, whose, by when, how it stands (BER-37)."""
    if not ziet_terugblik(request.user):
        raise Http404("Dit is er niet.")
    rijen = met_laatste(Verbeterpunt.objects.zichtbaar_voor(request.user).voor_lijst())
    klaar = sum(rij.afspraak is not None and rij.afspraak.stand == Afspraak.Stand.KLAAR for rij in rijen)
    context = {
        "tabs": tabs("punten", request.user),
        "rijen": [(rij, laatst(rij)) for rij in rijen],
        "klaar": klaar,
        "mag_maken": verbetert(request.user),
    }
    return render(request, "verantwoording/verbeterpunten.html", context)


@require_GET
@module
def verbeterpunt(request: Request, pk: int) -> HttpResponse:
    """One point, with its progress; the steps are on the page of its afspraak."""
    rijen = Verbeterpunt.objects.zichtbaar_voor(request.user).voor_lijst()
    punt = get_object_or_404(rijen, pk=pk)
    afspraak = punt.afspraak
    ziet = (
        afspraak is not None and Afspraak.objects.zichtbaar_voor(request.user).filter(pk=afspraak.pk).exists()
    )
    context = {
        "punt": punt,
        "afspraak": afspraak,
        "voortgang": list(afspraak.voortgang.order_by("-pk")) if afspraak else [],
        "afspraak_url": afspraak.get_absolute_url() if afspraak and ziet else "",
        "lijstnaam": LIJST,
    }
    return render(request, "verantwoording/verbeterpunt.html", context)


@require_http_methods(["GET", "POST"])
@module
def nieuw(request: Request) -> HttpResponse:
    """Add a point, from an evaluation or from elsewhere."""
    eis_kans(request, verbetert(request.user), "verbeterpunt.maken")
    if (gemeente := gemeentegebied()) is None:
        messages.error(request, "Er zijn nog geen gebieden. Voer die eerst in bij Beheer.")
        return redirect("verantwoording:verbeterpunten")
    gekozen = request.GET.get("evaluatie", "")
    form = VerbeterpuntForm(
        ingestuurd(request),
        gebied=gemeente,
        evaluaties=Evaluatie.objects.zichtbaar_voor(request.user).voor_lijst(),
        initial={"evaluatie": gekozen if gekozen.isdecimal() else ""},
    )
    terug = reverse("verantwoording:verbeterpunten")

    def doe() -> str:
        return eenmaal(
            Verbeterpunt,
            client_id=form.client_id,
            door=request.user,
            maak=lambda: acties.maak_punt(door=request.user, **form.cleaned_data),
        ).get_absolute_url()

    return toon_stap(
        request,
        form,
        doe,
        "Toegevoegd. Wie ervoor zorgt heeft de vraag gekregen.",
        terug,
        titel="Voeg een verbeterpunt toe",
        binnen=("Verbeterpunten", terug),
        knop="Voeg toe",
    )
