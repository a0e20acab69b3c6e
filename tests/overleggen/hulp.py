"""Meetings for tests, made through the actions themselves."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from overleggen import acties
from overleggen.models import Agendapunt, Deelnemer, Overleg
from tests.hulp import gebied as zoek_gebied
from wijkwerk.gebruikers.models import Gebruiker


def gepland(vorm: str, gebied: str, door: Gebruiker, *, over: int = 0, **meer: Any) -> Overleg:
    """Plan a meeting that many days from now."""
    dag = timezone.localdate() + timedelta(days=over)
    begin = meer.pop("begin", time(10))
    overleg, _ = acties.plan(vorm=vorm, gebied=zoek_gebied(gebied), datum=dag, begin=begin, door=door, **meer)
    return overleg


def uitgenodigd(vorm: str, gebied: str, door: Gebruiker, **meer: Any) -> Overleg:
    overleg = gepland(vorm, gebied, door, **meer)
    acties.nodig_uit(overleg=overleg, door=door)
    overleg.refresh_from_db()
    return overleg


def iedereen_is_er(overleg: Overleg, door: Gebruiker) -> None:
    aanwezig = {rij.pk: Deelnemer.Aanwezig.JA.value for rij in overleg.deelnemers.all()}
    acties.leg_aanwezigheid_vast(overleg=overleg, aanwezig=aanwezig, door=door)


def begonnen(
    vorm: str, gebied: str, door: Gebruiker, *, voorzitter: Gebruiker | None = None, **meer: Any
) -> Overleg:
    """A meeting of today that is being held, everybody present."""
    overleg = uitgenodigd(vorm, gebied, door, **meer)
    iedereen_is_er(overleg, voorzitter or door)
    acties.houd(overleg=overleg, door=voorzitter or door)
    overleg.refresh_from_db()
    return overleg


def klaar(overleg: Overleg, door: Gebruiker) -> None:
    """Finish it and establish its report: only what is still open comes back the next time."""
    acties.rond_af(overleg=overleg, door=door)
    acties.stel_vast(verslag=overleg.verslagen.get(), door=door)


def punt(overleg: Overleg, door: Gebruiker, titel: str = "Parkeren bij de school", **meer: Any) -> Agendapunt:
    """A point on the agenda."""
    return acties.zet_op_agenda(overleg=overleg, door=door, titel=titel, **meer)[0]


def besproken(
    overleg: Overleg, door: Gebruiker, titel: str = "Parkeren bij de school", **meer: Any
) -> Agendapunt:
    rij = punt(overleg, door, titel, **meer)
    return acties.bespreek(punt=rij, uitkomst="We gaan kijken.", versie=rij.versie, door=door)[0]
