"""Making the agenda: bring in, decide, order, take off, and take what proposes itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from overleggen import acties, desk, poort, service, zicht
from overleggen.bronnen import Bron, bron_van
from overleggen.forms import AfvoerForm, AgendeerForm, BijOverlegForm, InbrengForm, SignaalForm, VoorstelForm
from overleggen.inbreng import is_van_bewoner
from overleggen.models import Agendapunt, Overleg
from overleggen.velden import gevraagde_velden, vraagt_schaal
from overleggen.views.basis import (
    bij_overleggen,
    doe,
    eis_kans,
    haal_overleg,
    haal_punt,
    ingevuld,
    titel,
    toon_adviezen,
    toon_formulier,
)
from overleggen.views.overleg import maakt_agenda
from overleggen.views.plannen import mogelijk
from overleggen.voorstel import stel_voor
from wijkwerk.eenmalig import eenmaal
from wijkwerk.htmx import Request, wants_partial
from wijkwerk.wijken.models import Gebied


@require_http_methods(["GET", "POST"])
@bij_overleggen
def nieuw_punt(request: Request, pk: int) -> HttpResponse:
    """Bring in a matter of one's own. Who makes the agenda goes on to what the form asks of a point."""
    overleg = haal_overleg(request, pk)
    if not poort.mag_inbrengen(overleg, request.user):
        raise PermissionDenied("U brengt bij dit overleg geen punten in.")
    form = InbrengForm(ingevuld(request), delen=zicht.delen_voor(overleg, request.user))
    if request.method == "POST" and form.is_valid():
        punt, _ = doe(
            request,
            overleg,
            "agendapunt.aandragen",
            lambda: eenmaal(
                Agendapunt,
                client_id=form.client_id,
                door=request.user,
                maak=lambda: acties.draag_aan(overleg=overleg, door=request.user, **form.cleaned_data),
            ),
            form,
        )
        if punt is not None:
            return _na_inbrengen(request, punt)
    lead = "Wie de agenda maakt, beslist of het erop komt. U krijgt daar bericht van."
    return toon_formulier(
        request,
        overleg,
        form,
        titel="Punt inbrengen",
        knop="Inbrengen",
        lead="" if maakt_agenda(request, overleg) else lead,
    )


def _na_inbrengen(request: Request, punt: Agendapunt) -> HttpResponse:
    """Straight onto the agenda when this person makes it and the form asks nothing more."""
    overleg = punt.overleg
    if punt.stand != Agendapunt.Stand.AANGEDRAGEN:
        # The same form once more: what it made stands there.
        return redirect(overleg)
    if not poort.mag(punt, "agenderen", request.user):
        messages.success(request, "Uw punt is ingebracht. U krijgt bericht als het op de agenda staat.")
        return redirect(overleg)
    if gevraagde_velden(overleg, "agenderen") or vraagt_schaal(overleg):
        return redirect("overleggen:agendering", punt.pk)
    resultaat, klachten = doe(
        request, punt, "agendapunt.agenderen", lambda: acties.agendeer(punt=punt, door=request.user)
    )
    if resultaat is None:
        for klacht in klachten:
            messages.error(request, str(klacht))
    else:
        toon_adviezen(request, resultaat[1])
        messages.success(request, "Het punt staat op de agenda.")
    return redirect(overleg)


@require_http_methods(["GET", "POST"])
@bij_overleggen
def agendering(request: Request, pk: int) -> HttpResponse:
    """Decide that a point is on the agenda, in which part, and what it is about."""
    punt = haal_punt(request, pk)
    eis_kans(request, punt, "agenderen")
    overleg = punt.overleg
    # What was filled in at a shielded point is not for who makes the agenda without being allowed to read it.
    eigen = {} if punt.afgeschermd else punt.velden
    begin = {
        "titel": titel(punt),
        "doel": punt.doel,
        "deel": punt.deel,
        "schaalniveau": punt.schaalniveau,
        **eigen,
    }
    form = AgendeerForm(
        ingevuld(request),
        overleg=overleg,
        delen=zicht.delen_voor(overleg, request.user),
        van_bewoner=not punt.afgeschermd and is_van_bewoner(punt),
        initial=begin,
    )
    if request.method == "POST" and form.is_valid():
        resultaat, _ = doe(
            request,
            punt,
            "agendapunt.agenderen",
            lambda: acties.agendeer(punt=punt, door=request.user, **form.keuze()),
            form,
        )
        if resultaat is not None:
            toon_adviezen(request, resultaat[1])
            messages.success(request, "Het punt staat op de agenda.")
            return redirect(overleg)
    return toon_formulier(
        request, overleg, form, titel="Op de agenda zetten", knop="Zet op de agenda", lead=titel(punt)
    )


@require_http_methods(["GET", "POST"])
@bij_overleggen
def afvoer(request: Request, pk: int) -> HttpResponse:
    punt = haal_punt(request, pk)
    eis_kans(request, punt, "afvoeren")
    form = AfvoerForm(ingevuld(request), punt=punt)
    if request.method == "POST" and form.is_valid():
        reden = form.cleaned_data["reden"]
        resultaat, _ = doe(
            request,
            punt,
            "agendapunt.afvoeren",
            lambda: acties.voer_af(punt=punt, door=request.user, reden=reden),
            form,
        )
        if resultaat is not None:
            messages.success(request, "Het punt is van de agenda.")
            return redirect(punt.overleg)
    return toon_formulier(
        request, punt.overleg, form, titel="Van de agenda halen", knop="Haal van de agenda", lead=titel(punt)
    )


@require_http_methods(["GET", "POST"])
@bij_overleggen
def verwijzing(request: Request, pk: int) -> HttpResponse:
    """What does not belong in a meeting becomes a signal."""
    punt = haal_punt(request, pk)
    if punt.afgeschermd or not acties.kan_signaal_worden(punt):
        raise Http404("Dit punt kan geen signaal worden.")
    eis_kans(request, punt, "afvoeren")
    form = SignaalForm(ingevuld(request), punt=punt)
    if request.method == "POST" and form.is_valid():
        invoer = form.cleaned_data
        signaal, _ = doe(
            request,
            punt,
            "agendapunt.verwijzen",
            lambda: acties.maak_signaal(punt=punt, door=request.user, **invoer),
            form,
        )
        if signaal is not None:
            messages.success(
                request, f"Het punt is nu signaal {signaal.nummer}. Wie het inbracht krijgt bericht."
            )
            return redirect(punt.overleg)
    return toon_formulier(
        request,
        punt.overleg,
        form,
        titel="Maak er een signaal van",
        knop="Maak het signaal",
        lead=titel(punt),
    )


@require_POST
@bij_overleggen
def volgorde(request: Request, pk: int) -> HttpResponse:
    punt = haal_punt(request, pk)
    omhoog = request.POST.get("naar") == "boven"
    _, klachten = doe(
        request, punt, "agendapunt.ordenen", lambda: acties.orden(punt=punt, omhoog=omhoog, door=request.user)
    )
    if wants_partial(request) and not klachten:
        return HttpResponse(status=204, headers={"HX-Trigger": "ververs"})
    for klacht in klachten:
        messages.error(request, str(klacht))
    if request.POST.get("terug") == "tijdens":
        return redirect(f"{reverse('overleggen:tijdens', args=[punt.overleg_id])}#punt-{punt.pk}")
    return redirect(punt.overleg)


@require_http_methods(["GET", "POST"])
@bij_overleggen
def voorstel(request: Request, pk: int) -> HttpResponse:
    """What may come on this agenda, each with the reason; nothing is chosen beforehand that cannot be left."""
    overleg = haal_overleg(request, pk)
    if not (overleg.is_komend and maakt_agenda(request, overleg)):
        raise PermissionDenied("Wie de agenda van dit overleg maakt, kiest de punten.")
    voorstellen = stel_voor(overleg, request.user)
    form = VoorstelForm(ingevuld(request), sleutels=[rij.sleutel for rij in voorstellen])
    if request.method == "POST" and form.is_valid():
        gekozen = [rij for rij in voorstellen if rij.sleutel in form.cleaned_data["kies"]]
        gelukt, niet = acties.neem_over(overleg=overleg, voorstellen=gekozen, door=request.user)
        if gelukt:
            messages.success(request, f"Op de agenda gezet: {len(gelukt)}.")
        for rij, klachten in niet:
            messages.warning(request, f"{rij.titel}: {' '.join(str(klacht) for klacht in klachten)}")
        return redirect(overleg)
    context = {
        "overleg": overleg,
        "voorstellen": voorstellen,
        "form": form,
        "lijst_url": reverse("overleggen:lijst"),
    }
    return render(request, "overleggen/voorstel.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@bij_overleggen
def bij_bron(request: Request, bron_soort: str, pk: int) -> HttpResponse:
    """From the page of a signal, afspraak or plan: on the agenda of which meeting?"""
    bron = bron_van(bron_soort, pk, request.user)
    if bron is None:
        raise Http404
    overleggen = _komend_voor(request, bron)
    form = BijOverlegForm(
        ingevuld(request), overleggen=overleggen, initial={"overleg": request.GET.get("overleg")}
    )
    if request.method == "POST" and form.is_valid():
        overleg = next(rij for rij in overleggen if str(rij.pk) == form.cleaned_data["overleg"])
        toelichting = form.cleaned_data["toelichting"]
        punt, _ = doe(
            request,
            overleg,
            "agendapunt.aandragen",
            lambda: acties.draag_aan(overleg=overleg, door=request.user, bron=bron, toelichting=toelichting),
            form,
        )
        if punt is not None:
            return _na_inbrengen(request, punt)
    context: dict[str, Any] = {
        "bron": bron,
        "form": form if overleggen else None,
        "vermeldingen": service.agenda_bij(bron_soort, pk, request.user),
        "kan_plannen": bool(mogelijk(request.user, desk.eigen_gebieden(request.user))),
        "nieuw_url": f"{reverse('overleggen:nieuw')}?bron={bron_soort}-{pk}",
        "lijst_url": reverse("overleggen:lijst"),
    }
    return render(request, "overleggen/bij_bron.html", context, status=422 if form.is_bound else 200)


def _komend_voor(request: Request, bron: Bron) -> list[Overleg]:
    """Coming meetings where this thing lies, to which this person may bring points."""
    overleggen = Overleg.objects.zichtbaar_voor(request.user).komend().voor_lijst()
    if bron.gebieden:
        overleggen = overleggen.filter(gebied__voorouders__overlap=list(bron.gebieden))
    if bron.gebied:
        boven = Gebied.objects.values_list("voorouders", flat=True).get(pk=bron.gebied)
        overleggen = overleggen.filter(
            Q(gebied__voorouders__contains=[bron.gebied]) | Q(gebied__in=list(boven))
        )
    doet_mee = zicht.neemt_deel_aan(request.user)
    return [
        overleg
        for overleg in overleggen[:100]
        if overleg.pk in doet_mee or poort.mag_inbrengen_met_recht(overleg, request.user)
    ]
