"""Suspending the term of a plan or a report, and letting it run again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from overleggen.models import Overleg, Verslag
from wijkagenda.models import Plan
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Plek, Recht, eis
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.models import Bewaarstop
from wijkwerk.regels.service import Klacht, StapGeweigerd


@transaction.atomic
def schort_bewaren_op(*, ding: Plan | Verslag, reden: str, door: Gebruiker) -> Bewaarstop:
    """Raises StapGeweigerd when it is suspended already, was destroyed, or without a reason."""
    ding = _begin(ding, reden, door)
    if Bewaarstop.lopend().bij(ding).exists():
        raise StapGeweigerd((Klacht("Het bewaren is hier al opgeschort.", "reden"),))
    stop = Bewaarstop.objects.create(
        object_soort=ding._meta.model_name or "", object_id=ding.pk, reden=reden.strip(), gezet_door=door
    )
    # Why stands in the row alone: the history of a plan is read by parties too.
    noteer(door=door, stap="bewaren.opschorten", ding=ding)
    return stop


@transaction.atomic
def hef_bewaarstop_op(*, ding: Plan | Verslag, reden: str, door: Gebruiker) -> Bewaarstop:
    """Raises StapGeweigerd when nothing suspends it, or without a reason."""
    ding = _begin(ding, reden, door)
    stop = Bewaarstop.lopend().bij(ding).first()
    if stop is None:
        raise StapGeweigerd((Klacht("Het bewaren is hier niet opgeschort.", "reden"),))
    assert isinstance(stop, Bewaarstop)
    stop.opgeheven_op, stop.opgeheven_door, stop.opgeheven_reden = timezone.now(), door, reden.strip()
    stop.save(update_fields=["opgeheven_op", "opgeheven_door", "opgeheven_reden"])
    noteer(door=door, stap="bewaren.hervatten", ding=ding)
    return stop


def _begin(ding: Plan | Verslag, reden: str, door: Gebruiker) -> Plan | Verslag:
    """The right, a reason, and the thing as it is now, held: whoever destroys it holds the same lock."""
    eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    if not reden.strip():
        raise StapGeweigerd((Klacht("Schrijf op waarom.", "reden"),))
    if isinstance(ding, Verslag):
        # A hold on one version holds them all.
        Overleg.objects.select_for_update(of=("self",)).get(pk=ding.overleg_id)
    rij: Plan | Verslag = type(ding)._default_manager.select_for_update(of=("self",)).get(pk=ding.pk)
    if rij.vernietigd_op and rij.vernietigd_met:
        dag, lijst = date_format(timezone.localdate(rij.vernietigd_op)), rij.vernietigd_met.lijst_id
        raise StapGeweigerd((Klacht(f"Dit is al vernietigd op {dag}, lijst {lijst}.", "reden"),))
    return rij
