"""The language as the apps declare it, and profiles read in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from wijkwerk.gemeente.service import taal as taal_van_de_apps
from wijkwerk.profiel import Profiel, ProfielFout, Taal, lees, lees_tekst

GEMEENTEN = Path(__file__).parents[2] / "wijkwerk" / "profiel" / "gemeenten"
ZESDE = Path(__file__).parent / "ravenburg.toml"
BESTANDEN = (*sorted(GEMEENTEN.glob("*.toml")), ZESDE)


@pytest.fixture(scope="session")
def taal() -> Taal:
    return taal_van_de_apps()


@pytest.fixture(scope="session")
def ravenburg(taal: Taal) -> Profiel:
    return lees(ZESDE, taal)


@pytest.fixture(scope="session")
def profiel(taal: Taal) -> Callable[[str], Profiel]:
    """One of the five, by name."""
    return lambda naam: lees(GEMEENTEN / f"{naam}.toml", taal)


@pytest.fixture(scope="session")
def fouten(taal: Taal) -> Callable[[str], list[str]]:
    """What is wrong with this text; nothing when it is a profile."""

    def lees_fouten(tekst: str) -> list[str]:
        try:
            lees_tekst(tekst, taal, bestand="x.toml")
        except ProfielFout as fout:
            return [str(een) for een in fout.fouten]
        return []

    return lees_fouten


@pytest.fixture(scope="session")
def verander() -> Callable[[str, str, str], str]:
    """A real file with one piece replaced; the piece must stand there."""

    def vervang(naam: str, oud: str, nieuw: str) -> str:
        pad = ZESDE if naam == "ravenburg" else GEMEENTEN / f"{naam}.toml"
        tekst = pad.read_text(encoding="utf-8")
        assert oud in tekst
        return tekst.replace(oud, nieuw, 1)

    return vervang
