"""The pages of the steps of a signal: GET shows the form, POST takes the step."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from signalen import acties, volgende
from signalen.forms import stappen as formulieren
from signalen.forms.antwoord import TerugkoppelForm
from signalen.forms.uitzetting import KoppelForm, UitzetForm
from signalen.models import Deelactie, Signaal
from signalen.routes import koppelt, routes_voor, verwachte_route, waarom_route
from signalen.views import kansen
from signalen.views.hulp import eis_kans, haal, ingevuld, module, neem_stap, tab
from signalen.zicht import toont_tekst
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.profiel.rijen.signalen import Route

formulier = require_http_methods(["GET", "POST"])


@formulier
@module("signalen")
def uitzetting(request: Request, pk: int) -> HttpResponse:
    signaal = haal(request, pk)
    routes = _eigen_routes(request, signaal)
    eis_kans(request, signaal, "uitzetten", bool(routes))
    vervangt = _vervangt(request, signaal)
    route = _gekozen_route(request, routes)
    form = UitzetForm(
        ingevuld(request),
        signaal=signaal,
        route=route,
        tekst_zichtbaar=toont_tekst(signaal),
        vervangt=vervangt,
    )
    url = reverse("signalen:uitzetting", args=[pk])
    achter = f"&vervangt={vervangt.pk}" if vervangt else ""
    keuzes = [tab(ander.naam, f"{url}?route={ander.sleutel}{achter}", ander == route) for ander in routes]
    uitleg = f"{_voorstel(signaal, route)} {route.toelichting}".strip()
    return neem_stap(
        request,
        signaal,
        "uitzetten",
        form,
        lambda: acties.zet_uit(
            signaal=signaal,
            door=request.user,
            delen=form.delen(),
            route=route.sleutel,
            systeemnummer=form.cleaned_data.get("systeemnummer", ""),
            contact_mee=form.cleaned_data.get("contact_mee", False),
            velden=form.velden(),
            gezien=form.cleaned_data["gezien"],
            waarom_anders=form.cleaned_data.get("waarom_anders", ""),
        ),
        titel="Uitzetten",
        knop="Zet uit",
        gelukt=lambda uitgezet: f"Uitgezet. Eigenaar: {uitgezet.houder}.",
        uitleg=uitleg,
        keuzes=keuzes,
    )


def _voorstel(signaal: Signaal, route: Route) -> str:
    """What the profile proposes and why, before somebody goes along with it or not."""
    profiel = actief_profiel()
    voorstel = verwachte_route(profiel, signaal.soort, signaal.kanaal)
    reden = waarom_route(profiel, voorstel, signaal)
    begin = (
        "Dit is het voorstel" if route == voorstel else f"Het voorstel is een andere weg ({voorstel.naam})"
    )
    return f"{begin}, want {reden}."


def _eigen_routes(request: Request, signaal: Signaal) -> list[Route]:
    """The routes along which this person may send this signal, the expected one first."""
    routes = routes_voor(actief_profiel(), signaal.soort, signaal.kanaal)
    return [route for route in routes if acties.mag_uitzetten(signaal, request.user, route)]


def _gekozen_route(request: Request, routes: list[Route]) -> Route:
    sleutel = request.POST.get("route") or request.GET.get("route") or ""
    return next((route for route in routes if route.sleutel == sleutel), routes[0])


def _vervangt(request: Request, signaal: Signaal) -> Deelactie | None:
    pk = request.POST.get("vervangt") or request.GET.get("vervangt") or ""
    if not pk.isdecimal():
        return None
    return get_object_or_404(signaal.delen.blokkeert().voor_lijst(), pk=int(pk[:18]))


@formulier
@module("signalen")
def koppeling(request: Request, pk: int) -> HttpResponse:
    if not koppelt(actief_profiel()):
        raise Http404
    signaal = haal(request, pk)
    eis_kans(request, signaal, "koppelen", kansen.mag_koppelen(request, signaal))
    form = KoppelForm(ingevuld(request), signaal=signaal, tekst_zichtbaar=toont_tekst(signaal))
    return neem_stap(
        request,
        signaal,
        "koppelen",
        form,
        lambda: acties.koppel(
            signaal=signaal,
            adviseur=form.gekozen(),
            wat=form.cleaned_data["wat"],
            uiterlijk=form.cleaned_data["uiterlijk"],
            door=request.user,
            gezien=form.cleaned_data["gezien"],
        ),
        titel="Koppelen aan een adviseur",
        knop="Koppel",
        gelukt="Gekoppeld. De adviseur krijgt bericht.",
    )


@formulier
@module("signalen")
def terugkoppeling(request: Request, pk: int) -> HttpResponse:
    signaal = haal(request, pk)
    eis_kans(
        request, signaal, "terugkoppelen", volgende.mag_afhandelen("terugkoppelen", signaal, request.user)
    )
    form = TerugkoppelForm(
        ingevuld(request), nodig=acties.nog_terug_te_koppelen(signaal), melder=signaal.melder
    )
    return neem_stap(
        request,
        signaal,
        "terugkoppelen",
        form,
        lambda: acties.koppel_terug(signaal=signaal, door=request.user, **form.cleaned_data),
        titel="Terugkoppelen",
        knop="Opslaan",
        gelukt="De terugkoppeling is opgeslagen.",
    )


@formulier
@module("signalen")
def sluiting(request: Request, pk: int) -> HttpResponse:
    signaal = haal(request, pk)
    eis_kans(request, signaal, "sluiten", volgende.mag_afhandelen("sluiten", signaal, request.user))
    form = formulieren.LeegForm(ingevuld(request))
    return neem_stap(
        request,
        signaal,
        "sluiten",
        form,
        lambda: acties.sluit(signaal=signaal, door=request.user),
        titel="Sluiten",
        knop="Sluit",
        gelukt="Gesloten.",
    )


@formulier
@module("signalen")
def heropening(request: Request, pk: int) -> HttpResponse:
    signaal = haal(request, pk)
    eis_kans(request, signaal, "heropenen", volgende.mag_afhandelen("heropenen", signaal, request.user))
    form = formulieren.RedenForm(ingevuld(request))
    return neem_stap(
        request,
        signaal,
        "heropenen",
        form,
        lambda: acties.heropen(signaal=signaal, door=request.user, **form.cleaned_data),
        titel="Heropenen",
        knop="Heropen",
        gelukt="Heropend.",
    )


@formulier
@module("signalen")
def opschaling(request: Request, pk: int) -> HttpResponse:
    if not actief_profiel().escalaties:
        raise Http404
    signaal = haal(request, pk)
    eis_kans(request, signaal, "opschalen", kansen.mag_opschalen(request, signaal))
    form = formulieren.OpschaalForm(ingevuld(request), signaal=signaal)
    return neem_stap(
        request,
        signaal,
        "opschalen",
        form,
        lambda: acties.schaal_op(signaal=signaal, door=request.user, **form.invoer()),
        titel="Opschalen",
        knop="Schaal op",
        gelukt="Opgeschaald. De nieuwe eigenaar krijgt bericht.",
    )
