"""The Leefbaarometer: a zip with a csv per kind of area, read without unpacking it to disk.

It is whole when the zip is (each file has its checksum), every row has all cells, and each kind of area has rows.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath

from wijkwerk.cijfers.diensten.fouten import DienstFout
from wijkwerk.cijfers.diensten.spoel import Spoel
from wijkwerk.cijfers.diensten.verbinding import Verbinding
from wijkwerk.cijfers.lezen.bestand import MB

SCORES = re.compile(r"Leefbaarometer-scores (gemeenten|wijken|buurten) .*\.csv", re.IGNORECASE)
# Kind -> code and name of its areas; of all three the code goes into one column.
KOLOMMEN = {
    "gemeenten": ("gm_code", "gm_naam"),
    "wijken": ("wk_code", "wk_naam"),
    "buurten": ("bu_code", "bu_naam"),
}
MAX_UITGEPAKT = 512 * MB


def lees_scores(
    verbinding: Verbinding, jaar: int, gemeente: str | None, spoel: Spoel, meld: Callable[[int], None]
) -> None:
    """Put the scores of every area and year into `spoel`. Raises DienstFout."""
    with tempfile.TemporaryFile() as doel:
        verbinding.bestand(f"open-data-leefbaarometer-meting-{jaar}.zip", doel)
        doel.seek(0)
        try:
            with zipfile.ZipFile(doel) as zip_:
                for soort in KOLOMMEN:
                    eerder = spoel.rijen
                    _lees(zip_, soort, gemeente, spoel)
                    if spoel.rijen == eerder:
                        raise DienstFout(
                            f"Het bestand van {verbinding.wie} heeft van deze gemeente geen {soort}."
                        )
                    meld(spoel.rijen)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as fout:
            # Damaged, with a password, or packed in a way that nobody asked for.
            raise DienstFout(f"Het bestand van {verbinding.wie} is niet te lezen. Is het heel?") from fout
        except csv.Error as fout:
            raise DienstFout(f"Het bestand van {verbinding.wie} is niet te lezen: geen goede csv.") from fout


def _lees(zip_: zipfile.ZipFile, soort: str, gemeente: str | None, spoel: Spoel) -> None:
    deel = _deel(zip_, soort)
    if deel.file_size > MAX_UITGEPAKT:
        raise DienstFout("Het bestand van de Leefbaarometer is uitgepakt te groot.")
    code, naam = KOLOMMEN[soort]
    # `file_size` is what the zip says of itself; more than that is never read.
    with zip_.open(deel) as bron:
        lezer = csv.reader(io.TextIOWrapper(bron, encoding="utf-8-sig", newline=""), strict=True)
        koppen = next(lezer, [])
        if code not in koppen:
            raise DienstFout(f"In het bestand van de Leefbaarometer ontbreekt de kolom {code}.")
        plaats = koppen.index(code)
        nieuw = {code: "bu_code", naam: "bu_naam"}
        weg = {kop for kop in koppen if kop in {"gm_code", "gm_naam", "wk_code", "wk_naam"} - {code, naam}}
        for cellen in lezer:
            if len(cellen) != len(koppen):
                raise DienstFout("Het bestand van de Leefbaarometer is niet heel: een regel is te kort.")
            if gemeente is None or cellen[plaats].strip()[2:6] == gemeente[2:]:
                spoel.neem(
                    {
                        nieuw.get(kop, kop): cel
                        for kop, cel in zip(koppen, cellen, strict=True)
                        if kop not in weg
                    }
                )


def _deel(zip_: zipfile.ZipFile, soort: str) -> zipfile.ZipInfo:
    """The one file with these scores, in whatever folder. Its name is only looked at, never used as a path."""
    gevonden = [
        deel
        for deel in zip_.infolist()
        if (m := SCORES.fullmatch(PurePosixPath(deel.filename).name)) and m[1].casefold() == soort
    ]
    if len(gevonden) != 1:
        raise DienstFout(f"In het bestand van de Leefbaarometer staan de scores van {soort} niet.")
    return gevonden[0]
