"""The page on which something is published: the preview, what the masking check found, and the button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from wijkwerk.htmx import Request
from wijkwerk.publicatie.acties import TePlaatsen
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.service import opmaak_van
from wijkwerk.regels.service import Klacht, StapGeweigerd


def toon_plaatsing(
    request: Request,
    nieuw: TePlaatsen,
    plaats: Callable[[set[str]], Publicatie],
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """GET shows it; POST calls `plaats` with the keys that were ticked, and goes to what was published.

    What was found is mended or acknowledged, one by one: a refusal comes back with 422 and every complaint. The caller
    has looked at who may come here.
    """
    bevestigd = set(request.POST.getlist("bevestigd"))
    klachten: tuple[Klacht, ...] = ()
    if request.method == "POST":
        try:
            geplaatst = plaats(bevestigd)
        except StapGeweigerd as geweigerd:
            klachten = geweigerd.klachten
        else:
            messages.success(request, "Gepubliceerd. De PDF volgt binnen een minuut.")
            return redirect(geplaatst)
    alles = {
        **context,
        "inhoud": nieuw.inhoud,
        "bevindingen": nieuw.bevindingen(),
        "bevestigd": bevestigd,
        "klachten": klachten,
        **opmaak_van(nieuw.inhoud),
    }
    return render(request, template, alles, status=422 if klachten else 200)
