"""All meetings of this person."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from overleggen import desk, zicht
from overleggen.afwijkingen import Afwijkingen, gelden
from overleggen.forms import FilterForm
from overleggen.models import Agendapunt, Overleg
from overleggen.views.basis import bij_overleggen
from overleggen.views.plannen import mogelijk
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request, render_page_or_partial
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.wijken.models import Gebied


@require_GET
@bij_overleggen
def lijst(request: Request) -> HttpResponse:
    gebieden = desk.eigen_gebieden(request.user)
    anders = gelden(gebieden)
    vormen = eigen_vormen(request, gebieden, anders)
    form = FilterForm(
        request.GET, gebieden=Gebied.objects.filter(pk__in=[gebied.pk for gebied in gebieden]), vormen=vormen
    )
    keuze = form.cleaned_data if form.is_valid() else {}
    pagina = Paginator(_gekozen(request, keuze), 25).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "pagina": pagina,
        "kan_plannen": bool(mogelijk(request.user, gebieden, anders)),
        "eigen_punten": _eigen_punten(request),
        "nieuw_url": reverse("overleggen:nieuw"),
        "planning_url": reverse("overleggen:planning"),
        "peilingen_url": reverse("overleggen:peilingen") if actief_profiel().heeft("peilingen") else "",
    }
    return render_page_or_partial(request, "overleggen/lijst.html", context, partial="resultaten")


def eigen_vormen(request: Request, gebieden: list[Gebied], anders: Afwijkingen) -> list[Overlegvorm]:
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
