"""What the stage knows of one area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from overleggen.models import Programmaonderdeel
from tests.toegang.toneel.adviezen import Adviesscene
from tests.toegang.toneel.budgetten import Budgetscene
from tests.toegang.toneel.cyclus import Cyclusscene
from tests.toegang.toneel.initiatieven import Initiatiefscene, Projectscene
from tests.toegang.toneel.overlegscene import Overlegscene
from tests.toegang.toneel.participatie import Participatiescene
from tests.toegang.toneel.plannen import Planscene
from tests.toegang.toneel.prestaties import Prestatiescene
from tests.toegang.toneel.signaalscene import Signaalscene
from tests.toegang.toneel.spelers import Spelers
from tests.toegang.toneel.spreekuren import Spreekuren
from tests.toegang.toneel.verantwoording import Verantwoordingscene
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.wijken.models import Gebied

Argumenten = dict[str, Any]
# ding -> the arguments; None when this municipality has no such thing.
Voorbeelden = dict[str, dict[str, Argumenten | None]]

GEWOON = "gewoon"
CONCEPT = "concept"
VASTGESTELD = "vastgesteld"
AFGESCHERMD = "afgeschermd"
BESLOTEN = "besloten"
MONITOR = "monitor"
IEDEREEN = Publicatie.Openbaar.IEDEREEN.value


@dataclass
class Plek:
    """Everything of one area."""

    gebied: Gebied
    spelers: Spelers
    signalen: dict[str, Signaalscene | None]
    spreekuren: Spreekuren | None
    initiatieven: Initiatiefscene | None
    project: Projectscene | None
    overleggen: dict[str, Overlegscene | None]
    bezoek: Programmaonderdeel | None
    plan: Planscene | None
    adviezen: Adviesscene | None
    participatie: Participatiescene | None
    budgetten: Budgetscene | None
    prestaties: Prestatiescene | None
    cyclus: Cyclusscene | None
    verantwoording: Verantwoordingscene | None
    publicaties: dict[str, Publicatie]

    @property
    def geheim(self) -> Signaalscene | None:
        return self.signalen[AFGESCHERMD]
