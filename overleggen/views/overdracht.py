"""A matter that moves: to another form of meeting, and where it was spoken of."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from overleggen import acties, poort, service, zicht
from overleggen.forms import OverdrachtForm
from overleggen.models import Agendapunt, Overleg, Overlegdeel
from overleggen.views.basis import bij_overleggen, doe, haal_punt, ingevuld, titel, toon_formulier
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_geweigerd

# More coming meetings than anybody chooses from.
HOOGSTENS = 20


@require_http_methods(["GET", "POST"])
@bij_overleggen
def overdracht(request: Request, pk: int) -> HttpResponse:
    """Hand a point to a coming meeting of another form, here, above or below."""
    punt = haal_punt(request, pk)
    if not acties.mag_overdragen(punt, request.user):
        reden = "U geeft dit punt niet door."
        noteer_geweigerd(door=request.user, stap="agendapunt.overdragen", ding=punt, reden=reden)
        raise PermissionDenied(reden)
    begin = {} if punt.afgeschermd else {"titel": punt.titel}
    form = OverdrachtForm(ingevuld(request), delen=_delen(request, punt), initial=begin)
    if request.method == "POST" and form.is_valid():
        nieuw, _ = doe(
            request,
            punt,
            "agendapunt.overdragen",
            lambda: acties.draag_over(punt=punt, door=request.user, **form.keuze()),
            form,
        )
        if nieuw is not None:
            messages.success(
                request, f"Doorgegeven aan {nieuw.overleg}. Wie daar de agenda maakt, ziet het punt."
            )
            return redirect(punt.overleg)
    geen = "Er komt geen ander overleg waar u dit punt kunt inbrengen. Plan dat eerst."
    return toon_formulier(
        request,
        punt.overleg,
        form,
        titel="Punt doorgeven aan een ander overleg",
        knop="Geef door",
        lead=titel(punt) if form.delen else geen,
    )


def _delen(request: Request, punt: Agendapunt) -> list[Overlegdeel]:
    """The parts of coming meetings, here, above or below, into which this person brings points."""
    hier = punt.overleg
    overleggen = (
        Overleg.objects.zichtbaar_voor(request.user)
        .komend()
        .filter(gebied__voorouders__overlap=hier.gebied.voorouders)
        .exclude(pk=hier.pk)
        .exclude(vorm=hier.vorm, gebied=hier.gebied_id)
        .voor_lijst()
        .prefetch_related("delen")[: HOOGSTENS * 3]
    )
    dichtbij = [
        rij
        for rij in overleggen
        if hier.gebied_id in rij.gebied.voorouders or rij.gebied_id in hier.gebied.voorouders
    ]
    doet_mee = zicht.neemt_deel_aan(request.user)
    mogelijk = [
        rij for rij in dichtbij if rij.pk in doet_mee or poort.mag_inbrengen_met_recht(rij, request.user)
    ]
    delen = []
    for rij in mogelijk[:HOOGSTENS]:
        for deel in zicht.delen_voor(rij, request.user):
            deel.overleg = rij
            delen.append(deel)
    return delen


@require_GET
@bij_overleggen
def verloop(request: Request, pk: int) -> HttpResponse:
    """Every meeting that spoke of this matter, with what came of it there, as far as this person may read it."""
    punt = haal_punt(request, pk)
    context = {
        "punt": punt,
        "overleg": punt.overleg,
        "titel": titel(punt),
        "vermeldingen": service.verloop(punt, request.user),
        "lijst_url": reverse("overleggen:lijst"),
    }
    return render(request, "overleggen/verloop.html", context)
