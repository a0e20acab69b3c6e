"""The report in its versions; the calendar file of a meeting."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from overleggen import acties, poort, zicht
from overleggen.document import archiefstuk, bewaring_van, docx_van, later_afgeschermd, leesklaar, nu_dicht
from overleggen.forms import CorrectieForm
from overleggen.ics import agenda_ics
from overleggen.models import Overleg, Verslag, Verslagdocument
from overleggen.service import openbaar_verslag
from overleggen.termijnen import verslag_uiterlijk
from overleggen.views.basis import (
    bij_overleggen,
    doe,
    eis_kans,
    haal_overleg,
    ingevuld,
    kop,
    toon_adviezen,
    toon_formulier,
)
from wijkwerk.archief import AFGESCHERMD, NOG_NIET, Ontbreekt, zip_antwoord
from wijkwerk.gebruikers.rechten import Recht, eis, mag
from wijkwerk.htmx import Request
from wijkwerk.publicatie.plaatsscherm import toon_plaatsing
from wijkwerk.publicatie.service import Publicatie, docx_antwoord
from wijkwerk.regels.models import Bewaarstop


@require_GET
@bij_overleggen
def verslag(request: Request, pk: int) -> HttpResponse:
    """The newest version, or the one in `?versie=`; each part only for who may see it."""
    overleg = haal_overleg(request, pk)
    rijen = overleg.verslagen.select_related("opsteller", "vastgesteld_door", "vernietigd_met")
    versies = list(rijen.annotate(**Bewaarstop.sinds("verslag")))
    gekozen = next(
        (rij for rij in versies if str(rij.versie) == request.GET.get("versie")),
        versies[0] if versies else None,
    )
    delen = leesbaar(gekozen, overleg, request) if gekozen else []
    openbare_versie = gekozen is not None and request.GET.get("toon") == "openbaar"
    documenten = bestanden(gekozen, delen) if gekozen and gekozen.is_vastgesteld else []
    dicht = nu_dicht(overleg.pk) if documenten else set()
    context = kop(request, overleg, "verslag") | {
        "versies": versies,
        "verslag": gekozen,
        "delen": leesklaar(openbaar_verslag(gekozen)) if gekozen and openbare_versie else delen,
        "openbare_versie": openbare_versie,
        "vervangen_door": _vervangen_door(gekozen, versies),
        # What was put right can be about any part: it is for who reads them all.
        "toont_correctie": gekozen is not None and not openbare_versie and len(delen) == len(gekozen.inhoud),
        "documenten": documenten,
        "met_archief": any(rij.sha256 and not is_later_afgeschermd(rij, dicht) for rij in documenten),
        "bewaring": bewaring_van(gekozen) if gekozen and gekozen.is_vastgesteld else None,
        "uiterlijk": verslag_uiterlijk(overleg) if gekozen is None or not gekozen.is_vastgesteld else None,
        "kan_publiceren": gekozen is not None and _kan_publiceren(gekozen, overleg, request),
        "kan_vaststellen": _kan(gekozen, overleg, "vaststellen", request),
        "kan_verbeteren": overleg.is_afgerond and _kan_verbeteren(overleg, versies, request),
        "aanwezig": [rij for rij in overleg.deelnemers.all() if rij.aanwezig],
    }
    return render(request, "overleggen/verslag.html", context)


def _vervangen_door(gekozen: Verslag | None, versies: list[Verslag]) -> Verslag | None:
    """The newest version that was established, when that is not the one on the screen."""
    nieuwste = next((rij for rij in versies if rij.is_vastgesteld), None)
    return nieuwste if gekozen and nieuwste and nieuwste.versie > gekozen.versie else None


def leesbaar(verslag: Verslag, overleg: Overleg, request: Request) -> list[dict[str, Any]]:
    """The parts this person may see; what became shielded since shows no words."""
    toegestaan = {deel.sleutel for deel in zicht.delen_voor(overleg, request.user)}
    delen = [deel for deel in verslag.inhoud if deel["sleutel"] in toegestaan]
    return leesklaar(delen, nu_dicht(overleg.pk))


def bestanden(verslag: Verslag, delen: list[dict[str, Any]]) -> list[Verslagdocument]:
    """The files of this version that this person may have: the full one only with every part."""
    if verslag.vernietigd_op:
        return []
    rijen = verslag.documenten.zonder_inhoud()
    return [
        rij
        for rij in rijen
        if rij.soort == Verslagdocument.Soort.OPENBAAR or len(delen) == len(verslag.inhoud)
    ]


def _kan(verslag: Verslag | None, overleg: Overleg, stap: str, request: Request) -> bool:
    if verslag is None:
        return False
    verslag.overleg = overleg
    return poort.mag(verslag, stap, request.user)


def _kan_publiceren(verslag: Verslag, overleg: Overleg, request: Request) -> bool:
    verslag.overleg = overleg
    return (
        verslag.is_vastgesteld
        and acties.kan_openbaar(verslag)
        and mag(request.user, Recht.PUBLICATIE_PLAATSEN, overleg.plek())
        and not acties.is_gepubliceerd(overleg, verslag.versie)
    )


def _kan_verbeteren(overleg: Overleg, versies: list[Verslag], request: Request) -> bool:
    proef = Verslag(overleg=overleg, stand="")
    if not versies or versies[0].vernietigd_op:
        return False
    return versies[0].is_vastgesteld and poort.mag(proef, "opstellen", request.user)


@require_POST
@bij_overleggen
def vaststelling(request: Request, pk: int) -> HttpResponse:
    overleg = haal_overleg(request, pk)
    versie = request.POST.get("versie", "")
    concept = get_object_or_404(
        overleg.verslagen.select_related("overleg"), versie=int(versie[:18]) if versie.isdecimal() else 0
    )
    resultaat, klachten = doe(
        request, concept, "verslag.vaststellen", lambda: acties.stel_vast(verslag=concept, door=request.user)
    )
    for klacht in klachten:
        messages.error(request, str(klacht))
    if resultaat is not None:
        toon_adviezen(request, resultaat[1])
        messages.success(request, "Het verslag is vastgesteld.")
    return redirect("overleggen:verslag", pk)


@require_http_methods(["GET", "POST"])
@bij_overleggen
def verbetering(request: Request, pk: int) -> HttpResponse:
    overleg = haal_overleg(request, pk)
    eis_kans(request, Verslag(overleg=overleg), "opstellen")
    laatste = overleg.verslagen.order_by("-versie").first()
    gepubliceerd = acties.is_gepubliceerd(overleg)
    form = CorrectieForm(
        ingevuld(request),
        heeft_openbaar=gepubliceerd or (laatste is not None and bool(laatste.openbaar)),
        gepubliceerd=gepubliceerd,
    )
    if request.method == "POST" and form.is_valid():
        invoer = form.cleaned_data
        nieuw, _ = doe(
            request,
            overleg,
            "verslag.opstellen",
            lambda: acties.verbeter(overleg=overleg, door=request.user, **invoer),
            form,
        )
        if nieuw is not None:
            messages.success(request, "Er is een nieuwe versie. Laat die vaststellen.")
            return redirect("overleggen:verslag", pk)
    return toon_formulier(
        request,
        overleg,
        form,
        titel="Verslag verbeteren",
        knop="Maak een nieuwe versie",
        lead="Het overleg zelf verandert niet meer. Uw verbetering staat bovenaan de nieuwe versie.",
    )


@require_GET
@bij_overleggen
def verslag_pdf(request: Request, pk: int, versie: int, soort: str) -> HttpResponse:
    rij = _haal_document(request, pk, versie, soort)
    antwoord = HttpResponse(bytes(rij.pdf), content_type="application/pdf")
    antwoord["Content-Disposition"] = f'attachment; filename="{rij.bestandsnaam}"'
    antwoord["Cache-Control"] = "private, no-store"
    return antwoord


@require_GET
@bij_overleggen
def verslag_docx(request: Request, pk: int, versie: int, soort: str) -> HttpResponse:
    rij = _haal_document(request, pk, versie, soort)
    return docx_antwoord(docx_van(rij), rij.bestandsnaam.replace(".pdf", ".docx"))


@require_GET
@bij_overleggen
def verslag_archief(request: Request, pk: int, versie: int) -> HttpResponse:
    """The files of a version that this person may have, with archive metadata."""
    overleg = haal_overleg(request, pk)
    verslagen = overleg.verslagen.vastgesteld().annotate(**Bewaarstop.sinds("verslag"))
    verslag = get_object_or_404(verslagen, versie=versie)
    verslag.overleg = overleg
    stukken, ontbreekt = [], []
    openbaar, dicht = acties.is_gepubliceerd(overleg, versie), nu_dicht(overleg.pk)
    for rij in bestanden(verslag, leesbaar(verslag, overleg, request)):
        rij.verslag = verslag
        if not rij.sha256:
            ontbreekt.append(Ontbreekt(rij.bestandsnaam, NOG_NIET))
        elif is_later_afgeschermd(rij, dicht):
            ontbreekt.append(Ontbreekt(rij.bestandsnaam, AFGESCHERMD))
        else:
            stukken.append(archiefstuk(rij, openbaar=openbaar))
    if not stukken:
        if any(rij.reden == AFGESCHERMD for rij in ontbreekt):
            raise PermissionDenied(LATER_AFGESCHERMD)
        raise Http404
    naam = f"verslag-{overleg.vorm}-{overleg.datum:%Y-%m-%d}-v{versie}-archief.zip"
    return zip_antwoord(stukken, naam, ontbreekt)


LATER_AFGESCHERMD = "Een punt in dit verslag is later afgeschermd. Lees het verslag op de pagina."


def is_later_afgeschermd(rij: Verslagdocument, dicht: set[int]) -> bool:
    """Whether its words were shielded since: then nobody gets the file any more."""
    volledig = rij.soort == Verslagdocument.Soort.VOLLEDIG
    bron = rij.verslag.inhoud if volledig else rij.verslag.openbaar
    return later_afgeschermd(bron, dicht)


def _haal_document(request: Request, pk: int, versie: int, soort: str) -> Verslagdocument:
    """The file of an established version. The full one is for who may see every part; invisible is 404.

    When a point was shielded since, its words are in the file: then nobody gets it any more.
    """
    overleg = haal_overleg(request, pk)
    rij = get_object_or_404(
        Verslagdocument.objects.exclude(sha256="").select_related("verslag"),
        verslag__overleg=overleg,
        verslag__versie=versie,
        soort=soort,
    )
    rij.verslag.overleg = overleg
    delen = leesbaar(rij.verslag, overleg, request)
    if rij not in bestanden(rij.verslag, delen):
        raise Http404
    if is_later_afgeschermd(rij, nu_dicht(overleg.pk)):
        raise PermissionDenied(LATER_AFGESCHERMD)
    return rij


@require_http_methods(["GET", "POST"])
@bij_overleggen
def verslag_publicatie(request: Request, pk: int) -> HttpResponse:
    """Preview and masking check of the public report; what was found is mended or acknowledged, one by one."""
    overleg = haal_overleg(request, pk)
    eis(request.user, Recht.PUBLICATIE_PLAATSEN, overleg.plek())
    gekozen = overleg.verslagen.vastgesteld().order_by("-versie").first()
    if gekozen is None or not acties.kan_openbaar(gekozen):
        raise Http404
    gekozen.overleg = overleg

    def plaats(bevestigd: set[str], gezien: str) -> Publicatie:
        return acties.publiceer(verslag=gekozen, bevestigd=bevestigd, gezien=gezien, door=request.user)

    context = {
        "overleg": overleg,
        "kop": "Verslag publiceren",
        "lijst_url": reverse("overleggen:lijst"),
        "terug": reverse("overleggen:verslag", args=[pk]),
    }
    return toon_plaatsing(request, acties.te_plaatsen(gekozen), plaats, "overleggen/publicatie.html", context)


@require_GET
@bij_overleggen
def kalender(request: Request, pk: int) -> HttpResponse:
    """One meeting for somebody's own calendar: title, day and place; nothing of what is on the agenda."""
    overleg = haal_overleg(request, pk)
    antwoord = HttpResponse(agenda_ics([overleg]), content_type="text/calendar; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="overleg-{overleg.pk}.ics"'
    return antwoord
