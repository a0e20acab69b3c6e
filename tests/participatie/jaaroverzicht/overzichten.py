"""Overviews of Bergen in the making and published."""

from __future__ import annotations

from tests.hulp import gebied
from tests.participatie.toneel import KERN
from tests.wijkagenda.plannen import al_vastgesteld, bundel_als_nodig, kort_plan, schrijf, voeg
from wijkagenda import acties as plannen
from wijkagenda.models import Plan, Planitem
from wijkwerk.gebruikers.models import Gebruiker

VELDEN = {"afdeling": "Openbare ruimte", "fase": "voorbereiding", "planning": "Najaar"}


def plan_met(coordinator: Gebruiker, *gebieden: str) -> tuple[Plan, Planitem]:
    """An overview in the making with one project that names these areas, ready but for the judgment."""
    plan = kort_plan("jaaroverzicht", KERN, coordinator)
    item = voeg(
        plan,
        "plan-of-project",
        "Riolering Heereweg",
        coordinator,
        velden=VELDEN,
        gebieden=[gebied(naam) for naam in gebieden],
    )
    plannen.neem_op(item=item, door=coordinator)
    bundel_als_nodig(plan, coordinator)
    schrijf(plan, coordinator)
    plan.refresh_from_db()
    return plan, item


def gepubliceerd(coordinator: Gebruiker) -> tuple[Plan, Planitem]:
    plan = al_vastgesteld(
        "jaaroverzicht",
        KERN,
        coordinator,
        ("plan-of-project", "Riolering Heereweg"),
    )
    item = plan.items.get()
    item.velden = VELDEN
    item.save()
    plannen.publiceer(plan=plan, bevestigd=set(), door=coordinator)
    plan.refresh_from_db()
    return plan, item
