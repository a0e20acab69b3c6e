"""From which amount a request is paid."""

from __future__ import annotations

from budgetten.models import Budgetaanvraag, Jaarbudget


def pot_van(aanvraag: Budgetaanvraag) -> Jaarbudget | None:
    """The amount of that year for the party that asks, else of the area, else of the nearest one above it."""
    rijen = Jaarbudget.objects.filter(
        budget=aanvraag.budget, jaar=aanvraag.jaar, gebied__in=aanvraag.plek_gebieden
    )
    potten = list(rijen.met_standen().select_related("gebied", "partij"))
    mogelijk = [pot for pot in potten if pot.partij_id in {None, aanvraag.partij_id}]
    # The own amount of the party first; then the smallest area.
    mogelijk.sort(key=lambda pot: (pot.partij_id is None, -len(pot.gebied.voorouders)))
    return mogelijk[0] if mogelijk else None
