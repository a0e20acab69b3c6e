"""A round follows what happens to its plans, meetings and polls, also when nobody came along by the cycle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gebiedscyclus.acties.gemeen import vergrendel, vertel_afgerond
from gebiedscyclus.models import Ronde, Stap
from gebiedscyclus.models.stap import dagen_van, stand_van
from gebiedscyclus.termijnen import beurtlengte, dag_na_start, frequentie_van
from gebiedscyclus.volgorde import (
    begint_vanzelf,
    ervoor,
    houdt_overleg,
    houdt_peiling,
    maakt_plan,
    mist,
    oudere_open,
)
from overleggen.models import Overleg, Peiling
from wijkagenda.models import Plan
from wijkwerk.logboek.service import noteer

VELDEN = (
    "stand",
    "plan",
    "overleg",
    "peiling",
    "begonnen_op",
    "gereed_op",
    "vastgesteld_op",
    "begin",
    "uiterlijk",
)


def volg(ronde: Ronde, stappen: list[Stap]) -> None:
    """Bring the steps of a locked round up to what carries them; a second time changes nothing."""
    if not ronde.is_open:
        return
    ouder = oudere_open(ronde)
    for stap in stappen:
        eerst = tuple(getattr(stap, veld) for veld in VELDEN)
        was_klaar = stap.vastgesteld_op is not None
        _laat_los(stap)
        if stap.drager is None and stap.stand == Stap.Stand.NIET_GESTART:
            _koppel(stap, stappen)
        _neem_over(stap)
        _verschuif(stap, stappen)
        if (
            stap.stand == Stap.Stand.NIET_GESTART
            and begint_vanzelf(ronde, stap.rij)
            and not mist(stap, stappen, ouder)
        ):
            eerder = [rij.klaar_op for rij in ervoor(stap, stappen) if rij.klaar_op is not None]
            begin_stap(stap, max([timezone.localdate(), *eerder]))
        if tuple(getattr(stap, veld) for veld in VELDEN) != eerst:
            stap.save(update_fields=VELDEN)
            noteer(door=None, stap="stap.volgen", ding=stap, gegevens={"stand": stap.stand})
        if not was_klaar and stap.vastgesteld_op is not None:
            vertel_afgerond(stap, None)
    if stappen and all(stap.is_klaar for stap in stappen):
        ronde.gesloten_op = timezone.now()
        ronde.save(update_fields=["gesloten_op"])
        noteer(door=None, stap="ronde.afronden", ding=ronde)


def begin_stap(stap: Stap, dag: date) -> None:
    """Begun on a day; a term that begins with it is set. The caller saves."""
    stap.stand, stap.begonnen_op = Stap.Stand.BEZIG, dag
    if (laatste := dag_na_start(stap, dag)) is not None:
        stap.begin, stap.uiterlijk = min(stap.begin or dag, laatste), laatste


def _laat_los(stap: Stap) -> None:
    """A meeting that was called off carries nothing: the step waits for another."""
    if stap.overleg is not None and stap.overleg.stand == Overleg.Stand.VERVALLEN:
        stap.overleg = None
        stap.stand = Stap.Stand.NIET_GESTART
        stap.begonnen_op = stap.gereed_op = stap.vastgesteld_op = None


def _koppel(stap: Stap, stappen: list[Stap]) -> None:
    """Take what was made for this step elsewhere: the first of its form in this round that no step has yet."""
    eerder = [rij for rij in stappen if rij.sleutel == stap.sleutel and rij.beurt < stap.beurt]
    if any(rij.stand == Stap.Stand.NIET_GESTART for rij in eerder):
        return
    ronde, rij = stap.ronde, stap.rij
    if maakt_plan(ronde.rij, rij):
        stap.plan = next(_plannen(ronde, stap.vorm), None)
    elif houdt_overleg(rij):
        overleggen = Overleg.objects.gaat_door().filter(_in_ronde(ronde, stap.vorm, "datum"))
        stap.overleg = overleggen.order_by("datum", "pk").first()
    elif houdt_peiling(rij):
        peilingen = Peiling.objects.filter(_in_ronde(ronde, stap.vorm, "geopend_op__date"))
        stap.peiling = peilingen.order_by("geopend_op", "pk").first()


def _plannen(ronde: Ronde, vorm: str) -> Iterator[Plan]:
    """Plans of its form for these years, or begun in them, the oldest first."""
    vrij = Plan.objects.filter(vorm=vorm, gebied=ronde.gebied_id, cyclusstappen=None).order_by("nummer")
    for plan in vrij:
        dagen = (plan.periode_van, timezone.localdate(plan.gestart_op))
        if any(_valt_in(dag, ronde) for dag in dagen):
            yield plan


def _laatste_dag(ronde: Ronde) -> date:
    """Of a chosen area everything that comes counts; else what lies in the period."""
    return (None if ronde.rij.selectie else ronde.periode_tot) or date.max


def _valt_in(dag: date, ronde: Ronde) -> bool:
    return ronde.periode_van <= dag <= _laatste_dag(ronde)


def _in_ronde(ronde: Ronde, vorm: str, veld: str) -> Q:
    """Of this form, in this area, on a day of this round, and of no step yet."""
    return Q(
        vorm=vorm,
        gebied=ronde.gebied_id,
        cyclusstappen=None,
        **{f"{veld}__gte": ronde.begin, f"{veld}__lte": _laatste_dag(ronde)},
    )


def _neem_over(stap: Stap) -> None:
    """The state and the days of what carries it."""
    stand = stand_van(stap.drager)
    if stand is None or stand == stap.stand:
        return
    vandaag = timezone.localdate()
    begonnen, klaar = dagen_van(stap.drager)
    if stap.begonnen_op is None:
        begin_stap(stap, begonnen or vandaag)
    stap.stand = stand
    gereed = stand in {Stap.Stand.GEREED, Stap.Stand.VASTGESTELD}
    stap.gereed_op = (stap.gereed_op or klaar or vandaag) if gereed else None
    stap.vastgesteld_op = (klaar or vandaag) if stand == Stap.Stand.VASTGESTELD else None


def _verschuif(stap: Stap, stappen: list[Stap]) -> None:
    """A turn that counts from when the one before was done moves with it."""
    frequentie = (
        frequentie_van(stap.rij) if stap.beurt > 1 and stap.stand == Stap.Stand.NIET_GESTART else None
    )
    if frequentie is None or frequentie.anker == "kalender" or stap.verzet_reden:
        return
    vorige = next(
        (rij for rij in stappen if rij.sleutel == stap.sleutel and rij.beurt == stap.beurt - 1), None
    )
    een = beurtlengte(stap.rij)
    if vorige is None or vorige.klaar_op is None or een is None:
        return
    # Established anew before the length has passed since the last time.
    uiterlijk = een.na(vorige.klaar_op)
    duur = timedelta(weeks=stap.rij.weken) if stap.rij.weken else uiterlijk - vorige.klaar_op
    stap.begin, stap.uiterlijk = max(uiterlijk - duur, vorige.klaar_op), uiterlijk


@transaction.atomic
def werk_bij(*, ronde: Ronde) -> Ronde:
    """Let one round follow what happened."""
    ronde, stappen = vergrendel(ronde)
    volg(ronde, stappen)
    return ronde


def volg_drager(drager: Plan | Overleg | Peiling) -> None:
    """Let the open rounds of its area that know its form follow, for settings.STAND_VERANDERD: the next step may begin at
    once, and after the last step the round is done. In the transaction of the caller.

    A round that somebody else holds is left to the clock: waiting for it here could wait for each other.
    """
    met_vorm = Stap.objects.filter(vorm=drager.vorm).values("ronde")
    rondes = Ronde.objects.open().filter(gebied=drager.gebied_id, pk__in=met_vorm)
    vrij = rondes.select_for_update(of=("self",), skip_locked=True).order_by("periode_van", "pk")
    for ronde in list(vrij):
        werk_bij(ronde=ronde)
