"""Agreed beside delivered, as a page and as a spreadsheet; and the list of afspraken."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from prestaties import uitvoer
from prestaties.models import Prestatieafspraak
from prestaties.overzicht import overzicht as maak_overzicht
from prestaties.plaatsbaar import plaatsbare_gebieden
from prestaties.views.gemeen import eis_kans, module, tabs
from prestaties.zicht import controleert, doet_mee
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.rekenblad import VORMEN, als_csv, als_xlsx

PER_BLAD = 50
Stand = Prestatieafspraak.Stand


def _jaar(request: Request) -> int:
    """The year that was asked for; this year for anything that is none."""
    keuze = request.GET.get("jaar", "")
    return (
        int(keuze)
        if len(keuze) == 4 and keuze.isascii() and keuze.isdecimal() and int(keuze) > 1999
        else (timezone.localdate().year)
    )


def _jaren(request: Request, gekozen: int) -> list[dict[str, object]]:
    zichtbaar = Prestatieafspraak.objects.zichtbaar_voor(request.user).geldend().order_by()
    jaren = {timezone.localdate().year, gekozen}
    for begin, einde in zichtbaar.values_list("begin__year", "einde__year").distinct():
        jaren |= set(range(begin, einde + 1))
    return [{"naam": rij, "url": f"?jaar={rij}", "actief": rij == gekozen} for rij in sorted(jaren)]


@require_GET
@module
def overzicht(request: Request) -> HttpResponse:
    """Organisation by buurt, of one year, of what this person may see (DHR-19, DHR-69)."""
    eis_kans(request, doet_mee(request.user), "prestaties.zien")
    jaar = _jaar(request)
    context = {
        "tabs": tabs("overzicht"),
        "jaren": _jaren(request, jaar),
        "beeld": maak_overzicht(jaar, None, request.user),
        "mag_maken": controleert(request.user),
        "plaatsbaar": plaatsbare_gebieden(request.user),
    }
    return render(request, "prestaties/overzicht.html", context)


@require_GET
@module
def rekenblad(request: Request, vorm: str) -> HttpResponse:
    """The same as a file, line by line; nothing that the page does not show this person."""
    eis_kans(request, doet_mee(request.user), "prestaties.zien")
    if vorm not in VORMEN:
        raise Http404("Deze vorm is er niet.")
    jaar = _jaar(request)
    rijen = uitvoer.rijen(maak_overzicht(jaar, None, request.user))
    naam = f"prestatieafspraken-{jaar}.{vorm}"
    if vorm == "xlsx":
        return FileResponse(  # type: ignore[return-value]
            als_xlsx(rijen, f"Prestaties {jaar}"),
            filename=naam,
            as_attachment=True,
            content_type=VORMEN[vorm],
        )
    antwoord = HttpResponse(b"".join(als_csv(rijen)), content_type=VORMEN[vorm])
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord


@require_GET
@module
def lijst(request: Request) -> HttpResponse:
    """What runs first; `stand` shows the others."""
    eis_kans(request, doet_mee(request.user), "prestaties.zien")
    groepen = {
        "": (Stand.OVEREENGEKOMEN, Stand.LOPEND, Stand.GECONTROLEERD),
        "concept": (Stand.CONCEPT,),
        "klaar": (Stand.AFGESLOTEN, Stand.VERVALLEN),
    }
    namen = {"": "Loopt", "concept": "Nog niet akkoord", "klaar": "Afgesloten"}
    stand = request.GET.get("stand", "")
    stand = stand if stand in groepen else ""
    rijen = Prestatieafspraak.objects.zichtbaar_voor(request.user).filter(stand__in=groepen[stand])
    context = {
        "tabs": tabs("lijst"),
        "standen": [
            {
                "naam": naam,
                "url": f"?stand={sleutel}" if sleutel else request.path,
                "actief": sleutel == stand,
            }
            for sleutel, naam in namen.items()
        ],
        "blad": Paginator(rijen.voor_lijst(), PER_BLAD).get_page(request.GET.get("page")),
        "mag_maken": controleert(request.user),
        "woord": actief_profiel().term("prestatie"),
    }
    return render(request, "prestaties/lijst.html", context)
