"""For a raadslid, and anybody else with little time: one gebied in short, all of them side by side, all themes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from wijkwerk.publicatie.inhoud import ontdooi
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.overzicht import (
    STANDEN,
    Cijfers,
    aan_de_beurt,
    afspraken_van,
    cijfers,
    opgenomen,
    themas,
)
from wijkwerk.publicatie.verschil import verschil
from wijkwerk.publicatie.views.publiek import openbaar, wat_geldt

# Reports and standpunten that the short page names; the page of the gebied has all.
LAATSTE = 10


@openbaar
def kort(request: HttpRequest, *, gebied: str) -> HttpResponse:
    """One gebied: how the promises stand, what changed since adoption, what is due, and what was published last."""
    rijen = list(Publicatie.objects.openbaar().filter(gebied__sleutel=gebied).voor_lijst())
    if not rijen:
        raise Http404("Over dit gebied is nog niets gepubliceerd.")
    vandaag = timezone.localdate()
    plannen = [
        _plan(vastgesteld, nu, vandaag) for vastgesteld, nu in wat_geldt(rijen) if nu.object_soort == "plan"
    ]
    geldig = [rij for rij in rijen if not rij.is_weg]
    context = {
        "gebied": rijen[0].gebied,
        "plannen": plannen,
        "verslagen": _nieuwste([rij for rij in geldig if rij.object_soort != "plan"])[:LAATSTE],
        "versies": [
            rij for rij in geldig if rij.object_soort == "plan" and rij.aard == Publicatie.Aard.VASTSTELLING
        ],
    }
    return render(request, "publiek/kort.html", context)


def _nieuwste(rijen: list[Publicatie]) -> list[Publicatie]:
    """Of each thing what was published last: a correction takes the place of what it corrects."""
    per_ding: dict[tuple[str, int], Publicatie] = {}
    for rij in rijen:
        per_ding.setdefault((rij.object_soort, rij.object_id), rij)
    return list(per_ding.values())


def _plan(vastgesteld: Publicatie, nu: Publicatie, vandaag: Any) -> dict[str, Any]:
    inhoud = ontdooi(nu.inhoud)
    return {
        "vastgesteld": vastgesteld,
        "nu": nu,
        "inhoud": inhoud,
        "cijfers": cijfers(afspraken_van(opgenomen(nu)), vandaag),
        "beurt": aan_de_beurt(inhoud, vandaag),
        "wijzigingen": verschil(ontdooi(vastgesteld.inhoud), inhoud) if nu.pk != vastgesteld.pk else [],
    }


@openbaar
def vergelijken(request: HttpRequest) -> HttpResponse:
    """Every plan that holds now, per form, the gebieden side by side: one query."""
    vandaag = timezone.localdate()
    plannen = Publicatie.objects.actueel().plannen().select_related("gebied").defer("zoektekst", "zoekvector")
    per_vorm: dict[str, list[tuple[Publicatie, Cijfers]]] = {}
    for rij in plannen.order_by("vormnaam", "gebied__naam", "pk"):
        cijfer = cijfers(afspraken_van(opgenomen(rij)), vandaag)
        per_vorm.setdefault(rij.vormnaam, []).append((rij, cijfer))
    context = {"per_vorm": per_vorm, "standen": STANDEN.values()}
    return render(request, "publiek/vergelijken.html", context)


@openbaar
def alle_themas(request: HttpRequest) -> HttpResponse:
    """Every theme of what holds now, with how it stands in the whole municipality: one query."""
    rijen = Publicatie.objects.actueel().plannen().only("inhoud", "gebied_id").order_by("pk")
    return render(request, "publiek/themas.html", {"themas": themas(rijen, timezone.localdate())})
