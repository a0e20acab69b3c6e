"""Lists of what may be destroyed: made by one, decided by another, and what became of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from wijkwerk.htmx import Request
from wijkwerk.huis import acties
from wijkwerk.huis.beheer.formulieren import VanLijstForm, VernietigingsbesluitForm
from wijkwerk.huis.beheer.toegang import beheer
from wijkwerk.huis.bewaren import met_termijn
from wijkwerk.huis.verklaring import verklaring_context
from wijkwerk.regels.models import Vernietigingslijst, Vernietigingsregel
from wijkwerk.regels.service import StapGeweigerd


@require_http_methods(["GET", "POST"])
@beheer
def vernietigingslijsten(request: Request) -> HttpResponse:
    """All lists, newest first; posting makes one of what is past its term."""
    klachten: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            lijst = acties.maak_vernietigingslijst(door=request.user)
        except StapGeweigerd as geweigerd:
            klachten = tuple(klacht.tekst for klacht in geweigerd.klachten)
        else:
            messages.success(request, "De lijst is gemaakt. Een tweede persoon beslist erover.")
            return redirect(lijst)
    context = {
        "lijsten": Vernietigingslijst.objects.defer("verklaring").select_related(
            "gemaakt_door", "besloten_door"
        ),
        "aantal": sum(regel.kan_op_lijst for regel in met_termijn()),
        "klachten": klachten,
    }
    return render(request, "beheer/vernietigingslijsten.html", context, status=422 if klachten else 200)


@require_GET
@beheer
def vernietigingslijst(request: Request, pk: int) -> HttpResponse:
    lijst = _haal(pk)
    wacht = lijst.stand == Vernietigingslijst.Stand.VOORSTEL
    context = verklaring_context(lijst) | {
        "wacht": wacht,
        "mag_beslissen": wacht and lijst.gemaakt_door_id != request.user.pk,
    }
    return render(request, "beheer/vernietigingslijst.html", context)


@require_http_methods(["GET", "POST"])
@beheer
def vernietigingsbesluit(request: Request, pk: int) -> HttpResponse:
    lijst = _haal(pk)
    form = VernietigingsbesluitForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        goed = form.cleaned_data["besluit"] == "goedkeuren"
        doe = acties.keur_vernietiging_goed if goed else acties.wijs_vernietiging_af
        try:
            doe(lijst=lijst, opmerking=form.cleaned_data["opmerking"], door=request.user)
        except StapGeweigerd as geweigerd:
            form.neem_klachten_over(geweigerd.klachten)
        else:
            gelukt = "Goedgekeurd. Het vernietigen is begonnen." if goed else "Afgewezen."
            messages.success(request, gelukt)
            return redirect(lijst)
    context = verklaring_context(lijst) | {"form": form}
    return render(request, "beheer/vernietigingsbesluit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@beheer
def vernietigingsregel(request: Request, pk: int) -> HttpResponse:
    """Take one row off the list."""
    regel = get_object_or_404(Vernietigingsregel.objects.select_related("lijst"), pk=pk)
    form = VanLijstForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            acties.haal_van_vernietigingslijst(regel=regel, door=request.user, **form.cleaned_data)
        except StapGeweigerd as geweigerd:
            form.neem_klachten_over(geweigerd.klachten)
        else:
            messages.success(request, "Dit is van de lijst.")
            return redirect(regel.lijst)
    context = {"regel": regel, "lijst": regel.lijst, "form": form}
    return render(request, "beheer/vernietigingsregel.html", context, status=422 if form.is_bound else 200)


@require_GET
@beheer
def verklaring(request: Request, pk: int) -> HttpResponse:
    lijst = get_object_or_404(Vernietigingslijst, pk=pk)
    if not lijst.verklaring_sha256:
        raise Http404("Van deze lijst is nog geen verklaring.")
    antwoord = HttpResponse(bytes(lijst.verklaring), content_type="application/pdf")
    antwoord["Content-Disposition"] = f'attachment; filename="{lijst.bestandsnaam}"'
    antwoord["Cache-Control"] = "private, no-store"
    return antwoord


def _haal(pk: int) -> Vernietigingslijst:
    rijen = Vernietigingslijst.objects.defer("verklaring").select_related("gemaakt_door", "besloten_door")
    return get_object_or_404(rijen, pk=pk)
