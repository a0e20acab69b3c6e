"""All paths, and beginning one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from adviezen.service import gekozen_bron
from participatie import acties
from participatie.forms import NieuwForm
from participatie.models import Traject
from participatie.views.gemeen import module, tabs, toon_stap
from participatie.zicht import KIJKERS
from wijkwerk.eenmalig import eenmaal
from wijkwerk.gebruikers.keuze import gebieden_met
from wijkwerk.gebruikers.rechten import Recht, eis, heeft_ergens
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.htmx import Request
from wijkwerk.stapscherm import ingestuurd

PER_BLAD = 50
STANDEN = (
    (Traject.Stand.VOORBEREIDING, "In voorbereiding"),
    (Traject.Stand.VASTGESTELD, "Lopend"),
    (Traject.Stand.AFGEROND, "Afgerond"),
)


@require_GET
@module
def lijst(request: Request) -> HttpResponse:
    """What runs first for who takes part; for who works on them what is being prepared."""
    werkt = any(heeft_ergens(request.user, recht) for recht in KIJKERS)
    gekozen = request.GET.get("stand", "")
    if gekozen not in Traject.Stand.values:
        gekozen = Traject.Stand.VOORBEREIDING if werkt else Traject.Stand.VASTGESTELD
    rijen = Traject.objects.zichtbaar_voor(request.user).filter(stand=gekozen)
    rijen = rijen.annotate(te_verwerken=Count("inbreng", filter=Q(inbreng__verwerking="")))
    context = {
        "blad": Paginator(rijen.voor_lijst(), PER_BLAD).get_page(request.GET.get("page")),
        "tabs": tabs("trajecten", request.user),
        "werkt": werkt,
        "mag_starten": heeft_ergens(request.user, Recht.PARTICIPATIE_OPSTELLEN),
        "standen": [
            {"naam": naam, "url": f"{request.path}?stand={stand}", "actief": stand == gekozen}
            for stand, naam in STANDEN
        ],
    }
    return render(request, "participatie/lijst.html", context)


@require_http_methods(["GET", "POST"])
@module
def nieuw(request: Request) -> HttpResponse:
    """Begin a path: for a project, plan or dossier that one came from, or for a development by its name."""
    if not heeft_ergens(request.user, Recht.PARTICIPATIE_OPSTELLEN):
        eis(request.user, Recht.PARTICIPATIE_OPSTELLEN, Plek())
    bron = gekozen_bron(request)
    begin = {"titel": bron.titel, "gebied": bron.gebied} if bron else {}
    form = NieuwForm(
        ingestuurd(request), gebieden=gebieden_met(request.user, Recht.PARTICIPATIE_OPSTELLEN), initial=begin
    )

    def doe() -> str:
        traject = eenmaal(
            Traject,
            client_id=form.client_id,
            door=request.user,
            maak=lambda: acties.start(
                gebied=form.cleaned_data["gebied"], inhoud=form.inhoud(), bron=bron, door=request.user
            ),
        )
        return traject.get_absolute_url()

    return toon_stap(
        request,
        None,
        form,
        doe,
        "Het traject is begonnen. Zet er nu in wie meedoet.",
        bron.url if bron else reverse("participatie:lijst"),
        titel="Participatietraject beginnen",
        uitleg="Bij een nieuwe ontwikkeling past een traject op maat. Het staat los van het gewone overleg in de wijk.",
        knop="Begin dit traject",
        bron=bron,
    )
