"""What people say of a finding, and the figure that a goal moves."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from overleggen.models import Overleg, Peiling
from wijkagenda import acties, cijferkeuze, velden
from wijkagenda.forms import HerkenningForm, MetingForm
from wijkagenda.keuzes import vertellers
from wijkagenda.models import Doelmeting, Herkenning, Plan
from wijkagenda.stand import standen, toetsen
from wijkagenda.views.gemeen import (
    eis_kans,
    haal_item,
    haal_plan,
    ingestuurd,
    mag,
    met_form,
    module,
    zet_stap,
)
from wijkwerk.eenmalig import eenmaal
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.htmx import Request

# A finding is put before people while the plan is made: further back than this nobody asked about it.
TERUG = timedelta(days=365)
HOOGSTENS = 20


@require_GET
@module
def stand(request: Request, pk: int) -> HttpResponse:
    """Per judgment of a monitor what was done, what the figure did and what people tell, beside each other (DHR-63)."""
    plan = haal_plan(request, pk)
    if not plan.planvorm.van_aard("toets"):
        raise Http404("Bij dit plan wordt niets getoetst.")
    items = toetsen(plan, plan.items.niet_weggelaten().order_by("volgorde", "pk"))
    for item in items:
        item.plan = plan
    per_item = standen(plan, items)
    context = {
        "plan": plan,
        "bewerkbaar": mag("bewerken", plan, request.user),
        "rijen": [
            {
                "item": item,
                "stand": per_item[item.pk],
                "oordelen": [
                    (veld.naam, velden.leesbaar(veld, (item.velden or {}).get(veld.sleutel)))
                    for veld in velden.eigen_velden(plan.planvorm.item(item.soort), plan.profiel)
                ],
            }
            for item in items
        ],
    }
    return render(request, "wijkagenda/toetsen.html", context)


@require_http_methods(["GET", "POST"])
@module
def herkenning(request: Request, pk: int, item: int) -> HttpResponse:
    """“Herkent u dit?”: what a group said."""
    rij = haal_item(request, pk, item)
    eis_kans(request, "bewerken", rij.plan)
    if rij.plan.planvorm.item(rij.soort).aard != "bevinding":
        raise Http404("Alleen een bevinding leggen wij zo voor.")
    plekken = _plekken(rij.plan, request.user)
    form = HerkenningForm(ingestuurd(request), groepen=vertellers(rij.plan), plekken=plekken)

    def doe() -> None:
        schoon = dict(form.cleaned_data)
        soort, _, nummer = schoon.pop("plek").partition(":")
        eenmaal(
            Herkenning,
            client_id=form.client_id,
            door=request.user,
            maak=lambda: acties.leg_herkenning_vast(
                item=rij,
                bij=dict(plekken).get(f"{soort}:{nummer}", ""),
                ding=(soort, int(nummer)) if nummer else None,
                door=request.user,
                **schoon,
            ),
        )

    context = {
        "plan": rij.plan,
        "titel": "Herkent u dit?",
        "uitleg": f"Wat zeiden mensen over “{rij.titel}”? Het staat straks bij de bevinding, zonder namen.",
        "knop": "Opslaan",
        "terug": rij.get_absolute_url(),
    }
    return met_form(
        request, form, doe, "Opgeslagen.", rij.get_absolute_url(), "wijkagenda/stap.html", context
    )


def _plekken(plan: Plan, gebruiker: Gebruiker) -> list[tuple[str, str]]:
    """Meetings and surveys of the last year in this area that this person sees."""
    sinds = timezone.localdate() - TERUG
    gebied = {"plek_gebieden__contains": [plan.gebied_id]}
    overleggen = (
        Overleg.objects.zichtbaar_voor(gebruiker)
        .filter(datum__gte=sinds, datum__lte=timezone.localdate(), **gebied)
        .select_related("gebied", "profielversie")
        .order_by("-datum")[:HOOGSTENS]
    )
    peilingen = (
        Peiling.objects.zichtbaar_voor(gebruiker)
        .filter(geopend_op__date__gte=sinds, **gebied)
        .order_by("-geopend_op")[:HOOGSTENS]
    )
    return [
        *((f"overleg:{rij.pk}", f"{rij.naam}, {date_format(rij.datum, 'j F Y')}") for rij in overleggen),
        *((f"peiling:{rij.pk}", f"Peiling: {rij.vraag}") for rij in peilingen),
    ]


@require_POST
@module
def herkenning_weg(request: Request, pk: int, item: int, rij: int) -> HttpResponse:
    punt = haal_item(request, pk, item)
    weg = get_object_or_404(Herkenning, planitem=punt, pk=rij)
    weg.planitem = punt
    return zet_stap(
        request,
        lambda: acties.verwijder_herkenning(rij=weg, door=request.user),
        "Weggehaald.",
        punt.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@module
def meting(request: Request, pk: int, item: int) -> HttpResponse:
    """Which figure a goal moves, and where to."""
    rij = haal_item(request, pk, item)
    eis_kans(request, "bewerken", rij.plan)
    if rij.plan.planvorm.item(rij.soort).aard != "doel":
        raise Http404("Alleen een doel wil een cijfer veranderen.")
    nu = Doelmeting.objects.filter(planitem=rij).first()
    begin = {"maat": nu.maat, "periode": str(nu.periode), "wens": nu.wens, "streef": nu.streef} if nu else {}
    form = MetingForm(
        ingestuurd(request), maten=cijferkeuze.keuzes(), perioden=cijferkeuze.perioden(), initial=begin
    )

    def doe() -> None:
        schoon = dict(form.cleaned_data)
        periode = schoon.pop("periode")
        acties.zet_meting(item=rij, periode=int(periode) if periode else None, door=request.user, **schoon)

    context = {
        "plan": rij.plan,
        "titel": "Cijfer bij dit doel",
        "uitleg": "Het cijfer van nu is het begin. In de monitor staat straks of het is veranderd.",
        "knop": "Opslaan",
        "terug": rij.get_absolute_url(),
    }
    return met_form(
        request, form, doe, "Opgeslagen.", rij.get_absolute_url(), "wijkagenda/stap.html", context
    )


@require_POST
@module
def meting_weg(request: Request, pk: int, item: int) -> HttpResponse:
    rij = haal_item(request, pk, item)
    return zet_stap(
        request,
        lambda: acties.verwijder_meting(item=rij, door=request.user),
        "Weggehaald.",
        rij.get_absolute_url(),
    )
