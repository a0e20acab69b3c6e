"""A spreadsheet as it comes in: xlsx or csv, guarded, turned into rows of text."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

MB = 1024 * 1024
MAX_BYTES = 5 * MB
# An xlsx is a zip: what it may become when unpacked.
MAX_UITGEPAKT = 60 * MB
MAX_RIJEN = 10_000
MAX_KOLOMMEN = 60
MAX_CEL = 4_000


class BestandFout(Exception):
    """This file cannot be read as a whole; the text says what to do, in Dutch."""


@dataclass(frozen=True)
class Bestandsrij:
    """One row, with the number that the spreadsheet shows beside it."""

    nr: int
    cellen: tuple[str, ...]


@dataclass(frozen=True)
class Tabel:
    koppen: tuple[str, ...]
    rijen: tuple[Bestandsrij, ...]


def lees(inhoud: bytes, *, max_rijen: int = MAX_RIJEN) -> Tabel:
    """Read the first sheet of an xlsx, or a csv; what it is shows from the content, not from the name.

    Empty rows are left out. Raises BestandFout.
    """
    if len(inhoud) > MAX_BYTES:
        raise BestandFout(f"Dit bestand is te groot. Het mag hoogstens {MAX_BYTES // MB} MB zijn.")
    if inhoud.startswith(b"\xd0\xcf\x11\xe0"):
        raise BestandFout(
            "Dit is een oud Excel-bestand of een bestand met een wachtwoord. Sla het op als .xlsx zonder wachtwoord."
        )
    rijen = _xlsx(inhoud) if inhoud.startswith(b"PK") else _csv(inhoud)
    return _tabel(rijen, max_rijen)


def _tabel(rijen: Iterable[tuple[int, list[str]]], max_rijen: int) -> Tabel:
    gevuld = ((nr, cellen) for nr, cellen in rijen if any(cellen))
    _, koppen = next(gevuld, (0, []))
    while koppen and not koppen[-1]:
        koppen.pop()
    if not koppen:
        raise BestandFout("Dit bestand is leeg. Op de eerste rij horen de namen van de kolommen te staan.")
    if len(koppen) > MAX_KOLOMMEN:
        raise BestandFout(f"Dit bestand heeft te veel kolommen. Er mogen er hoogstens {MAX_KOLOMMEN} zijn.")
    gelezen: list[Bestandsrij] = []
    for nr, cellen in gevuld:
        if len(gelezen) == max_rijen:
            raise BestandFout(
                f"Dit bestand heeft te veel rijen. Voer hoogstens {max_rijen} rijen tegelijk in."
            )
        if any(len(cel) > MAX_CEL for cel in cellen):
            raise BestandFout(f"Rij {nr} heeft een cel met meer dan {MAX_CEL} tekens. Maak die tekst korter.")
        vol = [*cellen, *[""] * len(koppen)][: len(koppen)]
        gelezen.append(Bestandsrij(nr, tuple(vol)))
    return Tabel(tuple(koppen), tuple(gelezen))


# --- csv


def _csv(inhoud: bytes) -> Iterator[tuple[int, list[str]]]:
    tekst = _als_tekst(inhoud)
    if "\0" in tekst:
        raise BestandFout("Dit is geen rekenblad. Kies een bestand dat eindigt op .xlsx of .csv.")
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=_scheiding(tekst), strict=True)
    vorige = 0
    try:
        for cellen in lezer:
            # A cell may hold line breaks: the row is known by its first line.
            yield vorige + 1, [cel.strip() for cel in cellen]
            vorige = lezer.line_num
    except csv.Error as fout:
        raise BestandFout(f"Regel {lezer.line_num} klopt niet: let op de aanhalingstekens.") from fout


def _als_tekst(inhoud: bytes) -> str:
    codering = "utf-16" if inhoud.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return inhoud.decode(codering)
    except UnicodeDecodeError:
        # What Excel writes on Windows. A few bytes mean nothing in it.
        try:
            return inhoud.decode("cp1252")
        except UnicodeDecodeError as fout:
            raise BestandFout(
                "Wij kunnen de letters in dit bestand niet lezen. Sla het op als .xlsx."
            ) from fout


def _scheiding(tekst: str) -> str:
    """The mark that cuts the row of headings into most pieces; `;` when it is not clear, as Dutch Excel does."""
    koppen = next((regel for regel in tekst.splitlines() if regel.strip()), "")
    return max(";,\t", key=koppen.count)


# --- xlsx


def _xlsx(inhoud: bytes) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
            if sum(deel.file_size for deel in zip_.infolist()) > MAX_UITGEPAKT:
                raise BestandFout("Dit bestand is uitgepakt te groot. Haal plaatjes en lege bladen eruit.")
            if "xl/workbook.xml" not in zip_.namelist():
                raise BestandFout("Dit is geen Excel-bestand. Sla het op als .xlsx of .csv.")
        boek = load_workbook(io.BytesIO(inhoud), read_only=True, keep_links=False)
        for nr, rij in enumerate(boek.worksheets[0].iter_rows(max_col=MAX_KOLOMMEN + 1), start=1):
            yield nr, [_celtekst(cel.value) for cel in rij]
            if nr > 20 * MAX_RIJEN:
                raise BestandFout("Dit blad is te lang. Haal de lege rijen onderaan weg.")
    except BestandFout:
        raise
    except Exception as fout:
        # A damaged or hostile file can break the library in any place.
        raise BestandFout("Wij kunnen dit Excel-bestand niet lezen. Sla het opnieuw op als .xlsx.") from fout


def _celtekst(waarde: Any) -> str:
    """A value as people see it. A formula comes through as its text, starting with `=`, and is refused later."""
    match waarde:
        case None:
            return ""
        case bool():
            return "ja" if waarde else "nee"
        case datetime():
            return (
                waarde.date().isoformat() if waarde.time().isoformat() == "00:00:00" else waarde.isoformat()
            )
        case date():
            return waarde.isoformat()
        case float() if waarde.is_integer():
            return str(int(waarde))
        case _:
            return str(waarde).strip()
