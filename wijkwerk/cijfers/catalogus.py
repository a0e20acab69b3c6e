"""The measures there are: those of the national sources (`maten.toml`), and the municipality's own of its profile."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel

BESTAND = Path(__file__).with_name("maten.toml")
# Fewer of something than this in a small area may be about people whom one can name.
VANAF_EIGEN = 5
# Units of what is measured; every other unit is of what is counted. Without a unit it is a grade or a score.
GEEN_AANTAL = frozenset(
    [
        "procent",
        "%",
        "promille",
        "dagen",
        "werkdagen",
        "weken",
        "maanden",
        "jaar",
        "jaren",
        "uur",
        "minuten",
        "km",
        "meter",
        "euro",
        "punten",
        "cijfer",
        "rapportcijfer",
        "score",
    ]
)
Optelling = Literal["som", "gewogen", "niet"]


class _Rij(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Breuk(_Rij):
    """From this year on the figures are not the same series as before."""

    jaar: int
    waarom: str


class Maat(_Rij):
    """One measure: what it is called, what is better, and how the figures of parts make that of the whole."""

    sleutel: str
    naam: str
    eenheid: str = ""
    richting: Literal["hoger", "lager", "neutraal"] = "neutraal"
    thema: str = ""
    bron: str = ""
    telt_op: Optelling = "niet"
    # The measure by which an average of parts is weighted.
    weeg_met: str = ""
    decimalen: int = 0
    # What a figure of a national source is multiplied by: some give thousands.
    maal: int = 1
    # Below this number a figure of a small area is not shown.
    vanaf: int = 0
    breuken: tuple[Breuk, ...] = ()
    # Per kind of file the names of its column.
    namen: Mapping[str, tuple[str, ...]] = {}
    # The municipality's own, from its profile; `afgeleid`: the product counts it itself, out of these.
    eigen: bool = False
    afgeleid: str = ""


@dataclass(frozen=True)
class Catalogus:
    """All measures by key, in the order in which they are listed."""

    maten: Mapping[str, Maat]

    def __getitem__(self, sleutel: str) -> Maat:
        return self.maten[sleutel]

    def __contains__(self, sleutel: object) -> bool:
        return sleutel in self.maten

    def kolommen(self, formaat: str) -> dict[str, Maat]:
        """The measures of one kind of file, by the name of their column."""
        return {naam: maat for maat in self.maten.values() for naam in maat.namen.get(formaat, ())}

    def in_te_voeren(self, *, overal: bool = True) -> list[Maat]:
        """What people may enter: not what the product counts itself, and who does so of some areas only what is own."""
        return [maat for maat in self.maten.values() if not maat.afgeleid and (overal or maat.eigen)]


@cache
def landelijk() -> tuple[Maat, ...]:
    """The measures of the national sources."""
    gelezen: dict[str, Any] = tomllib.loads(BESTAND.read_text(encoding="utf-8"))
    return tuple(Maat(**rij) for rij in gelezen["maat"])


def catalogus(profiel: Profiel | None = None) -> Catalogus:
    """The national measures, with those of the profile beside them; an own one with the same key goes first."""
    profiel = profiel or actief_profiel()
    eigen = [
        Maat(
            sleutel=rij.sleutel,
            naam=rij.naam,
            eenheid=rij.eenheid,
            richting=rij.richting,
            thema=rij.thema or "",
            bron=rij.bron,
            decimalen=1,
            vanaf=VANAF_EIGEN if rij.eenheid and rij.eenheid.casefold() not in GEEN_AANTAL else 0,
            eigen=True,
            afgeleid=rij.afgeleid or "",
        )
        for rij in profiel.indicatoren
    ]
    maten = {maat.sleutel: maat for maat in landelijk()}
    return Catalogus(
        {maat.sleutel: maat for maat in eigen}
        | {k: v for k, v in maten.items() if k not in {m.sleutel for m in eigen}}
    )
