"""Where a form of meeting goes differently: the list, proposing, agreeing and ending."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from overleggen import acties, afwijkingen, desk
from overleggen.acties.afwijking import eigen_vervulling
from overleggen.forms import AfwijkingForm, AkkoordForm, PlanKeuzeForm, RedenForm
from overleggen.models import Afwijking
from overleggen.regels_gebied import onderwerp_afwijking
from overleggen.views.basis import bij_overleggen, doe, ingevuld
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_geweigerd
from wijkwerk.profiel import selectornaam
from wijkwerk.profiel.wie import selector
from wijkwerk.regels.models import Instemming
from wijkwerk.wijken.models import Gebied


@require_GET
@bij_overleggen
def lijst(request: Request) -> HttpResponse:
    """What holds or is proposed, and below that what was decided before."""
    rijen = list(Afwijking.objects.zichtbaar_voor(request.user).voor_lijst())
    context = {
        "open": [rij for rij in rijen if rij.is_open],
        "eerder": [rij for rij in rijen if not rij.is_open],
        "kan_nieuw": bool(afwijkingen.mogelijk(request.user, desk.eigen_gebieden(request.user))),
        **_adressen(),
    }
    return render(request, "overleggen/afwijkingen.html", context)


def _adressen() -> dict[str, str]:
    namen = {"lijst_url": "lijst", "planning_url": "planning", "afwijkingen_url": "afwijkingen"}
    return {naam: reverse(f"overleggen:{url}") for naam, url in namen.items()} | {
        "nieuw_url": reverse("overleggen:afwijking_nieuw")
    }


@require_http_methods(["GET", "POST"])
@bij_overleggen
def nieuw(request: Request) -> HttpResponse:
    """Step one is a choice in the address; step two what changes."""
    kan = afwijkingen.mogelijk(request.user, desk.eigen_gebieden(request.user))
    if not kan:
        raise PermissionDenied("U beslist niet over hoe een overleg ergens gaat.")
    if request.method == "GET" and "vorm" not in request.GET:
        return _toon_keuze(request, PlanKeuzeForm(mogelijk=kan), 200)
    form = PlanKeuzeForm(request.GET, mogelijk=kan)
    gekozen = form.cleaned_data if form.is_valid() else {}
    gebieden = kan.get(gekozen.get("vorm", ""), [])
    gebied = next((rij for rij in gebieden if str(rij.pk) == gekozen.get("gebied")), None)
    if gebied is None:
        if gekozen:
            form.add_error("gebied", "Over dit overleg beslist u daar niet.")
        return _toon_keuze(request, form, 422)
    return _stel_voor(request, gekozen["vorm"], gebied)


def _toon_keuze(request: Request, form: PlanKeuzeForm, status: int) -> HttpResponse:
    context = {"form": form, "methode": "get", "knop": "Verder", "wie": (), **_adressen()}
    return render(request, "overleggen/afwijking_nieuw.html", context, status=status)


def _stel_voor(request: Request, vorm: str, gebied: Gebied) -> HttpResponse:
    leeg = afwijkingen.leeg(vorm, gebied)
    rij = actief_profiel().overlegvorm(vorm)
    form = AfwijkingForm(ingevuld(request), vorm=rij, gebied=gebied, initial={"van": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        nieuwe, _ = doe(
            request,
            gebied,
            "gebied.vrijstellen",
            lambda: acties.stel_afwijking_voor(
                vorm=vorm, gebied=gebied, door=request.user, **form.cleaned_data
            ),
            form,
        )
        if nieuwe is not None:
            wacht = "Het voorstel is gedaan. Wie akkoord moet zijn krijgt bericht."
            messages.success(
                request, wacht if nieuwe.is_voorgesteld else "Dit geldt nu. De planning volgt het."
            )
            return redirect(nieuwe)
    context = {
        "form": form,
        "methode": "post",
        "knop": "Voorstellen",
        "titel": leeg.naam,
        "wie": [_naam(str(wie)) for wie in afwijkingen.wie_beslissen(onderwerp_afwijking(leeg))],
        **_adressen(),
    }
    return render(request, "overleggen/afwijking_nieuw.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@bij_overleggen
def detail(request: Request, pk: int) -> HttpResponse:
    """What was proposed, who agreed; who was asked answers here."""
    rij = _haal(request, pk)
    form = AkkoordForm(ingevuld(request))
    if request.method == "POST" and form.is_valid():
        resultaat, _ = doe(
            request,
            rij,
            "gebied.instemmen",
            lambda: acties.stem_in_met_afwijking(afwijking=rij, door=request.user, **form.cleaned_data),
            form,
        )
        if resultaat is not None:
            messages.success(request, "Uw antwoord is bewaard.")
            return redirect(rij)
    vragen = list(Instemming.objects.bij(rij).select_related("door").order_by("pk"))
    gevraagd = [vraag for vraag in vragen if vraag.stand == Instemming.Stand.GEVRAAGD]
    mag_antwoorden = rij.is_voorgesteld and any(
        eigen_vervulling(vraag.wie, request.user, rij.plek()) for vraag in gevraagd
    )
    if request.method == "POST" and not mag_antwoorden:
        raise PermissionDenied("Aan u is hierover niets gevraagd.")
    context = {
        "rij": rij,
        "form": form if mag_antwoorden else None,
        "vragen": [(_naam(vraag.wie), vraag) for vraag in vragen],
        "feiten": _feiten(rij),
        "kan_einde": rij.is_open and afwijkingen.mag_hervatten(request.user, rij),
        **_adressen(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "overleggen/afwijking.html", context, status=status)


def _feiten(rij: Afwijking) -> list[tuple[str, Any]]:
    vaak = {None: "", 0: "naar behoefte"}.get(rij.per_jaar, f"{rij.per_jaar} keer per jaar")
    return [
        ("Reden", rij.reden),
        ("Zo gaat het hier", rij.alternatief),
        ("Hoe vaak", vaak),
        ("Voorgesteld door", rij.voorgesteld_door.naam),
        ("Waarom beëindigd", rij.eindreden),
        ("Beëindigd door", rij.beeindigd_door.naam if rij.beeindigd_door else ""),
    ]


def _naam(wie: str) -> str:
    return selectornaam(selector(wie), actief_profiel())


@require_http_methods(["GET", "POST"])
@bij_overleggen
def einde(request: Request, pk: int) -> HttpResponse:
    rij = _haal(request, pk)
    if not afwijkingen.mag_hervatten(request.user, rij):
        noteer_geweigerd(door=request.user, stap="gebied.hervatten", ding=rij)
        raise PermissionDenied("Wie hierover beslist staat in het gemeenteprofiel. Dat bent u hier niet.")
    form = RedenForm(ingevuld(request))
    if request.method == "POST" and form.is_valid():
        resultaat, _ = doe(
            request,
            rij,
            "gebied.hervatten",
            lambda: acties.hervat(afwijking=rij, door=request.user, **form.cleaned_data),
            form,
        )
        if resultaat is not None:
            messages.success(request, "Beëindigd. Vanaf nu geldt hier weer wat het gemeenteprofiel zegt.")
            return redirect(rij)
    context = {"rij": rij, "form": form, **_adressen()}
    return render(request, "overleggen/afwijking_einde.html", context, status=422 if form.is_bound else 200)


def _haal(request: Request, pk: int) -> Afwijking:
    rijen = Afwijking.objects.zichtbaar_voor(request.user).select_related(
        "voorgesteld_door", "beeindigd_door"
    )
    return get_object_or_404(rijen.select_related("gebied"), pk=pk)
