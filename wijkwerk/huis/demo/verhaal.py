"""The stories of the demo: what was said, read from files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.demo.mensen import hoofdgebieden
from wijkwerk.wijken.models import Gebied

VERHALEN = Path(__file__).parent / "verhalen"


@dataclass(frozen=True)
class Verhaal:
    soort: str
    gebied: Gebied
    tekst: str
    urgentie: str = "normaal"
    waar: str = ""
    themas: tuple[str, ...] = ()
    velden: dict[str, Any] = field(default_factory=dict)
    # What residents want to do themselves, when it is told.
    idee: dict[str, Any] = field(default_factory=dict)


def verhalen() -> Iterator[Verhaal]:
    """The stories of this municipality if it has its own, then the general ones fitted to its kinds."""
    profiel = actief_profiel()
    gebieden = {gebied.sleutel: gebied for gebied in Gebied.objects.actief()}
    eigen = VERHALEN / f"{slugify(profiel.gemeente.naam)}.toml"
    soorten = {soort.sleutel: soort for soort in profiel.signaalsoorten}
    if eigen.is_file():
        for rij in _lees(eigen):
            if rij["soort"] in soorten and rij["gebied"] in gebieden:
                yield _verhaal(rij, rij["soort"], gebieden[rij["gebied"]])
    plekken = cycle(hoofdgebieden())
    for rij in _lees(VERHALEN / "algemeen.toml"):
        passend = [
            soort.sleutel
            for soort in soorten.values()
            if _past(rij["past"], soort.gevoelig, soort.wordt or "")
        ]
        for soort in passend[:3]:
            yield _verhaal(rij, soort, next(plekken))


def _lees(bestand: Path) -> list[dict[str, Any]]:
    rijen: list[dict[str, Any]] = tomllib.loads(bestand.read_text(encoding="utf-8"))["verhaal"]
    return rijen


def _past(past: str, gevoelig: str, wordt: str) -> bool:
    if past == "gevoelig":
        return gevoelig == "ja"
    if past == "initiatief":
        return wordt == "initiatief"
    return gevoelig == "nee" and not wordt


def _verhaal(rij: dict[str, Any], soort: str, gebied: Gebied) -> Verhaal:
    return Verhaal(
        soort=soort,
        gebied=gebied,
        tekst=rij["tekst"],
        urgentie=rij.get("urgentie", "normaal"),
        waar=rij.get("waar", ""),
        themas=tuple(rij.get("themas", ())),
        velden=dict(rij.get("velden", {})),
        idee=dict(rij.get("idee", {})),
    )
