"""One meeting: its agenda, and the steps invite, begin, finish."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from overleggen import acties, bewaking, poort, zicht
from overleggen.aanmelden import Genodigde
from overleggen.bronnen import adressen
from overleggen.forms import AanwezigForm, UitnodigForm
from overleggen.models import Agendapunt, Overleg
from overleggen.namen import namen
from overleggen.velden import gevraagde_velden
from overleggen.views.basis import (
    bij_overleggen,
    doe,
    eis_kans,
    haal_overleg,
    ingevuld,
    kop,
    titel,
    toon_adviezen,
    toon_formulier,
)
from overleggen.voorbereid import Klaargelegd, klaargelegd, met_klaargelegd
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.htmx import Request
from wijkwerk.profielvelden import getoond


@require_GET
@bij_overleggen
def detail(request: Request, pk: int) -> HttpResponse:
    """The agenda, per part, as far as this person may see it."""
    overleg = haal_overleg(request, pk)
    rijen = regels_van(request, overleg)
    brengt_in = poort.mag_inbrengen(overleg, request.user)
    for rij in rijen:
        rij["meer"] = _meer(request, rij, brengt_in=brengt_in)
    context = kop(request, overleg, "detail") | {
        "delen": per_deel(overleg, rijen),
        "aangedragen": [rij for rij in rijen if rij["punt"].stand == Agendapunt.Stand.AANGEDRAGEN],
        "afgevoerd": [rij for rij in rijen if rij["punt"].stand == Agendapunt.Stand.AFGEVOERD],
        "verborgen_delen": _verborgen(overleg, request),
        "kan_inbrengen": brengt_in and (overleg.is_komend or overleg.is_gehouden),
        "maakt_agenda": overleg.is_komend and maakt_agenda(request, overleg),
        "taken": _taken(overleg),
        "schrijft_signalen": _schrijft_signalen(request, overleg),
        **_uitnodiging(request, overleg),
    }
    return render(request, "overleggen/detail.html", context)


def _uitnodiging(request: Request, overleg: Overleg) -> dict[str, Any]:
    """Whether this person is asked to come, and what the answer was."""
    gevraagd = overleg.stand == Overleg.Stand.UITGENODIGD and zicht.is_deelnemer(overleg, request.user)
    return {
        "uitnodiging_open": gevraagd,
        "aanmelding": Genodigde(overleg, request.user).aanmelding() if gevraagd else None,
    }


def _schrijft_signalen(request: Request, overleg: Overleg) -> bool:
    """Whether what this person hears at this meeting may be written down as a signal at once (DHR-46, HEL-44)."""
    vorm = overleg.vormrij
    hoort = "signalen" in vorm.resultaat or vorm.is_bezoek
    return hoort and mag(request.user, Recht.SIGNAAL_REGISTREREN, overleg.plek())


def maakt_agenda(request: Request, overleg: Overleg) -> bool:
    """Whether this person decides what is on the agenda."""
    proef = Agendapunt(overleg=overleg, stand=Agendapunt.Stand.AANGEDRAGEN)
    return poort.mag(proef, "agenderen", request.user)


def regels_van(request: Request, overleg: Overleg) -> list[dict[str, Any]]:
    """The visible points with what a page shows of each, and what this person can do with it; one query, one more when
    any is shielded, and what lies ready at them."""
    punten = (
        met_klaargelegd(Agendapunt.objects.zichtbaar_voor(request.user))
        .filter(overleg=overleg)
        .voor_pagina()
        .als_lijst_met_schild(request.user)
    )
    leesbaar = [punt for punt in punten if not punt.afgeschermd]
    klaar = klaargelegd(leesbaar, request.user)
    bronnen = adressen(leesbaar, request.user)
    velden = gevraagde_velden(overleg)
    rijen = []
    for punt in punten:
        punt.overleg = overleg
        stappen = {
            stap: poort.mag(punt, stap, request.user)
            for stap in poort.stroom.AGENDAPUNT.stappen
            if stap != "aandragen"
        }
        dicht = punt.afgeschermd
        rijen.append(
            {
                "punt": punt,
                "titel": titel(punt),
                "afgeschermd": dicht,
                "bron_url": bronnen.get(punt.pk, ""),
                "velden": [] if dicht else getoond(velden, punt.velden),
                "kan": stappen | {"overdragen": acties.mag_overdragen(punt, request.user)},
                **_klaargelegd(request, punt, klaar.get(punt.pk, Klaargelegd())),
                "schaal": overleg.profiel.niveau(punt.schaalniveau).naam if punt.schaalniveau else "",
            }
        )
    return rijen


def _klaargelegd(request: Request, punt: Agendapunt, klaar: Klaargelegd) -> dict[str, Any]:
    """Papers and information at a point; of a shielded one there are none."""
    return {
        "stukken": [
            {"stuk": stuk, "mag_weg": acties.mag_stuk_weghalen(stuk, punt, request.user)}
            for stuk in klaar.stukken
        ],
        "informatie": klaar.informatie,
    }


def _meer(request: Request, rij: dict[str, Any], *, brengt_in: bool) -> list[dict[str, str]]:
    """What else can be done with a point before the meeting; with a shielded one next to nothing. No query."""
    punt: Agendapunt = rij["punt"]
    stappen = []
    if not rij["afgeschermd"]:
        if rij["kan"]["voorbereiden"]:
            stappen.append(("informatie", "Vraag informatie"))
        if acties.mag_stuk_toevoegen(punt, request.user, brengt_in=brengt_in):
            stappen.append(("nieuw_stuk", "Stuk erbij"))
        if rij["kan"]["afvoeren"] and _kan_signaal_worden(request, punt):
            stappen.append(("verwijzing", "Maak er een signaal van"))
    if rij["kan"]["overdragen"]:
        stappen.append(("overdracht", "Geef door"))
    if rij["kan"]["afvoeren"]:
        stappen.append(("afvoer", "Van de agenda"))
    return _adressen(punt, stappen)


def _kan_signaal_worden(request: Request, punt: Agendapunt) -> bool:
    mag_registreren = mag(request.user, Recht.SIGNAAL_REGISTREREN, punt.overleg.plek())
    return mag_registreren and acties.kan_signaal_worden(punt)


def _adressen(punt: Agendapunt, stappen: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"url": reverse(f"overleggen:{naam}", args=[punt.pk]), "tekst": tekst} for naam, tekst in stappen]


def per_deel(overleg: Overleg, rijen: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The parts of a meeting with the points that are on the agenda."""
    op_agenda = [rij for rij in rijen if rij["punt"].is_op_agenda]
    spreekrecht = {deel.sleutel: namen(deel.spreekrecht, overleg.profiel) for deel in overleg.vormrij.delen}
    return [
        {
            "deel": deel,
            "rijen": [rij for rij in op_agenda if rij["punt"].deel_id == deel.pk],
            "spreekrecht": spreekrecht.get(deel.sleutel, ""),
        }
        for deel in overleg.delen.all()
    ]


def _verborgen(overleg: Overleg, request: Request) -> set[int]:
    """Parts of which this person sees no points: the page says so instead of showing an empty list."""
    zichtbaar = {deel.pk for deel in zicht.delen_voor(overleg, request.user)}
    return {deel.pk for deel in overleg.delen.all()} - zichtbaar


def _taken(overleg: Overleg) -> list[tuple[str, str]]:
    woorden = (
        ("voorzitter", "Voorzitter"),
        ("agenda", "Agenda"),
        ("logistiek", "Locatie"),
        ("verslag", "Verslag"),
    )
    return [
        (woord, namen(poort.taakhouders(overleg.vormrij, taak), overleg.profiel)) for taak, woord in woorden
    ]


@require_http_methods(["GET", "POST"])
@bij_overleggen
def uitnodiging(request: Request, pk: int) -> HttpResponse:
    overleg = haal_overleg(request, pk)
    eis_kans(request, overleg, "uitnodigen")
    form = UitnodigForm(ingevuld(request), overleg=overleg)
    if request.method == "POST" and form.is_valid():
        resultaat, _ = doe(
            request,
            overleg,
            "overleg.uitnodigen",
            lambda: acties.nodig_uit(overleg=overleg, door=request.user, gegevens=form.gegevens()),
            form,
        )
        if resultaat is not None:
            toon_adviezen(request, resultaat)
            messages.success(request, "De uitnodiging gaat naar alle deelnemers.")
            return redirect(overleg)
    deelnemers = overleg.deelnemers.all()
    return toon_formulier(
        request,
        overleg,
        form,
        titel="Deelnemers uitnodigen",
        knop="Nodig uit",
        lead=f"De uitnodiging gaat naar: {', '.join(rij.naam for rij in deelnemers)}." if deelnemers else "",
    )


@require_http_methods(["GET", "POST"])
@bij_overleggen
def opening(request: Request, pk: int) -> HttpResponse:
    """Write down who is there and begin, in one step."""
    overleg = haal_overleg(request, pk)
    eis_kans(request, overleg, "houden")
    form = AanwezigForm(ingevuld(request), deelnemers=overleg.deelnemers.all())
    if request.method == "POST" and form.is_valid():
        resultaat, _ = doe(request, overleg, "overleg.houden", lambda: _begin(request, overleg, form), form)
        if resultaat is not None:
            toon_adviezen(request, resultaat)
            messages.success(request, "Het overleg is begonnen. Schrijf bij ieder punt wat eruit komt.")
            return redirect("overleggen:tijdens", pk)
    return toon_formulier(
        request,
        overleg,
        form,
        titel="Het overleg begint",
        knop="Begin het overleg",
        lead="Wie is er? Dat staat straks in het verslag.",
    )


def _begin(request: Request, overleg: Overleg, form: AanwezigForm) -> tuple[Any, ...]:
    acties.leg_aanwezigheid_vast(overleg=overleg, aanwezig=form.aanwezig(), door=request.user)
    return acties.houd(overleg=overleg, door=request.user)


@require_http_methods(["GET", "POST"])
@bij_overleggen
def afronding(request: Request, pk: int) -> HttpResponse:
    """The finish list: everything that is still missing, at once."""
    overleg = haal_overleg(request, pk)
    eis_kans(request, overleg, "afronden")
    if request.method == "POST":
        resultaat, klachten = doe(
            request, overleg, "overleg.afronden", lambda: acties.rond_af(overleg=overleg, door=request.user)
        )
        if resultaat is not None:
            toon_adviezen(request, resultaat)
            messages.success(request, "Het overleg is afgerond.")
            return redirect("overleggen:verslag", pk)
        return _toon_afronding(request, overleg, klachten, 422)
    klachten = tuple(bewaking.afronden(overleg)) if overleg.is_gehouden else ()
    return _toon_afronding(request, overleg, klachten, 200)


def _toon_afronding(
    request: Request, overleg: Overleg, klachten: tuple[Any, ...], status: int
) -> HttpResponse:
    context = kop(request, overleg, "tijdens") | {
        "klachten": klachten,
        "tijdens_url": reverse("overleggen:tijdens", args=[overleg.pk]),
    }
    return render(request, "overleggen/afronding.html", context, status=status)
