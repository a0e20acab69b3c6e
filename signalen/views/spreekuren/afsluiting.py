"""Who was there, how many came, and everything on its way in one step."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from signalen import acties
from signalen.acties.uitzetvoorstel import Voorstel, voorstellen
from signalen.forms.spreekuur import AanwezigForm, AfsluitForm
from signalen.models import Spreekuur
from signalen.views.hulp import ingevuld, module, probeer
from signalen.views.spreekuren.hulp import eis, haal, toon
from wijkwerk.htmx import Request


@require_http_methods(["GET", "POST"])
@module("spreekuren")
def aanwezigheid(request: Request, pk: int) -> HttpResponse:
    """Who is present: organisations and functions."""
    rij = haal(request, pk)
    eis(request, rij)
    form = AanwezigForm(ingevuld(request), spreekuur=rij)
    if request.method == "POST" and form.is_valid():

        def doe() -> None:
            acties.zet_aanwezig(
                spreekuur=rij,
                partijen=form.cleaned_data["partijen"],
                functies=form.functielijst(),
                door=request.user,
            )

        if probeer(request, rij, "spreekuur.aanwezigheid", form, doe):
            messages.success(request, "Opgeslagen wie er aanwezig is.")
            return redirect(rij)
    return toon(request, rij, form, "Wie is er aanwezig?", "Opslaan")


@require_http_methods(["GET", "POST"])
@module("spreekuren")
def afsluiting(request: Request, pk: int) -> HttpResponse:
    """End it with a summary, and send everything on its way that can go."""
    rij = haal(request, pk)
    eis(request, rij)
    voorstel = voorstellen(rij, request.user)
    form = AfsluitForm(ingevuld(request), te_doen=sum(regel.aantal for regel in voorstel if regel.kan))
    if request.method == "POST" and form.is_valid():

        def doe() -> None:
            acties.houd(spreekuur=rij, door=request.user, **form.invoer())

        if probeer(request, rij, "spreekuur.houden", form, doe):
            messages.success(request, "Afgesloten. Dank u wel.")
            if form.cleaned_data.get("uitzetten"):
                return _zet_uit(request, rij)
            return redirect(rij)
    return toon(
        request,
        rij,
        form,
        "Spreekuur afsluiten",
        "Sluit af",
        sjabloon="spreekuur/voorstel.html",
        voorstel=voorstel,
    )


@require_http_methods(["GET", "POST"])
@module("spreekuren")
def uitzetting(request: Request, pk: int) -> HttpResponse:
    """What of this spreekuur still waits for an owner: all of it that can go, in one step."""
    rij = haal(request, pk)
    if request.method == "POST":
        return _zet_uit(request, rij)
    voorstel = voorstellen(rij, request.user)
    context = {"spreekuur": rij, "voorstel": voorstel, "kan": any(regel.kan for regel in voorstel)}
    return render(request, "spreekuur/uitzetting.html", context)


def _zet_uit(request: Request, rij: Spreekuur) -> HttpResponse:
    """Send what can go; what cannot stays on the page, with the reason."""
    uitslag = acties.zet_spreekuur_uit(spreekuur=rij, door=request.user)
    if uitslag.gelukt:
        messages.success(request, f"Uitgezet: {_tel(uitslag.gelukt)}.")
    for regel, reden in uitslag.geweigerd:
        messages.warning(request, f"{regel.naam} ging niet: {reden}")
    if any(not regel.kan for regel in uitslag.bleef) or uitslag.geweigerd:
        return redirect("signalen:spreekuur-uitzetting", rij.pk)
    return redirect(rij)


def _tel(regels: list[Voorstel]) -> str:
    aantal = sum(regel.aantal for regel in regels)
    return "1 signaal" if aantal == 1 else f"{aantal} signalen"
