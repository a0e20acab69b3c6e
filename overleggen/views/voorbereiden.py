"""Before the meeting: information that is asked at a point, and papers."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from overleggen import acties
from overleggen.forms import InformatieForm, StukForm
from overleggen.models import Agendapunt, Informatievraag, Stuk
from overleggen.stukken import SOORTEN
from overleggen.views.basis import (
    bij_overleggen,
    doe,
    eis_kans,
    haal_punt,
    ingevuld,
    titel,
    toon_formulier,
)
from wijkwerk.eenmalig import eenmaal
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_geweigerd


@require_http_methods(["GET", "POST"])
@bij_overleggen
def informatie(request: Request, pk: int) -> HttpResponse:
    """Ask somebody to bring information for this point."""
    punt = haal_punt(request, pk)
    eis_kans(request, punt, "voorbereiden")
    form = InformatieForm(ingevuld(request), overleg=punt.overleg)
    if request.method == "POST" and form.is_valid():
        invoer = form.cleaned_data
        vraag, _ = doe(
            request,
            punt,
            "agendapunt.informatie-vragen",
            lambda: eenmaal(
                Informatievraag,
                client_id=form.client_id,
                door=request.user,
                maak=lambda: acties.vraag_informatie(punt=punt, door=request.user, **invoer),
            ),
            form,
        )
        if vraag is not None:
            messages.success(request, "De vraag is gesteld. Bij het punt ziet u of het antwoord er is.")
            return redirect(punt)
    return toon_formulier(
        request,
        punt.overleg,
        form,
        titel="Informatie vragen",
        knop="Vraag",
        lead=titel(punt),
        terug=punt.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@bij_overleggen
def nieuw_stuk(request: Request, pk: int) -> HttpResponse:
    punt = _haal_met_tekst(request, pk)
    _eis(request, punt, "stuk-toevoegen", mag=acties.mag_stuk_toevoegen(punt, request.user))
    form = StukForm(ingevuld(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        invoer = form.cleaned_data
        stuk, _ = doe(
            request,
            punt,
            "agendapunt.stuk-toevoegen",
            lambda: acties.voeg_stuk_toe(punt=punt, door=request.user, **invoer),
            form,
        )
        if stuk is not None:
            messages.success(request, "Het stuk staat bij het punt.")
            return redirect(punt)
    return toon_formulier(
        request,
        punt.overleg,
        form,
        titel="Stuk toevoegen",
        knop="Voeg toe",
        lead=f"{titel(punt)}. Wie dit punt mag lezen, leest ook het stuk.",
        terug=punt.get_absolute_url(),
    )


@never_cache
@require_GET
@bij_overleggen
def stuk(request: Request, pk: int, stuk_pk: int) -> HttpResponse:
    """The file, always as a download: nothing in it runs as a page of ours."""
    punt = _haal_met_tekst(request, pk)
    rij = get_object_or_404(punt.stukken, pk=stuk_pk, adres="")
    antwoord = HttpResponse(bytes(rij.inhoud or b""), content_type=SOORTEN[rij.soort][0])
    naam = slugify(rij.titel) or "stuk"
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}.{rij.soort}"'
    antwoord["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return antwoord


@require_POST
@bij_overleggen
def stuk_verwijdering(request: Request, pk: int, stuk_pk: int) -> HttpResponse:
    punt = _haal_met_tekst(request, pk)
    rij = get_object_or_404(
        Stuk.objects.zonder_inhoud().select_related("punt__overleg"), punt=punt, pk=stuk_pk
    )
    _eis(request, punt, "stuk-weghalen", mag=acties.mag_stuk_weghalen(rij, punt, request.user))
    acties.haal_stuk_weg(stuk=rij, door=request.user)
    messages.success(request, "Het stuk is weg.")
    return redirect(punt)


def _haal_met_tekst(request: Request, pk: int) -> Agendapunt:
    """Who does not read the point does not learn whether there are papers."""
    punt = haal_punt(request, pk)
    if punt.afgeschermd:
        raise Http404
    return punt


def _eis(request: Request, punt: Agendapunt, stap: str, *, mag: bool) -> None:
    if not mag:
        verbod = "Dit kunt u bij dit punt niet doen."
        noteer_geweigerd(door=request.user, stap=f"agendapunt.{stap}", ding=punt, reden=verbod)
        raise PermissionDenied(verbod)
