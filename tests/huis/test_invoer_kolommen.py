"""What a cell may hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.huis.invoer import kolommen
from wijkwerk.huis.invoer.kolommen import CelFout, Keuze, Kolom, Lijst, lees_cel

WIJKEN = Keuze("een gebied", [("noord", "Noord", 1), ("zuid", "Zuid", 2), ("zuid-kern", "Zuid", 3)])


def kolom(lees: Any, *, verplicht: bool = False) -> Kolom:
    return Kolom("kop", "uitleg", lees, verplicht=verplicht)


@pytest.mark.parametrize(
    "cel",
    [
        "31-12-2027",
        "31/12/2027",
        "31.12.2027",
        "2027-12-31",
        "31 december 2027",
        "31 Dec. 2027",
    ],
)
def test_dates_dutch_and_iso(cel: str) -> None:
    assert lees_cel(kolom(kolommen.datum), cel) == date(2027, 12, 31)


def test_dutch_short_march() -> None:
    assert kolommen.datum("1 mrt 2027") == kolommen.datum("1 maart 2027") == date(2027, 3, 1)


@pytest.mark.parametrize(
    "cel", ["31-02-2027", "31-12-27", "12-31-2027", "46000", "morgen", "01-01-0001", "2027-13-01"]
)
def test_what_is_no_date(cel: str) -> None:
    with pytest.raises(CelFout):
        lees_cel(kolom(kolommen.datum), cel)


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)))
def test_every_day_survives_writing_and_reading(dag: date) -> None:
    assert kolommen.datum(f"{dag:%d-%m-%Y}") == kolommen.datum(dag.isoformat()) == dag


@pytest.mark.parametrize("cel", ["=1+1", "+1", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0", "#REF!", "a\x07b"])
def test_formulas_and_broken_cells_are_refused(cel: str) -> None:
    with pytest.raises(CelFout):
        lees_cel(kolom(kolommen.tekst(100)), cel)


def test_a_phone_number_may_start_with_a_plus() -> None:
    assert lees_cel(kolom(kolommen.telefoon), "+31 (0)20-1234567") == "+31 (0)20-1234567"


def test_empty_is_nothing_or_an_error() -> None:
    assert lees_cel(kolom(kolommen.tekst(5)), "") is None
    with pytest.raises(CelFout, match="niet leeg"):
        lees_cel(kolom(kolommen.tekst(5), verplicht=True), "")


@pytest.mark.parametrize(("cel", "waarde"), [("Ja", True), ("x", True), ("NEE", False), ("0", False)])
def test_yes_and_no(cel: str, waarde: bool) -> None:
    assert kolommen.ja_nee(cel) is waarde


@pytest.mark.parametrize(
    ("lezer", "cel"),
    [
        (kolommen.ja_nee, "misschien"),
        (kolommen.e_mail, "geen adres"),
        (kolommen.telefoon, "bel"),
        (kolommen.sleutel, "Nee!"),
    ],
)
def test_wrong_values_say_what_is_expected(lezer: Any, cel: str) -> None:
    with pytest.raises(CelFout):
        lezer(cel)


def test_a_choice_is_found_by_key_or_by_name() -> None:
    assert WIJKEN("noord") == WIJKEN(" NOORD") == 1
    assert WIJKEN("zuid-kern") == 3


def test_a_name_that_occurs_twice_asks_for_the_key() -> None:
    with pytest.raises(CelFout) as fout:
        WIJKEN("Zuid")

    assert fout.value.toegestaan == ("zuid", "zuid-kern")


def test_an_unknown_name_proposes_what_looks_like_it() -> None:
    with pytest.raises(CelFout) as fout:
        WIJKEN("Nord")

    assert fout.value.toegestaan[0] == "Noord"


def test_a_list_has_each_value_once() -> None:
    assert Lijst(WIJKEN)("noord, Noord, zuid-kern") == Lijst(WIJKEN)("noord;Noord;zuid-kern") == (1, 3)


def test_a_name_with_a_comma_is_one_name() -> None:
    lijst = Lijst(Keuze("een partij", [("a", "Scholen, clubs", 1), ("b", "Politie", 2)]))

    assert lijst("Scholen, clubs") == (1,)
    assert lijst("Scholen, clubs; Politie") == (1, 2)
