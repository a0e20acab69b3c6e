"""“Neem op in …”: from a signaal, afspraak, overleg or agendapunt onto a plan in the making."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wijkagenda.bronnen import vind_bron
from wijkagenda.forms import OpneemForm
from wijkagenda.keuzes import soorten, te_bewerken, te_starten
from wijkagenda.views.gemeen import ingestuurd, module
from wijkwerk.htmx import Request


@require_http_methods(["GET", "POST"])
@module
def opnemen(request: Request, bron_soort: str, pk: int) -> HttpResponse:
    """Choose the plan and the kind of item; the next page has what the source brings along."""
    bron = vind_bron(bron_soort, pk, request.user)
    if bron is None:
        raise Http404("Deze bron is er niet, of niet voor u.")
    if bron.waarom_niet:
        return render(
            request, "wijkagenda/opnemen.html", {"bron": bron, "form": None, "starten": ()}, status=403
        )
    plannen = te_bewerken(request.user, bron.gebieden)
    keuzes = [
        (f"{plan.pk}:{soort.sleutel}", f"{plan.titel}, als {soort.naam.lower()}")
        for plan in plannen
        for soort in soorten(plan)
    ]
    form = OpneemForm(ingestuurd(request), keuzes=keuzes) if keuzes else None
    if form is not None and form.is_valid():
        plan_pk, _, soort = form.cleaned_data["keuze"].partition(":")
        adres = reverse("wijkagenda:item_nieuw", args=[plan_pk, soort])
        return redirect(f"{adres}?{urlencode({'bron': f'{bron.soort}:{bron.pk}'})}")
    bezig = {(plan.vorm, plan.gebied_id) for plan in plannen}
    starten = [
        (vorm, gebied)
        for vorm, waar in te_starten(request.user).items()
        for gebied in waar
        if gebied.pk in bron.gebieden and vorm.items and (vorm.sleutel, gebied.pk) not in bezig
    ]
    context = {"bron": bron, "form": form, "starten": starten}
    return render(
        request, "wijkagenda/opnemen.html", context, status=422 if request.method == "POST" else 200
    )
