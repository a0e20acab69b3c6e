"""Asking money: first of which budget, then a form that says beforehand what will be asked."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from budgetten import acties
from budgetten.acties.indienen import mag_uit_signaal, wordt_aanvraag
from budgetten.forms import AanvraagForm
from budgetten.models import Budgetaanvraag
from budgetten.planpunten import punten
from budgetten.service import vraagt
from budgetten.uitleg import uitleg_van
from budgetten.views.gemeen import eis_kans, ingestuurd, met_form, module
from budgetten.wie import MELDER, alleen_melder, gebieden_voor, lopende_budgetten, namens_keuzes
from signalen.models import Signaal
from signalen.service import toont_tekst
from wijkwerk.eenmalig import eenmaal
from wijkwerk.htmx import Request
from wijkwerk.profiel.rijen.geld import Budget

# So many topics of plans to choose from.
MEESTE = 300


@require_GET
@module
def kies(request: Request) -> HttpResponse:
    """Of which budget; straight on where there is one."""
    eis_kans(request, vraagt(request.user), "budgetaanvraag.indienen")
    budgetten = [rij for rij in lopende_budgetten() if gebieden_voor(request.user, rij)[0]]
    if len(budgetten) == 1:
        return redirect("budgetten:nieuw", budgetten[0].sleutel)
    return render(request, "budgetten/kies.html", {"budgetten": budgetten})


def _budget(sleutel: str) -> Budget:
    rij = next((rij for rij in lopende_budgetten() if rij.sleutel == sleutel), None)
    if rij is None:
        raise Http404("Dit budget bestaat niet.")
    return rij


def _signaal(request: Request, budget: str) -> Signaal | None:
    """The signal that one came from: `?signaal=12`; 404 when it is not there, 403 for who may not make a request of it."""
    keuze = request.GET.get("signaal", "")
    if not keuze.isdecimal():
        return None
    zichtbaar = Signaal.objects.zichtbaar_voor(request.user).select_related("gebied")
    signaal = get_object_or_404(zichtbaar, pk=int(keuze[:18]))
    if wordt_aanvraag(signaal) != budget:
        raise Http404("Van dit signaal wordt geen aanvraag gemaakt.")
    eis_kans(request, mag_uit_signaal(signaal, request.user), "budgetaanvraag.indienen", signaal)
    return signaal


@require_http_methods(["GET", "POST"])
@module
def nieuw(request: Request, budget: str) -> HttpResponse:
    rij = _budget(budget)
    signaal = _signaal(request, budget)
    gebieden, handelt = gebieden_voor(request.user, rij)
    namens = namens_keuzes(request.user, handelt, met_melder=signaal is not None)
    if signaal is not None and signaal.gebied not in handelt:
        # Who only answers the signal asks for who brought it, there.
        gebieden, namens = [signaal.gebied], alleen_melder()
    if not gebieden or not namens:
        raise PermissionDenied("U heeft hier niet het recht om dit te doen.")
    form = AanvraagForm(
        ingestuurd(request),
        budget=rij,
        namens=namens.values(),
        gebieden=gebieden,
        punten=_punten(request, rij, gebieden),
        moet_plan=uitleg_van(rij).moet_plan,
        initial=_begin(signaal, list(namens), gebieden),
    )

    def doe() -> str:
        aanvraag = eenmaal(
            Budgetaanvraag,
            client_id=form.client_id,
            door=request.user,
            maak=lambda: acties.dien_in(
                budget=budget,
                gebied=form.cleaned_data["gebied"],
                namens=form.cleaned_data["namens"],
                inhoud=form.inhoud(),
                planitem=form.cleaned_data["planitem"],
                signaal=signaal,
                door=request.user,
            ),
        )
        if signaal is not None and not _ziet(request, aanvraag):
            return signaal.get_absolute_url()
        return aanvraag.get_absolute_url()

    context = {
        "titel": rij.naam,
        "budget": rij,
        "knop": "Dien de aanvraag in",
        "signaal": signaal,
        "gevraagd": uitleg_van(rij),
    }
    gelukt = "De aanvraag is ingediend. U hoort het als er een besluit is."
    terug = signaal.get_absolute_url() if signaal else reverse("budgetten:aanvragen")
    return met_form(request, form, doe, gelukt, terug, context, "budgetten/nieuw.html")


def _ziet(request: Request, aanvraag: Budgetaanvraag) -> bool:
    return Budgetaanvraag.objects.zichtbaar_voor(request.user).filter(pk=aanvraag.pk).exists()


def _punten(request: Request, budget: Budget, gebieden: list[Any]) -> Any:
    keuze = request.POST.get("planitem", "")
    alle = punten(request.user, budget, *gebieden)
    # No slice under a field that is looked up in: the ids of the first ones.
    eerste = list(alle.values_list("pk", flat=True)[:MEESTE])
    if keuze.isdecimal():
        eerste.append(int(keuze[:18]))
    return alle.filter(pk__in=eerste)


def _begin(signaal: Signaal | None, namens: list[str], gebieden: list[Any]) -> dict[str, Any]:
    begin: dict[str, Any] = {}
    if signaal is not None:
        begin = {"namens": MELDER, "gebied": signaal.gebied}
        if toont_tekst(signaal):
            begin["doel"] = signaal.tekst
    if len(namens) == 1:
        begin["namens"] = namens[0]
    if len(gebieden) == 1:
        begin["gebied"] = gebieden[0]
    return begin
