"""The access table as it is checked in: one file per municipality, one row per address, thing and method.

A cell is the status for that role: in the own area, and behind the slash in another one. `in` means that the visitor
is sent to the login page. Without a second half the role reaches the whole municipality, or may not do it in its own
area either. An empty cell was not asked: the form of a page that is not there, or a page for people without an account,
for which nobody and the first role speak.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

TABELLEN = Path(__file__).parent / "tabellen"
SLEUTEL = ("adres", "ding", "methode")
Rijsleutel = tuple[str, str, str]


@dataclass
class Tabel:
    """rij -> kolom -> cel."""

    kolommen: list[str] = field(default_factory=list)
    rijen: dict[Rijsleutel, dict[str, str]] = field(default_factory=dict)

    def kolom(self, naam: str, alleen: tuple[str, ...] = ()) -> dict[Rijsleutel, str]:
        """The cells of one visitor, of the addresses whose name begins so."""
        rijen = {sleutel: rij for sleutel, rij in self.rijen.items() if hoort_bij(sleutel, alleen)}
        return {sleutel: rij[naam] for sleutel, rij in rijen.items() if rij.get(naam, "")}


def hoort_bij(sleutel: Rijsleutel, alleen: tuple[str, ...]) -> bool:
    return not alleen or sleutel[0].startswith(alleen)


def bestand(gemeente: str) -> Path:
    return TABELLEN / f"{gemeente}.csv"


def lees(gemeente: str) -> Tabel:
    if not bestand(gemeente).is_file():
        return Tabel()
    with bestand(gemeente).open(encoding="utf-8", newline="") as stroom:
        lezer = csv.DictReader(stroom)
        kolommen = [naam for naam in lezer.fieldnames or () if naam not in SLEUTEL]
        rijen = {
            (rij["adres"], rij["ding"], rij["methode"]): {naam: rij[naam] for naam in kolommen}
            for rij in lezer
        }
    return Tabel(kolommen, rijen)


def schrijf(
    gemeente: str,
    kolom: str,
    cellen: Mapping[Rijsleutel, str],
    kolommen: Iterable[str],
    alleen: tuple[str, ...] = (),
) -> None:
    """Put one column (of some addresses) into the file; the columns that do not exist any more leave."""
    tabel = lees(gemeente)
    namen = list(kolommen)
    rijen = {
        sleutel: {
            naam: cel
            for naam, cel in rij.items()
            if naam in namen and (naam != kolom or not hoort_bij(sleutel, alleen))
        }
        for sleutel, rij in tabel.rijen.items()
    }
    for sleutel, cel in cellen.items():
        rijen.setdefault(sleutel, {})[kolom] = cel
    TABELLEN.mkdir(exist_ok=True)
    with bestand(gemeente).open("w", encoding="utf-8", newline="") as stroom:
        schrijver = csv.writer(stroom, lineterminator="\n")
        schrijver.writerow([*SLEUTEL, *namen])
        for sleutel, rij in sorted(rijen.items()):
            if any(rij.values()):
                schrijver.writerow([*sleutel, *(rij.get(naam, "") for naam in namen)])


def verschil(verwacht: Mapping[Rijsleutel, str], gezien: Mapping[Rijsleutel, str]) -> list[str]:
    """Return one line per cell that differs, readable without the file."""
    regels = []
    for sleutel in sorted({*verwacht, *gezien}):
        oud, nieuw = verwacht.get(sleutel, "(geen rij)"), gezien.get(sleutel, "(geen rij)")
        if oud != nieuw:
            adres, ding, methode = sleutel
            wat = f"{adres} [{ding}]" if ding else adres
            regels.append(f"  {methode:4} {wat}: was {oud}, is {nieuw}")
    return regels
