"""Telling how a plan goes: the page on which that is made, and what was sent."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from wijkagenda import acties
from wijkagenda.acties.rapporteren import aan_wie, volgend_nummer
from wijkagenda.bewaking_rapport import rapportages_na_vaststelling
from wijkagenda.forms import RapportForm, RapportIntrekForm
from wijkagenda.models import Plan, Rapport
from wijkagenda.rapport import lees, maak
from wijkagenda.views.gemeen import eis_kans, haal_plan, ingestuurd, mag, met_form, module
from wijkwerk.gebruikers.wie import personen
from wijkwerk.htmx import Request
from wijkwerk.profiel.rijen.volgen import Rapportage


@require_http_methods(["GET", "POST"])
@module
def nieuw(request: Request, pk: int, rapportage: str) -> HttpResponse:
    """How each promise stands and what changed, with room for a sentence; the button sends it."""
    plan = haal_plan(request, pk)
    soort = _soort(plan, rapportage)
    eis_kans(request, "rapporteren", plan)
    inhoud = maak(plan, soort)
    form = RapportForm(
        ingestuurd(request), regels=inhoud.regels, initial={"nummer": volgend_nummer(plan, soort)}
    )

    def doe() -> None:
        acties.verstuur_rapport(plan=plan, rapportage=soort, door=request.user, **form.invoer())

    context = {
        "plan": plan,
        "inhoud": inhoud,
        "regels": [(regel, form.zin_bij(regel.spoor)) for regel in inhoud.regels],
        "aan": aan_wie(plan, soort),
        "accounts": personen(soort.aan, plan.plek()).count(),
    }
    gelukt = f"Verstuurd: {soort.naam}."
    return met_form(
        request, form, doe, gelukt, plan.get_absolute_url(), "wijkagenda/rapport_nieuw.html", context
    )


def _soort(plan: Plan, sleutel: str) -> Rapportage:
    """The report of the profile, for a plan that is in force; else 404."""
    for soort in rapportages_na_vaststelling():
        if soort.sleutel == sleutel and plan.stand == Plan.Stand.VASTGESTELD:
            return soort
    raise Http404("Hierover wordt niets gerapporteerd.")


@require_GET
@module
def rapport(request: Request, pk: int) -> HttpResponse:
    """What was sent, as it was."""
    rapporten = Rapport.objects.zichtbaar_voor(request.user).select_related("plan__gebied", "verstuurd_door")
    rij = get_object_or_404(rapporten, pk=pk)
    eerder = (
        Rapport.objects.zichtbaar_voor(request.user)
        .filter(plan=rij.plan_id, rapportage=rij.rapportage)
        .exclude(pk=rij.pk)
        .voor_lijst()
    )
    plannen = Plan.objects.zichtbaar_voor(request.user).select_related("gebied", "vorige")
    plan = plannen.filter(pk=rij.plan_id).first()
    context = {"rapport": rij, "andere": list(eerder), "plan": plan}
    if rij.is_ingetrokken or rij.plan.vernietigd_op:
        return render(request, "wijkagenda/rapport_weg.html", context, status=410)
    context |= {
        "inhoud": lees(rij),
        "mag_intrekken": plan is not None and mag("rapport-intrekken", plan, request.user),
    }
    return render(request, "wijkagenda/rapport.html", context)


@require_http_methods(["GET", "POST"])
@module
def intrekking(request: Request, pk: int) -> HttpResponse:
    """Withdraw what was sent, with a reason, as a publication can be."""
    rapporten = Rapport.objects.zichtbaar_voor(request.user).select_related("plan__gebied")
    rij = get_object_or_404(rapporten.filter(plan__vernietigd_op=None), pk=pk)
    eis_kans(request, "rapport-intrekken", rij.plan)
    form = RapportIntrekForm(ingestuurd(request))

    def doe() -> None:
        acties.trek_rapport_in(rapport=rij, door=request.user, **form.cleaned_data)

    gelukt = "Ingetrokken. Wie het kreeg, leest nu de datum en de reden."
    context = {"rapport": rij, "plan": rij.plan}
    return met_form(
        request, form, doe, gelukt, rij.get_absolute_url(), "wijkagenda/rapport_intrekking.html", context
    )
