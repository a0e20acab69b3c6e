"""Meetings as a calendar file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from overleggen.models import Overleg
from wijkwerk.kalender import Moment, kalender

DUUR = timedelta(hours=2)


def agenda_ics(overleggen: Iterable[Overleg]) -> bytes:
    """Return one calendar with these meetings; a later version of a meeting replaces the earlier one."""
    return kalender((_moment(overleg) for overleg in overleggen), van="overleggen")


def _moment(overleg: Overleg) -> Moment:
    return Moment(
        sleutel=f"overleg-{overleg.pk}",
        begin=overleg.moment,
        eind=overleg.einde or overleg.moment + DUUR,
        naam=overleg.naam,
        waar=overleg.waar,
        pad=overleg.get_absolute_url(),
        versie=overleg.versie,
        vervallen=overleg.stand == Overleg.Stand.VERVALLEN,
    )
