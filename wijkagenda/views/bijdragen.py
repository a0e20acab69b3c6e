"""Contributions and consent: who was asked, what came, and answering when one was asked."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from wijkagenda import acties
from wijkagenda.acties.bijdragen import (
    is_eigen,
    partijen_voeren_in,
    uiterlijk_volgens_vorm,
    waarom_niet_namens,
)
from wijkagenda.acties.oordelen import waarom_dicht
from wijkagenda.acties.vragen import instemmingen_bij, is_bedoeld, naam_van
from wijkagenda.forms import AkkoordForm, BijdrageForm, BijdrageVraagForm
from wijkagenda.models import Bijdrage, Plan, Planitem
from wijkagenda.regels import onderwerp, onderwerp_bijdrage, onderwerp_item
from wijkagenda.velden import als_json
from wijkagenda.views.gemeen import eis_kans, haal_plan, ingestuurd, mag, met_form, module, zet_stap
from wijkwerk.cijfers.service import mag_invoeren
from wijkwerk.htmx import Request
from wijkwerk.profiel import Veld
from wijkwerk.profiel.regels import Verplicht
from wijkwerk.regels.models import Instemming
from wijkwerk.regels.service import houder_sleutel


@require_http_methods(["GET", "POST"])
@module
def bijdragen(request: Request, pk: int) -> HttpResponse:
    """Who was asked to contribute and what came; asking those who were not asked yet."""
    plan = haal_plan(request, pk)
    if request.method == "POST":
        eis_kans(request, "bewerken", plan)
    form = BijdrageVraagForm(
        ingestuurd(request),
        met_cijfers=partijen_voeren_in(plan.profiel),
        initial={"uiterlijk": uiterlijk_volgens_vorm(plan)},
    )
    over = onderwerp(plan)

    def doe() -> None:
        acties.vraag_bijdragen(plan=plan, door=request.user, **form.cleaned_data)

    rijen = [
        (rij.partij.naam if rij.partij else naam_van(rij.van, over), rij)
        for rij in plan.bijdragen.select_related("partij", "geleverd_door")
    ]
    context = {
        "plan": plan,
        "rijen": rijen,
        "mag_vragen": mag("bewerken", plan, request.user) and plan.planvorm.bijdragen is not None,
    }
    terug = reverse("wijkagenda:bijdragen", args=[plan.pk])
    return met_form(
        request, form, doe, "Gevraagd. Iedereen krijgt bericht.", terug, "wijkagenda/bijdragen.html", context
    )


@require_http_methods(["GET", "POST"])
@module
def bijdrage(request: Request, pk: int, bijdrage: int) -> HttpResponse:
    """Read or bring in one contribution."""
    plan = haal_plan(request, pk)
    rij = get_object_or_404(plan.bijdragen.select_related("partij", "geleverd_door"), pk=bijdrage)
    rij.plan = plan
    eigen = is_eigen(rij, request.user)
    if request.method == "POST" and not eigen:
        eis_kans(request, "bewerken", plan)
    velden = _velden(rij)
    wacht = rij.cijfers_gevraagd and rij.cijfers_op is None
    form = BijdrageForm(
        ingestuurd(request),
        velden=velden,
        vraagt_cijfers=wacht,
        initial={"inhoud": rij.inhoud, **rij.velden},
    )

    def doe() -> None:
        los = {veld.sleutel: form.cleaned_data[veld.sleutel] for veld in velden}
        acties.lever(
            bijdrage=rij,
            inhoud=form.cleaned_data["inhoud"],
            velden=als_json(los),
            geen_cijfers=form.cleaned_data.get("geen_cijfers", False),
            door=request.user,
        )

    maker = not eigen and plan.is_bewerkbaar and mag("bewerken", plan, request.user)
    waarom_niet = waarom_niet_namens(rij, request.user) if maker else ""
    context = {
        "plan": plan,
        "bijdrage": rij,
        "van": rij.partij.naam if rij.partij else naam_van(rij.van, onderwerp(plan)),
        "eigen": eigen,
        "voert_in": wacht and eigen and mag_invoeren(request.user, plan.gebied),
        "waarom_niet": waarom_niet,
        "open": (plan.is_bewerkbaar and (eigen or (maker and not waarom_niet))) or form.is_bound,
        "feiten": [(veld.naam, rij.velden.get(veld.sleutel, "")) for veld in velden],
    }
    return met_form(
        request,
        form,
        doe,
        "Dank u wel. De bijdrage is binnen.",
        rij.get_absolute_url(),
        "wijkagenda/bijdrage.html",
        context,
    )


def _velden(bijdrage: Bijdrage) -> list[Veld]:
    """The fields that a rule asks of this contribution."""
    gevonden: dict[str, Veld] = {}
    ding = onderwerp_bijdrage(bijdrage)
    for regel in bijdrage.plan.profiel.regels_bij("bijdrage", "leveren", soort_sleutel=bijdrage.plan.vorm):
        if isinstance(regel, Verplicht) and (not regel.als or ding.feit(regel.als)):
            for veld in regel.velden:
                if veld.sleutel not in {"inhoud", "vraag"}:
                    gevonden.setdefault(veld.sleutel, veld)
    return list(gevonden.values())


@require_http_methods(["GET", "POST"])
@module
def akkoorden(request: Request, pk: int) -> HttpResponse:
    """Who must agree with the plan or with an item, and who has. POST asks those who were not asked yet."""
    plan = haal_plan(request, pk)
    if request.method == "POST":
        terug = reverse("wijkagenda:akkoorden", args=[plan.pk])
        return zet_stap(
            request, lambda: acties.vraag_om_akkoord(plan=plan, door=request.user), "Gevraagd.", terug
        )
    over = onderwerp(plan)
    namen = {houder_sleutel(houder): str(houder) for houder in over.houders["trekker"]}
    items = {item.pk: item for item in plan.items.niet_weggelaten()}
    rijen: list[tuple[Planitem | None, str, Instemming]] = [
        (None, naam_van(i.wie, over, namen), i) for i in instemmingen_bij(plan)
    ]
    rijen += [
        (items[i.object_id], naam_van(i.wie, over, namen), i)
        for i in Instemming.objects.filter(object_soort="planitem", object_id__in=items).order_by(
            "object_id", "pk"
        )
    ]
    context = {
        "plan": plan,
        "rijen": rijen,
        "mag_vragen": mag("bewerken", plan, request.user),
        "met_nee": any(rij.stand == Instemming.Stand.NIET_AKKOORD for _, _, rij in rijen),
    }
    return render(request, "wijkagenda/akkoorden.html", context)


@require_http_methods(["GET", "POST"])
@module
def akkoord(request: Request, pk: int, instemming: int) -> HttpResponse:
    """Agree or not, for the party or role that was asked."""
    plan = haal_plan(request, pk)
    rij, ding = _instemming(plan, instemming)
    over = onderwerp(ding) if isinstance(ding, Plan) else onderwerp_item(ding, plan=plan)
    if not is_bedoeld(rij, request.user, over):
        raise PermissionDenied("Dit antwoord is aan een ander gevraagd.")
    form = AkkoordForm(ingestuurd(request))

    def doe() -> None:
        schoon = form.cleaned_data
        acties.stem_in(
            instemming=rij,
            ding=ding,
            akkoord=schoon["akkoord"] == "ja",
            toelichting=schoon["toelichting"],
            door=request.user,
        )

    context = {
        "plan": plan,
        "ding": ding,
        "instemming": rij,
        "wie": naam_van(rij.wie, over),
        "dicht": waarom_dicht(rij, plan),
    }
    return met_form(
        request,
        form,
        doe,
        "Uw antwoord is opgeslagen.",
        plan.get_absolute_url(),
        "wijkagenda/akkoord.html",
        context,
    )


def _instemming(plan: Plan, pk: int) -> tuple[Instemming, Plan | Planitem]:
    rij = Instemming.objects.filter(pk=pk).exclude(wie__startswith="ondertekening:").first()
    if rij is not None and rij.object_soort == "plan" and rij.object_id == plan.pk:
        return rij, plan
    item = (
        plan.items.voor_lijst().filter(pk=rij.object_id).first()
        if rij is not None and rij.object_soort == "planitem"
        else None
    )
    if rij is None or item is None:
        raise Http404("Hier is niets gevraagd.")
    item.plan = plan
    return rij, item


@require_POST
@module
def ondertekening(request: Request, pk: int) -> HttpResponse:
    """Sign for the body that `wie` names."""
    plan = haal_plan(request, pk)
    wie = request.POST.get("wie", "")
    return zet_stap(
        request,
        lambda: acties.onderteken(plan=plan, wie=wie, door=request.user),
        "Ondertekend.",
        plan.get_absolute_url(),
    )
