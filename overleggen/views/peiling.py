"""Polls: the list, opening, answering, and closing with the outcome."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import ParamSpec

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from overleggen import acties, desk, peilen
from overleggen.bronnen import Bron, bron_van
from overleggen.forms.peiling import AntwoordForm, PeilingForm, PeilingKeuzeForm, SluitForm
from overleggen.models import Peiling
from overleggen.namen import namen
from overleggen.views.basis import doe, ingevuld, toon_adviezen
from wijkwerk.gemeente.service import actief_profiel, eis_module
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_geweigerd
from wijkwerk.wijken.models import Gebied

P = ParamSpec("P")
# How long people usually have to answer.
RUIM = timedelta(weeks=3)


def bij_peilingen(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """404 where the profile has no polls."""

    @wraps(view)
    def binnen(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        eis_module("peilingen")
        return view(*args, **kwargs)

    return binnen


def _adressen() -> dict[str, str]:
    return {
        "lijst_url": reverse("overleggen:lijst"),
        "peilingen_url": reverse("overleggen:peilingen"),
        "nieuw_url": reverse("overleggen:peiling_nieuw"),
    }


@require_GET
@bij_peilingen
def lijst(request: Request) -> HttpResponse:
    """What runs, what must be opened, and what came out before."""
    rijen = list(Peiling.objects.zichtbaar_voor(request.user).voor_lijst()[:200])
    kan = peilen.mogelijk(request.user, desk.eigen_gebieden(request.user))
    context = {
        "open": [rij for rij in rijen if rij.is_open],
        "gesloten": [rij for rij in rijen if not rij.is_open],
        "te_openen": peilen.te_openen(kan) if kan else [],
        "kan_nieuw": bool(kan),
        **_adressen(),
    }
    return render(request, "overleggen/peilingen.html", context)


@require_http_methods(["GET", "POST"])
@bij_peilingen
def nieuw(request: Request) -> HttpResponse:
    """Step one is a choice in the address; step two what to ask."""
    kan = peilen.mogelijk(request.user, desk.eigen_gebieden(request.user))
    if not kan:
        raise PermissionDenied("U houdt geen peilingen.")
    if request.method == "GET" and "vorm" not in request.GET:
        begin = {naam: request.GET[naam] for naam in ("gebied", "bron") if request.GET.get(naam)}
        return _toon_keuze(request, PeilingKeuzeForm(mogelijk=kan, initial=begin), 200)
    form = PeilingKeuzeForm(request.GET, mogelijk=kan)
    gekozen = form.cleaned_data if form.is_valid() else {}
    gebieden = kan.get(gekozen.get("vorm", ""), [])
    gebied = next((rij for rij in gebieden if str(rij.pk) == gekozen.get("gebied")), None)
    if gebied is None:
        if gekozen:
            form.add_error("gebied", "Deze peiling houdt u daar niet.")
        return _toon_keuze(request, form, 422)
    return _open(request, gekozen["vorm"], gebied)


def _toon_keuze(request: Request, form: PeilingKeuzeForm, status: int) -> HttpResponse:
    context = {"form": form, "methode": "get", "knop": "Verder", **_adressen()}
    return render(request, "overleggen/peiling_nieuw.html", context, status=status)


def _open(request: Request, vorm: str, gebied: Gebied) -> HttpResponse:
    rij = actief_profiel().peiling(vorm)
    bron = _bron(request)
    vraag = f"Herkent u dit? {bron.titel}"[:300] if bron else rij.naam
    form = PeilingForm(
        ingevuld(request),
        rij=rij,
        initial={"vraag": vraag, "einddatum": timezone.localdate() + RUIM},
    )
    if request.method == "POST" and form.is_valid():
        resultaat, _ = doe(
            request,
            gebied,
            "peiling.openen",
            lambda: acties.open_peiling(
                vorm=vorm, gebied=gebied, bron=bron, door=request.user, **form.cleaned_data
            ),
            form,
        )
        if resultaat is not None:
            peiling, adviezen = resultaat
            toon_adviezen(request, adviezen)
            messages.success(request, "De peiling is open. Wie gevraagd is krijgt bericht.")
            return redirect(peiling)
    context = {
        "form": form,
        "methode": "post",
        "knop": "Open de peiling",
        "rij": rij,
        "gebied": gebied,
        "wie": namen(rij.wie, actief_profiel()),
        "bron": bron,
        **_adressen(),
    }
    return render(request, "overleggen/peiling_nieuw.html", context, status=422 if form.is_bound else 200)


def _bron(request: Request) -> Bron | None:
    """What the poll is about, when somebody came from its page and it exists for them."""
    soort, _, pk = request.GET.get("bron", "").partition("-")
    return bron_van(soort, int(pk[:18]), request.user) if pk.isdecimal() else None


@require_http_methods(["GET", "POST"])
@bij_peilingen
def detail(request: Request, pk: int) -> HttpResponse:
    """The question; for who is asked the own answer; for who polls, or when it is closed, what came out."""
    peiling = _haal(request, pk)
    stem = peilen.stem_van(request.user, peiling)
    eerder = peilen.eigen_antwoord(request.user, peiling, stem)
    kan_antwoorden = stem is not None and peiling.is_open and not peiling.is_voorbij()
    form = AntwoordForm(ingevuld(request), peiling=peiling, eerder=eerder)
    if request.method == "POST":
        if stem is None:
            noteer_geweigerd(door=request.user, stap="peiling.stemmen", ding=peiling)
            raise PermissionDenied("Deze vraag is niet aan u gesteld.")
        if form.is_valid():
            resultaat, _ = doe(
                request,
                peiling,
                "peiling.stemmen",
                lambda: acties.beantwoord_peiling(
                    peiling=peiling,
                    keuze=form.keuze(),
                    toelichting=form.cleaned_data["toelichting"],
                    door=request.user,
                ),
                form,
            )
            if resultaat is not None:
                messages.success(
                    request, "Uw antwoord is bewaard. U kunt het veranderen zolang de peiling open is."
                )
                return redirect(peiling)
    peilt = peilen.mag(request.user, "sluiten", peiling)
    context = {
        "peiling": peiling,
        "rij": peiling.rij,
        "form": form if kan_antwoorden else None,
        "eerder": eerder,
        "wie": namen(peiling.rij.wie, peiling.profiel),
        "aantal": peiling.antwoorden.count(),
        "uitslag": peilen.uitslag(peiling) if _toon_uitslag(peiling, peilt=peilt) else None,
        "kan_sluiten": peilt and peiling.is_open,
        "bron": bron_van(peiling.bron_soort, peiling.bron_id, request.user) if peiling.bron_id else None,
        **_adressen(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "overleggen/peiling.html", context, status=status)


def _toon_uitslag(peiling: Peiling, *, peilt: bool) -> bool:
    """Of a vote nobody knows how it stands; of the others who polls reads along, and the rest waits."""
    return not peiling.is_open or (peilt and not peiling.is_geheim)


@require_http_methods(["GET", "POST"])
@bij_peilingen
def sluiting(request: Request, pk: int) -> HttpResponse:
    peiling = _haal(request, pk)
    if not peilen.mag(request.user, "sluiten", peiling):
        noteer_geweigerd(door=request.user, stap="peiling.sluiten", ding=peiling)
        raise PermissionDenied("U sluit deze peiling niet.")
    form = SluitForm(ingevuld(request))
    if request.method == "POST" and form.is_valid():
        resultaat, _ = doe(
            request,
            peiling,
            "peiling.sluiten",
            lambda: acties.sluit_peiling(peiling=peiling, door=request.user, **form.cleaned_data),
            form,
        )
        if resultaat is not None:
            toon_adviezen(request, resultaat[1])
            messages.success(request, "De peiling is gesloten. Wie gevraagd was kan de uitkomst lezen.")
            return redirect(peiling)
    context = {
        "peiling": peiling,
        "form": form,
        "aantal": peiling.antwoorden.count(),
        "uitslag": None if peiling.is_geheim and peiling.is_open else peilen.uitslag(peiling),
        **_adressen(),
    }
    return render(request, "overleggen/peiling_sluiting.html", context, status=422 if form.is_bound else 200)


def _haal(request: Request, pk: int) -> Peiling:
    rijen = Peiling.objects.zichtbaar_voor(request.user).select_related("gebied", "geopend_door")
    return get_object_or_404(rijen, pk=pk)
