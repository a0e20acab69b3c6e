"""Whether there still is contact in an area: the last spreekuur, meeting or signal (DHR-52)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, OuterRef, QuerySet, Subquery, When

from gebiedscyclus.models import Stap
from gebiedscyclus.models.stap import StapQuerySet
from gebiedscyclus.zicht import lopende_cycli
from overleggen.models import Overleg
from signalen.models import Signaal, Spreekuur
from wijkwerk.berichten.termijnen import als_dag


def _laatste(rijen: QuerySet[Any], veld: str, gebied: str) -> Subquery:
    hier = rijen.filter(plek_gebieden__contains=[OuterRef(gebied)])
    return Subquery(hier.order_by(f"-{veld}").values(veld)[:1])


def momenten(gebied: str) -> dict[str, Subquery]:
    """Annotations: the latest of each kind in or below the area that `gebied` refers to."""
    gehouden = Spreekuur.objects.filter(stand__in=[Spreekuur.Stand.OPEN, Spreekuur.Stand.GEHOUDEN])
    return {
        "contact_spreekuur": _laatste(gehouden, "begin", gebied),
        "contact_overleg": _laatste(Overleg.objects.filter(stand__in=Overleg.GEWEEST), "datum", gebied),
        # The day is told to who keeps the cycle: of what is shielded not even when it was heard.
        "contact_signaal": _laatste(Signaal.objects.filter(gevoelig="nee"), "geregistreerd_op", gebied),
    }


def met_contact(stappen: StapQuerySet) -> StapQuerySet:
    """In the same query the last contact in the area, of the steps that watch it."""
    sleutels = [stap.sleutel for rij in lopende_cycli() for stap in rij.stappen if stap.contact_weken]
    if not sleutels:
        return stappen
    return stappen.annotate(
        **{
            naam: Case(When(sleutel__in=sleutels, then=moment))
            for naam, moment in momenten("ronde__gebied").items()
        }
    )


def laatste_contact(rij: Any) -> date | None:
    """The last day on which there was contact, of a row with `momenten`."""
    namen = ("contact_spreekuur", "contact_overleg", "contact_signaal")
    dagen = [
        als_dag(moment) for naam in namen if isinstance(moment := getattr(rij, naam, None), (date, datetime))
    ]
    return max(dagen) if dagen else None


def zonder_contact_sinds(stap: Stap, dag: date) -> date | None:
    """Since when there was no contact, where the step watches that and it took too long; else None."""
    weken = stap.rij.contact_weken
    if weken is None or stap.nu != Stap.Stand.BEZIG or not stap.ronde.is_open:
        return None
    sinds = max(filter(None, (laatste_contact(stap), stap.begonnen_op)), default=None)
    return sinds if sinds is not None and dag > sinds + timedelta(weeks=weken) else None
