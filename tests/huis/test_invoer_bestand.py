"""Reading spreadsheets: what Dutch offices really send, and what somebody sends to hurt."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from wijkwerk.huis.invoer import bestand
from wijkwerk.huis.invoer.bestand import BestandFout, Tabel, lees

NAAM = "Café ’t Anker"


def xlsx(*rijen: list[Any]) -> bytes:
    boek = Workbook()
    for rij in rijen:
        boek.worksheets[0].append(rij)
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


HEEL = xlsx(["naam", "wat"], [NAAM, 1], ["x", date(2027, 3, 1)])


def cellen(tabel: Tabel) -> list[tuple[str, ...]]:
    return [rij.cellen for rij in tabel.rijen]


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("scheiding", [";", ",", "\t"])
def test_csv_in_any_usual_form(codering: str, scheiding: str) -> None:
    inhoud = f"naam{scheiding}gebied\r\n{NAAM}{scheiding}Centrum\r\n".encode(codering)

    tabel = lees(inhoud)

    assert tabel.koppen == ("naam", "gebied")
    assert cellen(tabel) == [(NAAM, "Centrum")]


def test_csv_rows_keep_the_number_of_the_spreadsheet() -> None:
    tabel = lees(b'naam;wat\n\n"een\ncel";a\n;\ntwee;b\n')

    assert [rij.nr for rij in tabel.rijen] == [3, 6]


def test_short_rows_are_filled_and_long_ones_cut() -> None:
    assert cellen(lees(b"a;b\n1\n1;2;3\n")) == [("1", ""), ("1", "2")]


def test_xlsx_values_become_what_people_see() -> None:
    inhoud = xlsx(
        ["naam", "dag", "nr", "ja", "leeg"],
        [NAAM, date(2027, 3, 1), 12.0, True, None],
        ["x", datetime(2027, 3, 1, 14, 30), 1.5, False, ""],  # noqa: DTZ001 - spreadsheets know no zones
    )

    assert cellen(lees(inhoud)) == [
        (NAAM, "2027-03-01", "12", "ja", ""),
        ("x", "2027-03-01T14:30:00", "1.5", "nee", ""),
    ]


def test_xlsx_formula_comes_through_as_text_and_is_never_computed() -> None:
    assert cellen(lees(xlsx(["a"], ["=1+1"]))) == [("=1+1",)]


def test_xlsx_under_another_name_is_still_read() -> None:
    assert lees(xlsx(["a"], ["b"])).koppen == ("a",)


def _zip(**delen: bytes) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zip_:
        for naam, inhoud in delen.items():
            zip_.writestr(naam, inhoud)
    return uit.getvalue()


@pytest.mark.parametrize(
    ("inhoud", "fout"),
    [
        (b"", "leeg"),
        (b"\n;;\n", "leeg"),
        (b"a;b\n" + b"x" * (bestand.MAX_BYTES + 1), "hoogstens 5 MB"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "oud Excel-bestand"),
        (b"PK\x03\x04kapot", "niet lezen"),
        (_zip(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "geen Excel-bestand"),
        (_zip(bom=b"0" * (bestand.MAX_UITGEPAKT + 1)), "uitgepakt te groot"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "geen rekenblad"),
        (b"naam\n\x81\x8d", "letters"),
        (b'naam;wat\n"open;x\n', "aanhalingstekens"),
        (b"a;" * 61 + b"b\n", "te veel kolommen"),
        (b"a\n" + b"x" * 4001, "Rij 2 heeft een cel"),
    ],
    ids=lambda deel: deel if isinstance(deel, str) else "",
)
def test_what_cannot_be_read_says_why(inhoud: bytes, fout: str) -> None:
    with pytest.raises(BestandFout, match=fout):
        lees(inhoud)


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(BestandFout, match="hoogstens 3 rijen"):
        lees(b"a\n1\n2\n3\n4\n", max_rijen=3)


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"naam;wat\n"]))
def test_whatever_comes_in_is_read_or_refused(rest: bytes, begin: bytes) -> None:
    with suppress(BestandFout):
        lees(begin + rest)


@given(st.data())
@settings(max_examples=40)
def test_a_damaged_xlsx_is_read_or_refused(data: st.DataObject) -> None:
    inhoud = bytearray(HEEL)
    for _ in range(data.draw(st.integers(1, 8))):
        inhoud[data.draw(st.integers(0, len(inhoud) - 1))] = data.draw(st.integers(0, 255))
    with suppress(BestandFout):
        lees(bytes(inhoud))
