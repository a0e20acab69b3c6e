"""The plans that hold now as open data, and the page that explains it."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from wijkwerk import rekenblad
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.kalender import kalender_stroom
from wijkwerk.publicatie import opendata
from wijkwerk.publicatie.dcat import catalogus
from wijkwerk.publicatie.inhoud import Inhoud
from wijkwerk.publicatie.models import NAAST, RAPPORTAGE, ZWAAR, Publicatie
from wijkwerk.publicatie.views.publiek import met_inhoud, openbaar, wat_geldt


@openbaar
def pagina(request: HttpRequest) -> HttpResponse:
    """Which gebieden have a plan to fetch, what the fields mean, and under which licence."""
    context = {
        "plannen": _plannen(),
        "tabellen": [
            ("Velden van een plan", opendata.VAN_PLAN),
            ("Velden van een punt", opendata.VAN_PUNT),
            ("Velden van een toekenning uit een budget", opendata.VAN_TOEKENNING),
        ],
        "licentie": settings.OPENDATA_LICENTIE,
    }
    return render(request, "publiek/open_data.html", context)


def _plannen() -> list[Publicatie]:
    """The newest adopted plan of each gebied."""
    return list(
        Publicatie.objects.openbaar()
        .geldig()
        .plannen()
        .vaststellingen()
        .select_related("gebied")
        .defer(*ZWAAR)
        .order_by("gebied__naam", "gebied_id", "-geplaatst_op", "-pk")
        .distinct("gebied__naam", "gebied_id")
    )


@openbaar
def dcat(request: HttpRequest) -> HttpResponse:
    """For portals that collect what a government publishes."""
    inhoud = catalogus(_plannen(), actief_profiel().gemeente)
    antwoord = JsonResponse(
        inhoud, json_dumps_params={"ensure_ascii": False}, content_type="application/ld+json"
    )
    return _open(antwoord)


@openbaar
def json(request: HttpRequest, *, gebied: str) -> HttpResponse:
    """Plans, and what stands beside them: where one of both is published."""
    rijen, naast = _alles(gebied)
    if not rijen and not naast:
        raise Http404("Over dit gebied is nu niets gepubliceerd.")
    antwoord = JsonResponse(opendata.als_json(rijen, naast), json_dumps_params={"ensure_ascii": False})
    return _open(antwoord)


@openbaar
def csv(request: HttpRequest, *, gebied: str) -> HttpResponse:
    inhoud = b"".join(rekenblad.als_csv(opendata.als_rijen(_rijen(gebied))))
    antwoord = HttpResponse(inhoud, content_type=rekenblad.VORMEN["csv"])
    antwoord["Content-Disposition"] = f'attachment; filename="{gebied}.csv"'
    return _open(antwoord)


@openbaar
def ics(request: HttpRequest, *, gebied: str) -> HttpResponse:
    """The last days of what was promised, for the own calendar."""
    rijen = _rijen(gebied)
    naam = f"Afspraken in {rijen[0].gebied.naam}"
    bestand = kalender_stroom(opendata.als_momenten(rijen), van="plannen", naam=naam)
    antwoord = HttpResponse(b"".join(bestand), content_type="text/calendar; charset=utf-8")
    antwoord["Content-Disposition"] = 'inline; filename="afspraken.ics"'
    return _open(antwoord)


def _rijen(gebied: str) -> list[Publicatie]:
    """The newest state of every plan that holds in this gebied, with its content: two queries. Without: 404."""
    rijen = Publicatie.objects.openbaar().plannen().filter(gebied__sleutel=gebied).voor_lijst()
    nu = _plannen_met_inhoud(list(rijen))
    if not nu:
        raise Http404("Over dit gebied is nu geen plan gepubliceerd.")
    return nu


def _plannen_met_inhoud(rijen: list[Publicatie]) -> list[Publicatie]:
    nu = [nieuwste.pk for _, nieuwste in wat_geldt(rijen)]
    gevuld = Publicatie.objects.select_related("gebied").in_bulk(nu) if nu else {}
    return [gevuld[pk] for pk in nu]


def _alles(gebied: str) -> tuple[list[Publicatie], list[tuple[Publicatie, Inhoud]]]:
    """The plans, and the newest of every budget, participation path and report: one query, and one for each kind that is there."""
    rijen = list(
        Publicatie.objects.openbaar()
        .filter(gebied__sleutel=gebied, object_soort__in=["plan", *NAAST, RAPPORTAGE])
        .voor_lijst()
    )
    plannen = [rij for rij in rijen if rij.object_soort == "plan"]
    naast = [rij for rij in rijen if rij.object_soort != "plan"]
    return _plannen_met_inhoud(plannen), met_inhoud(naast)


def _open(antwoord: HttpResponse) -> HttpResponse:
    """Says under which licence it is, and lets the page of somebody else read it: nothing in it is for one reader."""
    antwoord["Link"] = f'<{settings.OPENDATA_LICENTIE}>; rel="license"'
    antwoord["Access-Control-Allow-Origin"] = "*"
    return antwoord
