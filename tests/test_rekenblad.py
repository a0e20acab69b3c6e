"""Files for a spreadsheet: no text becomes a formula, and what goes in comes out."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from wijkwerk.rekenblad import Rij, als_csv, als_xlsx, veilig

KWAAD = [
    '=HYPERLINK("http://x.example","klik")',
    "+31 6",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u00a0=1",
    "\ufeff=1",
    "|calc",
    "＝1",
    "\x00=1",
    "\ttab",
]
RIJEN: list[Rij] = [
    ["Nummer", "Tekst"],
    [1, 'Een "woord"; nog een,\r\nen een regel'],
    [date(2027, 3, 1), None],
    ["é €", "=1+1"],
]


@pytest.mark.parametrize("tekst", KWAAD)
def test_what_looks_like_a_formula_gets_a_quote_in_front(tekst: str) -> None:
    assert veilig(tekst).startswith("'")


@pytest.mark.parametrize("tekst", ["De stoep = los", "2026-0001", "", "a@b.example", "'s avonds"])
def test_what_does_not_stays_what_it_was(tekst: str) -> None:
    assert veilig(tekst) == tekst


def test_no_file_holds_characters_that_none_may_hold() -> None:
    assert veilig("a\x00b\x1bc\uffff") == "abc"
    assert veilig("een\ttab en\neen regel") == "een\ttab en\neen regel"


def test_csv_is_read_back_as_it_was_and_known_as_utf8() -> None:
    inhoud = b"".join(als_csv(RIJEN))

    assert inhoud.startswith(b"\xef\xbb\xbf")
    gelezen = list(csv.reader(io.StringIO(inhoud.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert gelezen == [
        ["Nummer", "Tekst"],
        ["1", 'Een "woord"; nog een,\r\nen een regel'],
        ["2027-03-01", ""],
        ["é €", "'=1+1"],
    ]


def test_workbook_has_texts_numbers_and_days_and_no_formula() -> None:
    kwaad: list[Rij] = [[tekst, 1] for tekst in KWAAD]
    with als_xlsx([*RIJEN, *kwaad], "Blad") as bestand:
        blad = load_workbook(bestand)["Blad"]

    cellen = [cel for rij in blad.iter_rows() for cel in rij]
    assert {cel.data_type for cel in cellen} <= {"s", "inlineStr", "n", "d"}
    assert (blad["A2"].value, blad["A3"].value.date()) == (1, date(2027, 3, 1))
    assert blad["B4"].value == "'=1+1"
    assert blad.freeze_panes == "A2"
