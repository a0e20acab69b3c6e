"""A round of a cycle: of the area itself, or of the level that this municipality has one for."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from gebiedscyclus import acties
from gebiedscyclus.models import Ronde, Stap
from gebiedscyclus.zicht import lopende_cycli
from tests.toegang.toneel.spelers import Spelers


@dataclass
class Cyclusscene:
    ronde: Ronde
    stap: Stap
    criterium: str


def maak_cyclus(spelers: Spelers) -> Cyclusscene | None:
    """Begun by hand by whoever keeps it; None where no cycle is of this level."""
    gebied = spelers.gebied
    for rij in lopende_cycli():
        if gebied.niveau not in rij.niveaus:
            continue
        ronde = spelers.doe(
            acties.open_ronde,
            cyclus=rij.sleutel,
            gebied=gebied,
            begin=timezone.localdate(),
            reden="Hier speelt veel.",
        )
        stap = ronde.stappen.order_by("volgorde").first()
        assert stap is not None
        return Cyclusscene(ronde, stap, "geen")
    return None
