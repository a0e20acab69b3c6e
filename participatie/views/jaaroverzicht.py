"""The yearly overview: reading it, wanting to be involved, testing relevance, sending, answering."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from participatie import acties
from participatie.acties.meedenken import lees_adressen
from participatie.forms import AntwoordForm, BelangstellingForm, RelevantieForm, StapForm, VerzendForm
from participatie.meedenken import tel
from participatie.models import Belangstelling, Meedenker, Verzending
from participatie.overzicht import (
    gepubliceerde,
    is_maker,
    is_overzicht,
    ontbrekende,
    punt_van,
    stuk_van,
    te_sturen,
    toetsen,
)
from participatie.regels import instellingen
from participatie.views.gemeen import module, tabs, toon_stap
from wijkagenda.models import Plan, Planitem
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.htmx import Request
from wijkwerk.publicatie.service import Publicatie, ontdooi
from wijkwerk.stapscherm import eis_kans, ingestuurd, zet_stap
from wijkwerk.versleuteling import InvalidToken


def _eis_overzicht() -> None:
    if not instellingen().jaaroverzicht:
        raise Http404("Deze gemeente maakt geen jaaroverzicht.")


@require_GET
@module
def overzicht(request: Request) -> HttpResponse:
    """What was published: of the own area first, else of the area that is chosen."""
    _eis_overzicht()
    plannen = list(gepubliceerde().select_related("gebied").order_by("gebied__naam"))
    keuze = request.GET.get("gebied", "")
    gekozen = next((plan for plan in plannen if str(plan.gebied_id) == keuze), None)
    gekozen = gekozen or _eigen(plannen, request.user) or next(iter(plannen), None)
    stuk = stuk_van(gekozen) if gekozen else None
    zichtbaar = Belangstelling.objects.zichtbaar_voor(request.user)
    eigen = {rij.spoor: rij for rij in Belangstelling.objects.filter(gebruiker=request.user)}
    punten = _punten(gekozen, stuk, eigen) if gekozen and stuk else []
    context = {
        "tabs": tabs("overzicht", request.user),
        "gebieden": [
            {
                "naam": plan.gebied.naam,
                "url": f"{request.path}?gebied={plan.gebied_id}",
                "actief": plan is gekozen,
            }
            for plan in plannen
        ],
        "plan": gekozen,
        "titel": stuk.titel if stuk else "",
        "punten": punten,
        "meedenkers": _meedenkers(gekozen, punten) if gekozen and _werkt(request.user, gekozen) else [],
        "belangstelling": list(zichtbaar.filter(gebied=gekozen.gebied).select_related("partij"))
        if gekozen and _werkt(request.user, gekozen)
        else [],
        "verzendingen": list(Verzending.objects.filter(plan=gekozen).select_related("partij"))
        if gekozen and is_maker(gekozen, request.user)
        else [],
        "mag_antwoorden": gekozen is not None and _antwoordt(request.user, gekozen),
    }
    return render(request, "participatie/overzicht.html", context)


def _eigen(plannen: list[Plan], gebruiker: Gebruiker) -> Plan | None:
    thuis: set[int] = set()
    for vervulling in gebruiker.vervullingen:
        thuis |= {vervulling.gebied_id} if vervulling.gebied_id else vervulling.partij_gebieden
    return next((plan for plan in plannen if plan.gebied_id in thuis), None)


def _werkt(gebruiker: Gebruiker, plan: Plan) -> bool:
    rechten = (Recht.PARTICIPATIE_ADVISEREN, Recht.PARTICIPATIE_OPSTELLEN)
    return any(mag(gebruiker, recht, plan.plek()) for recht in rechten)


def _antwoordt(gebruiker: Gebruiker, plan: Plan) -> bool:
    return mag(gebruiker, Recht.PARTICIPATIE_ADVISEREN, plan.plek())


def _punten(plan: Plan, stuk: Publicatie, eigen: dict[Any, Belangstelling]) -> list[dict[str, Any]]:
    """Each item as it was published; one query, for their numbers."""
    nummers = {str(spoor): pk for spoor, pk in plan.items.values_list("spoor", "pk")}
    punten = []
    for item in ontdooi(stuk.inhoud).opgenomen():
        feiten = [(veld.label, veld.waarde) for veld in item.velden]
        if item.gebieden:
            feiten.append(("Ook van belang voor", ", ".join(item.gebieden)))
        punten.append(
            {
                "pk": nummers[item.spoor],
                "item": item,
                "feiten": feiten,
                "eigen": eigen.get(UUID(item.spoor)),
            }
        )
    return punten


def _meedenkers(plan: Plan, punten: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The items in which people without an account want to be involved here, with how many; one query."""
    aantal = tel((punt["item"].spoor for punt in punten), plan.gebied_id)
    return [punt | {"aantal": n} for punt in punten if (n := aantal.get(punt["item"].spoor, 0))]


@never_cache
@require_GET
@module
def adressen(request: Request, pk: int) -> HttpResponse:
    """Who without an account wants to be involved in one item: the addresses, to invite them. Each reading is logged."""
    _eis_overzicht()
    items = Planitem.objects.filter(plan__in=gepubliceerde()).select_related("plan__gebied")
    item = get_object_or_404(items, pk=pk)
    punt = punt_van(stuk_van(item.plan), item.spoor)
    if punt is None:
        raise Http404("Dit staat niet in het overzicht.")
    eis_kans(request, _antwoordt(request.user, item.plan), "meedenker.lezen", item)
    rijen = list(Meedenker.objects.bevestigd().filter(spoor=item.spoor, gebied=item.plan.gebied_id))
    try:
        adressen = lees_adressen(rijen=rijen, plek=item.plan.plek(), door=request.user)
    except InvalidToken:
        adressen = []
        messages.warning(request, "De adressen zijn niet te lezen: de sleutel ontbreekt.")
    context = {
        "punt": punt,
        "adressen": adressen,
        "terug": f"{reverse('participatie:overzicht')}?gebied={item.plan.gebied_id}",
    }
    return render(request, "participatie/adressen.html", context)


@require_http_methods(["GET", "POST"])
@module
def belangstelling(request: Request, pk: int) -> HttpResponse:
    """Want to be involved in one plan or project."""
    _eis_overzicht()
    items = Planitem.objects.filter(plan__in=gepubliceerde())
    item = get_object_or_404(items.select_related("plan__gebied"), pk=pk)
    punt = punt_van(stuk_van(item.plan), item.spoor)
    if punt is None:
        raise Http404("Dit staat niet in het overzicht.")
    terug = f"{reverse('participatie:overzicht')}?gebied={item.plan.gebied_id}"
    form = BelangstellingForm(ingestuurd(request))

    def doe() -> None:
        acties.toon_belangstelling(item=item, door=request.user, **form.cleaned_data)

    return toon_stap(
        request,
        None,
        form,
        doe,
        "Genoteerd. Wie eraan werkt ziet dat er belangstelling is.",
        terug,
        titel="Ik wil betrokken zijn",
        uitleg=f"Bij: {punt.titel}. Wie eraan werkt ziet dat er belangstelling is, niet uw naam.",
        knop="Laat het weten",
    )


@require_POST
@module
def belangstelling_weg(request: Request, pk: int) -> HttpResponse:
    _eis_overzicht()
    rij = get_object_or_404(Belangstelling, pk=pk, gebruiker=request.user)
    return zet_stap(
        request,
        lambda: acties.trek_belangstelling_in(belangstelling=rij, door=request.user),
        "Ingetrokken.",
        rij.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@module
def antwoord(request: Request, pk: int) -> HttpResponse:
    """Answer what somebody asked."""
    zichtbaar = Belangstelling.objects.zichtbaar_voor(request.user).select_related("gebied", "partij")
    rij = get_object_or_404(zichtbaar, pk=pk)
    plek = Plek(frozenset(rij.gebied.voorouders))
    eis_kans(
        request, mag(request.user, Recht.PARTICIPATIE_ADVISEREN, plek), "belangstelling.beantwoorden", rij
    )
    form = AntwoordForm(ingestuurd(request))

    def doe() -> None:
        acties.beantwoord(belangstelling=rij, door=request.user, **form.cleaned_data)

    return toon_stap(
        request,
        None,
        form,
        doe,
        "Beantwoord. Wie het vroeg krijgt bericht.",
        rij.get_absolute_url(),
        titel="Beantwoord de vraag",
        uitleg=f"Van {rij.van}, over: {rij.titel}.",
        knop="Geef antwoord",
        lees=[("De vraag", [rij.vraag])] if rij.vraag else [],
    )


def _haal_plan(request: Request, pk: int) -> Plan:
    """An overview that this person sees in the making, and makes; else 404 or 403."""
    plan = get_object_or_404(Plan.objects.zichtbaar_voor(request.user).select_related("gebied"), pk=pk)
    if not is_overzicht(plan):
        raise Http404("Dit is geen jaaroverzicht.")
    return plan


@require_http_methods(["GET", "POST"])
@module
def toets(request: Request, pk: int) -> HttpResponse:
    """For each item: does it matter to the kernen and wijken that it names? (BER-47)"""
    plan = _haal_plan(request, pk)
    kan = is_maker(plan, request.user) and plan.is_bewerkbaar
    eis_kans(request, kan, "planitem.relevantie", plan)
    form = RelevantieForm(ingestuurd(request), toetsen=toetsen(plan))

    @transaction.atomic
    def doe() -> None:
        for rij, relevant, waarom in form.oordelen():
            acties.toets_relevantie(
                item=rij.item, gebied=rij.gebied, relevant=relevant, toelichting=waarom, door=request.user
            )

    return toon_stap(
        request,
        None,
        form,
        doe,
        "Opgeslagen.",
        plan.get_absolute_url(),
        titel="Voor welke gebieden is dit van belang?",
        uitleg=f"{plan}. Wat u niet invult, blijft open. Bij nee gaat het gebied van het punt af.",
    )


@require_http_methods(["GET", "POST"])
@module
def overname(request: Request, pk: int) -> HttpResponse:
    """What other overviews judged to matter here too, and taking it over (ETL-07)."""
    plan = _haal_plan(request, pk)
    eis_kans(request, is_maker(plan, request.user) and plan.is_bewerkbaar, "planitem.toevoegen", plan)
    rijen = ontbrekende(plan)

    def doe() -> None:
        acties.neem_over(plan=plan, door=request.user)

    return toon_stap(
        request,
        None,
        StapForm(ingestuurd(request)),
        doe,
        "Overgenomen.",
        plan.get_absolute_url(),
        titel="Neem over wat ook hier van belang is",
        uitleg=f"{plan}. Een ander overzicht noemt dit, en het is ook hier van belang."
        if rijen
        else f"{plan}. Alles wat hier van belang is staat er al in.",
        lees=[(str(rij.plan), [rij.titel]) for rij in rijen],
        knop="Neem over",
    )


@require_http_methods(["GET", "POST"])
@module
def verzending(request: Request, pk: int) -> HttpResponse:
    """Send it to the bodies and groups of residents there, and keep to whom (BER-45)."""
    plan = _haal_plan(request, pk)
    eis_kans(request, is_maker(plan, request.user), "plan.verzenden", plan)
    form = VerzendForm(ingestuurd(request))

    def doe() -> None:
        acties.verzend(plan=plan, door=request.user, **form.cleaned_data)

    namen = ", ".join(partij.naam for partij in te_sturen(plan))
    gehad = Verzending.objects.filter(plan=plan).count()
    return toon_stap(
        request,
        None,
        form,
        doe,
        "Verstuurd. Aan wie, staat bij het overzicht.",
        f"{reverse('participatie:overzicht')}?gebied={plan.gebied_id}",
        titel="Verstuur het jaaroverzicht",
        uitleg=f"Het gaat naar: {namen}." if namen else f"Iedereen heeft het al ({gehad}).",
        knop="Verstuur",
    )
