"""The table of states of an object: each app writes one, and nothing else changes a state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wijkwerk.gebruikers.rechten import Recht


@dataclass(frozen=True)
class Stap:
    """One step: from which states, to which one (None: the state stays), with which right."""

    naam: str
    van: tuple[str, ...]
    naar: str | None
    recht: Recht | None


class Stroom:
    """The steps of one object, by name."""

    def __init__(self, objectsoort: str, *stappen: Stap) -> None:
        self.object = objectsoort
        self.stappen: Mapping[str, Stap] = {stap.naam: stap for stap in stappen}

    def __getitem__(self, naam: str) -> Stap:
        return self.stappen[naam]

    def vanuit(self, stand: str) -> list[Stap]:
        """The steps that leave a state, in the order of the table."""
        return [stap for stap in self.stappen.values() if stand in stap.van]
