"""At the meeting: point after point, what came of it, the afspraken made on the spot, what is told back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from overleggen import acties
from overleggen.acties.overleg import VersieVerouderd
from overleggen.forms import AfspraakForm, BespreekForm, TerugkoppelForm, VaststelForm
from overleggen.models import Agendapunt, Agendapuntafspraak, Overleg
from overleggen.views.basis import (
    bij_overleggen,
    doe,
    eis_kans,
    haal_overleg,
    haal_punt,
    ingevuld,
    kop,
    titel,
    toon_adviezen,
    toon_formulier,
)
from overleggen.views.beeld import beeld, bespreekform
from wijkwerk.eenmalig import eenmaal
from wijkwerk.htmx import Request, wants_partial

MONDELING_BESPROKEN = "Mondeling besproken."
MONDELING_TERUG = "Mondeling teruggekoppeld."


@require_GET
@bij_overleggen
def tijdens(request: Request, pk: int) -> HttpResponse:
    overleg = haal_overleg(request, pk)
    return render(request, "overleggen/tijdens.html", _context(request, overleg))


def _context(request: Request, overleg: Overleg) -> dict[str, Any]:
    context = kop(request, overleg, "tijdens")
    return context | beeld(request, overleg, context["kan"])


@require_http_methods(["GET", "POST"])
@bij_overleggen
def bespreking(request: Request, pk: int) -> HttpResponse:
    """Save what came of a point. Another writer's text is never overwritten: both are shown (409)."""
    punt = haal_punt(request, pk)
    eis_kans(request, punt, "bespreken")
    if punt.afgeschermd:
        return _bespreek_gesloten(request, punt)
    form = bespreekform(punt, ingevuld(request))
    if request.method != "POST" or not form.is_valid():
        return _toon_punt(request, punt, form, status=422 if form.is_bound else 200)
    invoer = {naam: form.cleaned_data[naam] for naam in ("uitkomst", "besluit", "versie")}
    try:
        resultaat, _ = doe(
            request,
            punt,
            "agendapunt.bespreken",
            lambda: _of_conflict(punt=punt, door=request.user, gegevens=form.gegevens(), **invoer),
            form,
        )
    except Conflict as conflict:
        return _toon_conflict(request, punt, form, conflict.huidig)
    if resultaat is None:
        return _toon_punt(request, punt, form, status=422)
    toon_adviezen(request, resultaat[1])
    return _klaar(request, punt, "Bewaard.")


@require_http_methods(["GET", "POST"])
@bij_overleggen
def vaststelling(request: Request, pk: int) -> HttpResponse:
    """Establish the report of the last time, at the point about it: one step in two meetings."""
    punt = haal_punt(request, pk)
    if punt.bron_soort != Agendapunt.VERSLAG or punt.afgeschermd:
        raise Http404("Dit punt gaat niet over een verslag.")
    eis_kans(request, punt, "bespreken")
    if (concept := acties.vast_te_stellen(punt)) is not None:
        eis_kans(request, concept, "vaststellen")
    form = VaststelForm(ingevuld(request), overleg=punt.overleg, initial=dict(punt.velden))
    if request.method == "POST" and form.is_valid():
        opmerkingen, gegevens = form.cleaned_data["uitkomst"], form.gegevens()
        resultaat, _ = doe(
            request,
            punt,
            "verslag.vaststellen",
            lambda: acties.stel_vast_bij_punt(
                punt=punt, door=request.user, opmerkingen=opmerkingen, gegevens=gegevens
            ),
            form,
        )
        if resultaat is not None:
            toon_adviezen(request, resultaat[1])
            messages.success(request, "Het verslag is vastgesteld.")
            return redirect(_terug(punt))
    return toon_formulier(
        request,
        punt.overleg,
        form,
        titel="Verslag vaststellen",
        knop="Stel het verslag vast",
        lead=titel(punt),
        terug=_terug(punt),
    )


class Conflict(Exception):
    """Two writers at one point."""

    def __init__(self, huidig: Agendapunt) -> None:
        self.huidig = huidig
        super().__init__()


def _of_conflict(**invoer: Any) -> tuple[Agendapunt, Any]:
    try:
        return acties.bespreek(**invoer)
    except VersieVerouderd as verouderd:
        raise Conflict(verouderd.huidig) from verouderd


def _toon_conflict(
    request: Request, punt: Agendapunt, form: BespreekForm, huidig: Agendapunt
) -> HttpResponse:
    """The own text stays in the form, which now saves over the newest version; the other text stands beside it."""
    gegevens = request.POST.copy()
    gegevens["versie"] = str(huidig.versie)
    form.data = gegevens
    meer = {"ander": huidig}
    # htmx swaps a 422 and no other refusal.
    return _toon_punt(request, punt, form, status=422 if wants_partial(request) else 409, **meer)


def _toon_punt(
    request: Request, punt: Agendapunt, form: BespreekForm, *, status: int, **meer: Any
) -> HttpResponse:
    overleg = punt.overleg
    context = kop(request, overleg, "tijdens") | {
        "punt": punt,
        "titel": titel(punt),
        "form": form,
        "ander": None,
        "terug": _terug(punt),
        **meer,
    }
    naam = "overleggen/punt.html#formulier" if wants_partial(request) else "overleggen/punt.html"
    return render(request, naam, context, status=status)


def _bespreek_gesloten(request: Request, punt: Agendapunt) -> HttpResponse:
    """Of a shielded point whoever may not read it can only record that it was discussed: no words (DHR-39)."""
    if request.method != "POST":
        return redirect(_terug(punt))
    _, klachten = doe(
        request,
        punt,
        "agendapunt.bespreken",
        lambda: acties.bespreek(
            punt=punt,
            uitkomst=punt.uitkomst or MONDELING_BESPROKEN,
            besluit=punt.besluit,
            versie=punt.versie,
            door=request.user,
        ),
    )
    for klacht in klachten:
        messages.error(request, str(klacht))
    return _klaar(request, punt, "" if klachten else "Bewaard.")


@require_http_methods(["GET", "POST"])
@bij_overleggen
def terugkoppeling(request: Request, pk: int) -> HttpResponse:
    """Tell the result to those present. Of a shielded point only that it was told."""
    punt = haal_punt(request, pk)
    eis_kans(request, punt, "terugkoppelen")
    dicht = punt.afgeschermd
    invoer = {"tekst": MONDELING_TERUG} if dicht else request.POST
    form = TerugkoppelForm(invoer if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        tekst = form.cleaned_data["tekst"]
        resultaat, klachten = doe(
            request,
            punt,
            "agendapunt.terugkoppelen",
            lambda: acties.koppel_terug(punt=punt, tekst=tekst, door=request.user),
            form,
        )
        if resultaat is not None:
            return _klaar(request, punt, "Teruggekoppeld aan de aanwezigen.", uit_vak=not dicht)
        if dicht:
            for klacht in klachten:
                messages.error(request, str(klacht))
            return redirect(_terug(punt))
    return _erbij(request, punt, form, opschrift="Resultaat terugkoppelen", knop="Terugkoppelen")


def _erbij(
    request: Request, punt: Agendapunt, form: forms.Form, *, opschrift: str, knop: str
) -> HttpResponse:
    """A form that belongs to a point: in the point itself with htmx, else a page of its own."""
    meer = {"titel": opschrift, "knop": knop}
    if wants_partial(request):
        context = {"punt": punt, "form": form, "doel": f"#erbij-{punt.pk}", **meer}
        return render(request, "overleggen/erbij.html", context, status=422 if form.is_bound else 200)
    lead = titel(punt)
    return toon_formulier(request, punt.overleg, form, lead=lead, terug=_terug(punt), **meer)


@require_POST
@bij_overleggen
def doorschuiving(request: Request, pk: int) -> HttpResponse:
    punt = haal_punt(request, pk)
    _, klachten = doe(
        request, punt, "agendapunt.doorschuiven", lambda: acties.schuif_door(punt=punt, door=request.user)
    )
    for klacht in klachten:
        messages.error(request, str(klacht))
    return _klaar(request, punt, "" if klachten else "Doorgeschoven naar een volgend overleg.")


@require_http_methods(["GET", "POST"])
@bij_overleggen
def afspraak(request: Request, pk: int) -> HttpResponse:
    """Record what was agreed: wat, wie, uiterlijk."""
    punt = haal_punt(request, pk)
    eis_kans(request, punt, "bespreken")
    form = AfspraakForm(ingevuld(request), gebied=punt.overleg.gebied)
    if request.method == "POST" and form.is_valid():
        invoer = form.cleaned_data
        resultaat, _ = doe(
            request,
            punt,
            "agendapunt.bespreken",
            lambda: eenmaal(
                Agendapuntafspraak,
                client_id=form.client_id,
                door=request.user,
                maak=lambda: Agendapuntafspraak.objects.get(
                    punt=punt, afspraak=acties.maak_afspraak(punt=punt, door=request.user, **invoer)
                ),
            ),
            form,
        )
        if resultaat is not None:
            return _klaar(
                request,
                punt,
                "De afspraak staat in het register. Wie het doet, ziet het op de pagina Vandaag.",
                uit_vak=True,
            )
    return _erbij(request, punt, form, opschrift="Afspraak maken", knop="Leg vast")


def _terug(punt: Agendapunt) -> str:
    return f"{reverse('overleggen:tijdens', args=[punt.overleg_id])}#punt-{punt.pk}"


def _klaar(request: Request, punt: Agendapunt, gelukt: str, *, uit_vak: bool = False) -> HttpResponse:
    """Back to the point on the page of the meeting; with htmx that point alone, laid over the one on the screen.

    `uit_vak`: the form that was sent stands in the box below the point, which is empty now. No other answer empties that
    box: what is saved by itself may come back after somebody began to type there.
    """
    if not wants_partial(request):
        if gelukt:
            messages.success(request, gelukt)
        return redirect(_terug(punt))
    context = _context(request, punt.overleg)
    rij = next((rij for rij in context["rijen"] if rij["punt"].pk == punt.pk), None)
    if rij is None:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    delen = {"rij": rij, "overleg": punt.overleg, "gemeld": gelukt, "over": True, "leeg": uit_vak}
    antwoord = render(request, "overleggen/tijdens.html#punt", delen)
    antwoord["HX-Reswap"] = "none"
    return antwoord
