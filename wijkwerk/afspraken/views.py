"""The own list of every party, and the page of one afspraak with the steps it can take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wijkwerk.afspraken import acties
from wijkwerk.afspraken import forms as formulieren
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.afspraken.regels import onderwerp
from wijkwerk.afspraken.service import bron_van
from wijkwerk.afspraken.stroom import STROOM
from wijkwerk.htmx import Request
from wijkwerk.logboek.models import Logregel
from wijkwerk.logboek.service import noteer_geweigerd, noteer_inzage
from wijkwerk.regels.service import StapGeweigerd, eis_recht, mag_stap
from wijkwerk.stapscherm import zet_stap


@require_GET
def lijst(request: Request) -> HttpResponse:
    form = formulieren.FilterForm(request.GET)
    keuze = form.cleaned_data if form.is_valid() else {}
    pagina = Paginator(_gekozen(request, keuze), 25).get_page(request.GET.get("page"))
    rijen = [(afspraak, afspraak.titel_voor_lezer) for afspraak in pagina]
    return render(request, "afspraken/lijst.html", {"form": form, "pagina": pagina, "rijen": rijen})


def _gekozen(request: Request, keuze: dict[str, Any]) -> QuerySet[Afspraak]:
    afspraken = Afspraak.objects.zichtbaar_voor(request.user)
    if keuze.get("van") != "alle":
        afspraken = afspraken.van_houder(request.user)
    stand = keuze.get("stand") or "open"
    if stand == "open":
        afspraken = afspraken.open()
    elif stand == "te-laat":
        afspraken = afspraken.te_laat()
    elif stand != "alle":
        afspraken = afspraken.filter(stand=stand)
    return afspraken.voor_lijst()


@dataclass(frozen=True)
class Knop:
    """A step on the page: its noun url, what the button says, and the form behind it (None: one click)."""

    stap: str
    url: str
    naam: str
    form: type[forms.Form] | None = None


KNOPPEN = (
    Knop("toezeggen", "toezegging", "Ja, wij doen dit"),
    Knop("weigeren", "weigering", "Nee, weigeren", formulieren.WeigerForm),
    Knop("bijwerken", "voortgang", "Voortgang melden", formulieren.BijwerkForm),
    Knop("afronden", "resultaat", "Klaar melden", formulieren.KlaarForm),
    Knop("heropenen", "heropening", "Toch niet klaar"),
    Knop("verzetten", "uitstel", "Later afspreken", formulieren.VerzetForm),
    Knop("beoordelen", "oordeel", "Nagekomen?", formulieren.BeoordeelForm),
    Knop("vervallen", "verval", "Laten vervallen", formulieren.VervalForm),
)


@require_GET
def detail(request: Request, pk: int) -> HttpResponse:
    afspraak = _haal(request, pk)
    toont_inhoud = afspraak.toont_inhoud(request.user)
    if afspraak.gevoelig != "nee" and toont_inhoud:
        noteer_inzage(door=request.user, ding=afspraak)
    context = {
        "afspraak": afspraak,
        "titel": afspraak.titel_voor_lezer,
        "toont_inhoud": toont_inhoud,
        "is_openbaar": afspraak.gevoelig == "nee",
        "bron": bron_van(afspraak, request.user),
        "knoppen": _knoppen(request, afspraak),
        "voortgang": afspraak.voortgang.select_related("door", "partij") if toont_inhoud else [],
        "geschiedenis": Logregel.objects.stappen().van(afspraak).select_related("door"),
    }
    return render(request, "afspraken/detail.html", context)


def _knoppen(request: Request, afspraak: Afspraak) -> list[dict[str, str]]:
    ding = onderwerp(afspraak)
    return [
        {
            "naam": knop.naam,
            "url": reverse(f"afspraken:{knop.url}", args=[afspraak.pk]),
            "post": "" if knop.form else "ja",
        }
        for knop in KNOPPEN
        if afspraak.stand in STROOM[knop.stap].van
        and (knop.stap != "heropenen" or (afspraak.is_uit_plan and not afspraak.nagekomen))
        and (knop.stap != "beoordelen" or acties.te_beoordelen(afspraak))
        and mag_stap(
            STROOM[knop.stap], ding, request.user, acties.toestemming(knop.stap, afspraak, request.user)
        )
    ]


@require_POST
def toezegging(request: Request, pk: int) -> HttpResponse:
    afspraak = _haal(request, pk)
    _eis_kans(request, afspraak, "toezeggen")
    try:
        acties.neem_stap("toezeggen", afspraak=afspraak, door=request.user)
    except StapGeweigerd as geweigerd:
        messages.error(request, str(geweigerd))
    else:
        messages.success(request, "Afgesproken. U krijgt een herinnering voordat de termijn voorbij is.")
    return redirect("afspraken:detail", pk)


def _stap(
    request: Request,
    pk: int,
    stap: str,
    soort: type[forms.Form],
    titel: str,
    knop: str,
    gelukt: str,
) -> HttpResponse:
    """One step with a form: GET shows it, POST takes it; a refusal stands in the form, nothing typed is lost.

    From Vandaag the step is one click, and leads back there; what needs words then stands in the form.
    """
    afspraak = _haal(request, pk)
    _eis_kans(request, afspraak, stap)
    form = soort(request.POST or None, initial=_begin(request, stap, afspraak))
    if request.method == "POST" and form.is_valid():
        try:
            acties.neem_stap(stap, afspraak=afspraak, door=request.user, **form.cleaned_data)
        except acties.AlGemeld:
            return _terug(request, pk, gelukt)
        except StapGeweigerd as geweigerd:
            for klacht in geweigerd.klachten:
                form.add_error(klacht.veld if klacht.veld in form.fields else None, str(klacht))
        else:
            return _terug(request, pk, gelukt)
    context = {"afspraak": afspraak, "form": form, "titel": titel, "knop": knop}
    return render(request, "afspraken/stap.html", context, status=422 if form.is_bound else 200)


def _begin(request: Request, stap: str, afspraak: Afspraak) -> dict[str, Any]:
    """What stands in the form when it is opened: the state that was chosen, or the day the holder named with why."""
    if stap == "bijwerken":
        return {"stand": request.GET.get("stand", "")}
    later = afspraak.voortgang.last() if stap == "verzetten" and afspraak.stand == "later" else None
    return {"uiterlijk": later.verwacht, "reden": later.tekst} if later and later.verwacht else {}


def _terug(request: Request, pk: int, gelukt: str) -> HttpResponse:
    messages.success(request, gelukt)
    return redirect("vandaag") if request.POST.get("terug") == "vandaag" else redirect("afspraken:detail", pk)


@require_http_methods(["GET", "POST"])
def weigering(request: Request, pk: int) -> HttpResponse:
    return _stap(
        request,
        pk,
        "weigeren",
        formulieren.WeigerForm,
        "Weigeren",
        "Weigeren",
        "Geweigerd. Wie het vroeg krijgt bericht.",
    )


@require_http_methods(["GET", "POST"])
def voortgang(request: Request, pk: int) -> HttpResponse:
    return _stap(
        request,
        pk,
        "bijwerken",
        formulieren.BijwerkForm,
        "Voortgang melden",
        "Opslaan",
        "Bijgewerkt.",
    )


@require_http_methods(["GET", "POST"])
def resultaat(request: Request, pk: int) -> HttpResponse:
    return _stap(
        request,
        pk,
        "afronden",
        formulieren.KlaarForm,
        "Klaar melden",
        "Klaar melden",
        "Klaar gemeld. Dank u wel.",
    )


@require_POST
def heropening(request: Request, pk: int) -> HttpResponse:
    afspraak = _haal(request, pk)
    _eis_kans(request, afspraak, "heropenen")
    return zet_stap(
        request,
        lambda: acties.heropen(afspraak=afspraak, door=request.user),
        "De afspraak loopt weer.",
        afspraak.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
def uitstel(request: Request, pk: int) -> HttpResponse:
    return _stap(
        request,
        pk,
        "verzetten",
        formulieren.VerzetForm,
        "Later afspreken",
        "Opslaan",
        "De nieuwe datum staat erin.",
    )


@require_http_methods(["GET", "POST"])
def verval(request: Request, pk: int) -> HttpResponse:
    return _stap(
        request,
        pk,
        "vervallen",
        formulieren.VervalForm,
        "Laten vervallen",
        "Laten vervallen",
        "Vervallen.",
    )


@require_http_methods(["GET", "POST"])
def oordeel(request: Request, pk: int) -> HttpResponse:
    return _stap(
        request,
        pk,
        "beoordelen",
        formulieren.BeoordeelForm,
        "Nagekomen?",
        "Opslaan",
        "Uw oordeel is opgeslagen.",
    )


def _eis_kans(request: Request, afspraak: Afspraak, stap: str) -> None:
    """Refuse the page of a step to who may not take it, and log the attempt (R02)."""
    wie = acties.toestemming(stap, afspraak, request.user)
    try:
        eis_recht(STROOM[stap], onderwerp(afspraak), request.user, wie)
    except PermissionDenied as verbod:
        noteer_geweigerd(door=request.user, stap=f"afspraak.{stap}", ding=afspraak, reden=str(verbod))
        raise


def _haal(request: Request, pk: int) -> Afspraak:
    """Return the afspraak, or a 404 that does not tell whether it exists."""
    afspraken = Afspraak.objects.zichtbaar_voor(request.user).select_related(
        "houder_partij", "houder_gebied", "houder_persoon", "gevraagd_door", "nagekomen_door"
    )
    return get_object_or_404(afspraken, pk=pk)
