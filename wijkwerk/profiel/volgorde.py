"""Plans after plans: which must be there first, and which only when there is one."""

from __future__ import annotations

from collections.abc import Iterable

from wijkwerk.profiel.rijen.plannen import Cyclus, Planvorm, VolgtOp


def moet_eerst(vorm: Planvorm, cycli: Iterable[Cyclus]) -> tuple[VolgtOp, ...]:
    """The predecessors without which a plan of this form cannot be adopted.

    Not: what says `verplicht = false`, the plan itself (the one before it), and a form that comes
    *after* this one in a cycle: that is the one of the round before, and there may not have been one.
    """
    cycli = tuple(cycli)
    return tuple(
        volgt
        for volgt in vorm.volgt_op
        if volgt.verplicht and volgt.vorm != vorm.sleutel and not _komt_later(volgt.vorm, vorm.sleutel, cycli)
    )


def _komt_later(ander: str, vorm: str, cycli: tuple[Cyclus, ...]) -> bool:
    for cyclus in cycli:
        vormen = [stap.vorm for stap in cyclus.stappen]
        if ander in vormen and vorm in vormen and vormen.index(ander) > vormen.index(vorm):
            return True
    return False
