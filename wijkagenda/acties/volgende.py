"""What begins by itself when a plan is established: the concepts that its form names (DHR-64)."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from wijkagenda.acties.plan import start
from wijkagenda.models import Plan
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import StapGeweigerd


def begin_volgende(plan: Plan, door: Gebruiker) -> None:
    """Begin a concept of each form in `maakt`, for the period after this plan, with what those forms take over.

    What cannot begin (it is in the making already, something must come first) stops nothing; `plan.niet_begonnen` says why.
    """
    begonnen: list[Plan] = []
    niet: list[str] = []
    for vorm in plan.planvorm.maakt:
        naam = plan.profiel.planvorm(vorm).naam
        try:
            with transaction.atomic():
                begonnen.append(
                    start(
                        vorm=vorm,
                        gebied=plan.gebied,
                        periode_van=_hierna(plan),
                        door=door,
                        volgt_uit=plan,
                    )
                )
        except StapGeweigerd as geweigerd:
            redenen = " ".join(klacht.tekst for klacht in geweigerd.klachten)
            niet.append(f"{naam} is niet vanzelf begonnen. {redenen}")
        except KeyError:
            niet.append(f"{naam} is niet vanzelf begonnen: deze vorm bestaat nu niet meer.")
    plan.begonnen, plan.niet_begonnen = tuple(begonnen), tuple(niet)


def _hierna(plan: Plan) -> date:
    """The day after its period; of a plan without an end the first day of the next year."""
    if plan.periode_tot is not None:
        return plan.periode_tot + timedelta(days=1)
    return date(plan.periode_van.year + 1, 1, 1)
