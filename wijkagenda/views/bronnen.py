"""Figures and stories under a plan."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from wijkagenda import acties, cijferkeuze
from wijkagenda.forms import BronForm, CijferForm, VerhaalForm
from wijkagenda.keuzes import punten_met_onderbouwing, vertellers
from wijkagenda.models import Plan, Planbron, Planitem
from wijkagenda.views.gemeen import eis_kans, haal_plan, ingestuurd, mag, met_form, module, zet_stap
from wijkwerk.eenmalig import eenmaal
from wijkwerk.htmx import Request


@require_http_methods(["GET", "POST"])
@module
def bronnen(request: Request, pk: int) -> HttpResponse:
    """Figures and stories under the plan, each with origin and date."""
    plan = haal_plan(request, pk)
    if request.method == "POST":
        eis_kans(request, "bewerken", plan)
    form = BronForm(ingestuurd(request))

    def doe() -> None:
        acties.voeg_bron_toe(plan=plan, door=request.user, **form.cleaned_data)

    rijen = list(plan.bronnen.select_related("planitem"))
    bewerkbaar = mag("bewerken", plan, request.user)
    nieuwer = cijferkeuze.nieuwere(_gekozen(rijen)) if bewerkbaar else {}
    context = {
        "plan": plan,
        "bronnen": [(bron, nieuwer.get(bron.maat, "")) for bron in rijen],
        "bewerkbaar": bewerkbaar,
    }
    terug = reverse("wijkagenda:bronnen", args=[plan.pk])
    return met_form(request, form, doe, "Toegevoegd.", terug, "wijkagenda/bronnen.html", context)


def _gekozen(rijen: list[Planbron]) -> list[tuple[str, int]]:
    return [(bron.maat, bron.periode) for bron in rijen if bron.maat and bron.periode]


@require_POST
@module
def bron_weg(request: Request, pk: int, bron: int) -> HttpResponse:
    rij = _haal(request, pk, bron)
    doe = partial(acties.verwijder_bron, bron=rij, door=request.user)
    return zet_stap(request, doe, "Weggehaald.", _terug(rij.plan, rij.planitem))


@require_POST
@module
def verversing(request: Request, pk: int, bron: int) -> HttpResponse:
    """The newest figure in its place."""
    rij = _haal(request, pk, bron)
    terug = _terug(rij.plan, rij.planitem)
    doe = partial(acties.ververs_cijfer, bron=rij, door=request.user)
    return zet_stap(request, doe, "Het nieuwe cijfer staat erin.", terug)


def _haal(request: Request, pk: int, bron: int) -> Planbron:
    plan = haal_plan(request, pk)
    rij = plan.bronnen.select_related("planitem").filter(pk=bron).first()
    if rij is None:
        raise Http404("Deze bron is er niet meer.")
    rij.plan = plan
    return rij


def _terug(plan: Plan, item: Planitem | None) -> str:
    return item.get_absolute_url() if item else reverse("wijkagenda:bronnen", args=[plan.pk])


@require_http_methods(["GET", "POST"])
@module
def cijfer(request: Request, pk: int) -> HttpResponse:
    """A figure of the catalogue, frozen as it is known now (DHR-56)."""
    plan = haal_plan(request, pk)
    eis_kans(request, "bewerken", plan)
    form = CijferForm(
        ingestuurd(request),
        maten=cijferkeuze.keuzes(),
        perioden=cijferkeuze.perioden(),
        bij=punten_met_onderbouwing(plan),
        initial={"bij": request.GET.get("bij", ""), "maat": request.GET.get("maat", "")},
    )

    def doe() -> str:
        schoon = form.cleaned_data
        item = _punt(plan, schoon["bij"])
        acties.voeg_cijfer_toe(
            plan=plan,
            maat=schoon["maat"],
            periode=int(schoon["periode"]) if schoon["periode"] else None,
            item=item,
            door=request.user,
        )
        return _terug(plan, item)

    context = {
        "plan": plan,
        "titel": "Cijfer kiezen",
        "uitleg": "Wij bewaren het cijfer zoals het nu is, met de gemeente en Nederland ernaast.",
        "knop": "Zet erbij",
    }
    return _met_form(request, form, doe, "Het cijfer staat erbij.", context)


@require_http_methods(["GET", "POST"])
@module
def verhaal(request: Request, pk: int) -> HttpResponse:
    """What somebody told, by role and never by name (DHR-56)."""
    plan = haal_plan(request, pk)
    eis_kans(request, "bewerken", plan)
    form = VerhaalForm(
        ingestuurd(request),
        vertellers=vertellers(plan),
        bij=punten_met_onderbouwing(plan),
        initial={"bij": request.GET.get("bij", "")},
    )

    def doe() -> str:
        schoon = dict(form.cleaned_data)
        item = _punt(plan, schoon.pop("bij"))
        eenmaal(
            Planbron,
            client_id=form.client_id,
            door=request.user,
            maak=lambda: acties.voeg_verhaal_toe(plan=plan, item=item, door=request.user, **schoon),
        )
        return _terug(plan, item)

    context = {
        "plan": plan,
        "titel": "Verhaal opschrijven",
        "uitleg": "Een verhaal laat zien hoe het voelt. Wij bewaren de rol van wie het vertelde, nooit een naam.",
        "knop": "Zet erbij",
    }
    return _met_form(request, form, doe, "Het verhaal staat erbij.", context)


def _punt(plan: Plan, pk: str) -> Planitem | None:
    return plan.items.get(pk=int(pk)) if pk else None


def _met_form(
    request: Request, form: CijferForm | VerhaalForm, doe: Any, gelukt: str, context: dict[str, Any]
) -> HttpResponse:
    terug = reverse("wijkagenda:bronnen", args=[context["plan"].pk])
    context["terug"] = terug
    return met_form(request, form, doe, gelukt, terug, "wijkagenda/stap.html", context)
