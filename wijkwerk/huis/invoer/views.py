"""Import in three steps: choose a file, see what will change, apply it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wijkwerk.htmx import Request
from wijkwerk.huis.beheer.toegang import beheer
from wijkwerk.huis.invoer import klaargezet, sjabloon
from wijkwerk.huis.invoer.forms import InvoerForm
from wijkwerk.huis.invoer.klaargezet import Klaargezet
from wijkwerk.huis.invoer.soort import Invoersoort, Stand
from wijkwerk.huis.invoer.soorten import SOORTEN
from wijkwerk.huis.invoer.verloop import Resultaat, voer_in
from wijkwerk.rekenblad import VORMEN

TOON_FOUTEN = 200


@require_GET
@beheer
def overzicht(request: Request) -> HttpResponse:
    soorten = [soort(request.user) for soort in SOORTEN.values()]
    return render(request, "beheer/invoer_overzicht.html", {"soorten": soorten})


@require_http_methods(["GET", "POST"])
@beheer
def soort(request: Request, soort: str) -> HttpResponse:
    """What goes into this file, and the form to choose it. POST tries it out and shows what would change."""
    invoer = _soort(soort, request)
    gekozen = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = InvoerForm(*gekozen, met_lijst=invoer.met_lijst)
    if form.is_valid():
        invoer.lijst = form.cleaned_data.get("lijst", "")
        resultaat = voer_in(invoer, form.tabel, doen=False)
        nummer = klaargezet.zet(
            Klaargezet(soort, invoer.lijst, form.cleaned_data["bestand"], form.tabel, resultaat),
            van=request.user,
        )
        return redirect("beheer:invoer-controle", soort, nummer)
    context = {"soort": invoer, "form": form, "vormen": VORMEN}
    return render(request, "beheer/invoer_soort.html", context, status=422 if form.is_bound else 200)


@require_GET
@beheer
def voorbeeldbestand(request: Request, soort: str, vorm: str) -> HttpResponse:
    if vorm not in VORMEN:
        raise Http404
    antwoord = HttpResponse(sjabloon.maak(_soort(soort, request), vorm), content_type=VORMEN[vorm])
    antwoord["Content-Disposition"] = f'attachment; filename="wijkwerk-{soort}.{vorm}"'
    return antwoord


@require_GET
@beheer
def controle(request: Request, soort: str, nummer: UUID) -> HttpResponse:
    """What would change, row by row, and what is wrong."""
    invoer = _soort(soort, request)
    wacht = klaargezet.haal(nummer, van=request.user)
    if wacht is None or wacht.soort != soort:
        return _verlopen(request, soort)
    resultaat = wacht.resultaat
    context = {
        "soort": invoer,
        "wacht": wacht,
        "nummer": nummer,
        "resultaat": resultaat,
        "cijfers": _cijfers(resultaat),
        "fouten": resultaat.fouten[:TOON_FOUTEN],
        "meer_fouten": max(0, len(resultaat.fouten) - TOON_FOUTEN),
        "pagina": Paginator(resultaat.veranderingen, 100).get_page(request.GET.get("page")),
    }
    return render(request, "beheer/invoer_controle.html", context)


@require_POST
@beheer
def doorvoering(request: Request, soort: str, nummer: UUID) -> HttpResponse:
    """Apply what the preview showed; when something changed in the meantime, show that first."""
    invoer = _soort(soort, request)
    wacht = klaargezet.haal(nummer, van=request.user)
    if wacht is None or wacht.soort != soort:
        return _verlopen(request, soort)
    invoer.lijst = wacht.lijst
    resultaat = voer_in(invoer, wacht.tabel, doen=True, verwacht=wacht.resultaat.vingerafdruk)
    klaargezet.weg(nummer, van=request.user)
    if not resultaat.toegepast:
        messages.warning(
            request, "Er is niets ingevoerd: intussen is er iets veranderd. Kijk het nog een keer na."
        )
        opnieuw = Klaargezet(soort, wacht.lijst, wacht.bestand, wacht.tabel, resultaat)
        return redirect("beheer:invoer-controle", soort, klaargezet.zet(opnieuw, van=request.user))
    tellingen = resultaat.tellingen
    messages.success(
        request, f"Ingevoerd: {tellingen[Stand.NIEUW]} nieuw en {tellingen[Stand.GEWIJZIGD]} gewijzigd."
    )
    return redirect("beheer:invoer")


def _soort(sleutel: str, request: Request) -> Invoersoort:
    if sleutel not in SOORTEN:
        raise Http404
    return SOORTEN[sleutel](request.user)


def _verlopen(request: Request, soort: str) -> HttpResponse:
    messages.info(request, "Dit bestand is er niet meer. Kies het opnieuw.")
    return redirect("beheer:invoer-soort", soort)


def _cijfers(resultaat: Resultaat) -> list[dict[str, object]]:
    woorden = {
        Stand.NIEUW: ("nieuw", ""),
        Stand.GEWIJZIGD: ("gewijzigd", ""),
        Stand.ONGEWIJZIGD: ("blijft zoals het is", ""),
        Stand.FOUT: ("rijen met een fout", "fout" if resultaat.fouten else ""),
    }
    return [
        {"getal": resultaat.tellingen[stand], "wat": wat, "url": "", "toon": toon}
        for stand, (wat, toon) in woorden.items()
    ]
