"""The page on which something is published: the preview, what the masking check found, and the button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from wijkwerk.htmx import Request
from wijkwerk.publicatie.acties import TePlaatsen
from wijkwerk.publicatie.inhoud import ontdooi, zegel
from wijkwerk.publicatie.models import NAAST, Publicatie
from wijkwerk.publicatie.service import opmaak_van
from wijkwerk.regels.service import Klacht, StapGeweigerd


def toon_plaatsing(
    request: Request,
    nieuw: TePlaatsen,
    plaats: Callable[[set[str], str], Publicatie],
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """GET shows it; POST calls `plaats` with the keys that were ticked and the seal of the preview, and goes to what was published.

    What was found is mended or acknowledged, one by one: a refusal comes back with 422 and every complaint. The caller
    has looked at who may come here.
    """
    bevestigd = set(request.POST.getlist("bevestigd"))
    klachten: tuple[Klacht, ...] = ()
    if request.method == "POST":
        try:
            geplaatst = plaats(bevestigd, request.POST.get("gezien", ""))
        except StapGeweigerd as geweigerd:
            klachten = geweigerd.klachten
        else:
            messages.success(request, "Gepubliceerd. De PDF volgt binnen een minuut.")
            return redirect(geplaatst)
    alles = {
        **context,
        "inhoud": nieuw.inhoud,
        "gezien": zegel(nieuw.inhoud),
        "bevindingen": nieuw.bevindingen(),
        "bevestigd": bevestigd,
        "klachten": klachten,
        "in_te_trekken": _met_oude_naam(nieuw),
        **opmaak_van(nieuw.inhoud),
    }
    return render(request, template, alles, status=422 if klachten else 200)


def _met_oude_naam(nieuw: TePlaatsen) -> list[Publicatie]:
    """What everybody still reads and holds a name that is not in the new one: it may not be public any more."""
    if nieuw.ding._meta.model_name not in NAAST:
        return []
    nu = {(item.spoor, item.titel) for item in nieuw.inhoud.items}
    rijen = Publicatie.objects.van(nieuw.ding).geldig().defer("zoektekst", "zoekvector").order_by("nummer")
    return [
        rij
        for rij in rijen
        if rij.titel != nieuw.inhoud.titel
        or not {(item.spoor, item.titel) for item in ontdooi(rij.inhoud).items} <= nu
    ]
