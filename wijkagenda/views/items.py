"""Items of a plan: make one, change it, judge it, take it up or leave it out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wijkagenda import acties, velden
from wijkagenda.acties import Tekstconflict
from wijkagenda.acties.oordelen import beoordelaars
from wijkagenda.acties.vragen import instemmingen_bij, naam_van, sleutels_van
from wijkagenda.beweging import wens_in_woorden
from wijkagenda.bronnen import Bron, vind_bron
from wijkagenda.cijferkeuze import nieuwere
from wijkagenda.forms import HerkomstForm, ItemForm, NieuwItemForm, OordeelForm, RedenForm, oordeelform
from wijkagenda.keuzes import herkomsten, mag_bewerken
from wijkagenda.models import Doelmeting, Planbron, Planitem
from wijkagenda.regels import onderwerp_item
from wijkagenda.stand import standen
from wijkagenda.stroom import PLANITEM
from wijkagenda.views.gemeen import (
    eis_kans,
    haal_item,
    haal_plan,
    ingestuurd,
    mag,
    met_form,
    module,
    zet_stap,
)
from wijkagenda.voorgangers import zonder_uitkomst
from wijkwerk.eenmalig import eenmaal
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_geweigerd
from wijkwerk.profiel.regels import Beoordeeld
from wijkwerk.profiel.rijen.geld import Oordeel
from wijkwerk.profiel.rijen.plannen import Itemsoort
from wijkwerk.regels.models import Beoordeling, Instemming
from wijkwerk.regels.service import Onderwerp, StapGeweigerd, bezwaren, eis_recht, houder_sleutel, mag_stap


@require_http_methods(["GET", "POST"])
@module
def nieuw(request: Request, pk: int, soort: str) -> HttpResponse:
    """A new item; with `?bron=signaal:12` what that source brings along stands in it already."""
    plan = haal_plan(request, pk)
    eis_kans(request, "bewerken", plan)
    if soort not in {rij.sleutel for rij in plan.planvorm.items}:
        raise Http404("Dit plan kent dit soort onderwerp niet.")
    bron = _bron(request)
    itemsoort = plan.planvorm.item(soort)
    vast = bron is not None and bron.afspraak is not None
    begin = {**(bron.begin() if bron else {}), "ouder": request.GET.get("ouder", "")}
    form = NieuwItemForm(ingestuurd(request), plan=plan, soort=itemsoort, vast=vast, initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            item = eenmaal(
                Planitem,
                client_id=form.client_id,
                door=request.user,
                maak=lambda: acties.voeg_toe(
                    plan=plan,
                    soort=soort,
                    gegevens=form.gegevens(),
                    ouder=form.cleaned_data.get("ouder"),
                    herkomsten=[bron.afkomst] if bron else [],
                    afspraak=bron.afspraak if bron else None,
                    door=request.user,
                ),
            )
        except StapGeweigerd as geweigerd:
            form.neem_klachten_over(geweigerd.klachten)
        else:
            messages.success(request, f"{itemsoort.naam} toegevoegd.")
            return redirect(item)
    context = {"plan": plan, "soort": itemsoort, "form": form, "bron": bron, "terug": plan.get_absolute_url()}
    context["akkoord_gegeven"] = False
    return render(request, "wijkagenda/item_form.html", context, status=422 if form.is_bound else 200)


def _bron(request: Request) -> Bron | None:
    """The source in the address; a 404 for one that does not exist here or may never be on a plan."""
    tekst = request.GET.get("bron", "")
    if not tekst:
        return None
    soort, _, pk = tekst.partition(":")
    bron = vind_bron(soort, int(pk[:18]), request.user) if pk.isdecimal() else None
    if bron is None or bron.waarom_niet:
        raise Http404("Deze bron kan niet op een plan.")
    return bron


@require_GET
@module
def detail(request: Request, pk: int, item: int) -> HttpResponse:
    rij = haal_item(request, pk, item)
    return render(request, "wijkagenda/item.html", context_van(request, rij))


def context_van(
    request: Request, rij: Planitem, *, open_oordeel: str = "", form: OordeelForm | None = None
) -> dict[str, Any]:
    """What the page of an item shows; `form` is what was refused of the judgment named `open_oordeel`."""
    plan = rij.plan
    soort = plan.planvorm.item(rij.soort)
    bewerkbaar = mag_bewerken(plan, request.user)
    over = onderwerp_item(rij, plan=plan)
    voorgenomen = rij.stand != Planitem.Stand.OPGENOMEN
    hard, advies = bezwaren("opnemen", over, request.user) if voorgenomen and plan.is_bewerkbaar else ([], [])
    namen = {houder_sleutel(houder): str(houder) for houder in over.houders["trekker"]}
    instemmingen = list(instemmingen_bij(rij))
    kindsoorten = [kind for kind in plan.planvorm.items if kind.onder == rij.soort]
    return {
        "plan": plan,
        "item": rij,
        "soort": soort,
        "feiten": [
            (veld.naam, velden.leesbaar(veld, (rij.velden or {}).get(veld.sleutel)))
            for veld in velden.eigen_velden(soort, plan.profiel)
        ],
        "bewerkbaar": bewerkbaar,
        "mag_uitkomst": bool(soort.besluit) and not voorgenomen and mag("besluiten", plan, request.user),
        "zonder_uitkomst": zonder_uitkomst(rij),
        "hard": hard,
        "advies": advies,
        "oordelen": [
            {
                **deel,
                "mag": _mag_oordelen(request, rij, over, deel["oordeel"]),
                "form": form
                if form is not None and deel["sleutel"] == open_oordeel
                else oordeelform(deel["sleutel"]),
            }
            for deel in _oordelen(rij)
        ],
        "open_oordeel": open_oordeel,
        "instemmingen": [(naam_van(i.wie, over, namen), i) for i in instemmingen],
        "vragen": [
            (i, rij)
            for i in instemmingen
            if i.stand == Instemming.Stand.GEVRAAGD
            and rij.stand != Planitem.Stand.WEGGELATEN
            and i.wie in sleutels_van(request.user, plan.plek())
        ],
        "herkomstform": HerkomstForm(keuzes=herkomsten(rij)) if bewerkbaar else None,
        "kindsoorten": kindsoorten if bewerkbaar else [],
        "kinderen": list(rij.kinderen.niet_weggelaten().voor_lijst()) if kindsoorten else [],
        **onderbouwing(rij, soort, bewerkbaar=bewerkbaar),
    }


def onderbouwing(rij: Planitem, soort: Itemsoort, *, bewerkbaar: bool) -> dict[str, Any]:
    """What a finding, goal or judgment rests on; of other kinds nothing is asked."""
    if soort.aard == "punt":
        return {"onderbouwd": False}
    bronnen = list(rij.bronnen.all())
    gekozen = [(bron.maat, bron.periode) for bron in bronnen if bron.maat and bron.periode]
    nieuwer = nieuwere(gekozen) if bewerkbaar else {}
    stand = standen(rij.plan, [rij]).get(rij.pk)
    meting = Doelmeting.objects.filter(planitem=rij).first() if soort.aard == "doel" else None
    return {
        "onderbouwd": True,
        "stand": stand,
        "cijfers": [
            (bron, nieuwer.get(bron.maat, "")) for bron in bronnen if bron.soort == Planbron.Soort.CIJFER
        ],
        "verhalen": [bron for bron in bronnen if bron.soort == Planbron.Soort.VERHAAL],
        "herkenningen": list(rij.herkenningen.all()) if soort.aard == "bevinding" else [],
        "meting": meting,
        "wens": wens_in_woorden(meting.blok, meting.wens, meting.streef) if meting else "",
    }


def _oordelen(rij: Planitem) -> list[dict[str, Any]]:
    """Each criterion that a rule wants judged, with what was judged."""
    gevonden: dict[str, Oordeel] = {}
    for regel in rij.plan.profiel.regels_bij("planitem", "opnemen", soort_sleutel=(rij.soort, rij.plan.vorm)):
        if isinstance(regel, Beoordeeld):
            gevonden[regel.oordeel] = rij.plan.profiel.oordeel(regel.oordeel)
    gegeven = {(b.oordeel, b.criterium): b for b in Beoordeling.objects.bij(rij)} if gevonden else {}
    return [
        {
            "sleutel": f"{oordeel.sleutel}.{criterium.sleutel}",
            "oordeel": oordeel.sleutel,
            "criterium": criterium,
            "gegeven": gegeven.get((oordeel.sleutel, criterium.sleutel)),
        }
        for oordeel in gevonden.values()
        for criterium in oordeel.criteria
    ]


@require_http_methods(["GET", "POST"])
@module
def bewerken(request: Request, pk: int, item: int) -> HttpResponse:
    rij = haal_item(request, pk, item)
    eis_kans(request, "bewerken", rij.plan)
    soort = rij.plan.planvorm.item(rij.soort)
    form = ItemForm(ingestuurd(request), plan=rij.plan, soort=soort, item=rij)
    gegeven = Instemming.objects.bij(rij).exclude(stand=Instemming.Stand.GEVRAAGD)
    akkoord_gegeven, was_in = gegeven.exists(), rij.stand == Planitem.Stand.OPGENOMEN
    context = {
        "plan": rij.plan,
        "soort": soort,
        "item": rij,
        "bron": None,
        "akkoord_gegeven": akkoord_gegeven,
    }

    def doe() -> None:
        acties.wijzig(
            item=rij,
            gegevens=form.gegevens(),
            ouder=form.cleaned_data.get("ouder"),
            versie=form.cleaned_data["versie"] or 0,
            door=request.user,
        )
        if akkoord_gegeven and not gegeven.exists():
            weer = " Neem het weer op als het antwoord er is." if was_in else ""
            messages.warning(request, f"Wie hierover antwoordde, is opnieuw om akkoord gevraagd.{weer}")

    try:
        return met_form(
            request, form, doe, "Opgeslagen.", rij.get_absolute_url(), "wijkagenda/item_form.html", context
        )
    except Tekstconflict as conflict:
        nu = haal_item(request, pk, item)
        gegevens = request.POST.copy()
        gegevens["versie"] = str(nu.versie)
        anders = [
            (naam, waarde)
            for naam, waarde in conflict.nu.items()
            if str(waarde) != str(conflict.ingestuurd.get(naam))
        ]
        context = {
            "plan": nu.plan,
            "form": ItemForm(gegevens, plan=nu.plan, soort=soort, item=nu),
            "anders": anders,
            "terug": nu.get_absolute_url(),
        }
        return render(request, "wijkagenda/conflict.html", context, status=409)


@require_POST
@module
def opname(request: Request, pk: int, item: int) -> HttpResponse:
    """Take it up: every rule at once, each complaint at its place."""
    rij = haal_item(request, pk, item)
    try:
        uitkomst = acties.neem_op(item=rij, door=request.user)
    except StapGeweigerd as geweigerd:
        context = {**context_van(request, haal_item(request, pk, item)), "klachten": geweigerd.klachten}
        return render(request, "wijkagenda/item.html", context, status=422)
    messages.success(request, "Opgenomen in het plan.")
    for advies in uitkomst.adviezen:
        messages.warning(request, str(advies))
    return redirect(rij)


@require_http_methods(["GET", "POST"])
@module
def weglating(request: Request, pk: int, item: int) -> HttpResponse:
    rij = haal_item(request, pk, item)
    eis_kans(request, "bewerken", rij.plan)
    form = RedenForm(ingestuurd(request))

    def doe() -> None:
        acties.laat_weg(item=rij, reden=form.cleaned_data["reden"], door=request.user)

    context = {
        "plan": rij.plan,
        "titel": f"Weglaten: {rij.titel}",
        "uitleg": "De reden komt in het plan te staan.",
        "knop": "Weglaten",
    }
    return met_form(
        request, form, doe, "Weggelaten.", rij.plan.get_absolute_url(), "wijkagenda/stap.html", context
    )


@require_POST
@module
def oordeel(request: Request, pk: int, item: int, oordeel: str, criterium: str) -> HttpResponse:
    rij = haal_item(request, pk, item)
    if not any(o["oordeel"] == oordeel and o["criterium"].sleutel == criterium for o in _oordelen(rij)):
        raise Http404("Dit hoeft hier niet beoordeeld te worden.")
    _eis_beoordelaar(request, rij, oordeel)
    sleutel = f"{oordeel}.{criterium}"
    form = oordeelform(sleutel, request.POST)
    if form.is_valid():
        schoon = form.cleaned_data

        def doe() -> None:
            acties.beoordeel_criterium(
                item=rij,
                oordeel=oordeel,
                criterium=criterium,
                ja=schoon["ja"] == "ja",
                toelichting=schoon["toelichting"],
                door=request.user,
            )

        return zet_stap(request, doe, "Uw oordeel is opgeslagen.", rij.get_absolute_url())
    context = context_van(request, rij, open_oordeel=sleutel, form=form)
    return render(request, "wijkagenda/item.html", context, status=422)


def _mag_oordelen(request: Request, item: Planitem, over: Onderwerp, oordeel: str) -> bool:
    if not item.plan.is_bewerkbaar or item.stand == Planitem.Stand.WEGGELATEN:
        return False
    return mag_stap(PLANITEM["beoordelen"], over, request.user, beoordelaars(item.plan, oordeel))


def _eis_beoordelaar(request: Request, item: Planitem, oordeel: str) -> None:
    """Refuse who does not judge this before the form is looked at, and log the attempt (R02)."""
    wie = beoordelaars(item.plan, oordeel)
    try:
        eis_recht(PLANITEM["beoordelen"], onderwerp_item(item), request.user, wie)
    except PermissionDenied as verbod:
        noteer_geweigerd(door=request.user, stap="planitem.beoordelen", ding=item, reden=str(verbod))
        raise
