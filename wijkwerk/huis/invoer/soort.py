"""What a kind of import is, and what it says of each row."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.huis.invoer.kolommen import Kolom

# The typed values of one row by heading; None where the cell was empty or the column is not there.
Waarden = Mapping[str, Any]


class Stand(StrEnum):
    NIEUW = "nieuw"
    GEWIJZIGD = "gewijzigd"
    ONGEWIJZIGD = "ongewijzigd"
    FOUT = "fout"


@dataclass(frozen=True)
class Verschil:
    """One field that changes."""

    veld: str
    van: str
    naar: str

    def __str__(self) -> str:
        return (
            f"{self.veld}: {self.van or 'leeg'} wordt {self.naar or 'leeg'}"
            if self.van
            else f"{self.veld}: {self.naar}"
        )


@dataclass(frozen=True)
class Uitkomst:
    """What became of one row."""

    omschrijving: str
    stand: Stand
    verschillen: tuple[Verschil, ...] = ()
    # What the reader should know, though it changes nothing.
    let_op: str = ""


class Invoersoort(ABC):
    """One kind of thing that can come in. Made anew for each file: it holds what is known at that moment."""

    sleutel: ClassVar[str]
    naam: ClassVar[str]
    uitleg: ClassVar[str]
    # By what a row is recognised, as the page says it.
    herkend_aan: ClassVar[str]
    # Whether the file as a whole needs a name.
    met_lijst: ClassVar[bool] = False

    def __init__(self, door: Gebruiker | None, lijst: str = "") -> None:
        self.door = door
        self.lijst = lijst

    @property
    @abstractmethod
    def kolommen(self) -> tuple[Kolom, ...]:
        """The columns, with the choices of this moment."""

    def begin(self) -> None:  # noqa: B027 - most kinds have nothing to prepare
        """What has to be there before the first row, inside the transaction of the whole file."""

    @abstractmethod
    def kenmerk(self, rij: Waarden) -> tuple[Any, ...]:
        """What makes a row the same as another: it may stand in a file once."""

    @abstractmethod
    def voer_in(self, rij: Waarden) -> Uitkomst:
        """Write one row, through the actions. Raises StapGeweigerd or CelFout; the caller rolls back."""


def toon(waarde: Any) -> str:
    """A value as the preview shows it."""
    match waarde:
        case None:
            return ""
        case bool():
            return "ja" if waarde else "nee"
        case date():
            return f"{waarde:%d-%m-%Y}"
        case str():
            return waarde
        case Iterable():
            return ", ".join(sorted(toon(deel) for deel in waarde))
        case _:
            return str(waarde)


def vergelijk(oud: Mapping[str, Any], nieuw: Mapping[str, Any]) -> tuple[Verschil, ...]:
    """The fields of `nieuw` that differ from `oud`; an empty cell leaves a field as it is."""
    return tuple(
        Verschil(veld, toon(oud.get(veld)), toon(waarde))
        for veld, waarde in nieuw.items()
        if waarde is not None and not _gelijk(oud.get(veld), waarde)
    )


def _gelijk(oud: Any, nieuw: Any) -> bool:
    if isinstance(oud, tuple) and isinstance(nieuw, tuple):
        return set(oud) == set(nieuw)
    return toon(oud) == toon(nieuw)
