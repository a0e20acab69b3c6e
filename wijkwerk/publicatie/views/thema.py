"""One theme in the whole municipality: for a raadslid who follows a subject, and not a gebied."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from wijkwerk.publicatie.inhoud import ontdooi
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.views.publiek import openbaar
from wijkwerk.publicatie.weergave import tel


@openbaar
def thema(request: HttpRequest, *, thema: str) -> HttpResponse:
    """What holds today about it, per gebied, with how it stands; the name is as it was frozen."""
    delen = []
    naam = ""
    afspraken = []
    rijen = Publicatie.objects.actueel().select_related("gebied").defer("zoektekst", "zoekvector")
    for rij in rijen.order_by("gebied__naam", "gebied_id", "vormnaam", "nummer"):
        items = [item for item in ontdooi(rij.inhoud).opgenomen() if slugify(item.thema) == thema]
        if items:
            naam = naam or items[0].thema
            afspraken += [item.belofte for item in items if item.belofte]
            delen.append((rij, items))
    if not delen:
        raise Http404("Over dit thema is nu niets gepubliceerd.")
    return render(request, "publiek/thema.html", {"naam": naam, "delen": delen, "telling": tel(afspraken)})
