"""Answering an invitation: by whoever is logged in, and by the link in the mail. Opening the link changes nothing."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from overleggen import aanmelden, acties, zicht
from overleggen.aanmelden import Genodigde
from overleggen.forms import AanmeldForm
from overleggen.views.basis import bij_overleggen, doe, haal_overleg, ingevuld, toon_formulier
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_geweigerd
from wijkwerk.openbaar import Grens, te_vaak, zonder_account
from wijkwerk.regels.service import StapGeweigerd

MISSERS = Grens("aanmelden", hoogstens=30, per=timedelta(minutes=10))


@require_http_methods(["GET", "POST"])
@bij_overleggen
def aanmelding(request: Request, pk: int) -> HttpResponse:
    overleg = haal_overleg(request, pk)
    if not zicht.is_deelnemer(overleg, request.user):
        verbod = "U staat niet bij de deelnemers van dit overleg."
        noteer_geweigerd(door=request.user, stap="overleg.aanmelden", ding=overleg, reden=verbod)
        raise PermissionDenied(verbod)
    form = AanmeldForm(ingevuld(request), eerder=Genodigde(overleg, request.user).aanmelding())
    if request.method == "POST" and form.is_valid():
        antwoord, _ = doe(
            request,
            overleg,
            "overleg.aanmelden",
            lambda: acties.meld_aan(overleg=overleg, door=request.user, **form.cleaned_data),
            form,
        )
        if antwoord is not None:
            messages.success(request, "Uw antwoord is bewaard.")
            return redirect(overleg)
    return toon_formulier(request, overleg, form, titel="Komt u?", knop="Bewaar")


@zonder_account(formulier=True)
@require_http_methods(["GET", "HEAD", "POST"])
def per_mail(request: HttpRequest, sleutel: str) -> HttpResponse:
    if MISSERS.is_voorbij(request, tel=False):
        return te_vaak(request)
    try:
        genodigde = aanmelden.lees(sleutel)
    except aanmelden.LinkDood as waarom:
        MISSERS.is_voorbij(request)
        return render(request, "overleggen/aanmelden_dood.html", {"waarom": str(waarom)}, status=410)
    form = AanmeldForm(request.POST if request.method == "POST" else None, eerder=genodigde.aanmelding())
    if request.method == "POST" and form.is_valid() and _bewaar(genodigde, form):
        return redirect("aanmelden:gedaan")
    context = {"overleg": genodigde.overleg, "wie": genodigde.door or genodigde.partij, "form": form}
    return render(request, "overleggen/aanmelden.html", context, status=422 if form.is_bound else 200)


def _bewaar(genodigde: Genodigde, form: AanmeldForm) -> bool:
    try:
        acties.meld_aan(
            overleg=genodigde.overleg, door=genodigde.door, partij=genodigde.partij, **form.cleaned_data
        )
    except StapGeweigerd as geweigerd:
        form.neem_klachten_over(geweigerd.klachten)
        return False
    return True


@zonder_account()
@require_safe
def gedaan(request: HttpRequest) -> HttpResponse:
    return render(request, "overleggen/aanmelden_gedaan.html")
