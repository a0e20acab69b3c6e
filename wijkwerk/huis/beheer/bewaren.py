"""What has a term, and suspending it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from overleggen.models import Verslag
from wijkagenda.models import Plan
from wijkwerk.htmx import Request
from wijkwerk.huis import acties
from wijkwerk.huis.beheer.formulieren import BewaarstopForm
from wijkwerk.huis.beheer.toegang import beheer
from wijkwerk.huis.bewaren import met_termijn
from wijkwerk.regels.models import Bewaarstop
from wijkwerk.regels.service import StapGeweigerd


@require_GET
@beheer
def bewaren(request: Request) -> HttpResponse:
    return render(request, "beheer/bewaren.html", {"regels": met_termijn()})


@require_http_methods(["GET", "POST"])
@beheer
def bewaarstop(request: Request, soort: str, pk: int) -> HttpResponse:
    """Suspend; or let it run again when it is suspended."""
    ding = _haal(soort, pk)
    stop = Bewaarstop.lopend().bij(ding).first()
    begin = {"wat": "hervatten" if stop else "opschorten"}
    form = BewaarstopForm(request.POST if request.method == "POST" else None, initial=begin)
    if request.method == "POST" and form.is_valid():
        hervat = form.cleaned_data["wat"] == "hervatten"
        doe = acties.hef_bewaarstop_op if hervat else acties.schort_bewaren_op
        try:
            doe(ding=ding, reden=form.cleaned_data["reden"], door=request.user)
        except StapGeweigerd as geweigerd:
            form.neem_klachten_over(geweigerd.klachten)
        else:
            messages.success(request, "Vastgelegd.")
            return redirect("beheer:bewaren")
    context = {
        "titel": "Laat de termijn weer lopen" if stop else "Schort de termijn op",
        "ding": ding,
        "stop": stop,
        "form": form,
        "knop": "Laat weer lopen" if stop else "Schort op",
        "terug_url": reverse("beheer:bewaren"),
    }
    return render(request, "beheer/bewaarstop.html", context, status=422 if form.is_bound else 200)


def _haal(soort: str, pk: int) -> Plan | Verslag:
    """What was established; anything else has no term."""
    if soort == "plan":
        return get_object_or_404(Plan.objects.filter(vastgesteld_op__isnull=False), pk=pk)
    if soort == "verslag":
        return get_object_or_404(Verslag.objects.vastgesteld(), pk=pk)
    raise Http404
