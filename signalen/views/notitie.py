"""Beleidsnotities: of many signals, for whoever makes policy."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from signalen import acties
from signalen.acties.dossierdeel import leden
from signalen.dossierkijk import als_dossierregel
from signalen.forms.notitie import NotitieForm
from signalen.forms.stappen import LeegForm
from signalen.models import Dossier, Notitie
from signalen.notities import cijfers
from signalen.views.dossier import eis_dossier, haal_dossier
from signalen.views.hulp import ingevuld, module, probeer, weiger
from wijkwerk.eenmalig import eenmaal
from wijkwerk.htmx import Request

PER_BLAD = 50


@require_GET
@module("signalen")
def lijst(request: Request) -> HttpResponse:
    """Newest first; `voor` pages by key."""
    rijen = Notitie.objects.zichtbaar_voor(request.user).voor_lijst()
    voor = request.GET.get("voor", "")
    if voor.isdecimal():
        rijen = rijen.filter(pk__lt=int(voor[:18]))
    blad = list(rijen[: PER_BLAD + 1])
    context = {
        "notities": blad[:PER_BLAD],
        "volgende_url": f"?voor={blad[PER_BLAD - 1].pk}" if len(blad) > PER_BLAD else "",
    }
    return render(request, "signalen/notities.html", context)


@require_GET
@module("signalen")
def notitie(request: Request, pk: int) -> HttpResponse:
    rij = _haal(request, pk)
    context = {
        "notitie": rij,
        "cijfers": _als_dagen(rij.cijfers),
        "mag_weg": acties.mag_notitie_weghalen(rij, request.user),
        "dossier_url": _dossier_url(request, rij),
    }
    return render(request, "signalen/notitie.html", context)


@require_http_methods(["GET", "POST"])
@module("signalen")
def nieuw(request: Request, pk: int) -> HttpResponse:
    """Write it beside the figures that will stand in it."""
    dossier = haal_dossier(request, pk)
    eis_dossier(request, dossier, "wijzigen")
    if not acties.mag_notitie(dossier, request.user):
        weiger(request, dossier, "notitie.maken", "Van afgeschermde signalen maakt u geen notitie.")
    form = NotitieForm(ingevuld(request), initial={"titel": dossier.titel})
    if request.method == "POST" and form.is_valid():
        gemaakt: list[Notitie] = []

        def doe() -> None:
            gemaakt.append(
                eenmaal(Notitie, client_id=form.client_id, door=request.user, maak=lambda: acties.maak_notitie(
                    dossier=dossier, door=request.user, **form.cleaned_data
                ))
            )  # fmt: skip

        if probeer(request, dossier, "notitie.maken", form, doe):
            messages.success(request, "De notitie is klaar. Het gemeentehuis kan hem lezen.")
            return redirect(gemaakt[0])
    context = {
        "form": form,
        "regel": als_dossierregel(dossier),
        "cijfers": _als_dagen(cijfers(leden(dossier, request.user))),
    }
    return render(request, "signalen/notitie_maken.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@module("signalen")
def verwijdering(request: Request, pk: int) -> HttpResponse:
    rij = _haal(request, pk)
    if not acties.mag_notitie_weghalen(rij, request.user):
        weiger(request, rij, "notitie.weghalen", "Alleen wie deze notitie maakte, haalt hem weg.")
    form = LeegForm(ingevuld(request))
    if request.method == "POST" and form.is_valid():

        def doe() -> None:
            acties.haal_notitie_weg(notitie=rij, door=request.user)

        if probeer(request, rij, "notitie.weghalen", form, doe):
            messages.success(request, "De notitie is weg.")
            return redirect("signalen:notities")
    return render(request, "signalen/notitie_weg.html", {"notitie": rij, "form": form})


def _haal(request: Request, pk: int) -> Notitie:
    return get_object_or_404(Notitie.objects.zichtbaar_voor(request.user).voor_lijst(), pk=pk)


def _als_dagen(cijfers: dict[str, Any]) -> dict[str, Any]:
    """The figures with days instead of text."""
    dagen = {naam: date.fromisoformat(cijfers[naam]) if cijfers[naam] else None for naam in ("van", "tot")}
    return cijfers | dagen


def _dossier_url(request: Request, rij: Notitie) -> str:
    zichtbaar = Dossier.objects.zichtbaar_voor(request.user).filter(pk=rij.dossier_id)
    return rij.dossier.get_absolute_url() if zichtbaar.exists() else ""
