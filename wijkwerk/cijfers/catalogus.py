"""The measures there are: those of the national sources (`maten.toml`), and the municipality's own of its profile."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.meting import Meting, metingen
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.volgen import Indicator

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
# What the municipality counts itself stands together, and says so.
EIGEN_THEMA = "eigen registratie"
EIGEN_BRON = "Eigen registratie"
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
    # The municipality's own, from its profile or its registers; `afgeleid`: the product counts it itself, out of these.
    eigen: bool = False
    afgeleid: str = ""
    # Which way of counting, and which part of it.
    telling: tuple[str, str] | None = None
    deel: str = ""
    # What is said with it.
    uitleg: str = ""


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
    """The national measures, with those of the profile and of the own registers beside them; an own one goes first."""
    profiel = profiel or actief_profiel()
    geteld = metingen()
    eigen = [maat for rij in profiel.indicatoren for maat in _van_profiel(rij, geteld)]
    genoemd = {maat.telling for maat in eigen}
    eigen += [
        maat
        for telling, meting in geteld.items()
        if telling not in genoemd
        for maat in _van_meting(meting, meting.sleutel, meting.naam)
    ]
    maten = {maat.sleutel: maat for maat in landelijk()}
    return Catalogus(
        {maat.sleutel: maat for maat in eigen}
        | {k: v for k, v in maten.items() if k not in {m.sleutel for m in eigen}}
    )


def _van_profiel(rij: Indicator, geteld: Mapping[tuple[str, str], Meting]) -> Iterator[Maat]:
    """What people enter, or what is counted under the name that the municipality gives it."""
    if rij.telling is None:
        yield Maat(
            sleutel=rij.sleutel,
            naam=rij.naam,
            eenheid=rij.eenheid,
            richting=rij.richting,
            thema=rij.thema or "",
            bron=rij.bron,
            decimalen=1,
            vanaf=VANAF_EIGEN if rij.eenheid and rij.eenheid.casefold() not in GEEN_AANTAL else 0,
            eigen=True,
        )
    elif meting := geteld.get(rij.telling):
        for maat in _van_meting(meting, rij.sleutel, rij.naam):
            yield maat.model_copy(
                update={
                    "eenheid": rij.eenheid or maat.eenheid,
                    "richting": rij.richting,
                    "thema": rij.thema or maat.thema,
                }
            )


def _van_meting(meting: Meting, sleutel: str, naam: str) -> Iterator[Maat]:
    basis = Maat(
        sleutel=sleutel,
        naam=naam,
        eenheid=meting.eenheid,
        richting=meting.richting,
        thema=EIGEN_THEMA,
        bron=EIGEN_BRON,
        # So that it is drawn as what it is; it is never added up here, because every area was counted.
        telt_op="som" if meting.is_aantal else "niet",
        decimalen=meting.decimalen,
        eigen=True,
        afgeleid=meting.van,
        telling=(meting.van, meting.hoe),
        uitleg=meting.uitleg,
    )
    if not meting.delen:
        yield basis
    for deel, woord in meting.delen.items():
        yield basis.model_copy(
            update={"sleutel": f"{sleutel}-{deel}", "naam": f"{naam}: {woord}", "deel": deel}
        )
