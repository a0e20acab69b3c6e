"""Every kind of file that figures come in: sheets, answers of services, months of crime."""

from __future__ import annotations

import io
import json
import zipfile
from decimal import Decimal

import pytest
from openpyxl import Workbook

from tests.cijfers.bestanden.tabel import xlsx, zip_van
from tests.cijfers.hulp import cijfer, csv, laad
from wijkwerk.cijfers.fouten import BestandFout
from wijkwerk.cijfers.lezen import bestand as lezen
from wijkwerk.cijfers.models import Cijfer, Cijfergebied, Reden

pytestmark = pytest.mark.usefixtures("helmond")


def test_a_kwb_file() -> None:
    kop: list[object] = ["gwb_code_10", "regio", "recs", "a_inw", "a_nb_won ", "g_gas", "p_koopw"]
    laad(xlsx(kop, ["BU07940101", "Noord", "Buurt", 105, "  7", "      .", "26,4"]), "kwb", 2024)
    assert cijfer("BU07940101", "inwoners", 202400) == (105, Reden.GEEN)
    assert cijfer("BU07940101", "nieuwe-woningen", 202400) == (7, Reden.GEEN)
    assert cijfer("BU07940101", "gas", 202400) == (None, Reden.GEHEIM)
    assert cijfer("BU07940101", "koopwoningen", 202400) == (Decimal("26.4"), Reden.GEEN)
    assert Cijfergebied.objects.get().naam == "Noord"


def test_a_percentage_of_excel_is_not_guessed() -> None:
    boek = Workbook()
    boek.worksheets[0].append(["gwb_code_10", "p_koopw"])
    boek.worksheets[0].append(["BU07940101", 0.625])
    boek.worksheets[0]["B2"].number_format = "0.0%"
    uit = io.BytesIO()
    boek.save(uit)
    with pytest.raises(BestandFout, match="Rij 2 heeft een cel met een procentteken"):
        laad(uit.getvalue(), "kwb", 2024)


def _blad(xml: bytes, vervang: bytes) -> bytes:
    """A sheet of three rows in which a piece of its XML is replaced."""
    bron = zipfile.ZipFile(io.BytesIO(xlsx(["gwb_code_10", "a_inw"], ["BU07940101", 1], ["BU07940102", 2.5])))
    delen = {naam: bron.read(naam) for naam in bron.namelist()}
    blad = "xl/worksheets/sheet1.xml"
    assert xml in delen[blad]
    return zip_van(**delen | {blad: delen[blad].replace(xml, vervang)})


def test_a_sheet_that_is_wrong_about_its_size_is_read_whole() -> None:
    laad(_blad(b'ref="A1:B3"', b'ref="A1:B2"'), "kwb", 2024)
    assert cijfer("BU07940102", "inwoners", 202400) == (Decimal("2.5"), Reden.GEEN)


def test_a_row_that_no_sheet_has_ends_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lezen, "MAX_RIJEN", 100)
    with pytest.raises(BestandFout, match="meer dan 100 rijen"):
        laad(_blad(b'<row r="3"', b'<row r="2000000000"'), "kwb", 2024)


def test_a_sheet_with_too_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lezen, "MAX_TEKSTEN", 1000)
    with pytest.raises(BestandFout, match="te veel tekst"):
        laad(zip_van(**{"xl/workbook.xml": b"0", "xl/sharedStrings.xml": b"0" * 5000}), "kwb", 2024)


def test_an_answer_of_odata() -> None:
    rij = {"ID": 1, "WijkenEnBuurten": "BU07940101", "AantalInwoners_5": 105, "Koopwoningen_47": None}
    laad(json.dumps({"odata.metadata": "x", "value": [rij]}), "statline", 2024)
    assert cijfer("BU07940101", "koopwoningen", 202400) == (None, Reden.ONBEKEND)


def test_a_map_of_pdok_in_both_spellings() -> None:
    def kaart(**velden: object) -> str:
        return json.dumps(
            {"type": "FeatureCollection", "features": [{"properties": velden, "geometry": None}]}
        )

    laad(kaart(buurtcode="BU07940101", aantal_inwoners=10, percentage_koopwoningen=-99995), "pdok", 2024)
    laad(kaart(buurtcode="BU07940102", aantalInwoners=20, percentageKoopwoningen=-99997), "pdok", 2023)
    assert cijfer("BU07940101", "koopwoningen", 202400) == (None, Reden.NOG_NIET)
    assert cijfer("BU07940102", "inwoners", 202300) == (20, Reden.GEEN)
    assert cijfer("BU07940102", "koopwoningen", 202300) == (None, Reden.GEHEIM)


def _maanden(aantal: int, *, geheim: int = 0) -> str:
    rijen = [
        ("WijkenEnBuurten", "Perioden", "SoortMisdrijf", "GeregistreerdeMisdrijven_1"),
        *(
            ("BU07940101", f"2025MM{m:02}", "1.1.1 ", "." if m == geheim else "2")
            for m in range(1, aantal + 1)
        ),
        ("BU07940101", "2025MM01", "9.9.9 ", "4"),
    ]
    return csv(*rijen)


def test_months_of_crime_become_a_year() -> None:
    resultaat = laad(_maanden(12), "politie")
    assert cijfer("BU07940101", "woninginbraken", 202500) == (24, Reden.GEEN)
    assert Cijfer.objects.count() == 1
    assert resultaat.oogst.anders == 1


def test_one_withheld_month_makes_the_year_withheld() -> None:
    laad(_maanden(12, geheim=5), "politie")
    assert cijfer("BU07940101", "woninginbraken", 202500) == (None, Reden.GEHEIM)


def test_part_of_a_year_is_not_a_year() -> None:
    assert "Van 2025" in laad(_maanden(11), "politie").waarschuwingen[0]
    assert not Cijfer.objects.exists()


def test_buurten_that_tell_too_little_of_the_crime_are_not_shown() -> None:
    kop = ("WijkenEnBuurten", "jaar", "GeregistreerdeMisdrijven_1")
    laad(csv(kop, ("GM0794", "2025", "100"), ("BU07940101", "2025", "89")), "politie")
    assert cijfer("BU07940101", "misdrijven", 202500) == (None, Reden.ONVOLLEDIG)
    assert cijfer("GM0794", "misdrijven", 202500) == (100, Reden.GEEN)


def test_health_of_adults_only() -> None:
    kop = ("WijkenEnBuurten", "Perioden", "Leeftijd", "Marges", "GoedErvarenGezondheid_4")
    rijen = [("GM0794", "2024JJ00", leeftijd, "MW00000", "70,1") for leeftijd in ("20300", "53110")]
    assert laad(csv(kop, *rijen), "rivm").oogst.anders == 1


def test_liveability() -> None:
    laad("bu_code,bu_naam,jaar,lbm,afw,kscore\nBU07940101,Noord,2024,4.12345678,-0.02,7\n", "leefbaarometer")
    assert cijfer("BU07940101", "leefbaarheid", 202400) == (Decimal("4.1235"), Reden.GEEN)
