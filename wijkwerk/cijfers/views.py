"""Bringing figures in: a file, one figure by hand, and what came of each import."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from wijkwerk.cijfers import acties, voortgang
from wijkwerk.cijfers.catalogus import catalogus
from wijkwerk.cijfers.diensten.kiezen import diensten
from wijkwerk.cijfers.forms import BestandForm, CijferForm, DienstForm, IntrekForm
from wijkwerk.cijfers.fouten import BestandFout
from wijkwerk.cijfers.inlezen.eigen import KOPPEN
from wijkwerk.cijfers.intrekken import HOOGSTENS, in_te_trekken, in_woorden_van, ingetrokken
from wijkwerk.cijfers.keuzes import Herkomst
from wijkwerk.cijfers.models import Invoer
from wijkwerk.cijfers.periode import in_woorden
from wijkwerk.cijfers.waarden import SOORTNAMEN
from wijkwerk.cijfers.wie import eigen_gebieden, eis_invoeren, mag_overal
from wijkwerk.htmx import Request
from wijkwerk.rekenblad import VORMEN, als_csv


@require_GET
def overzicht(request: Request) -> HttpResponse:
    """The imports this person may see, newest first."""
    eis_invoeren(request.user)
    pagina = Paginator(_invoeren(request), 25).get_page(request.GET.get("page"))
    context = {"pagina": pagina, "mag_dienst": mag_overal(request.user) and bool(diensten())}
    return render(request, "cijfers/overzicht.html", context)


@require_http_methods(["GET", "POST"])
def bestand(request: Request) -> HttpResponse:
    """Choose a file; a worker reads it."""
    eis_invoeren(request.user)
    gekozen = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    overal = mag_overal(request.user)
    form = BestandForm(*gekozen, overal=overal)
    if form.is_valid():
        gekregen = form.cleaned_data["bestand"]
        invoer = acties.zet_klaar(
            inhoud=gekregen.read(),
            naam=gekregen.name,
            keuzes=form.keuzes,
            herkomst=Herkomst(form.cleaned_data["bron"], form.cleaned_data["peildatum"]),
            door=request.user,
        )
        return redirect("cijfers:invoer", invoer.pk)
    context = {"form": form, "maten": catalogus().in_te_voeren(overal=overal), "koppen": KOPPEN}
    return render(request, "cijfers/bestand.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def dienst(request: Request) -> HttpResponse:
    """Choose a service; a worker asks it for the figures of this municipality."""
    eis_invoeren(request.user, overal=True)
    form = DienstForm(request.POST or None)
    if form.is_valid():
        invoer = acties.vraag_dienst(keuzes=form.keuzes, door=request.user)
        return redirect("cijfers:invoer", invoer.pk)
    context = {"form": form, "diensten": diensten().values()}
    return render(request, "cijfers/dienst.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def een(request: Request) -> HttpResponse:
    """Enter one figure of an area."""
    eis_invoeren(request.user)
    form = CijferForm(
        request.POST or None,
        gebieden=eigen_gebieden(request.user),
        catalogus=catalogus(),
        overal=mag_overal(request.user),
    )
    if form.is_valid():
        velden = {
            naam: form.cleaned_data[naam] for naam in ("gebied", "indicator", "periode", "waarde", "reden")
        }
        try:
            resultaat = acties.voer_een_in(
                **velden,
                voorlopig=form.cleaned_data["voorlopig"],
                herkomst=form.herkomst,
                door=request.user,
            )
        except BestandFout as fout:
            form.add_error(None, str(fout).removeprefix("Regel 1: ").capitalize())
        else:
            stond = resultaat.niets_veranderd
            messages.success(request, "Dit cijfer stond er al zo." if stond else "Het cijfer is ingevoerd.")
            return redirect("cijfers:overzicht")
    return render(request, "cijfers/een.html", {"form": form}, status=422 if form.is_bound else 200)


@require_GET
def invoer(request: Request, pk: int) -> HttpResponse:
    """What came of an import, or how far it is."""
    eis_invoeren(request.user)
    rij = get_object_or_404(_invoeren(request), pk=pk)
    tellingen: dict[str, Any] = rij.tellingen
    aantallen: dict[str, int] = tellingen.get("soorten", {})
    stap = voortgang.stap(rij.pk) if rij.stand == Invoer.Stand.BEZIG else voortgang.Stap()
    context = {
        "invoer": rij,
        "stap": stap,
        "bezig": rij.stand in {Invoer.Stand.WACHT, Invoer.Stand.BEZIG},
        "bezig_met": _bezig_met(rij, stap),
        "fouten": rij.fout.splitlines(),
        "perioden": [in_woorden(periode) for periode in tellingen.get("perioden", [])],
        "soorten": [(naam, aantallen[soort]) for soort, naam in SOORTNAMEN.items() if soort in aantallen],
        "ingetrokken": ingetrokken(rij),
        "in_te_trekken": in_te_trekken(rij, request.user).exists(),
        "onbekende_codes": sorted(tellingen.get("onbekende_codes", {}).items()),
    }
    return render(request, "cijfers/invoer.html", context)


@require_http_methods(["GET", "POST"])
def intrekken(request: Request, pk: int) -> HttpResponse:
    """Take back figures of one own import, a page of them at a time."""
    eis_invoeren(request.user)
    rij = get_object_or_404(_invoeren(request), pk=pk)
    pagina = Paginator(in_te_trekken(rij, request.user), HOOGSTENS).get_page(request.GET.get("page"))
    if not pagina.paginator.count:
        raise Http404("Van deze invoer is er niets om in te trekken.")
    keuzes = [
        (f"{cijfer.indicator_id}-{cijfer.periode}-{cijfer.plek_id}", in_woorden_van(cijfer))
        for cijfer in pagina
    ]
    form = IntrekForm(request.POST or None, keuzes=keuzes)
    if form.is_valid():
        try:
            aantal = acties.trek_in(
                pk=rij.pk, cijfers=form.gekozen, waarom=form.cleaned_data["waarom"], door=request.user
            )
        except BestandFout as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, f"Ingetrokken: {aantal}.")
            return redirect("cijfers:invoer", rij.pk)
    context = {"form": form, "invoer": rij, "pagina": pagina}
    return render(request, "cijfers/intrekken.html", context, status=422 if form.is_bound else 200)


def _bezig_met(invoer: Invoer, stap: voortgang.Stap) -> str:
    if not invoer.keuzes.get("dienst"):
        return "Wij lezen het bestand"
    return "Wij lezen de cijfers" if stap.fase == voortgang.LEZEN else "Wij halen de cijfers op"


@require_GET
def sjabloon(request: Request) -> HttpResponse:
    """The empty file for own figures: the headings only."""
    eis_invoeren(request.user)
    antwoord = HttpResponse(b"".join(als_csv([KOPPEN])), content_type=VORMEN["csv"])
    antwoord["Content-Disposition"] = 'attachment; filename="wijkwerk-cijfers.csv"'
    return antwoord


def _invoeren(request: Request) -> Any:
    return (
        Invoer.objects.zichtbaar_voor(request.user, overal=mag_overal(request.user))
        .select_related("door")
        .defer("inhoud")
    )
