"""Where an item of a plan comes from: named, and taken away again."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from wijkagenda import acties
from wijkagenda.acties import Afkomst
from wijkagenda.forms import HerkomstForm
from wijkagenda.keuzes import herkomsten
from wijkagenda.models import Herkomst, Plan, Planitem
from wijkagenda.views.gemeen import eis_kans, haal_item, module, zet_stap
from wijkagenda.views.items import context_van
from wijkwerk.eenmalig import eenmaal
from wijkwerk.htmx import Request


@require_POST
@module
def herkomst(request: Request, pk: int, item: int) -> HttpResponse:
    rij = haal_item(request, pk, item)
    eis_kans(request, "bewerken", rij.plan)
    keuzes = herkomsten(rij)
    form = HerkomstForm(request.POST, keuzes=keuzes)
    if not form.is_valid():
        return render(
            request, "wijkagenda/item.html", {**context_van(request, rij), "herkomstform": form}, status=422
        )
    afkomst = _afkomst(form.cleaned_data["bron"], form.cleaned_data["tekst"], dict(keuzes))
    return zet_stap(
        request,
        lambda: eenmaal(
            Herkomst,
            client_id=form.client_id,
            door=request.user,
            maak=lambda: acties.voeg_herkomst_toe(item=rij, afkomst=afkomst, door=request.user),
        ),
        "Herkomst toegevoegd.",
        rij.get_absolute_url(),
    )


def _afkomst(sleutel: str, tekst: str, namen: dict[str, str]) -> Afkomst:
    """A choice as an origin: of a plan or its item the kind is the form of that plan."""
    soort, _, pk = sleutel.partition(":")
    if not pk:
        return Afkomst(soort, tekst.strip() or namen[sleutel])
    plan = (
        Plan.objects.get(pk=pk)
        if soort == "plan"
        else Planitem.objects.select_related("plan").get(pk=pk).plan
    )
    naam = namen[sleutel]
    return Afkomst(plan.vorm, f"{naam} ({tekst.strip()})" if tekst.strip() else naam, soort, int(pk))


@require_POST
@module
def herkomst_weg(request: Request, pk: int, item: int, herkomst: int) -> HttpResponse:
    rij = haal_item(request, pk, item)
    weg = get_object_or_404(Herkomst, planitem=rij, pk=herkomst)
    weg.planitem = rij
    return zet_stap(
        request,
        lambda: acties.verwijder_herkomst(herkomst=weg, door=request.user),
        "Weggehaald.",
        rij.get_absolute_url(),
    )
