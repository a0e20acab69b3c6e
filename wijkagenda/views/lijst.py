"""All plans that somebody works on, and starting one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wijkagenda import acties
from wijkagenda.bewaking import herziening_uiterlijk, is_te_laat
from wijkagenda.bronnen import vind_bron
from wijkagenda.forms import StartForm
from wijkagenda.keuzes import te_starten
from wijkagenda.models import Plan
from wijkagenda.views.gemeen import ingestuurd, module
from wijkagenda.voorstellen import mag_behandelen, mag_voorstellen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.regels.service import StapGeweigerd
from wijkwerk.wijken.models import Gebied


@require_GET
@module
def lijst(request: Request) -> HttpResponse:
    """In the making, in force, and earlier versions, per gebied."""
    alles = request.GET.get("toon") == "alles"
    plannen = Plan.objects.zichtbaar_voor(request.user).voor_lijst()
    if not alles:
        plannen = plannen.exclude(stand=Plan.Stand.VERVANGEN)
    profiel = actief_profiel()
    namen = {vorm.sleutel: vorm.naam for vorm in profiel.planvormen}
    per_gebied: dict[str, list[dict[str, Any]]] = {}
    for plan in plannen:
        rij = {
            "plan": plan,
            "vorm": namen.get(plan.vorm, plan.vorm),
            "opnieuw": herziening_uiterlijk(plan) if is_te_laat(plan) else None,
        }
        per_gebied.setdefault(plan.gebied.naam, []).append(rij)
    te_laat = [rij for rijen in per_gebied.values() for rij in rijen if rij["opnieuw"]]
    context = {
        "te_laat": sorted(te_laat, key=lambda rij: (rij["opnieuw"], rij["plan"].gebied.naam)),
        "per_gebied": per_gebied,
        "alles": alles,
        "mag_starten": bool(te_starten(request.user)),
        "mag_voorstellen": mag_voorstellen(request.user),
        "mag_behandelen": mag_behandelen(request.user),
    }
    return render(request, "wijkagenda/lijst.html", context)


@require_http_methods(["GET", "POST"])
@module
def nieuw(request: Request) -> HttpResponse:
    """Start a plan: which form, for which gebied, from when."""
    kan = te_starten(request.user)
    pks = {gebied.pk for waar in kan.values() for gebied in waar}
    begin = {
        "periode_van": timezone.localdate().replace(month=1, day=1),
        "gebied": _enige(pks),
        "plan": next(iter(kan)).sleutel if len(kan) == 1 else "",
    }
    form = StartForm(
        ingestuurd(request),
        initial={**begin, **{naam: request.GET[naam] for naam in ("plan", "gebied") if naam in request.GET}},
        vormen=[(vorm.sleutel, vorm.naam) for vorm in kan],
        gebieden=Gebied.objects.filter(pk__in=pks).order_by("naam"),
    )
    if request.method == "POST" and form.is_valid():
        schoon = form.cleaned_data
        try:
            plan = acties.start(
                vorm=schoon["plan"],
                gebied=schoon["gebied"],
                periode_van=schoon["periode_van"],
                vorige_over=schoon["vorige_over"],
                door=request.user,
            )
        except StapGeweigerd as geweigerd:
            form.neem_klachten_over(geweigerd.klachten)
        else:
            messages.success(request, "Het plan is begonnen.")
            return redirect(_verder_met(request) or plan.get_absolute_url())
    context = {"form": form, "kan": kan}
    return render(request, "wijkagenda/nieuw.html", context, status=422 if form.is_bound else 200)


def _verder_met(request: Request) -> str:
    """Who came with something for a plan (`?bron=afspraak:12`) goes on with that; the address, or nothing."""
    soort, _, pk = request.GET.get("bron", "").partition(":")
    bron = vind_bron(soort, int(pk[:18]), request.user) if pk.isdecimal() else None
    return reverse("wijkagenda:opnemen", args=[bron.soort, bron.pk]) if bron else ""


def _enige(pks: set[int]) -> int | None:
    return next(iter(pks)) if len(pks) == 1 else None
