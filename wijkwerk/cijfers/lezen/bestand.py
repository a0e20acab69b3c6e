"""A file as it comes in: csv, xlsx or JSON, recognised by its content, turned into a heading and rows of text.

Guards stand here: size, what a zip would become, a page instead of data, an unfinished last line, formulas.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from wijkwerk.cijfers.fouten import BestandFout

MB = 1024 * 1024
# A csv is read line by line and may be long; JSON has to be read as a whole.
MAX_CSV = 4096 * MB
MAX_JSON = 100 * MB
MAX_XLSX = 60 * MB
MAX_UITGEPAKT = 600 * MB
# Texts of cells are all in memory while a sheet is read.
MAX_TEKSTEN = 50 * MB
# No sheet of Excel is longer.
MAX_RIJEN = 1_048_576
MAX_KOLOMMEN = 400
# Of one line of a csv, which is in memory as a whole.
MAX_REGEL = 1 * MB
_KIJK = 4096
ALLEEN_WAARDEN = "Bewaar het blad met alleen de waarden."


@dataclass(frozen=True)
class Tabel:
    """Heading and rows; a row has its number in the file, and as many cells as the heading."""

    koppen: tuple[str, ...]
    rijen: Iterator[tuple[int, Sequence[str]]]


def open_tabel(bestand: IO[bytes], *, json_leeg: str = "") -> Tabel:
    """Recognise a file by its first bytes and start reading it. `json_leeg`: what `null` means there, as a cell.

    Raises BestandFout, also while the rows are read.
    """
    grootte = bestand.seek(0, io.SEEK_END)
    bestand.seek(0)
    begin = bestand.read(_KIJK)
    bestand.seek(0)
    kern = begin.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not kern:
        raise BestandFout("Dit bestand is leeg.")
    if begin.startswith(b"PK"):
        _pas(grootte, MAX_XLSX)
        return _tabel(_xlsx(bestand))
    if begin.startswith(b"\xd0\xcf\x11\xe0"):
        raise BestandFout(
            "Dit is een oud Excel-bestand of een bestand met een wachtwoord. Sla het op als .xlsx."
        )
    if kern[:1] == b"<":
        raise BestandFout(
            "Dit is een webpagina of XML, geen bestand met cijfers. Download het bestand opnieuw."
        )
    if kern[:1] in b"{[":
        _pas(grootte, MAX_JSON)
        return tabel_van_json(bestand.read(), leeg=json_leeg)
    if begin.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BestandFout("Dit bestand is niet in UTF-8. Sla het op als CSV UTF-8.")
    if b"\0" in begin:
        raise BestandFout("Dit is geen bestand met cijfers. Kies een .csv, .xlsx of .json.")
    _pas(grootte, MAX_CSV)
    return _tabel(_csv(bestand, begin))


def _pas(grootte: int, hoogstens: int) -> None:
    if grootte > hoogstens:
        raise BestandFout(f"Dit bestand is te groot. Het mag hoogstens {hoogstens // MB} MB zijn.")


def _tabel(rijen: Iterator[tuple[int, list[str]]]) -> Tabel:
    _, koppen = next(rijen, (0, []))
    koppen = [_schone_kop(kop) for kop in koppen]
    while koppen and not koppen[-1]:
        koppen.pop()
    if len(koppen) < 2:
        raise BestandFout("Wij zien maar een kolom. Zet een puntkomma of komma tussen de kolommen.")
    _niet_te_breed(len(koppen))
    return Tabel(tuple(koppen), _even_lang(rijen, len(koppen)))


def _niet_te_breed(kolommen: int) -> None:
    if kolommen > MAX_KOLOMMEN:
        raise BestandFout(f"Dit bestand heeft meer dan {MAX_KOLOMMEN} kolommen.")


def _schone_kop(kop: str) -> str:
    """The database keeps no NUL."""
    return kop.replace("\0", "").strip()


def _even_lang(rijen: Iterator[tuple[int, list[str]]], aantal: int) -> Iterator[tuple[int, list[str]]]:
    for nr, cellen in rijen:
        if len(cellen) == aantal:
            yield nr, cellen
        elif any(cellen):
            # Empty cells at the end may be there or not; anything else is a line that was cut off.
            if any(cel.strip() for cel in cellen[aantal:]) or len(cellen) < aantal:
                raise BestandFout(
                    f"Regel {nr} heeft {len(cellen)} kolommen en de kop {aantal}. Is het bestand heel?"
                )
            yield nr, cellen[:aantal]


# --- csv


def _csv(bestand: IO[bytes], begin: bytes) -> Iterator[tuple[int, list[str]]]:
    _eindigt_netjes(bestand)
    tekst = io.TextIOWrapper(bestand, encoding="utf-8-sig", newline="")
    lezer = csv.reader(_regels(tekst), delimiter=_scheiding(begin), strict=True)
    try:
        for cellen in lezer:
            if cellen:
                yield lezer.line_num, cellen
    except csv.Error as fout:
        raise BestandFout(f"Regel {lezer.line_num} klopt niet: let op de aanhalingstekens.") from fout
    except UnicodeDecodeError as fout:
        raise BestandFout("Dit bestand is niet in UTF-8. Sla het op als CSV UTF-8.") from fout
    finally:
        # Who opened it closes it.
        tekst.detach()


def _regels(tekst: io.TextIOWrapper) -> Iterator[str]:
    """Line by line; a file that is one line without an end is not read into memory."""
    while regel := tekst.readline(MAX_REGEL):
        if len(regel) == MAX_REGEL:
            raise BestandFout("Een regel in dit bestand is veel te lang. Is het wel een bestand met cijfers?")
        yield regel


def _eindigt_netjes(bestand: IO[bytes]) -> None:
    """A last line without an end may be half a number: that is not for us to guess."""
    bestand.seek(-1, io.SEEK_END)
    laatste = bestand.read(1)
    bestand.seek(0)
    if laatste not in b"\r\n":
        raise BestandFout(
            "De laatste regel houdt niet op met een nieuwe regel. Is het bestand heel? Zet dan een lege regel eronder."
        )


def _scheiding(begin: bytes) -> str:
    kop = begin.split(b"\n", 1)[0].decode("utf-8", "replace")
    return max(";,\t", key=kop.count)


# --- xlsx


def _xlsx(bestand: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    """The first sheet, row by row. A formula is refused: what it gives depends on who opens it."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(bestand) as zip_:
            if sum(deel.file_size for deel in zip_.infolist()) > MAX_UITGEPAKT:
                raise BestandFout("Dit bestand is uitgepakt te groot.")
            if any(
                deel.file_size > MAX_TEKSTEN
                for deel in zip_.infolist()
                if not deel.filename.startswith("xl/worksheets/")
            ):
                raise BestandFout(
                    "Dit bestand heeft te veel tekst. Laat kolommen met tekst weg, of kies .csv."
                )
            if "xl/workbook.xml" not in zip_.namelist():
                raise BestandFout("Dit is geen Excel-bestand. Sla het op als .xlsx of .csv.")
            if any(_hoort_er_niet(zip_, deel) for deel in zip_.infolist()):
                raise BestandFout("In dit Excel-bestand zit iets dat er niet in hoort. Sla het opnieuw op.")
        boek = load_workbook(bestand, read_only=True, keep_links=False)
        blad = boek.worksheets[0]
        # What a file says of its own size may be wrong, and would cut it off without a word.
        blad.reset_dimensions()
        for nr, rij in enumerate(blad.iter_rows(max_col=MAX_KOLOMMEN + 1), start=1):
            if nr > MAX_RIJEN:
                raise BestandFout(f"Dit blad heeft meer dan {MAX_RIJEN} rijen.")
            yield nr, [_celtekst(cel.value, nr, cel.number_format) for cel in rij]
    except (BestandFout, GeneratorExit):
        raise
    except Exception as fout:
        # A damaged or hostile file can break the library in any place.
        raise BestandFout("Wij kunnen dit Excel-bestand niet lezen. Is het heel?") from fout


def _hoort_er_niet(zip_: zipfile.ZipFile, deel: zipfile.ZipInfo) -> bool:
    """A path that climbs out, or XML that declares entities: no Excel writes either."""
    if deel.filename.startswith("/") or ".." in deel.filename.split("/"):
        return True
    with zip_.open(deel) as xml:
        return b"<!DOCTYPE" in xml.read(_KIJK)


def _celtekst(waarde: Any, nr: int, vorm: str | None) -> str:
    from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

    match waarde:
        case None:
            return ""
        case ArrayFormula() | DataTableFormula():
            raise BestandFout(f"Rij {nr} heeft een formule. {ALLEEN_WAARDEN}")
        case str() if waarde.startswith("="):
            raise BestandFout(f"Rij {nr} heeft een formule. {ALLEEN_WAARDEN}")
        case int() | float() if vorm and "%" in vorm:
            # What looks like 62,5% is kept as 0.625.
            raise BestandFout(
                f"Rij {nr} heeft een cel met een procentteken. Maak er een gewoon getal van: 62,5 in plaats van 62,5%."
            )
        case float() if waarde.is_integer():
            return str(int(waarde))
        case float():
            # With a comma: it cannot be taken for thousands.
            return f"{waarde:.10f}".rstrip("0").replace(".", ",")
        case _:
            return str(waarde)


# --- json


def lees_json(inhoud: bytes, *, getallen: bool = False) -> Any:
    """Read JSON without making a number inexact: every number stays the text that stood there. Raises BestandFout.

    `getallen`: numbers as such, for coordinates.
    """
    tekst: dict[str, Any] = {} if getallen else {"parse_float": str, "parse_int": str, "parse_constant": str}
    try:
        return json.loads(inhoud, object_pairs_hook=_een_keer, **tekst)
    except (ValueError, RecursionError) as fout:
        raise BestandFout("Dit is geen geldige JSON. Is het bestand heel?") from fout


def _een_keer(paren: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice in a row has two values: which one is meant is not for us to guess."""
    uit = dict(paren)
    if len(uit) < len(paren):
        raise BestandFout("In deze JSON staat een veld twee keer in dezelfde rij.")
    return uit


def tabel_van_json(inhoud: bytes, *, leeg: str = "") -> Tabel:
    """Rows out of an answer of OData (`value`), a map (`features`), or a bare list."""
    gelezen = lees_json(inhoud)
    rijen = rijen_van(gelezen)
    if isinstance(gelezen, dict) and gelezen.get("odata.nextLink"):
        raise BestandFout(
            "Dit is maar een deel van de tabel: er hoort een vervolg bij (odata.nextLink). Haal alles op, of kies CSV."
        )
    return tabel_van_rijen(rijen, leeg=leeg)


def rijen_van(gelezen: Any) -> list[dict[str, Any]]:
    lijst: Any = gelezen
    if isinstance(gelezen, dict):
        if "features" in gelezen:
            kaart = gelezen["features"]
            lijst = (
                [f.get("properties") if isinstance(f, dict) else f for f in kaart]
                if isinstance(kaart, list)
                else kaart
            )
        else:
            lijst = gelezen.get("value")
    if not isinstance(lijst, list) or not all(isinstance(rij, dict) for rij in lijst):
        raise BestandFout("In deze JSON staat geen lijst met cijfers.")
    if not lijst:
        raise BestandFout("In deze JSON staan geen rijen.")
    return lijst


def tabel_van_rijen(rijen: list[dict[str, Any]], *, leeg: str = "") -> Tabel:
    koppen = tuple(rijen[0])
    _niet_te_breed(len(koppen))
    return Tabel(tuple(_schone_kop(kop) for kop in koppen), _json_rijen(rijen, koppen, leeg))


def _json_rijen(
    rijen: list[dict[str, Any]], koppen: tuple[str, ...], leeg: str
) -> Iterator[tuple[int, list[str]]]:
    for nr, rij in enumerate(rijen, start=1):
        if rij.keys() != set(koppen):
            raise BestandFout(f"Rij {nr} heeft andere velden dan de eerste. Is het bestand heel?")
        yield nr, [leeg if rij[kop] is None else str(rij[kop]) for kop in koppen]
