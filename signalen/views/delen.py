"""The page of one part: what was asked, and what its holder does with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from signalen import acties
from signalen.forms import stappen as formulieren
from signalen.kijk import als_regel, bekijk
from signalen.kijkwaarden import DeelKijk
from signalen.models import Deelactie, Signaal
from signalen.views.hulp import haal, ingevuld, module, probeer, weiger
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_inzage


def _haal(request: Request, pk: int, deel_pk: int) -> tuple[Signaal, Deelactie]:
    """The part, for its holder and for who sees the whole signal; else a 404."""
    signaal = haal(request, pk)
    deel = get_object_or_404(signaal.delen.voor_lijst(), pk=deel_pk)
    deel.signaal = signaal
    return signaal, deel


def _is_van_mij(request: Request, deel: Deelactie) -> bool:
    houder = deel.afspraak.houder
    return houder is not None and houder.is_van(request.user)


@require_GET
@module("signalen")
def deel(request: Request, pk: int, deel_pk: int) -> HttpResponse:
    signaal, rij = _haal(request, pk, deel_pk)
    kijk = bekijk(signaal, request.user, signaal.delen.voor_lijst(), None)
    eigen = get_or_none(kijk.delen, deel_pk)
    if eigen is None:
        return redirect("signalen:detail", pk)
    if signaal.is_afgeschermd:
        noteer_inzage(door=request.user, ding=signaal)
    context = {
        "kijk": kijk,
        "regel": kijk.regel,
        "deel": eigen,
        "voortgang": rij.afspraak.voortgang.select_related("door", "partij") if eigen.wat else [],
        "knoppen": _knoppen(rij) if eigen.is_eigen else [],
        "acceptatie_url": _url("acceptatie", rij) if eigen.is_eigen and eigen.stand == "gevraagd" else "",
    }
    return render(request, "signalen/deel.html", context)


def get_or_none(delen: list[DeelKijk], pk: int) -> DeelKijk | None:
    return next((rij for rij in delen if rij.pk == pk), None)


def _url(naam: str, rij: Deelactie) -> str:
    return reverse(f"signalen:{naam}", args=[rij.signaal_id, rij.pk])


def _knoppen(rij: Deelactie) -> list[tuple[str, str]]:
    if rij.afspraak.stand == "gevraagd":
        return [("Nee, weigeren", _url("weigering", rij))]
    if rij.afspraak.is_open:
        return [("Klaar melden", _url("gereedmelding", rij)), ("Voortgang melden", _url("voortgang", rij))]
    return []


@require_POST
@module("signalen")
def acceptatie(request: Request, pk: int, deel_pk: int) -> HttpResponse:
    signaal, rij = _haal(request, pk, deel_pk)
    if not _is_van_mij(request, rij):
        weiger(request, signaal, "deelactie.accepteren", "Alleen wie gevraagd is, kan dit aannemen.")

    def doe() -> None:
        acties.neem_aan(deel=rij, door=request.user)

    if probeer(request, signaal, "deelactie.accepteren", None, doe):
        messages.success(request, "Aangenomen. U krijgt een herinnering voordat de termijn voorbij is.")
    return redirect(rij)


def _stap(
    request: Request,
    pk: int,
    deel_pk: int,
    soort: type[forms.Form],
    titel: str,
    stap: str,
    actie: Callable[..., Any],
    gelukt: str,
) -> HttpResponse:
    signaal, rij = _haal(request, pk, deel_pk)
    if not _is_van_mij(request, rij):
        weiger(request, signaal, f"deelactie.{stap}", "Alleen wie gevraagd is, kan dit doen.")
    form = soort(ingevuld(request))
    if request.method == "POST" and form.is_valid():

        def doe() -> None:
            actie(deel=rij, door=request.user, **form.cleaned_data)

        if probeer(request, signaal, f"deelactie.{stap}", form, doe):
            messages.success(request, gelukt)
            return (
                redirect("signalen:detail", pk)
                if stap == "weigeren" and not _nog_te_zien(request, pk)
                else redirect(rij)
            )
    context = {
        "regel": als_regel(signaal),
        "form": form,
        "titel": titel,
        "knop": titel,
        "uitleg": rij.afspraak.wat,
        "keuzes": [],
        "gevaar": False,
    }
    return render(request, "signalen/stap.html", context, status=422 if form.is_bound else 200)


def _nog_te_zien(request: Request, pk: int) -> bool:
    return Signaal.objects.zichtbaar_voor(request.user).filter(pk=pk).exists()


@require_http_methods(["GET", "POST"])
@module("signalen")
def weigering(request: Request, pk: int, deel_pk: int) -> HttpResponse:
    gelukt = "Geweigerd. Wie het vroeg krijgt bericht."
    return _stap(request, pk, deel_pk, formulieren.RedenForm, "Weigeren", "weigeren", acties.weiger, gelukt)


@require_http_methods(["GET", "POST"])
@module("signalen")
def gereedmelding(request: Request, pk: int, deel_pk: int) -> HttpResponse:
    gelukt = "Klaar gemeld. Dank u wel."
    return _stap(
        request, pk, deel_pk, formulieren.KlaarForm, "Klaar melden", "gereedmelden", acties.meld_klaar, gelukt
    )


@require_http_methods(["GET", "POST"])
@module("signalen")
def voortgang(request: Request, pk: int, deel_pk: int) -> HttpResponse:
    return _stap(
        request,
        pk,
        deel_pk,
        formulieren.VoortgangForm,
        "Voortgang melden",
        "bijwerken",
        acties.werk_bij,
        "Bijgewerkt.",
    )
