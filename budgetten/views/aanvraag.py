"""One request: what is asked, how it is judged, what was decided, what became of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.views.decorators.http import require_GET

from budgetten.acties.gemeen import mag_behandelen, mag_beheren, mag_verantwoorden
from budgetten.acties.omzetten import uitweg
from budgetten.acties.oordelen import beoordelaars, gevraagde_oordelen
from budgetten.forms import OordeelForm
from budgetten.geld import euro
from budgetten.models import Budgetaanvraag, Jaarbudget
from budgetten.organen import namen, organen_voor
from budgetten.potten import pot_van
from budgetten.regels import buiten_categorie, onderwerp
from budgetten.stroom import AANVRAAG
from budgetten.termijnen import besluit_voor, verantwoording_voor
from budgetten.views.gemeen import haal_aanvraag, module
from signalen.models import Signaal
from wijkagenda.service import prioriteit
from wijkwerk.htmx import Request
from wijkwerk.regels.models import Beoordeling
from wijkwerk.regels.service import bezwaren, mag_stap


@require_GET
@module
def detail(request: Request, pk: int) -> HttpResponse:
    return toon(request, haal_aanvraag(request, pk))


def toon(
    request: Request,
    aanvraag: Budgetaanvraag,
    *,
    open_oordeel: str = "",
    form: OordeelForm | None = None,
    status: int = 200,
) -> HttpResponse:
    door = request.user
    handelt = mag_behandelen(aanvraag, door)
    organen = organen_voor(aanvraag, door) if aanvraag.is_open else []
    pot = (pot_van(aanvraag) if aanvraag.is_open else aanvraag.jaarbudget) if handelt else None
    rekent = mag_verantwoorden(aanvraag, door)
    weg = uitweg(aanvraag) if aanvraag.is_open and handelt else None
    context = {
        "aanvraag": aanvraag,
        "feiten": feiten(aanvraag, handelt),
        "teksten": teksten(aanvraag),
        "oordelen": _oordelen(request, aanvraag, open_oordeel, form),
        "open_oordeel": open_oordeel,
        "handelt": handelt,
        "mag_besluiten": bool(organen),
        "beslist": namen(aanvraag) if aanvraag.is_open else "",
        "klachten": bezwaren("toekennen", onderwerp(aanvraag, {"reden": "-"}), door)[0]
        if organen and aanvraag.is_open
        else [],
        "uitweg": weg,
        "pot": pot,
        "pot_open": pot is not None and Jaarbudget.objects.zichtbaar_voor(door).filter(pk=pot.pk).exists(),
        "besluit_voor": besluit_voor(aanvraag) if aanvraag.is_open else None,
        "verantwoording_voor": verantwoording_voor(aanvraag),
        "mag_uitvoeren": rekent and aanvraag.stand == Budgetaanvraag.Stand.TOEGEKEND,
        "mag_verantwoorden": rekent and aanvraag.stand in Budgetaanvraag.TE_VERANTWOORDEN,
        "mag_vaststellen": aanvraag.stand == Budgetaanvraag.Stand.VERANTWOORD and mag_beheren(aanvraag, door),
        "signaal": _zichtbaar(request, aanvraag.signaal),
        "melding": _zichtbaar(request, aanvraag.melding),
    }
    return render(request, "budgetten/aanvraag.html", context, status=status)


def _zichtbaar(request: Request, signaal: Signaal | None) -> Signaal | None:
    """The signal, as far as this person may open it."""
    if signaal is None:
        return None
    return Signaal.objects.zichtbaar_voor(request.user).filter(pk=signaal.pk).first()


def feiten(aanvraag: Budgetaanvraag, handelt: bool) -> list[tuple[str, str]]:
    punt = aanvraag.planitem
    periode = " tot en met ".join(
        date_format(dag) for dag in (aanvraag.startdatum, aanvraag.einddatum) if dag is not None
    )
    zelf = {True: "ja", False: "nee", None: ""}[aanvraag.uitvoering_door_bewoners]
    return [
        ("Gevraagd", euro(aanvraag.bedrag)),
        ("Toegekend", euro(aanvraag.toegekend)),
        ("Uitgegeven", euro(aanvraag.besteed)),
        ("Eigen bijdrage", euro(aanvraag.eigen_bijdrage)),
        ("Budget", aanvraag.rij.naam),
        ("Jaar", str(aanvraag.jaar)),
        ("Gebied", aanvraag.gebied.naam),
        ("Aangevraagd door", aanvraag.van),
        ("Soort", aanvraag.categorie or ("iets anders" if buiten_categorie(aanvraag) else "")),
        ("Hoort bij", f"{punt.plan.titel}: {punt}" if punt else ""),
        ("Prioriteit in het plan", str(prioriteit(punt) or "") if punt else ""),
        ("Volgens het plan", _indeling(aanvraag) if handelt else ""),
        ("Bewoners voeren het uit", zelf),
        ("Wanneer", periode),
    ]


def _indeling(aanvraag: Budgetaanvraag) -> str:
    """What the plan says the topic is (basic level, from the budget, else): the choices among its own fields (OIJ-32)."""
    punt = aanvraag.planitem
    if punt is None:
        return ""
    soort = next((rij for rij in punt.plan.planvorm.items if rij.sleutel == punt.soort), None)
    velden = soort.velden if soort else ()
    return ", ".join(
        str(punt.velden[veld.sleutel])
        for veld in velden
        if veld.soort == "keuze" and (punt.velden or {}).get(veld.sleutel)
    )


def teksten(aanvraag: Budgetaanvraag) -> list[tuple[str, str]]:
    rijen = [
        ("Waarvoor het is", aanvraag.doel),
        ("Voor wie", aanvraag.voor_wie),
        ("Hoe het bedrag is opgebouwd", aanvraag.begroting),
        ("Waarom het toch bij dit budget past", aanvraag.reden),
        ("Wat bewoners zelf doen", aanvraag.eigen_inbreng),
        ("Wie in de buurt dit steunt", aanvraag.draagvlak),
    ]
    return [(naam, tekst) for naam, tekst in rijen if tekst]


def _oordelen(
    request: Request, aanvraag: Budgetaanvraag, open_oordeel: str, form: OordeelForm | None
) -> list[dict[str, Any]]:
    """Every criterion with how it was judged; one query."""
    gevraagd = gevraagde_oordelen(aanvraag)
    if not gevraagd:
        return []
    gegeven = {(rij.oordeel, rij.criterium): rij for rij in Beoordeling.objects.bij(aanvraag)}
    ding = onderwerp(aanvraag)
    rijen = []
    for oordeel in gevraagd:
        wie = beoordelaars(oordeel, aanvraag, request.user)
        mag = aanvraag.is_open and mag_stap(AANVRAAG["beoordelen"], ding, request.user, wie)
        for criterium in oordeel.criteria:
            sleutel = f"{oordeel.sleutel}.{criterium.sleutel}"
            rijen.append(
                {
                    "oordeel": oordeel,
                    "criterium": criterium,
                    "sleutel": sleutel,
                    "gegeven": gegeven.get((oordeel.sleutel, criterium.sleutel)),
                    "mag": mag,
                    "form": form
                    if form is not None and sleutel == open_oordeel
                    else OordeelForm(auto_id=f"id_{sleutel}_%s"),
                }
            )
    return rijen
