"""How each step begins: lock the plan, look at the right, the state and the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wijkagenda.models import Plan
from wijkagenda.regels import onderwerp
from wijkagenda.stroom import PLAN
from wijkagenda.toestemming import toestemming
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import Klacht, Uitkomst, eis_stap


class Tekstconflict(Exception):
    """Somebody else saved first: `nu` is what stands there now, `ingestuurd` what was not saved."""

    def __init__(self, nu: Mapping[str, Any], ingestuurd: Mapping[str, Any]) -> None:
        self.nu = nu
        self.ingestuurd = ingestuurd
        super().__init__("Iemand anders heeft dit net gewijzigd.")


def vergrendel(plan: Plan) -> Plan:
    return Plan.objects.select_for_update(of=("self",)).select_related("gebied", "vorige").get(pk=plan.pk)


def begin(
    stap: str,
    plan: Plan,
    door: Gebruiker | None,
    gegevens: Mapping[str, Any] | None = None,
    ook: Iterable[Klacht] = (),
) -> tuple[Plan, Uitkomst]:
    """Return the locked plan and what the profile says; raise when the step may not be taken."""
    plan = vergrendel(plan)
    uitkomst = eis_stap(
        PLAN[stap],
        onderwerp(plan, gegevens),
        door,
        stand=plan.stand,
        toestemming=toestemming(stap, plan, door),
        ook=ook,
    )
    return plan, uitkomst
