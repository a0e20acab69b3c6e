"""A step that an evaluation carries follows it: begun when one is planned, established when it is finished.

Who may is asked by the evaluation itself; here nothing else happens than what happened there.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from gebiedscyclus.acties.gemeen import vergrendel, vertel_afgerond, vind
from gebiedscyclus.acties.volgen import begin_stap, volg
from gebiedscyclus.models import Ronde, Stap
from gebiedscyclus.volgorde import mist, oudere_open
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht
from wijkwerk.wijken.models import Gebied


@transaction.atomic
def stap_voor(*, evaluatie: str, gebied: Gebied, op: date) -> tuple[Stap | None, list[Klacht]]:
    """The step that waits for this evaluation of the profile, and why it cannot be done yet (HEL-72).

    A round of `gebied` goes first, then of another area that has none above it; of those the oldest that is open. None
    where no round asks for it. `op`: the day on which it is done, since what was
    done before a round began is no step of it.
    """
    rondes = Ronde.objects.open().filter(gebied__ouder=None, begin__lte=op).order_by("periode_van", "pk")
    for ronde in sorted(rondes, key=lambda ronde: ronde.gebied_id != gebied.pk):
        try:
            sleutels = {rij.sleutel for rij in ronde.rij.stappen if rij.evaluatie == evaluatie}
        except KeyError:
            continue
        if not sleutels:
            continue
        ronde, stappen = vergrendel(ronde)
        volg(ronde, stappen)
        for stap in stappen:
            if stap.sleutel in sleutels and not stap.is_klaar:
                waarom = mist(stap, stappen, oudere_open(ronde)) if stap.begonnen_op is None else []
                return stap, waarom
    return None, []


@transaction.atomic
def begin_terugblik(*, stap: Stap, door: Gebruiker) -> None:
    """The evaluation is planned: its step runs. A second time changes nothing."""
    _, stappen = vergrendel(stap.ronde)
    stap = vind(stap, stappen)
    if not stap.ronde.is_open or stap.stand != Stap.Stand.NIET_GESTART:
        return
    begin_stap(stap, timezone.localdate())
    stap.begonnen_door = door
    stap.save(update_fields=["stand", "begonnen_op", "begonnen_door", "begin", "uiterlijk"])
    noteer(door=door, stap="stap.starten", ding=stap)


@transaction.atomic
def sluit_terugblik(*, stap: Stap, uitkomst: str, op: date, door: Gebruiker) -> None:
    """The evaluation is finished: its outcome is what was found, and the next step may begin.

    Of a round that was closed meanwhile, or a step that was done already, nothing changes.
    """
    ronde, stappen = vergrendel(stap.ronde)
    stap = vind(stap, stappen)
    if not ronde.is_open or stap.is_klaar:
        return
    stap.stand, stap.bevindingen = Stap.Stand.VASTGESTELD, uitkomst
    stap.einddatum = stap.gereed_op = stap.vastgesteld_op = op
    stap.begonnen_op = min(stap.begonnen_op or op, op)
    stap.begonnen_door = stap.begonnen_door or door
    stap.gereed_door = stap.vastgesteld_door = door
    stap.save(
        update_fields=[
            "stand",
            "bevindingen",
            "einddatum",
            "begonnen_op",
            "begonnen_door",
            "gereed_op",
            "gereed_door",
            "vastgesteld_op",
            "vastgesteld_door",
        ]
    )
    noteer(door=door, stap="stap.vaststellen", ding=stap)
    vertel_afgerond(stap, door)
    volg(ronde, stappen)
