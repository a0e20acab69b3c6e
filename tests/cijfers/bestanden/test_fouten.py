"""A file that is wrong in any place says what is wrong and changes nothing."""

from __future__ import annotations

import pytest

from tests.cijfers.bestanden.tabel import GOED, KOP, xlsx, zip_van
from tests.cijfers.hulp import csv, laad
from wijkwerk.cijfers.fouten import BestandFout
from wijkwerk.cijfers.lezen import bestand as lezen
from wijkwerk.cijfers.models import Cijfer, Cijfergebied, Invoer

pytestmark = pytest.mark.usefixtures("helmond")
FOUT: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "leeg"),
    "blank": (" \n\n", "leeg"),
    "a web page": ("<!DOCTYPE html><html></html>", "webpagina"),
    "not utf-8": (GOED.encode().replace(b"55", b"\xe9\xe9"), "UTF-8"),
    "utf-16": (GOED.encode("utf-16"), "UTF-8"),
    "binary": (b"abc\0\1\2", "geen bestand met cijfers"),
    "one column": ("alleen dit\n1\n", "kolom"),
    "other columns": ("a;b\n1;2\n", "ontbreekt"),
    "no known measure": ("WijkenEnBuurten;iets\nGM0794;2\n", "geen enkele kolom"),
    "the same measure twice": (csv((*KOP, "AantalInwoners_5"), ("GM0794", "1", "2", "3")), "allebei"),
    "only a measure that may be two": (
        csv((KOP[0], "AantalInwoners_5", "AantalInwoners_6"), ("GM0794", "1", "2")),
        "AantalInwoners_5, AantalInwoners_6",
    ),
    "the same area twice": (GOED + csv(("BU07940101", "1", "2")), "twee keer"),
    "a line cut off": (GOED + "BU07940103;1\n", "heel"),
    "a number cut off": (GOED.rstrip("\n"), "heel"),
    "a cell too many": (GOED + "BU07940103;1;2;3\n", "heel"),
    "words for a number": (GOED.replace("100", "veel"), "geen getal"),
    "a formula": (GOED.replace("100", "=HYPERLINK(1)"), "geen getal"),
    "an open quote": (GOED + '"BU07940103;1;2\n', "aanhalingstekens"),
    "only other places": (csv(KOP, ("X", "1", "2")), "geen enkel cijfer"),
    "broken json": ('{"value": [{"WijkenEnBuurten": "GM07', "JSON"),
    "json of something else": ('{"error": "no"}', "geen lijst"),
    "json without rows": ('{"value": []}', "geen rijen"),
    "json that goes on": ('{"value": [{"WijkenEnBuurten": "GM0794"}], "odata.nextLink": "x"}', "deel van"),
    "json with uneven rows": ('[{"WijkenEnBuurten": "GM0794", "AantalInwoners_5": 1}, {}]', "andere velden"),
    "json that is very deep": ("[" * 200_000, "JSON"),
    "a zip with something else": (zip_van(a=b"x"), "geen Excel"),
    "half an xlsx": (xlsx(["gwb_code_10", "a_inw"], ["GM0794", 1])[:800], "niet lezen"),
    "an old excel file": (b"\xd0\xcf\x11\xe0" + b"x" * 600, "oud Excel"),
    "a formula in a sheet": (xlsx(["WijkenEnBuurten", "AantalInwoners"], ["GM0794", "=1+1"]), "formule"),
    "too many columns": (";".join(["k"] * 500) + "\n", "kolommen"),
}


@pytest.mark.parametrize("naam", FOUT)
def test_a_wrong_file_says_what_is_wrong_and_changes_nothing(naam: str) -> None:
    inhoud, woord = FOUT[naam]
    laad(GOED, "statline", 2024)
    stonden = list(Cijfer.objects.order_by("pk").values_list())
    with pytest.raises(BestandFout, match=woord):
        laad(inhoud, "statline", 2024)
    assert list(Cijfer.objects.order_by("pk").values_list()) == stonden
    assert Cijfergebied.objects.count() == 2
    invoer = Invoer.objects.first()
    assert invoer is not None
    assert invoer.stand == "mislukt"
    assert woord in invoer.fout


def test_a_zip_that_would_become_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lezen, "MAX_UITGEPAKT", 1000)
    with pytest.raises(BestandFout, match="uitgepakt"):
        laad(zip_van(**{"xl/workbook.xml": b"0" * 5000}), "kwb", 2024)


@pytest.mark.parametrize(
    ("grens", "inhoud"), [("MAX_CSV", GOED), ("MAX_JSON", "[1]"), ("MAX_XLSX", zip_van(a=b"x"))]
)
def test_a_file_that_is_too_large(grens: str, inhoud: str | bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lezen, grens, 2)
    with pytest.raises(BestandFout, match="te groot"):
        laad(inhoud, "statline", 2024)


def test_a_year_must_be_known() -> None:
    with pytest.raises(BestandFout, match="jaar"):
        laad(GOED, "statline")


def test_half_of_what_was_there_is_refused() -> None:
    laad(GOED, "statline", 2024)
    with pytest.raises(BestandFout, match="ontbreken 1 gebieden"):
        laad(csv(KOP, ("BU07940101", "100", "55")), "statline", 2024)


def test_inhabitants_that_do_not_add_up_are_half_a_file() -> None:
    rijen = csv(KOP, ("GM0794", "300", "50"), ("BU07940101", "100", "50"), ("BU07940102", "100", "50"))
    with pytest.raises(BestandFout, match="samen 200 van 300"):
        laad(rijen, "statline", 2024)


def test_many_wrong_cells_are_named_up_to_a_limit() -> None:
    rijen = csv(KOP, *((f"BU0794{n:04}", "x", "y") for n in range(5000)))
    with pytest.raises(BestandFout) as fout:
        laad(rijen, "statline", 2024)
    assert len(str(fout.value).splitlines()) == 20
