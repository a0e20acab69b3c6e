"""All meetings of this person, and the planner: what is due where."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from overleggen import desk, planner, zicht
from overleggen.afwijkingen import Afwijkingen, gelden
from overleggen.forms import FilterForm
from overleggen.models import Agendapunt, Overleg
from overleggen.views.basis import bij_overleggen
from overleggen.views.plannen import mogelijk
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request, render_page_or_partial
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.publicatie.models import KANTEN_VAN_HET_HUIS
from wijkwerk.wijken.models import Gebied


@require_GET
@bij_overleggen
def lijst(request: Request) -> HttpResponse:
    gebieden = desk.eigen_gebieden(request.user)
    anders = gelden(gebieden)
    vormen = _eigen_vormen(request, gebieden, anders)
    form = FilterForm(
        request.GET, gebieden=Gebied.objects.filter(pk__in=[gebied.pk for gebied in gebieden]), vormen=vormen
    )
    keuze = form.cleaned_data if form.is_valid() else {}
    pagina = Paginator(_gekozen(request, keuze), 25).get_page(request.GET.get("page"))
    zonder_pagina = request.GET.copy()
    zonder_pagina.pop("page", None)
    context = {
        "form": form,
        "pagina": pagina,
        "basis_url": f"?{zonder_pagina.urlencode()}&" if zonder_pagina else "?",
        "kan_plannen": bool(mogelijk(request.user, gebieden, anders)),
        "eigen_punten": _eigen_punten(request),
        "nieuw_url": reverse("overleggen:nieuw"),
        "planning_url": reverse("overleggen:planning"),
        "peilingen_url": reverse("overleggen:peilingen") if actief_profiel().heeft("peilingen") else "",
    }
    return render_page_or_partial(request, "overleggen/lijst.html", context, partial="resultaten")


def _eigen_vormen(request: Request, gebieden: list[Gebied], anders: Afwijkingen) -> list[Overlegvorm]:
    """The forms that are held somewhere that is this person's business; no query."""
    return [
        vorm
        for vorm in actief_profiel().overlegvormen
        if not vorm.is_spreekuur
        and any(
            anders.wordt_gehouden(vorm, gebied) and zicht.ziet_vorm(request.user, vorm, gebied)
            for gebied in gebieden
        )
    ]


def _gekozen(request: Request, keuze: dict[str, Any]) -> QuerySet[Overleg]:
    overleggen = Overleg.objects.zichtbaar_voor(request.user)
    match keuze.get("wanneer"):
        case "geweest":
            overleggen = overleggen.geweest()
        case "vervallen":
            overleggen = overleggen.filter(stand=Overleg.Stand.VERVALLEN).order_by("-datum", "pk")
        case _:
            overleggen = overleggen.komend()
    if keuze.get("vorm"):
        overleggen = overleggen.filter(vorm=keuze["vorm"])
    if keuze.get("gebied"):
        overleggen = overleggen.filter(plek_gebieden__contains=[keuze["gebied"].pk])
    return overleggen.voor_lijst()


def _eigen_punten(request: Request) -> list[Agendapunt]:
    """What became of the points one brought in oneself: own words, state and answer; not the minutes."""
    punten = Agendapunt.objects.filter(aangedragen_door=request.user, overleg__stand__in=Overleg.KOMEND)
    return list(punten.select_related("overleg__gebied").order_by("overleg__datum", "pk")[:10])


@require_GET
@bij_overleggen
def planning(request: Request) -> HttpResponse:
    """Per area and form: due, planned, held, over term. One query for all meetings."""
    gebieden = desk.eigen_gebieden(request.user)
    vorm = request.GET.get("vorm", "")
    regels = planner.planner(gebieden, voor=request.user, vorm=vorm)
    open_eerst = {"te-laat": 0, "nodig": 1, "gepland": 2, "gehouden": 3, "vrij": 4, "vrijgesteld": 5}
    context = {
        "regels": sorted(regels, key=lambda regel: (open_eerst[regel.stand], regel.gebied.naam)),
        "cijfers": _cijfers(regels),
        "vormen": [
            {"naam": rij.naam, "url": f"?vorm={rij.sleutel}", "actief": rij.sleutel == vorm}
            for rij in _eigen_vormen(request, gebieden, gelden(gebieden))
        ],
        "alle_actief": not vorm,
        "teams": planner.teamstanden(regels) if vorm else [],
        "lijst_url": reverse("overleggen:lijst"),
        "nieuw_url": reverse("overleggen:nieuw"),
        "afwijkingen_url": reverse("overleggen:afwijkingen"),
        "dekking_url": _dekking_url(request),
    }
    return render_page_or_partial(request, "overleggen/planning.html", context, partial="regels")


def _dekking_url(request: Request) -> str:
    """Where the house reads what every area has; nothing for others."""
    van_het_huis = any(v.rol.kant in KANTEN_VAN_HET_HUIS for v in request.user.vervullingen)
    return reverse("dekking") if van_het_huis and actief_profiel().dekkingen else ""


def _cijfers(regels: list[planner.Regel]) -> list[dict[str, Any]]:
    telling = {
        woord: sum(regel.stand == stand for regel in regels) for stand, woord in planner.WOORDEN.items()
    }
    return [
        {"getal": telling[woord], "wat": woord.lower()}
        for woord in ("Te laat", "Nodig", "Gepland", "Gehouden")
    ]
