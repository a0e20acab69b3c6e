"""What there is, what was awarded, what was spent; and the requests."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from budgetten.models import Budgetaanvraag, Jaarbudget
from budgetten.service import beheerd, doet_mee, vraagt
from budgetten.views.gemeen import eis_kans, module, tabs
from budgetten.wie import lopende_budgetten
from wijkwerk.htmx import Request

PER_BLAD = 50
NUL = Decimal(0)


@require_GET
@module
def overzicht(request: Request) -> HttpResponse:
    """Per budget the amounts of one year, of those that this person sees (BER-14)."""
    eis_kans(request, doet_mee(request.user), "budgetten.zien")
    zichtbaar = Jaarbudget.objects.zichtbaar_voor(request.user)
    jaren = sorted({*zichtbaar.values_list("jaar", flat=True).distinct(), timezone.localdate().year})
    keuze = request.GET.get("jaar", "")
    jaar = int(keuze) if keuze in {str(rij) for rij in jaren} else timezone.localdate().year
    potten = list(zichtbaar.filter(jaar=jaar).met_standen().voor_lijst())
    beheert = beheerd(request.user)
    context = {
        "tabs": tabs("overzicht"),
        "jaar": jaar,
        "jaren": [{"naam": rij, "url": f"?jaar={rij}", "actief": rij == jaar} for rij in jaren],
        "budgetten": list(_per_budget(potten)),
        "mag_vragen": vraagt(request.user),
        "mag_beheren": bool(beheert),
        "verdeelbaar": [
            rij for rij in lopende_budgetten() if rij.verdeling == "inwoners" and rij.sleutel in beheert
        ],
    }
    return render(request, "budgetten/overzicht.html", context)


def _per_budget(potten: Iterable[Jaarbudget]) -> Iterable[dict[str, Any]]:
    groepen: dict[str, list[Jaarbudget]] = {}
    for pot in potten:
        groepen.setdefault(pot.budget, []).append(pot)
    for rijen in groepen.values():
        yield {
            "rij": rijen[0].rij,
            "potten": rijen,
            "bedrag": sum((pot.bedrag for pot in rijen), NUL),
            "toegekend": sum((pot.vast for pot in rijen), NUL),
            "besteed": sum((pot.uit for pot in rijen), NUL),
            "over": sum((pot.over for pot in rijen), NUL),
        }


@require_GET
@module
def aanvragen(request: Request) -> HttpResponse:
    """Without a decision first; `stand` shows the others."""
    eis_kans(request, doet_mee(request.user), "budgetten.zien")
    stand = request.GET.get("stand", "")
    lopend = (*Budgetaanvraag.TE_VERANTWOORDEN, Budgetaanvraag.Stand.VERANTWOORD)
    klaar = (Budgetaanvraag.Stand.AFGEWEZEN, Budgetaanvraag.Stand.OMGEZET, Budgetaanvraag.Stand.VASTGESTELD)
    groepen = {"": (Budgetaanvraag.Stand.INGEDIEND,), "lopend": lopend, "klaar": klaar}
    stand = stand if stand in groepen else ""
    rijen = Budgetaanvraag.objects.zichtbaar_voor(request.user).filter(stand__in=groepen[stand])
    namen = {"": "Wacht op besluit", "lopend": "Toegekend", "klaar": "Klaar"}
    context = {
        "tabs": tabs("aanvragen"),
        "standen": [
            {
                "naam": naam,
                "url": f"?stand={sleutel}" if sleutel else request.path,
                "actief": sleutel == stand,
            }
            for sleutel, naam in namen.items()
        ],
        "blad": Paginator(rijen.voor_lijst(), PER_BLAD).get_page(request.GET.get("page")),
        "mag_vragen": vraagt(request.user),
    }
    return render(request, "budgetten/aanvragen.html", context)
