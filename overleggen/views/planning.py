"""The planner: what is due where, spread over the year, and planning from a proposed day in one step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_GET, require_POST

from overleggen import acties, desk, jaarplanning, planner
from overleggen.afwijkingen import gelden
from overleggen.forms import PlanningForm
from overleggen.planner import Regel
from overleggen.views.basis import bij_overleggen, doe, toon_adviezen
from overleggen.views.lijst import eigen_vormen
from overleggen.views.plannen import mag_plannen
from wijkwerk.formulieren import FormulierMixin
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request, render_page_or_partial
from wijkwerk.wijken.models import Gebied

PER_BLADZIJDE = 100
VOLGORDE = {"te-laat": 0, "nodig": 1, "gepland": 2, "gehouden": 3, "vrij": 4, "vrijgesteld": 5}


@require_GET
@bij_overleggen
def planning(request: Request) -> HttpResponse:
    """Per area and form: due, planned, held, missed, exempt. As many queries for 250 areas as for one."""
    gebieden = desk.eigen_gebieden(request.user)
    anders = gelden(gebieden)
    form = PlanningForm(
        request.GET,
        gebieden=Gebied.objects.filter(pk__in=[rij.pk for rij in gebieden]),
        vormen=eigen_vormen(request, gebieden, anders),
    )
    keuze = form.cleaned_data if form.is_valid() else {}
    vorm, jaar = keuze.get("vorm") or "", keuze.get("jaar") or timezone.localdate().year
    gekozen = [keuze["gebied"]] if keuze.get("gebied") else gebieden
    regels = planner.planner(gekozen, voor=request.user, vorm=vorm, anders=anders)
    regels.sort(key=lambda regel: (VOLGORDE[regel.stand], regel.gebied.naam))
    pagina = Paginator(regels, PER_BLADZIJDE).get_page(request.GET.get("page"))
    dicht = jaarplanning.plafonds()
    maanden = jaarplanning.spreiding(regels, jaar)
    context = {
        "form": form,
        "pagina": pagina,
        "rijen": _rijen(request, pagina.object_list, dicht, jaar),
        "cijfers": _cijfers(regels),
        "maanden": maanden,
        "meeste": max((maand.samen for maand in maanden), default=0),
        "jaar": jaar,
        "plafonds": [rij for rij in dicht.values() if vorm in {"", rij.vorm.sleutel}],
        "dekking_url": _dekking_url(request),
        "teams": planner.teamstanden(regels) if vorm else [],
        "lijst_url": reverse("overleggen:lijst"),
        "nieuw_url": reverse("overleggen:nieuw"),
        "voorstel_url": reverse("overleggen:planning_voorstel"),
        "afwijkingen_url": reverse("overleggen:afwijkingen"),
    }
    return render_page_or_partial(request, "overleggen/planning.html", context, partial="regels")


def _dekking_url(request: Request) -> str:
    """Where the house reads what every area has; nothing for others."""
    return reverse("dekking") if request.user.is_van_het_huis and actief_profiel().dekkingen else ""


def _rijen(
    request: Request,
    regels: Iterable[Regel],
    dicht: dict[str, jaarplanning.Plafond],
    jaar: int,
) -> list[dict[str, Any]]:
    """Each line with what was missed, and a day to plan it where this person may."""
    regels = list(regels)
    mag = [
        regel
        for regel in regels
        if regel.is_open and mag_plannen(request.user, regel.vorm.sleutel, regel.gebied)
    ]
    kan = {(regel.vorm.sleutel, regel.gebied.pk) for regel in mag}
    voorstellen = jaarplanning.stel_dagen_voor(mag, jaarplanning.bezet_vanaf(), dicht) if mag else {}
    return [
        {
            "regel": regel,
            "gemist": jaarplanning.gemist(regel, jaar),
            "mag": (regel.vorm.sleutel, regel.gebied.pk) in kan,
            "voorstel": voorstellen.get((regel.vorm.sleutel, regel.gebied.pk)),
            "vol": regel.is_open and _is_vol(regel, dicht),
        }
        for regel in regels
    ]


def _is_vol(regel: Regel, dicht: dict[str, jaarplanning.Plafond]) -> bool:
    plafond = dicht.get(regel.vorm.sleutel)
    return plafond is not None and plafond.houdt_tegen(regel.gebied)


def _cijfers(regels: list[Regel]) -> list[dict[str, Any]]:
    telling = {
        woord: sum(regel.stand == stand for regel in regels) for stand, woord in planner.WOORDEN.items()
    }
    return [
        {"getal": telling[woord], "wat": woord.lower()}
        for woord in ("Te laat", "Nodig", "Gepland", "Gehouden")
    ]


class VoorstelForm(FormulierMixin, forms.Form):
    """What the button of a proposed day sends."""

    vorm = forms.CharField(max_length=80)
    gebied = forms.IntegerField()
    datum = forms.DateField()
    begin = forms.TimeField()


@require_POST
@bij_overleggen
def planning_voorstel(request: Request) -> HttpResponse:
    """Plan on the proposed day. Where the profile asks more first, the form opens with that day filled in."""
    form = VoorstelForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Kies een voorstel uit de planning.")
        return redirect("overleggen:planning")
    keuze = form.cleaned_data
    gebieden = {rij.pk: rij for rij in desk.eigen_gebieden(request.user)}
    gebied = gebieden.get(keuze["gebied"])
    if gebied is None or keuze["vorm"] not in {vorm.sleutel for vorm in actief_profiel().overlegvormen}:
        raise Http404("Dit overleg is er niet.")
    resultaat, klachten = doe(
        request,
        gebied,
        "overleg.plannen",
        lambda: acties.plan(
            gebied=gebied, door=request.user, **{n: keuze[n] for n in ("vorm", "datum", "begin")}
        ),
    )
    if resultaat is None:
        for klacht in klachten:
            messages.error(request, str(klacht))
        vraag = f"vorm={keuze['vorm']}&gebied={gebied.pk}&datum={keuze['datum']}&begin={keuze['begin']:%H:%M}"
        return redirect(f"{reverse('overleggen:nieuw')}?{vraag}")
    overleg, adviezen = resultaat
    toon_adviezen(request, adviezen)
    messages.success(request, f"{overleg.naam} is gepland op {date_format(overleg.datum)}.")
    return redirect(overleg)
