"""Proposals for a plan: bring one in, judge what it must satisfy, put it on every plan concerned."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from signalen import service as signalen
from signalen.models import Signaal
from signalen.service import als_regel, mag_antwoorden
from wijkagenda import acties, voorstellen
from wijkagenda.acties.voorstellen import beoordelaars_van
from wijkagenda.forms import OordeelForm, VoorstelForm, VoorstelItemForm, oordeelform
from wijkagenda.keuzes import te_starten
from wijkagenda.models import Planitem
from wijkagenda.regels import onderwerp_voorstel
from wijkagenda.stroom import VOORSTEL
from wijkagenda.views.gemeen import ingestuurd, module, zet_stap
from wijkagenda.voorstellen import Doel, Voorwaarde
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_geweigerd
from wijkwerk.regels.service import StapGeweigerd, mag_stap

PER_BLADZIJDE = 25


@require_GET
@module
def lijst(request: Request) -> HttpResponse:
    """Every proposal that this person may see, the newest first; those that are done only when asked for."""
    _eis_soorten()
    rijen = _zichtbaar(request).voor_lijst()
    alles = request.GET.get("toon") == "alles"
    if not alles:
        rijen = rijen.open()
    pagina = Paginator(rijen, PER_BLADZIJDE).get_page(request.GET.get("page"))
    context = {
        "pagina": pagina,
        "regels": [(als_regel(rij), _adres(request, rij)) for rij in pagina],
        "alles": alles,
        "mag_voorstellen": voorstellen.mag_voorstellen(request.user),
    }
    return render(request, "wijkagenda/voorstellen.html", context)


def _adres(request: Request, signaal: Signaal) -> str:
    """The page on which it is handled, for who does that here; else that of the signaal."""
    if voorstellen.doelen(signaal, request.user):
        return reverse("wijkagenda:voorstel", args=[signaal.pk])
    return signaal.get_absolute_url()


def _eis_soorten() -> None:
    """404 where the municipality knows no proposals."""
    if not voorstellen.voorstelsoorten():
        raise Http404("Deze gemeente werkt niet met voorstellen.")


def _zichtbaar(request: Request) -> Any:
    soorten = [rij.sleutel for rij in voorstellen.voorstelsoorten()]
    return Signaal.objects.zichtbaar_voor(request.user).filter(soort__in=soorten)


@require_http_methods(["GET", "POST"])
@module
def nieuw(request: Request) -> HttpResponse:
    _eis_soorten()
    if not voorstellen.mag_voorstellen(request.user):
        raise PermissionDenied("U heeft hier niet het recht om dit te doen.")
    form = VoorstelForm(
        ingestuurd(request),
        soorten=voorstellen.voorstelsoorten(),
        gebieden=voorstellen.gebieden_voor(request.user),
    )
    if request.method == "POST" and form.is_valid():
        try:
            signaal = acties.dien_in(door=request.user, **form.invoer())
        except StapGeweigerd as geweigerd:
            form.neem_klachten_over(geweigerd.klachten)
        else:
            return redirect("volgen:ontvangst", signaal.statusadres.sleutel)
    context = {"form": form}
    return render(request, "wijkagenda/voorstel_nieuw.html", context, status=422 if form.is_bound else 200)


def _haal(request: Request, pk: int) -> tuple[Signaal, list[Doel]]:
    """Return the proposal and what this person can make of it; 404 when it is not there, 403 for who does not handle it."""
    signaal = get_object_or_404(_zichtbaar(request).select_related("gebied"), pk=pk)
    mogelijk = voorstellen.doelen(signaal, request.user)
    oordeelt = any(
        _mag_oordelen(request, signaal, rij)
        for rij in voorstellen.voorwaarden(signaal, voorstellen.alle_doelen(signaal))
    )
    if not mogelijk and not oordeelt:
        noteer_geweigerd(door=request.user, stap="voorstel.opnemen", ding=signaal)
        raise PermissionDenied("U heeft hier niet het recht om dit te doen.")
    return signaal, mogelijk


@require_GET
@module
def detail(request: Request, pk: int) -> HttpResponse:
    signaal, mogelijk = _haal(request, pk)
    return render(request, "wijkagenda/voorstel.html", _context(request, signaal, mogelijk))


def _context(
    request: Request,
    signaal: Signaal,
    mogelijk: list[Doel],
    *,
    open_oordeel: str = "",
    form: OordeelForm | None = None,
) -> dict[str, Any]:
    stand = voorstellen.stand_van(signaal)
    gevraagd = voorstellen.voorwaarden(signaal, voorstellen.alle_doelen(signaal))
    return {
        "signaal": signaal,
        "tekst": signaal.tekst if signalen.toont_tekst(signaal) and signaal.gevoelig == "nee" else "",
        "afgeschermd": signaal.gevoelig != "nee",
        "gebieden": list(signaal.gebieden.order_by("naam")),
        "stand": stand,
        "voorwaarden": [
            {
                "rij": rij,
                "sleutel": rij.sleutel,
                "mag": stand == voorstellen.INGEDIEND and _mag_oordelen(request, signaal, rij),
                "form": form
                if form is not None and rij.sleutel == open_oordeel
                else oordeelform(rij.sleutel),
            }
            for rij in gevraagd
        ],
        "open_oordeel": open_oordeel,
        "voldoet": all(rij.gegeven is not None and rij.gegeven.ja for rij in gevraagd),
        "niet": [rij for rij in gevraagd if rij.gegeven is not None and not rij.gegeven.ja],
        "doelen": _doelen(request, signaal, mogelijk) if stand == voorstellen.INGEDIEND else [],
        "items": voorstellen.items_van(signaal.pk),
        "beantwoord": signaal.antwoorden.geldend().exists(),
        "mag_antwoorden": mag_antwoorden(signaal, request.user),
        "antwoord_url": reverse("signalen:antwoord", args=[signaal.pk]),
    }


def _mag_oordelen(request: Request, signaal: Signaal, rij: Voorwaarde) -> bool:
    wie = beoordelaars_van(rij.oordeel, voorstellen.alle_doelen(signaal))
    return mag_stap(VOORSTEL["beoordelen"], onderwerp_voorstel(signaal), request.user, wie)


def _doelen(request: Request, signaal: Signaal, mogelijk: list[Doel]) -> list[dict[str, Any]]:
    """Per thing that it can become: the plan of each area, and where one must be started first."""
    starten = {
        vorm.sleutel: {gebied.pk for gebied in waar} for vorm, waar in te_starten(request.user).items()
    }
    gevonden = []
    for doel in mogelijk:
        agendas = voorstellen.agendas(signaal, doel.vorm)
        gevonden.append(
            {
                "doel": doel,
                "agendas": [
                    {"rij": rij, "mag_starten": rij.gebied.pk in starten.get(doel.vorm.sleutel, set())}
                    for rij in agendas
                ],
                "kan": bool(agendas) and all(rij.is_open for rij in agendas),
            }
        )
    return gevonden


@require_POST
@module
def oordeel(request: Request, pk: int, oordeel: str, criterium: str) -> HttpResponse:
    signaal, mogelijk = _haal(request, pk)
    gevraagd = {
        rij.sleutel: rij for rij in voorstellen.voorwaarden(signaal, voorstellen.alle_doelen(signaal))
    }
    rij = gevraagd.get(f"{oordeel}.{criterium}")
    if rij is None:
        raise Http404("Dit hoeft hier niet beoordeeld te worden.")
    if not _mag_oordelen(request, signaal, rij):
        noteer_geweigerd(door=request.user, stap="voorstel.beoordelen", ding=signaal)
        raise PermissionDenied("U heeft hier niet het recht om dit te doen.")
    form = oordeelform(rij.sleutel, request.POST)
    if not form.is_valid():
        context = _context(request, signaal, mogelijk, open_oordeel=rij.sleutel, form=form)
        return render(request, "wijkagenda/voorstel.html", context, status=422)
    schoon = form.cleaned_data
    return zet_stap(
        request,
        lambda: acties.beoordeel_voorstel(
            signaal=signaal,
            oordeel=oordeel,
            criterium=criterium,
            ja=schoon["ja"] == "ja",
            toelichting=schoon["toelichting"],
            door=request.user,
        ),
        "Uw oordeel is opgeslagen.",
        reverse("wijkagenda:voorstel", args=[pk]),
    )


@require_http_methods(["GET", "POST"])
@module
def opname(request: Request, pk: int, vorm: str, soort: str) -> HttpResponse:
    """Say it in public words, with who does it and when; then it stands on the plan of every area."""
    signaal, mogelijk = _haal(request, pk)
    doel = next((rij for rij in mogelijk if (rij.vorm.sleutel, rij.soort.sleutel) == (vorm, soort)), None)
    if doel is None:
        raise Http404("Hier kan dit voorstel niet op.")
    agendas = voorstellen.agendas(signaal, doel.vorm)
    plan = next((rij.plan for rij in agendas if rij.plan is not None), None)
    terug = reverse("wijkagenda:voorstel", args=[pk])
    if plan is None:
        messages.error(request, f"Er is nog geen plan in de maak: {doel.vorm.naam}.")
        return redirect(terug)
    form = VoorstelItemForm(
        ingestuurd(request),
        plan=plan,
        soort=doel.soort,
        gebieden=[rij.gebied for rij in agendas],
        initial={"thema": next(iter(signaal.themas), "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            items = acties.neem_voorstel_op(
                signaal=signaal, vorm=vorm, soort=soort, gegevens=form.gegevens(), door=request.user
            )
        except StapGeweigerd as geweigerd:
            form.neem_klachten_over(geweigerd.klachten)
        else:
            messages.success(request, "Het voorstel staat in het plan. Laat het de indiener nu weten.")
            if any(item.stand != Planitem.Stand.OPGENOMEN for item in items):
                messages.warning(request, "Het is nog niet opgenomen. Bij het punt zelf staat wat er mist.")
            return redirect(terug)
    context = {"signaal": signaal, "wordt": doel, "agendas": agendas, "form": form, "terug": terug}
    return render(request, "wijkagenda/voorstel_opname.html", context, status=422 if form.is_bound else 200)
