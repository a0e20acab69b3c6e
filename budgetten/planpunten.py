"""Which topics of plans a request can point at: those anybody can read, and those this person sees."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from budgetten.regels import regels_bij
from wijkagenda.models import Plan, Planitem
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel.regels import Bron
from wijkwerk.profiel.rijen.geld import Budget
from wijkwerk.wijken.models import Gebied


def vormen(budget: Budget) -> set[str]:
    """The forms of plan that the profile names as origin of a request; empty when it names none."""
    return {
        naam
        for stap in ("indienen", "toekennen")
        for regel in regels_bij(budget, stap)
        if isinstance(regel, Bron)
        for naam in regel.uit
    }


def punten(gebruiker: Gebruiker, budget: Budget, *gebieden: Gebied) -> QuerySet[Planitem]:
    """Topics in force in, above or below these areas, on a plan that was published or that this person works on."""
    boven = {pk for gebied in gebieden for pk in gebied.voorouders}
    onder = Q(plan__gebied__voorouders__overlap=[gebied.pk for gebied in gebieden])
    plannen = Plan.objects.vastgesteld().filter(
        Q(gepubliceerd_op__isnull=False) | Q(pk__in=Plan.objects.zichtbaar_voor(gebruiker).values("pk"))
    )
    rijen = Planitem.objects.opgenomen().filter(Q(plan__gebied__in=boven) | onder, plan__in=plannen)
    if genoemd := vormen(budget):
        rijen = rijen.filter(plan__vorm__in=genoemd)
    return rijen.select_related("plan__gebied").order_by("plan__titel", "volgorde", "pk").distinct()
