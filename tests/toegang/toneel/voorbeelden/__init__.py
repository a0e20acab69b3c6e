"""For every address of the stage the things by which it is asked, by subject.

A new address is added to the table of its subject.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from tests.toegang.toneel.basis import (
    AFGESCHERMD,
    BESLOTEN,
    CONCEPT,
    GEWOON,
    IEDEREEN,
    MONITOR,
    VASTGESTELD,
    Argumenten,
    Plek,
    Voorbeelden,
)
from tests.toegang.toneel.planning import PLANNING
from tests.toegang.toneel.voorbeelden.beheer import BEHEER
from tests.toegang.toneel.voorbeelden.overleggen import BEZOEKEN, OVERLEGGEN, VAN_BESLOTEN
from tests.toegang.toneel.voorbeelden.plannen import (
    BESLOTEN_PUBLICATIES,
    MAIL_VAN_PLAN,
    PLANNEN,
    PUBLICATIES,
    VAN_MONITOR,
)
from tests.toegang.toneel.voorbeelden.samen import ADVIEZEN, BUDGETTEN, PARTICIPATIE, PRESTATIES
from tests.toegang.toneel.voorbeelden.signalen import (
    AFSPRAKEN,
    BESLUITEN,
    INITIATIEVEN,
    PROJECTEN,
    SIGNALEN,
    SPREEKUREN,
)
from tests.toegang.toneel.voorbeelden.terugzien import CONCEPTRAPPORT, CYCLUS, TERUGBLIK, VASTRAPPORT

S = TypeVar("S")


def voorbeelden(plek: Plek) -> Voorbeelden:
    """The arguments of every address that has any."""
    alle: Voorbeelden = {}
    for ding, signalen in plek.signalen.items():
        _vul_aan(alle, ding, SIGNALEN, signalen)
        _vul_aan(alle, ding, AFSPRAKEN, signalen)
        _vul_aan(alle, ding, BESLUITEN, signalen.besluit if signalen else None)
    _vul_aan(alle, GEWOON, OVERLEGGEN, plek.overleggen[GEWOON])
    _vul_aan(alle, BESLOTEN, VAN_BESLOTEN, plek.overleggen[BESLOTEN])
    for ding, scene in plek.overleggen.items():
        _vul_aan(alle, ding, PLANNING, scene)
    _vul_aan(alle, GEWOON, BEZOEKEN, plek.bezoek)
    _vul_aan(alle, GEWOON, SPREEKUREN, plek.spreekuren)
    _vul_aan(alle, GEWOON, INITIATIEVEN, plek.initiatieven)
    _vul_aan(alle, GEWOON, PROJECTEN, plek.project)
    _vul_aan(alle, GEWOON, PLANNEN, plek.plan)
    _vul_aan(alle, VASTGESTELD, MAIL_VAN_PLAN, plek.plan)
    _vul_aan(alle, MONITOR, VAN_MONITOR, plek.plan.monitor if plek.plan else None)
    _vul_aan(alle, GEWOON, ADVIEZEN, plek.adviezen)
    _vul_aan(alle, GEWOON, PARTICIPATIE, plek.participatie)
    _vul_aan(alle, GEWOON, BUDGETTEN, plek.budgetten)
    _vul_aan(alle, GEWOON, PRESTATIES, plek.prestaties)
    _vul_aan(alle, GEWOON, CYCLUS, plek.cyclus)
    _vul_aan(alle, CONCEPT, CONCEPTRAPPORT, plek.verantwoording)
    _vul_aan(alle, VASTGESTELD, VASTRAPPORT, plek.verantwoording)
    _vul_aan(alle, GEWOON, TERUGBLIK, plek.verantwoording)
    for kring, publicatie in plek.publicaties.items():
        van_kring = PUBLICATIES if kring == IEDEREEN else BESLOTEN_PUBLICATIES
        _vul_aan(alle, kring, van_kring, publicatie)
    _vul_aan(alle, GEWOON, BEHEER, plek)
    _bronnen(plek, alle)
    return alle


def _bronnen(plek: Plek, alle: Voorbeelden) -> None:
    """From where something can come onto an agenda or a plan: each kind of thing, open and not."""
    bronnen: dict[str, tuple[str, int] | None] = {}
    for ding, signalen in plek.signalen.items():
        bronnen[f"signaal {ding}"] = ("signaal", signalen.nieuw.pk) if signalen else None
        bundel = signalen.bundel if signalen else None
        bronnen[f"dossier {ding}"] = ("dossier", bundel.pk) if bundel else None
    if plek.initiatieven is not None:
        bronnen["initiatief"] = ("initiatief", plek.initiatieven.bezig.pk)
    if plek.project is not None:
        bronnen["project"] = ("project", plek.project.project.pk)
    geheim, dicht = plek.geheim, plek.overleggen[BESLOTEN]
    bronnen[f"afspraak {AFGESCHERMD}"] = ("afspraak", geheim.bezig.afspraak_id) if geheim else None
    bronnen[f"agendapunt {BESLOTEN}"] = ("agendapunt", dicht.open_punt.pk) if dicht else None
    for naam in ("overleggen:agenderen", "wijkagenda:opnemen"):
        alle[naam] = {
            ding: {"bron_soort": bron[0], "pk": bron[1]} if bron else None for ding, bron in bronnen.items()
        }


def _vul_aan(
    alle: Voorbeelden, ding: str, tabel: Mapping[str, Callable[[S], Argumenten | None]], scene: S | None
) -> None:
    for naam, maak in tabel.items():
        alle.setdefault(naam, {})[ding] = maak(scene) if scene is not None else None
