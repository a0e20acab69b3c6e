"""Meetings as a calendar file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from overleggen.models import Overleg
from overleggen.publiek import PER_KEER, Aankondiging
from wijkwerk.kalender import Moment, dag_erna, kalender, kalender_stroom

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


def eigen_ics(overleggen: QuerySet[Overleg]) -> Iterator[bytes]:
    """The calendar of one person, piece by piece; each has `met_open_deel`. A closed meeting is its name and its hour."""
    rijen = overleggen.iterator(chunk_size=PER_KEER)
    return kalender_stroom((_eigen_moment(rij) for rij in rijen), van="overleggen", naam="Mijn overleggen")


def _eigen_moment(overleg: Overleg) -> Moment:
    moment = _moment(overleg)
    is_open = overleg.met_open_deel and overleg.vormrij.openbaar != "niet"  # type: ignore[attr-defined]
    return moment if is_open else replace(moment, waar="")


def openbare_ics(rijen: Iterable[Aankondiging], *, naam: str) -> Iterator[bytes]:
    """What everybody may know, piece by piece."""
    return kalender_stroom((_van_aankondiging(rij) for rij in rijen), van="agenda", naam=naam)


def _van_aankondiging(rij: Aankondiging) -> Moment:
    begin = rij.moment
    return Moment(
        sleutel=f"openbaar-{rij.pk}",
        begin=begin,
        eind=_eind(rij, begin),
        naam=rij.naam,
        uitleg=agendatekst(rij),
        waar=rij.waar,
        pad=f"{reverse('agenda:gebied', args=[rij.gebied.sleutel])}#{rij.anker}",
        versie=rij.versie,
        vervallen=rij.vervallen,
    )


def _eind(rij: Aankondiging, begin: datetime | date) -> datetime | date:
    if not isinstance(begin, datetime):
        return dag_erna(begin)
    return timezone.make_aware(datetime.combine(rij.datum, rij.eind)) if rij.eind else begin + DUUR


def agendatekst(rij: Aankondiging) -> str:
    """What is on the agenda of the open parts, as plain lines."""
    regels = [regel for deel in rij.delen for regel in (deel.naam, *(f"- {punt}" for punt in deel.punten))]
    return "\n".join(regels)
