"""Files for a spreadsheet, from texts that anybody may have typed."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import IO

VORMEN = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
Cel = str | int | date | None
Rij = Sequence[Cel]

# What a spreadsheet takes for a formula: also after white space, and as the wide signs of an Asian keyboard.
_FORMULE = re.compile(r"[\s\ufeff\u200b]*[=+\-@|%＝＋－＠]|[\t\r\n]")
# What no XML may hold, so no xlsx either.
_STUURTEKENS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def zonder_stuurtekens(tekst: str) -> str:
    return _STUURTEKENS.sub("", tekst)


def veilig(cel: Cel) -> str:
    """Return the text of a cell that no spreadsheet takes for a formula: such a one gets a quote in front."""
    tekst = zonder_stuurtekens("" if cel is None else str(cel))
    return f"'{tekst}" if _FORMULE.match(tekst) else tekst


class _Echo:
    """A file that gives back what is written: the csv writer as a generator."""

    def write(self, tekst: str) -> str:
        return tekst


def als_csv(rijen: Iterable[Rij]) -> Iterator[bytes]:
    """Yield a csv as Dutch spreadsheets open it by themselves: semicolons, and the mark that says UTF-8."""
    schrijver = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield b"\xef\xbb\xbf"
    for rij in rijen:
        regel: str = schrijver.writerow([veilig(cel) for cel in rij])
        yield regel.encode()


def als_xlsx(rijen: Iterable[Rij], naam: str) -> IO[bytes]:
    """Return a workbook with one sheet, written row by row into a temporary file that is open at its beginning."""
    from openpyxl import Workbook

    boek = Workbook(write_only=True)
    blad = boek.create_sheet(naam)
    blad.freeze_panes = "A2"
    for rij in rijen:
        blad.append([cel if isinstance(cel, int | date) else veilig(cel) for cel in rij])
    bestand = tempfile.TemporaryFile()  # noqa: SIM115 - who asked for it closes it
    boek.save(bestand)
    bestand.seek(0)
    return bestand
