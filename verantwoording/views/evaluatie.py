"""Looking back: what is due, what was done, and the steps of one."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from gebiedscyclus.service import verwijzing_stap
from overleggen.service import keren_per_partij
from verantwoording import acties
from verantwoording.forms import AfrondForm, PlanForm, PuntenForm
from verantwoording.models import Evaluatie
from verantwoording.terugblik import beurten
from verantwoording.views.gemeen import LIJST, haal_evaluatie, module, tabs, toon_stap
from verantwoording.zicht import evaluaties, evalueert, verbetert, ziet_terugblik
from wijkwerk.htmx import Request
from wijkwerk.stapscherm import eis_kans, ingestuurd
from wijkwerk.wijken.models import Partij


@require_GET
@module
def lijst(request: Request) -> HttpResponse:
    """What the profile asks with when it is due, and everything that was planned or done."""
    if not ziet_terugblik(request.user):
        raise Http404("Dit is er niet.")
    context = {
        "tabs": tabs("terugblik", request.user),
        "beurten": beurten(),
        "vandaag": timezone.localdate(),
        "rijen": list(Evaluatie.objects.zichtbaar_voor(request.user).voor_lijst()),
        "mag_plannen": evalueert(request.user),
    }
    return render(request, "verantwoording/evaluaties.html", context)


@require_http_methods(["GET", "POST"])
@module
def nieuw(request: Request) -> HttpResponse:
    """Plan one."""
    eis_kans(request, evalueert(request.user), "evaluatie.plannen")
    rijen = [rij for rij in evaluaties() if evalueert(request.user, rij.sleutel)]
    form = PlanForm(ingestuurd(request), rijen=rijen, initial={"sleutel": request.GET.get("evaluatie", "")})
    terug = reverse("verantwoording:evaluaties")

    def doe() -> str:
        return acties.plan(door=request.user, **form.gegevens()).get_absolute_url()

    return toon_stap(
        request,
        form,
        doe,
        "Gepland. U krijgt een herinnering voor de dag waarop hij klaar moet zijn.",
        terug,
        titel="Plan een terugblik",
        binnen=("Evaluaties", terug),
        knop="Plan",
    )


@require_GET
@module
def evaluatie(request: Request, pk: int) -> HttpResponse:
    """One of them: the points with what came of them, how heavy it was for whom, and what follows from it (HEL-72)."""
    rij = haal_evaluatie(request, pk)
    keren = rij.overleggen
    if rij.is_open and rij.met_belasting and rij.van and rij.tot:
        keren = keren_per_partij(rij.van, rij.tot)
    uren = {b.partij.naam: b.uren for b in rij.belasting.select_related("partij")}
    namen = dict.fromkeys([*(naam for naam, _ in keren), *uren])
    geteld = dict(keren)
    context = {
        "evaluatie": rij,
        "punten": list(rij.punten.all()),
        "stap": verwijzing_stap(rij.stap_id, request.user) if rij.stap_id else None,
        "belasting": [(naam, geteld.get(naam, 0), uren.get(naam)) for naam in namen],
        "verbeterpunten": list(rij.verbeterpunten.voor_lijst()),
        "mag_werken": rij.is_open and evalueert(request.user, rij.sleutel),
        "mag_verbeteren": verbetert(request.user),
        "lijstnaam": LIJST,
    }
    return render(request, "verantwoording/evaluatie.html", context)


@require_http_methods(["GET", "POST"])
@module
def punten(request: Request, pk: int) -> HttpResponse:
    """What came of each point, and the hours of the parties."""
    rij = haal_evaluatie(request, pk)
    eis_kans(request, rij.is_open and evalueert(request.user, rij.sleutel), "evaluatie.schrijven", rij)
    partijen = (
        Partij.objects.actief().filter(soort="bewonersorgaan").order_by("naam") if rij.met_belasting else ()
    )
    form = PuntenForm(
        ingestuurd(request),
        punten=rij.punten.all(),
        partijen=partijen,
        uren=dict(rij.belasting.values_list("partij", "uren")),
    )

    def doe() -> None:
        acties.schrijf_punten(
            evaluatie=rij, uitkomsten=form.uitkomsten(), uren=form.uren(), door=request.user
        )

    return toon_stap(
        request,
        form,
        doe,
        "Opgeslagen.",
        rij.get_absolute_url(),
        titel="Wat kwam eruit?",
        binnen=(str(rij), rij.get_absolute_url()),
    )


@require_http_methods(["GET", "POST"])
@module
def afronding(request: Request, pk: int) -> HttpResponse:
    """Finish it; from that day the time to the next one counts."""
    rij = haal_evaluatie(request, pk)
    eis_kans(request, rij.is_open and evalueert(request.user, rij.sleutel), "evaluatie.afronden", rij)
    form = AfrondForm(ingestuurd(request))

    def doe() -> None:
        acties.rond_af(evaluatie=rij, door=request.user, **form.cleaned_data)

    return toon_stap(
        request,
        form,
        doe,
        "Afgerond.",
        rij.get_absolute_url(),
        titel="Rond de terugblik af",
        binnen=(str(rij), rij.get_absolute_url()),
        uitleg="Vul eerst bij elk punt in wat eruit kwam.",
        knop="Rond af",
    )
