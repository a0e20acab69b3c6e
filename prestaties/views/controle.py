"""The check: the figures of a period with a judgment, the reaction, and how it ends."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods

from prestaties import acties
from prestaties.acties.gemeen import mag_leveren
from prestaties.forms import ControleForm, ReactieForm, SlotForm
from prestaties.models import Prestatiecontrole
from prestaties.regels import gevraagde_oordelen
from prestaties.termijnen import te_controleren
from prestaties.views.gemeen import eis_kans, haal, haal_controle, ingestuurd, met_form, module
from wijkwerk.htmx import Request


@require_http_methods(["GET", "POST"])
@module
def controle(request: Request, pk: int) -> HttpResponse:
    """Judge the first period that is over (DHR-19)."""
    afspraak = haal(request, pk)
    eis_kans(request, acties.mag_oordelen(afspraak, request.user), "prestatie.controleren", afspraak)
    periode = te_controleren(afspraak)
    if periode is None and request.method == "GET":
        # Somebody else was first, or nothing is over yet: the page says how it stands.
        return redirect(afspraak)
    form = ControleForm(
        ingestuurd(request),
        oordelen=gevraagde_oordelen(),
        initial={"tot": periode.tot.isoformat() if periode else ""},
    )

    def doe() -> None:
        acties.leg_oordeel_voor(
            afspraak=afspraak, tot=form.cleaned_data["tot"], invoer=form.invoer(), door=request.user
        )

    context = {
        "titel": "Controle",
        "uitleg": f"Van {date_format(periode.van)} tot en met {date_format(periode.tot)}." if periode else "",
        "knop": "Leg het oordeel voor",
        "afspraak": afspraak,
        "rijen": acties.cijfers_van(afspraak, periode) if periode else [],
    }
    gelukt = "Het oordeel ligt voor aan de organisatie. Die kan reageren voor het vaststaat."
    return met_form(request, form, doe, gelukt, afspraak.get_absolute_url(), context)


def _feiten(rij: Prestatiecontrole) -> list[tuple[str, str]]:
    eens = {True: "ja", False: "nee", None: ""}[rij.eens]
    return [
        ("Periode", f"{date_format(rij.van)} tot en met {date_format(rij.tot)}"),
        ("Oordeel", rij.get_oordeel_display()),
        ("Waarom", rij.toelichting),
        ("Organisatie is het eens", eens),
        ("Reactie", rij.reactie),
    ]


@require_http_methods(["GET", "POST"])
@module
def reactie(request: Request, pk: int, controle: int) -> HttpResponse:
    rij = haal_controle(request, pk, controle)
    eis_kans(request, mag_leveren(rij.afspraak, request.user), "prestatie.reageren", rij.afspraak)
    form = ReactieForm(ingestuurd(request))

    def doe() -> None:
        acties.reageer(
            controle=rij, eens=form.gekozen(), reactie=form.cleaned_data["reactie"], door=request.user
        )

    context = {
        "titel": "Reageren op het oordeel",
        "uitleg": f"U kunt reageren tot en met {date_format(rij.reageren_tot)}.",
        "knop": "Verstuur",
        "afspraak": rij.afspraak,
        "feiten": _feiten(rij),
    }
    return met_form(request, form, doe, "Uw reactie is verstuurd.", rij.get_absolute_url(), context)


@require_http_methods(["GET", "POST"])
@module
def vaststelling(request: Request, pk: int, controle: int) -> HttpResponse:
    rij = haal_controle(request, pk, controle)
    eis_kans(request, acties.mag_oordelen(rij.afspraak, request.user), "prestatie.vaststellen", rij.afspraak)
    form = SlotForm(
        ingestuurd(request),
        gereageerd=rij.reactie_op is not None,
        initial={
            naam: getattr(rij, naam)
            for naam in ("oordeel", "toelichting", "gesprek_op", "gesprek_uitkomst", "vervolg")
        },
    )

    def doe() -> None:
        acties.stel_vast(controle=rij, invoer=form.invoer(), door=request.user)

    context = {
        "titel": "Oordeel vaststellen",
        "uitleg": "Daarna verandert het oordeel niet meer. De organisatie krijgt bericht.",
        "knop": "Stel vast",
        "afspraak": rij.afspraak,
        "feiten": _feiten(rij),
    }
    return met_form(request, form, doe, "Het oordeel is vastgesteld.", rij.get_absolute_url(), context)
