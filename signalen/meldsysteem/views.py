"""Beheer of the municipality's own system: how it is reached, what goes there as what, and what lies where. No words of signals."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from signalen.acties import meldsysteem as acties
from signalen.meldsysteem import lijn
from signalen.meldsysteem.aansluiting import Storing
from signalen.meldsysteem.forms import CategorieForm, InstelForm, PuntForm
from signalen.meldsysteem.kiezen import lijn_voor
from signalen.models import LIJNEN, Meldpunt, Meldsysteem, Overdracht
from wijkwerk.gebruikers.rechten import Plek, Recht, eis
from wijkwerk.htmx import Request

# In order of who must do something.
VOLGORDE = {
    "mislukt": "Mislukt",
    "onzeker": "Misschien overgedragen",
    "hand": "Met de hand",
    "klaar": "Staat klaar",
    "bezig": "Wordt overgedragen",
    "overgedragen": "Overgedragen",
    "ingetrokken": "Niet overgedragen",
}


def _eis(request: Request) -> None:
    eis(request.user, Recht.GEMEENTE_INRICHTEN, Plek())


@require_GET
def overzicht(request: Request) -> HttpResponse:
    """How the line is, and the overdrachten of one state; without a choice those that need somebody."""
    _eis(request)
    systeem = Meldsysteem.nu()
    aantallen = dict(Overdracht.objects.order_by().values_list("stand").annotate(aantal=Count("pk")))
    stand = request.GET.get("stand", "")
    if stand not in VOLGORDE:
        stand = next((sleutel for sleutel in VOLGORDE if aantallen.get(sleutel)), "klaar")
    rijen = Overdracht.objects.filter(stand=stand).select_related("signaal")
    context = {
        "systeem": systeem,
        "is_lijn": systeem.via in LIJNEN,
        "mist": _wat_mist(systeem),
        "stand": stand,
        "tabs": [
            {
                "naam": naam,
                "url": f"{reverse('meldsysteem:overzicht')}?stand={sleutel}",
                "actief": sleutel == stand,
                "aantal": aantallen.get(sleutel, 0),
            }
            for sleutel, naam in VOLGORDE.items()
        ],
        "pagina": Paginator(rijen, per_page=50).get_page(request.GET.get("page")),
    }
    return render(request, "meldsysteem/overzicht.html", context)


def _wat_mist(systeem: Meldsysteem) -> list[str]:
    """What a line needs before anything can go."""
    if systeem.via not in LIJNEN:
        return []
    mist = []
    if not systeem.categorie and not systeem.categorieen:
        mist.append("Er is nog geen categorie gekozen.")
    if not Meldpunt.objects.exists():
        mist.append(
            "Er is nog geen punt op de kaart. Zet er een voor het hoogste gebied; die geldt dan overal."
        )
    return mist


@require_http_methods(["GET", "POST"])
def instelling(request: Request) -> HttpResponse:
    _eis(request)
    form = InstelForm(request.POST if request.method == "POST" else None, systeem=Meldsysteem.nu())
    if request.method == "POST" and form.is_valid():
        acties.stel_in(velden=form.cleaned_data, door=request.user)
        messages.success(request, "Opgeslagen.")
        return redirect("meldsysteem:overzicht")
    return _formulier(request, form, "Hoe meldingen erheen gaan")


@require_http_methods(["GET", "POST"])
def categorieen(request: Request) -> HttpResponse:
    _eis(request)
    form = CategorieForm(request.POST if request.method == "POST" else None, systeem=Meldsysteem.nu())
    if request.method == "POST" and form.is_valid():
        acties.stel_in(velden=form.velden(), door=request.user)
        messages.success(request, "De categorieën zijn opgeslagen.")
        return redirect("meldsysteem:overzicht")
    return _formulier(request, form, "Categorieën")


def _formulier(request: Request, form: InstelForm | CategorieForm, titel: str) -> HttpResponse:
    context = {"form": form, "titel": titel, "terug_url": reverse("meldsysteem:overzicht")}
    return render(request, "beheer/formulier.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def punten(request: Request) -> HttpResponse:
    """The points there are, and one more, or another one for the same area."""
    _eis(request)
    form = PuntForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        acties.zet_meldpunt(door=request.user, **form.cleaned_data)
        messages.success(request, "Het punt is opgeslagen.")
        return redirect("meldsysteem:punten")
    alle = Meldpunt.objects.select_related("gebied").order_by("gebied__naam")
    context = {"form": form, "punten": alle}
    return render(request, "meldsysteem/punten.html", context, status=422 if form.is_bound else 200)


@require_POST
def punt_weg(request: Request, pk: int) -> HttpResponse:
    _eis(request)
    acties.verwijder_meldpunt(punt=get_object_or_404(Meldpunt, pk=pk), door=request.user)
    messages.success(request, "Het punt is weg.")
    return redirect("meldsysteem:punten")


@require_POST
def proef(request: Request) -> HttpResponse:
    """Ask the other system something that changes nothing: the only page that waits for it."""
    _eis(request)
    systeem = Meldsysteem.nu()
    if systeem.via not in LIJNEN:
        messages.info(request, "Er is geen verbinding om te testen.")
        return redirect("meldsysteem:overzicht")
    try:
        lijn_voor(systeem.via).proef()
    except Storing as fout:
        messages.error(request, str(fout))
    else:
        lijn.meld_goed(systeem, systeem.via)
        messages.success(request, "De verbinding werkt.")
    return redirect("meldsysteem:overzicht")


@require_POST
def alles_opnieuw(request: Request) -> HttpResponse:
    _eis(request)
    aantal = acties.draag_alles_opnieuw_over(door=request.user)
    messages.success(request, f"Opnieuw klaargezet: {aantal}.")
    return redirect("meldsysteem:overzicht")
