"""Which rules of docs/eisen.csv a test proves: read from the tests themselves and from the latest full run.

No Django here: the pytest plugin reads this before anything is set up.
"""

from __future__ import annotations

import ast
import csv
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

LIJST = Path("docs") / "eisen.csv"
TESTS = Path("tests")
PROFIELEN = Path("wijkwerk") / "profiel" / "gemeenten"
# Made by a test run, so never in a fresh clone.
UITSLAG = Path(".wijkwerk") / "eisen.json"

# What a rule asks of the product.
AARDEN = {
    "H": "harde regel",
    "T": "tijdregel",
    "G": "richtlijn",
    "D": "gegeven in het profiel",
    "V": "openbaar maken",
    "X": "buiten het product",
}


class Stand(StrEnum):
    """How sure we are of a rule. Only a run that passed makes it `geslaagd`."""

    GESLAAGD = "geslaagd"
    MISLUKT = "mislukt"
    OVERGESLAGEN = "overgeslagen"
    NIET_GEDRAAID = "test aanwezig, niet gedraaid"
    OPEN = "open"
    BUITEN = "buiten het product"

    @property
    def is_open(self) -> bool:
        return self in {Stand.OPEN, Stand.MISLUKT, Stand.OVERGESLAGEN}


@dataclass(frozen=True)
class Eis:
    """One rule of one municipality, as its source document states it."""

    id: str
    gemeente: str
    aard: str
    onderwerp: str
    bron: str
    regel: str
    product: str


class Merk(NamedTuple):
    """A rule id written at a test, or somewhere in a file of tests."""

    test: str
    eis: str

    def is_van(self, uitslag: Testuitslag) -> bool:
        zelf = uitslag.test.partition("[")[0]
        return self.eis in uitslag.eisen and (zelf == self.test or zelf.startswith(f"{self.test}::"))


@dataclass(frozen=True)
class Testuitslag:
    """What became of one marked test: passed, failed or skipped."""

    test: str
    eisen: tuple[str, ...]
    uitslag: str


@dataclass(frozen=True)
class Proef:
    """A full run of all marked tests."""

    op: datetime
    uitslagen: tuple[Testuitslag, ...]


@dataclass(frozen=True)
class Regel:
    """A rule in the overview: its tests, and what they say."""

    eis: Eis
    tests: tuple[str, ...]
    stand: Stand
    in_profiel: bool

    @property
    def bewijs(self) -> str:
        """What the overview says of it when there are no tests to name."""
        if self.stand is Stand.OPEN and self.in_profiel:
            return "open (staat wel in het profiel)"
        return self.stand.value


def lees_eisen(wortel: Path) -> tuple[Eis, ...]:
    """Read every rule, in the order of the file. Raises FileNotFoundError when the repository is not complete."""
    with (wortel / LIJST).open(encoding="utf-8", newline="") as bestand:
        return tuple(Eis(**rij) for rij in csv.DictReader(bestand, delimiter=";"))


def vind_merken(wortel: Path) -> frozenset[Merk]:
    """Find all `pytest.mark.eis(...)` in the tests, without running anything. Every run of pytest asks this first."""
    teksten = ((pad, pad.read_text(encoding="utf-8")) for pad in (wortel / TESTS).rglob("test_*.py"))
    return frozenset(
        Merk(f"{pad.relative_to(wortel).as_posix()}{test}", eis)
        for pad, tekst in teksten
        if "mark.eis" in tekst
        for test, eis in _merken_in(ast.parse(tekst))
    )


def _merken_in(module: ast.Module) -> Iterator[tuple[str, str]]:
    aan_tests: set[ast.AST] = set()
    for naam, klasse_of_functie in _tests(module, ""):
        for versiering in klasse_of_functie.decorator_list:
            aan_tests.update(ast.walk(versiering))
            yield from ((naam, eis) for eis in _ids(ast.walk(versiering)))
    # `pytestmark`, or a list of parameters: it belongs to some test of this file.
    yield from (("", eis) for eis in _ids(deel for deel in ast.walk(module) if deel not in aan_tests))


def _tests(
    ouder: ast.Module | ast.ClassDef, pad: str
) -> Iterator[tuple[str, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]]:
    for deel in ouder.body:
        if isinstance(deel, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{pad}::{deel.name}", deel
        if isinstance(deel, ast.ClassDef):
            yield from _tests(deel, f"{pad}::{deel.name}")


def _ids(delen: Iterable[ast.AST]) -> Iterator[str]:
    for deel in delen:
        if isinstance(deel, ast.Call) and _is_merk(deel.func):
            yield from (
                w.value for w in deel.args if isinstance(w, ast.Constant) and isinstance(w.value, str)
            )


def _is_merk(functie: ast.expr) -> bool:
    is_eis = isinstance(functie, ast.Attribute) and functie.attr == "eis"
    return is_eis and ast.unparse(functie) == "pytest.mark.eis"


def ids_in_profielen(wortel: Path) -> Mapping[str, frozenset[str]]:
    """Return file name -> every id that the rows of that profile name as their origin."""
    return {
        pad.name: frozenset(_eis_van(tomllib.loads(pad.read_text(encoding="utf-8"))))
        for pad in sorted((wortel / PROFIELEN).glob("*.toml"))
    }


def _eis_van(deel: Any) -> Iterator[str]:
    if isinstance(deel, dict):
        for sleutel, waarde in deel.items():
            yield from waarde if sleutel == "eis" else _eis_van(waarde)
    elif isinstance(deel, list):
        for waarde in deel:
            yield from _eis_van(waarde)


def lees_proef(wortel: Path) -> Proef | None:
    """Read the latest full run, if there was one here."""
    pad = wortel / UITSLAG
    if not pad.is_file():
        return None
    gelezen = json.loads(pad.read_text(encoding="utf-8"))
    uitslagen = tuple(
        Testuitslag(rij["test"], tuple(rij["eisen"]), rij["uitslag"]) for rij in gelezen["tests"]
    )
    return Proef(datetime.fromisoformat(gelezen["op"]), uitslagen)


def bewaar_proef(wortel: Path, proef: Proef) -> None:
    pad = wortel / UITSLAG
    pad.parent.mkdir(parents=True, exist_ok=True)
    tests = [{"test": u.test, "eisen": u.eisen, "uitslag": u.uitslag} for u in proef.uitslagen]
    inhoud = {"op": proef.op.isoformat(timespec="seconds"), "tests": tests}
    pad.write_text(json.dumps(inhoud, indent=1) + "\n", encoding="utf-8")


def is_volledig(merken: Iterable[Merk], uitslagen: Iterable[Testuitslag]) -> bool:
    """Whether every mark in the tests was reported on: a run of some tests says nothing about the others."""
    alle = tuple(uitslagen)
    return all(any(merk.is_van(uitslag) for uitslag in alle) for merk in merken)


def overzicht(wortel: Path) -> tuple[Regel, ...]:
    """Return all rules with their tests and what the latest full run says of them."""
    proef = lees_proef(wortel)
    uitslagen = proef.uitslagen if proef else ()
    in_profielen = frozenset[str]().union(*ids_in_profielen(wortel).values())
    per_eis: dict[str, list[Merk]] = {}
    for merk in sorted(vind_merken(wortel)):
        per_eis.setdefault(merk.eis, []).append(merk)
    return tuple(
        Regel(
            eis,
            tuple(merk.test for merk in per_eis.get(eis.id, ())),
            _stand(eis, per_eis.get(eis.id, []), uitslagen),
            eis.id in in_profielen,
        )
        for eis in lees_eisen(wortel)
    )


def _stand(eis: Eis, merken: list[Merk], uitslagen: tuple[Testuitslag, ...]) -> Stand:
    if not merken:
        return Stand.BUITEN if eis.aard == "X" else Stand.OPEN
    van_merken = [{u.uitslag for u in uitslagen if merk.is_van(u)} for merk in merken]
    alles = set[str]().union(*van_merken)
    if "failed" in alles:
        return Stand.MISLUKT
    if not all(van_merken):
        return Stand.NIET_GEDRAAID
    return Stand.GESLAAGD if "passed" in alles else Stand.OVERGESLAGEN
