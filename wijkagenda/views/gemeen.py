"""What the pages of plans share: fetching through what may be seen, and taking a step with its answer."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from wijkagenda.models import Plan, Planitem
from wijkagenda.regels import onderwerp
from wijkagenda.stroom import PLAN
from wijkagenda.toestemming import toestemming
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.htmx import Request
from wijkwerk.logboek.service import noteer_geweigerd
from wijkwerk.regels.models import Bewaarstop
from wijkwerk.regels.service import Onderwerp, eis_recht, mag_stap
from wijkwerk.stapscherm import ingestuurd, met_form, met_module, zet_stap

__all__ = ["eis_kans", "haal_item", "haal_plan", "ingestuurd", "mag", "met_form", "module", "zet_stap"]

module = met_module("wijkagenda")


def haal_plan(request: Request, pk: int, *, ook_vernietigd: bool = False) -> Plan:
    """Return the plan, or a 404 that does not tell whether it exists."""
    plannen = Plan.objects.zichtbaar_voor(request.user).select_related("gebied", "vorige")
    plannen = plannen.annotate(**Bewaarstop.sinds("plan"))
    if not ook_vernietigd:
        plannen = plannen.filter(vernietigd_op=None)
    return get_object_or_404(plannen, pk=pk)


def haal_item(request: Request, pk: int, item: int) -> Planitem:
    plan = haal_plan(request, pk)
    rij = get_object_or_404(plan.items.voor_lijst().select_related("overgenomen_van__plan", *EXTRA), pk=item)
    rij.plan = plan
    return rij


EXTRA = (
    "houder_partij",
    "houder_gebied",
    "houder_persoon",
    "afspraak__houder_partij",
    "afspraak__houder_gebied",
    "afspraak__houder_persoon",
    "ouder",
)


def mag(stap: str, plan: Plan, gebruiker: Gebruiker, over: Onderwerp | None = None) -> bool:
    """Whether this person may take this step from the state the plan is in."""
    stroom = PLAN[stap]
    return plan.stand in stroom.van and mag_stap(
        stroom, over or onderwerp(plan, pas_als_gevraagd=True), gebruiker, toestemming(stap, plan)
    )


def eis_kans(request: Request, stap: str, plan: Plan) -> None:
    """Refuse the page of a step to who may not take it from any state, and log the attempt (R02)."""
    try:
        over = onderwerp(plan, pas_als_gevraagd=True)
        eis_recht(PLAN[stap], over, request.user, toestemming(stap, plan, request.user))
    except PermissionDenied as verbod:
        noteer_geweigerd(door=request.user, stap=f"plan.{stap}", ding=plan, reden=str(verbod))
        raise
