"""One path as a page; writing it down, and who takes part."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from adviezen.service import verwijs
from participatie import acties
from participatie.acties.gemeen import mag
from participatie.forms import BetrokkeneForm, TrajectForm
from participatie.forms.traject import begin_van
from participatie.models import Betrokkene, Traject, Trajectinbreng
from participatie.regels import instellingen, onderwerp
from participatie.views.gemeen import haal, haal_voor, module, toon_stap
from participatie.zicht import KIJKERS, WERKERS
from wijkagenda.service import is_bedoeld
from wijkwerk.formaten import hoofdletter
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import mag as heeft_recht
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.publicatie.service import zichtbare_van
from wijkwerk.regels.models import Instemming
from wijkwerk.stapscherm import ingestuurd, zet_stap
from wijkwerk.wijken.models import Partij

STAPPEN = ("wijzigen", "wegen", "raadplegen", "afvinken", "noteren", "verwerken", "afronden")


@require_GET
@module
def detail(request: Request, pk: int) -> HttpResponse:
    traject = haal(request, pk)
    gebruiker = request.user
    werkt = any(heeft_recht(gebruiker, recht, traject.plek()) for recht in KIJKERS)
    eraan = any(heeft_recht(gebruiker, recht, traject.plek()) for recht in WERKERS)
    inbreng = _inbreng(traject, gebruiker)
    raad = acties.raadplegingen(traject) if werkt or traject.is_open else []
    ding = onderwerp(traject)
    mag_stap = {stap: mag(stap, traject, gebruiker) for stap in STAPPEN}
    context: dict[str, Any] = {
        "traject": traject,
        "werkt": werkt,
        "werkt_eraan": eraan,
        "feiten": _feiten(traject),
        "teksten": _teksten(traject),
        "bron": verwijs(traject.bron_soort, traject.bron_id, gebruiker),
        "betrokkenen": list(traject.betrokkenen.select_related("partij")),
        "met_rollen": bool(instellingen().rollen),
        "met_ladder": bool(instellingen().ladder),
        "scores": list(traject.scores.all()),
        "weegt": bool(instellingen().weegfactoren) or bool(instellingen().ladder),
        "voorstel": acties.voorstel_voor(traject),
        "raad": [
            (naam, rij, rij is not None and traject.is_open and is_bedoeld(rij, gebruiker, ding))
            for naam, rij in raad
        ],
        "wacht_op_raad": any(rij is not None and rij.stand == Instemming.Stand.GEVRAAGD for _, rij in raad),
        "te_vragen": any(rij is None for _, rij in raad),
        "stappen": list(traject.protocolstappen.select_related("door")) if werkt else [],
        "protocol": _protocol(traject),
        "met_protocollen": bool(instellingen().protocollen),
        "notities": list(traject.notities.select_related("door")) if eraan else [],
        "inbreng": inbreng,
        "toon_inbreng": not traject.is_open and (eraan or not werkt or bool(inbreng)),
        "mag": mag_stap,
        "mag_besluiten": traject.is_open and bool(acties.organen_voor(traject, gebruiker)),
        "mag_publiceren": acties.mag_publiceren(traject, gebruiker),
        "publicaties": list(zichtbare_van(traject, gebruiker)),
        "mag_inbrengen": acties.mag_inbrengen(traject, gebruiker),
    }
    return render(request, "participatie/traject.html", context)


def _inbreng(traject: Traject, gebruiker: Gebruiker) -> list[Trajectinbreng]:
    rijen = Trajectinbreng.objects.zichtbaar_voor(gebruiker).filter(traject=traject)
    return list(rijen.select_related("partij"))


def _protocol(traject: Traject) -> str:
    namen = {rij.sleutel: rij.naam for rij in instellingen().protocollen}
    return hoofdletter(namen.get(traject.protocol, traject.protocol))


def _feiten(traject: Traject) -> list[tuple[str, object]]:
    profiel = actief_profiel()
    return [
        (hoofdletter(profiel.niveau(traject.gebied.niveau).naam), str(traject.gebied)),
        ("Trede", hoofdletter(traject.trede)),
        ("Hoe", ", ".join(traject.instrumenten)),
        ("Omvang", "Groot project" if traject.groot else ""),
        ("Formele inspraak", "Ja" if traject.formele_inspraak else ""),
        ("Besloten door", traject.orgaan_naam),
        ("Besloten op", traject.besloten_op),
        ("Kenmerk", traject.kenmerk),
    ]


def _teksten(traject: Traject) -> list[tuple[str, str]]:
    rijen = (
        ("Doel", traject.doel),
        ("Waarover mensen meepraten", traject.waarover),
        ("Wat al vaststaat", traject.kaders),
        ("Hoe mensen horen wat er met hun inbreng is gedaan", traject.terugkoppeling),
    )
    return [(naam, tekst) for naam, tekst in rijen if tekst]


@require_http_methods(["GET", "POST"])
@module
def wijziging(request: Request, pk: int) -> HttpResponse:
    traject = haal_voor(request, pk, "wijzigen")
    form = TrajectForm(ingestuurd(request), gekozen=tuple(traject.instrumenten), initial=begin_van(traject))

    def doe() -> None:
        acties.wijzig(traject=traject, inhoud=form.inhoud(), door=request.user)

    return toon_stap(
        request, traject, form, doe, "Opgeslagen.", traject.get_absolute_url(), titel="Traject wijzigen"
    )


def _partijen(traject: Traject) -> QuerySet[Partij]:
    """Whoever can take part, beside the municipality itself."""
    return Partij.objects.actief().exclude(soort=Partij.Soort.GEMEENTE).order_by("naam")


@require_http_methods(["GET", "POST"])
@module
def betrokkene_nieuw(request: Request, pk: int) -> HttpResponse:
    return _betrokkene(request, haal_voor(request, pk, "wijzigen"), None)


@require_http_methods(["GET", "POST"])
@module
def betrokkene(request: Request, pk: int) -> HttpResponse:
    rij = get_object_or_404(Betrokkene.objects.select_related("partij"), pk=pk)
    return _betrokkene(request, haal_voor(request, rij.traject_id, "wijzigen"), rij)


def _betrokkene(request: Request, traject: Traject, rij: Betrokkene | None) -> HttpResponse:
    namen = ("partij", "groep", "rol", "trede", "moment", "waarover", "raadpleegt")
    begin = {naam: getattr(rij, naam) for naam in namen} if rij else {"trede": traject.trede}
    form = BetrokkeneForm(
        ingestuurd(request),
        partijen=_partijen(traject),
        rol=rij.rol if rij else "",
        trede=rij.trede if rij else "",
        initial=begin,
    )

    def doe() -> None:
        acties.zet_betrokkene(traject=traject, betrokkene=rij, door=request.user, **form.cleaned_data)

    return toon_stap(
        request,
        traject,
        form,
        doe,
        "Opgeslagen.",
        traject.get_absolute_url(),
        titel=str(rij) if rij else "Wie doet er mee?",
        uitleg="Zo weet iedereen vooraf wanneer, met hoeveel invloed en waarover zij meepraten.",
    )


@require_POST
@module
def betrokkene_weg(request: Request, pk: int) -> HttpResponse:
    rij = Betrokkene.objects.filter(pk=pk).select_related("traject").first()
    if rij is None:
        # Somebody else was first: it is gone, as was asked.
        return redirect("participatie:lijst")
    traject = haal_voor(request, rij.traject_id, "wijzigen")
    return zet_stap(
        request,
        lambda: acties.haal_betrokkene_weg(betrokkene=rij, door=request.user),
        "Weggehaald.",
        traject.get_absolute_url(),
    )
