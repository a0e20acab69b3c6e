"""Spreekuren: plan, open, enter signals one after the other, close with a summary."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from signalen import acties
from signalen.acties.snel import vorige_van
from signalen.acties.spreekuur import mag_plannen, mag_spreekuur
from signalen.forms.snel import SnelForm
from signalen.forms.spreekuur import AanwezigForm, AfsluitForm, PlanForm
from signalen.forms.stappen import RedenForm
from signalen.gelijkenis import lijkt_op
from signalen.kijk import als_regel
from signalen.models import Signaal, Spreekuur
from signalen.views.hulp import ingevuld, module, probeer
from signalen.views.registratie import registreer, verwachting_in_woorden, verwijs
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gebruikers.wie import is_een
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request, render_page_or_partial, wants_partial

# While entries come in, the page shows so many of the newest; all of them on request, and when it is closed.
NIEUWSTE = 8


def _haal(request: Request, pk: int) -> Spreekuur:
    return get_object_or_404(Spreekuur.objects.zichtbaar_voor(request.user).voor_lijst(), pk=pk)


@require_GET
@module("spreekuren")
def lijst(request: Request) -> HttpResponse:
    """What comes, and what was."""
    alle = Spreekuur.objects.zichtbaar_voor(request.user).voor_lijst()
    context = {
        "komend": list(alle.komend()[:50]),
        "geweest": list(alle.filter(stand__in=["gehouden", "vervallen"])[:25]),
        "mag_plannen": mag_plannen(request.user),
    }
    return render(request, "spreekuur/lijst.html", context)


@require_http_methods(["GET", "POST"])
@module("spreekuren")
def planning(request: Request) -> HttpResponse:
    """Plan one, or plan and open it at once (pop-up)."""
    if not mag_plannen(request.user):
        raise PermissionDenied("U heeft hier niet het recht om een spreekuur te plannen.")
    form = PlanForm(ingevuld(request), gebruiker=request.user)
    if request.method == "POST" and form.is_valid():
        gemaakt: list[Spreekuur] = []

        def doe() -> None:
            gemaakt.append(acties.plan(door=request.user, **form.invoer()))

        if probeer(request, form.cleaned_data["gebied"], "spreekuur.plannen", form, doe):
            spreekuur = gemaakt[0]
            if request.POST.get("actie") == "open":
                acties.open_spreekuur(spreekuur=spreekuur, door=request.user)
                messages.success(request, "Het spreekuur is open.")
            else:
                messages.success(request, f"{spreekuur} staat in de planning.")
            return redirect(spreekuur)
    return render(request, "spreekuur/planning.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@module("spreekuren")
def spreekuur(request: Request, pk: int) -> HttpResponse:
    """The page of a spreekuur. While it is open: the quick form; a POST is one visitor, and the form is empty again."""
    rij = _haal(request, pk)
    form = None
    nummer = request.GET.get("laatste", "")
    laatste = int(nummer) if nummer.isdigit() else None
    if rij.is_open and mag(request.user, Recht.SIGNAAL_REGISTREREN, rij.plek()):
        form = SnelForm(
            ingevuld(request),
            gebruiker=request.user,
            spreekuur=rij,
            vorig=vorige_van(rij, request.user) if request.method == "GET" else None,
            volgende=laatste is not None,
        )
        if request.method == "POST":
            if form.is_acuut:
                return verwijs(request, form, rij)
            signaal = registreer(request, form)
            if signaal is not None and not request.htmx:
                # No "#invoer": a browser gives an address with a fragment no autofocus.
                return redirect(f"{rij.get_absolute_url()}?laatste={signaal.pk}")
            if signaal is not None:
                laatste = signaal.pk
                form = form.volgende(signaal)
    elif request.method == "POST":
        messages.warning(request, "Dit spreekuur is niet open.")
        return redirect(rij)
    status = 422 if form is not None and form.is_bound else 200
    return render_page_or_partial(
        request,
        "spreekuur/spreekuur.html",
        _context(request, rij, form, laatste),
        partial="invoer",
        status=status,
    )


def _context(request: Request, rij: Spreekuur, form: SnelForm | None, laatste: int | None) -> dict[str, Any]:
    gezien = Signaal.objects.zichtbaar_voor(request.user).filter(spreekuur=rij)
    per_soort = gezien.order_by().values("soort").annotate(n=Count("pk")).order_by("-n", "soort")
    soorten = [(actief_profiel().signaalsoort(telling["soort"]).naam, telling["n"]) for telling in per_soort]
    alles = not rij.is_open or bool(request.GET.get("alle"))
    signalen = list(gezien.voor_lijst() if alles else gezien.voor_lijst()[:NIEUWSTE])
    eigen = (signaal for signaal in signalen if signaal.geregistreerd_door_id == request.user.pk)
    net = next((signaal for signaal in eigen if signaal.pk == laatste), None)
    return {
        "spreekuur": rij,
        "form": form,
        "laatste": _kaart(request, net) if net else None,
        "regels": [als_regel(signaal) for signaal in signalen],
        "aantal": sum(n for _, n in soorten),
        "per_soort": soorten,
        "verwezen": rij.verwezen.count(),
        # Asked only when the page shows them: not with every entry.
        "aanwezig": rij.aanwezig.select_related("partij"),
        "mag_openen": mag_spreekuur("openen", rij, request.user),
        "mag_houden": mag_spreekuur("houden", rij, request.user),
        "mag_afzeggen": mag_spreekuur("afzeggen", rij, request.user),
        "is_deel": wants_partial(request),
    }


def _kaart(request: Request, signaal: Signaal) -> dict[str, Any]:
    """What became of the entry just made: number, route and shield, and what it may be a repeat of."""
    nieuw = signaal.gevoelig != "ja" and not signaal.herhaling_van_id and signaal.dossier_id is None
    lijkt = (
        lijkt_op(
            request.user,
            gebied=signaal.gebied,
            soort=signaal.soort,
            themas=signaal.themas,
            tekst=signaal.tekst,
            voor=signaal.pk,
        )
        if nieuw
        else []
    )
    return {
        "regel": als_regel(signaal),
        "verwachting": verwachting_in_woorden(signaal),
        "lijkt_op": lijkt,
        "herhaling_url": reverse("signalen:herhaling", args=[signaal.pk]),
    }


@require_POST
@module("spreekuren")
def opening(request: Request, pk: int) -> HttpResponse:
    rij = _haal(request, pk)

    def doe() -> None:
        acties.open_spreekuur(spreekuur=rij, door=request.user)

    probeer(request, rij, "spreekuur.openen", None, doe)
    return redirect(rij)


@require_http_methods(["GET", "POST"])
@module("spreekuren")
def aanwezigheid(request: Request, pk: int) -> HttpResponse:
    """Who is present: organisations and functions."""
    rij = _haal(request, pk)
    _eis(request, rij, "houden")
    form = AanwezigForm(ingevuld(request), spreekuur=rij)
    if request.method == "POST" and form.is_valid():

        def doe() -> None:
            acties.zet_aanwezig(
                spreekuur=rij,
                partijen=form.cleaned_data["partijen"],
                functies=form.functielijst(),
                door=request.user,
            )

        if probeer(request, rij, "spreekuur.aanwezigheid", form, doe):
            messages.success(request, "Opgeslagen wie er aanwezig is.")
            return redirect(rij)
    return _toon(request, rij, form, "Wie is er aanwezig?", "Opslaan")


@require_http_methods(["GET", "POST"])
@module("spreekuren")
def afsluiting(request: Request, pk: int) -> HttpResponse:
    """End it with a summary."""
    rij = _haal(request, pk)
    _eis(request, rij, "houden")
    form = AfsluitForm(ingevuld(request))
    if request.method == "POST" and form.is_valid():

        def doe() -> None:
            acties.houd(spreekuur=rij, door=request.user, **form.cleaned_data)

        if probeer(request, rij, "spreekuur.houden", form, doe):
            messages.success(request, "Afgesloten. Dank u wel.")
            return redirect(rij)
    return _toon(request, rij, form, "Spreekuur afsluiten", "Sluit af")


@require_http_methods(["GET", "POST"])
@module("spreekuren")
def afzegging(request: Request, pk: int) -> HttpResponse:
    rij = _haal(request, pk)
    _eis(request, rij, "afzeggen")
    form = RedenForm(ingevuld(request))
    if request.method == "POST" and form.is_valid():

        def doe() -> None:
            acties.zeg_af(spreekuur=rij, door=request.user, **form.cleaned_data)

        if probeer(request, rij, "spreekuur.afzeggen", form, doe):
            messages.success(request, "Afgezegd.")
            return redirect(rij)
    return _toon(request, rij, form, "Spreekuur afzeggen", "Zeg af")


def _eis(request: Request, rij: Spreekuur, stap: str) -> None:
    """The page of a step is for who may take it; a step that is over leads back."""
    taken = actief_profiel().overlegvorm(rij.soort).taken
    genoemd = is_een(request.user, (*taken.initiatief, *taken.logistiek), rij.plek())
    if not genoemd and not mag(request.user, Recht.OVERLEG_PLANNEN, rij.plek()):
        raise PermissionDenied("U heeft hier niet het recht om dit te doen.")


def _toon(request: Request, rij: Spreekuur, form: Any, titel: str, knop: str) -> HttpResponse:
    context = {"spreekuur": rij, "form": form, "titel": titel, "knop": knop}
    return render(request, "spreekuur/stap.html", context, status=422 if form.is_bound else 200)
