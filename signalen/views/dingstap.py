"""What the pages of initiatives and projects share: a list by state, and the page of one step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from signalen.acties.initiatief.kern import mag_initiatief, toestemming
from signalen.acties.klussen import vraag_klus
from signalen.acties.project import bij_project, mag_project
from signalen.forms.initiatief import KlusForm
from signalen.models import Initiatief, Inschatting, Klus, Project
from signalen.models.initiatief import InitiatiefQuerySet
from signalen.models.project import ProjectQuerySet
from signalen.regels import onderwerp_initiatief, onderwerp_project
from signalen.rolgrenzen import regelt_locaties
from signalen.stroom import INITIATIEF, PROJECT
from signalen.views.hulp import ingevuld, meld_adviezen, probeer, tab, weiger
from wijkwerk.eenmalig import EenmaligMixin, eenmaal
from wijkwerk.formaten import hoofdletter
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.regels.service import eis_recht

PER_BLAD = 25
LIJST = {"initiatief": "initiatieven:lijst", "project": "projecten:lijst"}


def blad(
    request: Request, rijen: InitiatiefQuerySet | ProjectQuerySet, klaar: str, naam: str
) -> tuple[list[Any], dict[str, Any]]:
    """Return one page, newest first, and what the list needs to go on; `stand=<klaar>` shows what has ended.

    `voor` pages by key, so that a deep page costs no more than the first.
    """
    is_klaar = request.GET.get("stand") == klaar
    rijen = rijen.filter(stand=klaar) if is_klaar else rijen.open()
    voor = request.GET.get("voor", "")
    if voor.isdecimal():
        rijen = rijen.filter(pk__lt=int(voor[:18]))
    gevonden = list(rijen.voor_lijst()[: PER_BLAD + 1])
    stand = f"stand={klaar}&" if is_klaar else ""
    return gevonden[:PER_BLAD], {
        "volgende_url": f"?{stand}voor={gevonden[PER_BLAD - 1].pk}" if len(gevonden) > PER_BLAD else "",
        "eerste_url": f"?{stand}" if voor else "",
        "is_klaar": is_klaar,
        "standen": [
            tab("Lopend", request.path, not is_klaar),
            tab(naam, f"{request.path}?stand={klaar}", is_klaar),
        ],
    }


def eis_stap(request: Request, ding: Initiatief | Project, stap: str) -> None:
    """Refuse the page of a step to who may not take it, and log it; a step that is over is refused by the form."""
    try:
        if isinstance(ding, Initiatief):
            wie = toestemming(stap, ding, request.user)
            eis_recht(INITIATIEF[stap], onderwerp_initiatief(ding), request.user, wie)
        else:
            wie = bij_project(ding, request.user)
            eis_recht(PROJECT[stap], onderwerp_project(ding), request.user, wie)
    except PermissionDenied as geweigerd:
        weiger(request, ding, f"{ding._meta.model_name}.{stap}", str(geweigerd))


def adres(ding: Initiatief | Project, naam: str) -> str:
    """The page of one of its steps."""
    return reverse(LIJST[str(ding._meta.model_name)].replace("lijst", naam), args=[ding.pk])


def knoppen(
    request: Request, ding: Initiatief | Project, stappen: tuple[tuple[str, str, str], ...]
) -> list[tuple[str, str]]:
    """Of these (words, name of its address, step) the words and address of what this person may do now."""
    return [
        (woorden, adres(ding, naam))
        for woorden, naam, stap in stappen
        if (
            mag_initiatief(stap, ding, request.user)
            if isinstance(ding, Initiatief)
            else mag_project(stap, ding, request.user)
        )
    ]


def toon_klus(request: Request, ding: Initiatief | Project, *, mag: bool) -> HttpResponse:
    """Ask somebody to do something for it."""
    if not mag:
        weiger(request, ding, f"{ding._meta.model_name}.vragen", "U mag hiervoor niemand iets vragen.")
    form = KlusForm(ingevuld(request), gebied=ding.gebied, initial=_begin_klus(request, ding))
    return toon_stap(
        request, ding, "vragen", form,
        lambda g: vraag_klus(ding=ding, door=request.user, **g),
        "Iets vragen", "Vraag", "Gevraagd. Wie het doet, krijgt bericht.", maakt=Klus,
    )  # fmt: skip


def _begin_klus(request: Request, ding: Initiatief | Project) -> dict[str, str]:
    """What stands in the form already: nothing, or asking for a place to meet (DHR-44)."""
    regelt = regelt_locaties(actief_profiel()) if "locatie" in request.GET else ""
    if not regelt:
        return {}
    wat = "Regel een locatie voor de bijeenkomst."
    return {"soort": Klus.Soort.REGELEN, "houder": f"rol:{regelt}:{ding.gebied_id}", "wat": wat}


def toon_stap(
    request: Request,
    ding: Initiatief | Project,
    stap: str,
    form: forms.BaseForm,
    doe: Callable[[dict[str, Any]], object],
    titel: str,
    knop: str,
    gelukt: str,
    uitleg: str = "",
    *,
    maakt: type[Klus] | type[Project] | type[Inschatting] | None = None,
) -> HttpResponse:
    """The page of one step: the form, the step, and what is in the form when it was refused (422).

    `maakt`: what the step makes, once for each form.
    """
    soort = str(ding._meta.model_name)
    if request.method == "POST" and form.is_valid():
        gedaan: list[object] = []

        def zet() -> None:
            gedaan.append(_eenmaal(request, form, maakt, doe))

        if probeer(request, ding, f"{soort}.{stap}", form, zet):
            meld_adviezen(request, getattr(gedaan[0], "adviezen", ()))
            messages.success(request, gelukt)
            return redirect(_daarna(request, gedaan[0] if isinstance(gedaan[0], Project) else ding))
    context = {
        "naam": ding.titel if isinstance(ding, Initiatief) else ding.naam,
        "url": ding.get_absolute_url(),
        "lijst_naam": hoofdletter(actief_profiel().term(soort).meer),
        "lijst_url": reverse(LIJST[soort]),
        "form": form,
        "titel": titel,
        "knop": knop,
        "uitleg": uitleg,
    }
    return render(request, "initiatieven/stap.html", context, status=422 if form.is_bound else 200)


def _eenmaal(
    request: Request,
    form: forms.BaseForm,
    maakt: type[Klus] | type[Project] | type[Inschatting] | None,
    doe: Callable[[dict[str, Any]], Any],
) -> object:
    g = form.cleaned_data
    if maakt is None:
        return doe(g)
    assert isinstance(form, EenmaligMixin)
    return eenmaal(maakt, client_id=form.client_id, door=request.user, maak=lambda: doe(g))


def _daarna(request: Request, ding: Initiatief | Project) -> str:
    """Its page; the list for who gave it away and does not see it any more."""
    ziet = type(ding).objects.zichtbaar_voor(request.user).filter(pk=ding.pk).exists()
    return ding.get_absolute_url() if ziet else reverse(LIJST[str(ding._meta.model_name)])
