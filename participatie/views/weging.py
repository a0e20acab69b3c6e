"""Judging the factors, and choosing the rung that follows or another."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from participatie import acties
from participatie.forms import TredeForm, WegingForm
from participatie.regels import instellingen
from participatie.views.gemeen import haal_voor, module, toon_stap
from wijkwerk.htmx import Request
from wijkwerk.stapscherm import ingestuurd


@require_http_methods(["GET", "POST"])
@module
def weging(request: Request, pk: int) -> HttpResponse:
    traject = haal_voor(request, pk, "wegen")
    gegeven = {rij.factor: (rij.score, rij.toelichting) for rij in traject.scores.all()}
    form = WegingForm(ingestuurd(request), initial=WegingForm.begin(gegeven))

    def doe() -> str | None:
        voorstel = acties.weeg(traject=traject, scores=form.scores(), door=request.user)
        return reverse("participatie:trede", args=[traject.pk]) if voorstel else None

    return toon_stap(
        request,
        traject,
        form,
        doe,
        "Gewogen.",
        traject.get_absolute_url(),
        titel="Weeg hoe mensen kunnen meedoen",
        uitleg="Zeg bij elk punt hoe groot het is, en waarom. Wijkwerk stelt daarna een trede voor; u beslist."
        if instellingen().ladder
        else "Zeg bij elk punt hoe groot het is, en waarom.",
        knop="Weeg",
    )


@require_http_methods(["GET", "POST"])
@module
def trede(request: Request, pk: int) -> HttpResponse:
    """The proposal with its sum; confirm it, or choose another with the reason (BER-41)."""
    traject = haal_voor(request, pk, "wegen")
    voorstel = acties.voorstel_voor(traject)
    voorgesteld = voorstel.trede if voorstel else ""
    form = TredeForm(
        ingestuurd(request),
        voorstel=voorgesteld,
        initial={"trede": traject.trede or voorgesteld, "reden": traject.afwijking},
    )

    def doe() -> None:
        schoon = form.cleaned_data
        acties.kies_trede(
            traject=traject, trede=schoon["trede"], reden=schoon.get("reden", ""), door=request.user
        )

    return toon_stap(
        request,
        traject,
        form,
        doe,
        "De trede is gekozen.",
        traject.get_absolute_url(),
        titel="Kies de trede van de participatieladder",
        uitleg="",
        voorstel=voorstel,
        knop="Kies deze trede",
    )
