"""Which periods are checked, until when, and what falls due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from prestaties.models import Prestatieafspraak, Prestatiecontrole
from wijkwerk.berichten.termijnen import eerste_werkdag, plus_maanden, plus_werkdagen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.volgen import Termijn

EEN_DAG = timedelta(days=1)
# Working days before the last day, where the profile gives none.
HERINNER_VOORAF = (10, 2)


@dataclass(frozen=True)
class Periode:
    """What one check is about, and the last day for it."""

    van: date
    tot: date

    @property
    def uiterlijk(self) -> date:
        return eerste_werkdag(self.tot + timedelta(weeks=settings.PRESTATIE_CONTROLE_WEKEN))


def termijn() -> Termijn | None:
    """How often is checked, as the profile says it: from agreeing to checking, and so on."""
    vandaag = timezone.localdate()
    return next(
        (
            rij
            for rij in actief_profiel().termijnen
            if rij.object == "prestatie" and rij.tot == "controleren" and rij.geldt_op(vandaag)
        ),
        None,
    )


def maanden() -> int:
    rij = termijn()
    return (rij.maanden if rij else None) or settings.PRESTATIE_CONTROLE_MAANDEN


def herinner_vooraf() -> tuple[int, ...]:
    rij = termijn()
    return rij.herinner if rij and rij.herinner else HERINNER_VOORAF


def perioden(afspraak: Prestatieafspraak) -> list[Periode]:
    """The whole time of an afspraak in pieces of so many months; the last one may be shorter."""
    stap, gevonden, n = maanden(), [], 0
    van = afspraak.begin
    while van <= afspraak.einde:
        n += stap
        tot = min(plus_maanden(afspraak.begin, n) - EEN_DAG, afspraak.einde)
        gevonden.append(Periode(van, tot))
        van = tot + EEN_DAG
    return gevonden


def te_controleren(afspraak: Prestatieafspraak, dag: date | None = None) -> Periode | None:
    """The first period that is over and was not checked yet; None when there is none. `controles` may be prefetched."""
    dag = dag or timezone.localdate()
    if afspraak.stand != Prestatieafspraak.Stand.LOPEND:
        return None
    gedaan = max((rij.tot for rij in afspraak.controles.all()), default=None)
    return next(
        (
            periode
            for periode in perioden(afspraak)
            if periode.tot < dag and (gedaan is None or periode.tot > gedaan)
        ),
        None,
    )


def is_te_laat(afspraak: Prestatieafspraak) -> bool:
    """Whether a check should have been there."""
    periode = te_controleren(afspraak)
    return periode is not None and timezone.localdate() > periode.uiterlijk


def reageren_tot(dag: date) -> date:
    return plus_werkdagen(dag, settings.PRESTATIE_REACTIE_WERKDAGEN)


def alles_gecontroleerd(afspraak: Prestatieafspraak) -> bool:
    """Whether a final judgment stands over the whole time."""
    controles = list(afspraak.controles.all())
    return (
        bool(controles)
        and all(rij.stand == Prestatiecontrole.Stand.DEFINITIEF for rij in controles)
        and max(rij.tot for rij in controles) >= afspraak.einde
    )


def vernieuwen_voor(dag: date) -> date:
    """What ends on or before this day is on the list for the next year."""
    return dag + timedelta(weeks=settings.PRESTATIE_VERLENG_WEKEN)
