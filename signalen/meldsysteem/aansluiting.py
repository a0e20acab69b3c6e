"""What a connector to the municipality's system for reports can do, whatever system that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


class Storing(Exception):
    """The line is down, or refuses us as such: nothing is wrong with this one report.

    `misschien`: the report was on its way, so it may have arrived. `eigen`: the server fell over this report, and may
    do so each time. `wacht`: so many seconds it wants to be left alone.
    """

    def __init__(self, reden: str, *, misschien: bool = False, eigen: bool = False, wacht: int = 0) -> None:
        super().__init__(reden)
        self.misschien = misschien
        self.eigen = eigen
        self.wacht = wacht


class Geweigerd(Exception):
    """The system says no to this report. The text says what a person can do about it, and quotes nothing."""


class Onzeker(Exception):
    """It may be there already, and this connector cannot look: a person must."""


@dataclass(frozen=True)
class Melding:
    """What goes along. `kenmerk` is our own number: by that it is found back over there."""

    overdracht: int
    poging: int
    kenmerk: str
    tekst: str
    begon_op: datetime
    lengte: float = 0
    breedte: float = 0
    categorie: str = ""
    bron: str = ""
    dringend: bool = False
    e_mail: str = ""
    telefoon: str = ""
    # An earlier attempt may have been accepted since then.
    twijfel_sinds: datetime | None = None


@dataclass(frozen=True)
class Ontvangst:
    """By what the other system knows it; nothing where only a person can say."""

    nummer: str = ""
    systeem_id: int | None = None
    systeem_uuid: UUID | None = None


@dataclass(frozen=True)
class Gevraagd:
    """One report whose state is asked."""

    overdracht: int
    systeem_id: int | None
    systeem_uuid: UUID | None


@dataclass(frozen=True)
class Toestand:
    """How a report is over there. `mislukt`: it never arrived after all, and why."""

    stand: str = ""
    is_afgehandeld: bool = False
    antwoord: str = ""
    mislukt: str = ""


@dataclass(frozen=True)
class Gelezen:
    """What was read, by the id of the overdracht; what is not in it did not change. `tot`: their clock at the last of it."""

    toestanden: Mapping[int, Toestand]
    tot: datetime | None = None


class Aansluiting(Protocol):
    """A connector. Both methods may be called again at any time, and may raise Storing."""

    def overdragen(self, melding: Melding) -> Ontvangst:
        """Hand over, and return by what it is known there. Never makes a second one of the same `kenmerk`.

        Raises Geweigerd when this report is refused, Onzeker when an earlier attempt may have arrived and nobody can tell.
        """
        ...

    def stand(self, meldingen: Sequence[Gevraagd], sinds: datetime | None) -> Gelezen:
        """Return what is known of these now; `sinds` is until when the last answer had read."""
        ...
