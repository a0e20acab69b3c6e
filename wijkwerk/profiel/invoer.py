"""A file on its way to a profile: its good rows, all its keys, and what is wrong so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from wijkwerk.profiel.basis import Rij
from wijkwerk.profiel.fouten import Fout, Klacht
from wijkwerk.profiel.frequentie import VASTE_PERIODEN
from wijkwerk.profiel.regels import Regel
from wijkwerk.profiel.taal import Taal
from wijkwerk.profiel.tabellen import BINNENTABELLEN, TABELLEN
from wijkwerk.profiel.wie import KANTEN, PARTIJSOORTEN

R = TypeVar("R", bound=Rij)


@dataclass
class Plaats:
    """A row that is right in itself, with its table and what to call it."""

    tabel: str
    label: str
    rij: Rij


@dataclass
class Invoer:
    """Rows that fail alone are left out of `plaatsen`, but their keys count: one mistake, one error."""

    bestand: str
    taal: Taal
    plaatsen: list[Plaats] = field(default_factory=list)
    fouten: list[Fout] = field(default_factory=list)
    register: dict[str, tuple[str, ...]] = field(default_factory=dict)
    tabellen: frozenset[str] = frozenset()
    regelnummers: Mapping[tuple[str, str], int] = field(default_factory=dict)
    in_kring: set[tuple[str, str]] = field(default_factory=set)

    def meld(self, tabel: str, label: str, klacht: Klacht) -> None:
        """Keep a complaint of a row as an error of the file."""
        regel = self.regelnummers.get((tabel, label), 0)
        toegestaan = tuple(dict.fromkeys(klacht.toegestaan))
        plek = (self.bestand, tabel, label, klacht.veld)
        self.fouten.append(Fout(*plek, klacht.verwacht, toegestaan, klacht.gevonden, regel))

    def meld_bij(self, plaats: Plaats, klachten: Iterable[Klacht]) -> None:
        for klacht in klachten:
            self.meld(plaats.tabel, plaats.label, klacht)

    def van(self, tabel: str, soort: type[R]) -> list[tuple[Plaats, R]]:
        """The good rows of one table."""
        return [
            (plaats, plaats.rij)
            for plaats in self.plaatsen
            if plaats.tabel == tabel and isinstance(plaats.rij, soort)
        ]

    def aanwezig(self, tabel: str) -> bool:
        """Whether the file has this table at all, right or wrong."""
        return tabel in self.tabellen

    def bestaat_ergens(self, sleutel: str, tabellen: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether some table of these lists has this key."""
        return any(sleutel in self.register[tabel] for groep in tabellen.values() for tabel in groep)

    def regels(self) -> Iterator[tuple[Plaats, Regel]]:
        for plaats in self.plaatsen:
            if plaats.tabel == "regel":
                yield plaats, cast("Regel", plaats.rij)

    def vul_register(self, data: Mapping[str, Any]) -> None:
        """Every key that may be named, from the raw file and from the language."""
        self.tabellen = frozenset(naam for naam, rijen in data.items() if rijen)
        for tabel in TABELLEN:
            self.register[tabel.naam] = _sleutels(data.get(tabel.naam))
        for tabel_naam, lijst in BINNENTABELLEN:
            rijen = data.get(tabel_naam)
            rijen = (rijen,) if isinstance(rijen, dict) else rijen
            binnen = (
                [rij.get(lijst) for rij in rijen if isinstance(rij, dict)] if isinstance(rijen, tuple) else []
            )
            self.register[f"{tabel_naam}.{lijst}"] = tuple(s for rij in binnen for s in _sleutels(rij))
        gemeente = data.get("gemeente")
        perioden = gemeente.get("perioden") if isinstance(gemeente, dict) else None
        eigen = tuple(perioden) if isinstance(perioden, dict) else ()
        self.register |= {
            "recht": tuple(sorted(self.taal.rechten)),
            "object": tuple(sorted(self.taal.objecten)),
            "herkomst": (*self.taal.herkomsten, *sorted(self.taal.objecten)),
            "periode": (*VASTE_PERIODEN, *eigen),
            "eigen periode": eigen,
            "kant": KANTEN,
            "partijsoort": PARTIJSOORTEN,
            "onderdeel": tuple(sorted(self.taal.onderdelen)),
        }


def _sleutels(rijen: object) -> tuple[str, ...]:
    if not isinstance(rijen, tuple):
        return ()
    sleutels = [rij.get("sleutel") for rij in rijen if isinstance(rij, dict)]
    return tuple(sleutel for sleutel in sleutels if isinstance(sleutel, str))
