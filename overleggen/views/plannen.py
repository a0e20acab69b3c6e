"""Planning a meeting: first which form and where, then when; and moving it, or letting it lapse."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods

from overleggen import acties, desk, poort, stroom
from overleggen.afwijkingen import Afwijkingen, gelden
from overleggen.bronnen import bron_van
from overleggen.forms import PlanForm, PlanKeuzeForm, RedenForm, WijzigForm
from overleggen.models import Overleg
from overleggen.namen import namen
from overleggen.regels import onderwerp_overleg
from overleggen.velden import gevraagde_velden
from overleggen.views.basis import (
    bij_overleggen,
    doe,
    eis_kans,
    haal_overleg,
    ingevuld,
    toon_adviezen,
    toon_formulier,
)
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel, actieve_versie_id
from wijkwerk.htmx import Request
from wijkwerk.regels.service import mag_stap
from wijkwerk.wijken.models import Gebied


def mogelijk(
    gebruiker: Gebruiker, gebieden: Iterable[Gebied], anders: Afwijkingen | None = None
) -> dict[str, list[Gebied]]:
    """The forms that this person may plan, each with its areas; one query, none with what goes differently there."""
    gevonden: dict[str, list[Gebied]] = {}
    vandaag = timezone.localdate()
    gebieden = list(gebieden)
    anders = anders or gelden(gebieden, vandaag)
    for vorm in actief_profiel().overlegvormen:
        if vorm.is_spreekuur or not vorm.geldt_op(vandaag):
            continue
        hier = [
            gebied
            for gebied in gebieden
            if anders.wordt_gehouden(vorm, gebied) and mag_plannen(gebruiker, vorm.sleutel, gebied)
        ]
        if hier:
            gevonden[vorm.sleutel] = hier
    return gevonden


def _leeg(vorm: str, gebied: Gebied) -> Overleg:
    """A meeting that is not there yet, to ask questions about."""
    overleg = Overleg(vorm=vorm, gebied=gebied, profielversie_id=actieve_versie_id(), stand="")
    overleg.plek_gebieden = list(gebied.voorouders)
    return overleg


def mag_plannen(gebruiker: Gebruiker, vorm: str, gebied: Gebied) -> bool:
    """By right or by task of the form; without its rules. No query."""
    overleg = _leeg(vorm, gebied)
    if poort.is_uitgesloten(gebruiker, overleg.vormrij, overleg.plek()):
        return False
    wie = poort.toestemming("overleg", "plannen", overleg.vormrij)
    return mag_stap(stroom.OVERLEG["plannen"], onderwerp_overleg(overleg), gebruiker, wie)


@require_http_methods(["GET", "POST"])
@bij_overleggen
def nieuw(request: Request) -> HttpResponse:
    """Step one is a choice in the address; step two the day. `bron` comes along from the page of a signal."""
    kan = mogelijk(request.user, desk.eigen_gebieden(request.user))
    if not kan:
        raise PermissionDenied("U plant geen overleggen.")
    if request.method == "GET" and "vorm" not in request.GET:
        form = PlanKeuzeForm(mogelijk=kan)
        return _toon_keuze(request, form, kan, 200)
    form = PlanKeuzeForm(request.GET, mogelijk=kan)
    gekozen = form.cleaned_data if form.is_valid() else {}
    gebied = next(
        (rij for rij in kan.get(gekozen.get("vorm", ""), []) if str(rij.pk) == gekozen.get("gebied")), None
    )
    if gebied is None:
        if gekozen:
            form.add_error("gebied", "Dit overleg wordt daar niet gehouden, of u plant het daar niet.")
        return _toon_keuze(request, form, kan, 422)
    return _plan(request, gekozen["vorm"], gebied)


def _toon_keuze(
    request: Request, form: PlanKeuzeForm, kan: dict[str, list[Gebied]], status: int
) -> HttpResponse:
    context = {
        "form": form,
        "kan_plannen": bool(kan),
        "bron": request.GET.get("bron", ""),
        "lijst_url": reverse("overleggen:lijst"),
    }
    return render(request, "overleggen/nieuw.html", context, status=status)


def _plan(request: Request, vorm: str, gebied: Gebied) -> HttpResponse:
    leeg = _leeg(vorm, gebied)
    form = PlanForm(
        ingevuld(request),
        vorm=leeg.vormrij,
        gebied=gebied,
        velden=gevraagde_velden(leeg, "plannen", object="overleg"),
        # A day that the planner proposed.
        initial={naam: request.GET[naam] for naam in ("datum", "begin") if request.GET.get(naam)},
    )
    if request.method == "POST" and form.is_valid():
        invoer = {
            naam: form.cleaned_data[naam]
            for naam in ("datum", "begin", "eind", "locatie", "plaats", "onderwerp")
        }
        delen = form.cleaned_data.get("delen", ())
        resultaat, _ = doe(
            request,
            gebied,
            "overleg.plannen",
            lambda: acties.plan(
                vorm=vorm, gebied=gebied, door=request.user, delen=delen, gegevens=form.gegevens(), **invoer
            ),
            form,
        )
        if resultaat is not None:
            overleg, adviezen = resultaat
            toon_adviezen(request, adviezen)
            messages.success(request, f"{overleg.vormrij.naam} is gepland. Maak nu de agenda.")
            soort, _, pk = request.GET.get("bron", "").partition("-")
            if pk.isdecimal() and bron_van(soort, int(pk[:18]), request.user):
                adres = reverse("overleggen:agenderen", args=[soort, int(pk[:18])])
                return redirect(f"{adres}?overleg={overleg.pk}")
            return redirect(overleg)
    context = {
        "form": form,
        "vorm": leeg.vormrij,
        "titel": leeg.naam,
        "wie": [(naam, namen) for naam, namen in _wie(leeg) if namen],
        "lijst_url": reverse("overleggen:lijst"),
        "nieuw_url": reverse("overleggen:nieuw"),
    }
    return render(request, "overleggen/plannen.html", context, status=422 if form.is_bound else 200)


def _wie(overleg: Overleg) -> list[tuple[str, str]]:
    """Who takes part and who has which task, in words."""
    vorm, profiel = overleg.vormrij, overleg.profiel
    return [
        ("Voorzitter", namen(poort.taakhouders(vorm, "voorzitter"), profiel)),
        ("Agenda", namen(poort.taakhouders(vorm, "agenda"), profiel)),
        ("Verslag", namen(poort.taakhouders(vorm, "verslag"), profiel)),
        ("Locatie en uitnodiging", namen(poort.taakhouders(vorm, "logistiek"), profiel)),
        ("Niet zonder", namen(vorm.verplicht, profiel)),
        ("Deelnemers", namen(vorm.deelnemers, profiel)),
        ("Ook uitgenodigd", namen(vorm.uitgenodigd, profiel)),
    ]


@require_http_methods(["GET", "POST"])
@bij_overleggen
def wijziging(request: Request, pk: int) -> HttpResponse:
    """Another day, time or place. The second of two editors sees what the first one saved."""
    overleg = haal_overleg(request, pk)
    eis_kans(request, overleg, "wijzigen")
    velden = ("datum", "begin", "eind", "locatie", "plaats", "onderwerp", "versie")
    begin = {naam: getattr(overleg, naam) for naam in velden}
    form = WijzigForm(ingevuld(request), gebied=overleg.gebied, initial=begin)
    lead = ""
    if request.method == "POST" and form.is_valid():
        gewijzigd, _ = doe(
            request,
            overleg,
            "overleg.wijzigen",
            lambda: acties.wijzig(overleg=overleg, door=request.user, **form.cleaned_data),
            form,
        )
        if gewijzigd is not None:
            messages.success(request, "De wijziging is bewaard. Wie is uitgenodigd krijgt bericht.")
            return redirect(overleg)
        lead = _naast_elkaar(request, form, haal_overleg(request, pk))
    return toon_formulier(request, overleg, form, titel="Datum of plaats wijzigen", knop="Bewaren", lead=lead)


def _naast_elkaar(request: Request, form: WijzigForm, nu: Overleg) -> str:
    """Say what stands there now; the own input stays in the form, which now saves over that version."""
    gegevens = request.POST.copy()
    gegevens["versie"] = str(nu.versie)
    form.data = gegevens
    return f"Nu gepland: {date_format(nu.datum)} om {nu.begin:%H:%M} uur{', ' if nu.waar else ''}{nu.waar}."


@require_http_methods(["GET", "POST"])
@bij_overleggen
def verval(request: Request, pk: int) -> HttpResponse:
    overleg = haal_overleg(request, pk)
    eis_kans(request, overleg, "vervallen")
    form = RedenForm(ingevuld(request))
    if request.method == "POST" and form.is_valid():
        reden = form.cleaned_data["reden"]
        resultaat, _ = doe(
            request,
            overleg,
            "overleg.vervallen",
            lambda: acties.laat_vervallen(overleg=overleg, reden=reden, door=request.user),
            form,
        )
        if resultaat is not None:
            messages.success(request, "Het overleg vervalt. Wie was uitgenodigd krijgt bericht.")
            return redirect(overleg)
    return toon_formulier(
        request, overleg, form, titel="Laten vervallen", knop="Laten vervallen", gevaar=True
    )
