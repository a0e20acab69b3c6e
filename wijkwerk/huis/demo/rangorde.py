"""What matters most in a village: its plan has an order, and somebody moved the last item to the front."""

from __future__ import annotations

from wijkagenda import acties
from wijkagenda.models import Plan
from wijkwerk.huis.demo.wie import Spelers
from wijkwerk.profiel.rijen.plannen import Planvorm


def heeft_rangorde(vorm: Planvorm) -> bool:
    return any(soort.gerangschikt for soort in vorm.items)


def rangschik(spelers: Spelers, plan: Plan, vorm: Planvorm) -> None:
    """Move the last item of each ranked kind up, place by place, to the first."""
    for soort in vorm.items:
        mee = plan.items.opgenomen().filter(soort=soort.sleutel) if soort.gerangschikt else None
        laatste = mee.order_by("-volgorde", "-pk").first() if mee is not None else None
        for _ in range(mee.count() - 1 if mee is not None else 0):
            spelers.doe(acties.verplaats, bij=vorm.sleutel, item=laatste, omhoog=True)
