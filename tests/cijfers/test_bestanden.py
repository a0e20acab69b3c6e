"""What a file may be, and that one that is wrong in any place changes nothing."""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile
from decimal import Decimal
from typing import IO

import pytest
from openpyxl import Workbook

from tests.cijfers.hulp import cijfer, csv, laad
from wijkwerk.cijfers.acties import laad_bestand
from wijkwerk.cijfers.fouten import BestandFout
from wijkwerk.cijfers.keuzes import Keuzes
from wijkwerk.cijfers.lezen import bestand as lezen
from wijkwerk.cijfers.lezen.bestand import open_tabel
from wijkwerk.cijfers.lezen.getal import GeenGetal, lees_getal
from wijkwerk.cijfers.models import Cijfer, Cijfergebied, Invoer, Reden
from wijkwerk.cijfers.periode import PeriodeFout, in_woorden, lees_periode

pytestmark = pytest.mark.usefixtures("helmond")
KOP = ("WijkenEnBuurten", "AantalInwoners_5", "Koopwoningen_47")
GOED = csv(KOP, ("BU07940101", "100", "55"), ("BU07940102", "0", "."))


@pytest.mark.parametrize(
    ("cel", "getal", "reden"),
    [
        ("26,4", "26.4", Reden.GEEN),
        ("  1.2 ", "1.2", Reden.GEEN),
        ("0", "0", Reden.GEEN),
        ("-3,5", "-3.5", Reden.GEEN),
        ("       .", None, Reden.GEHEIM),
        ("-99997", None, Reden.GEHEIM),
        ("-99999999", None, Reden.GEHEIM),
        ("-99995.0", None, Reden.NOG_NIET),
        ("", None, Reden.ONBEKEND),
        (" , ", None, Reden.ONBEKEND),
        ("NaN", None, Reden.ONBEKEND),
        ("n.v.t.", None, Reden.NIET_VAN_TOEPASSING),
    ],
)
def test_every_way_to_say_a_number_or_that_there_is_none(cel: str, getal: str | None, reden: Reden) -> None:
    assert lees_getal(cel) == (Decimal(getal) if getal else None, reden)


@pytest.mark.parametrize("cel", ["1.234,5", "1e9", "12 000", "=1+1", "inf", "9" * 14, "1-2", "٣", "0x1f"])
def test_what_is_no_number_is_not_guessed(cel: str) -> None:
    with pytest.raises(GeenGetal):
        lees_getal(cel)


@pytest.mark.parametrize(
    ("tekst", "woorden"),
    [
        ("2024", "2024"),
        ("2024JJ00", "2024"),
        ("2024MM03", "maart 2024"),
        ("2024-3", "maart 2024"),
        ("2024-K2", "2e kwartaal 2024"),
        ("2024KW02", "2e kwartaal 2024"),
    ],
)
def test_periods(tekst: str, woorden: str) -> None:
    assert in_woorden(lees_periode(tekst)) == woorden


@pytest.mark.parametrize(
    "tekst", ["24", "2024-13", "2024MM00", "2024-0", "1800", "2024-K5", "vorig jaar", "2024-00", "2024KW00"]
)
def test_what_is_no_period(tekst: str) -> None:
    with pytest.raises(PeriodeFout):
        lees_periode(tekst)


def test_each_kind_of_no_number_stays_its_own_kind() -> None:
    laad(GOED, "statline", 2024, voorlopig=True)
    assert cijfer("BU07940101", "inwoners", 202400) == (100, Reden.GEEN)
    assert cijfer("BU07940102", "inwoners", 202400) == (0, Reden.GEEN)
    assert cijfer("BU07940102", "koopwoningen", 202400) == (None, Reden.GEHEIM)
    # Only a number can be provisional.
    assert Cijfer.objects.filter(voorlopig=True).count() == 3


def test_padded_codes_shifted_numbers_and_trailing_blanks() -> None:
    laad(csv(("WijkenEnBuurten", " AantalInwoners_9 "), ("GM0794    ", "   12")), "statline", 2023)
    assert cijfer("GM0794", "inwoners", 202300) == (12, Reden.GEEN)


def test_unknown_columns_and_codes_are_reported() -> None:
    rijen = csv(
        (*KOP, "IetsNieuws_9"), ("BU07940101", "1", "2", "3"), ("", "1", "2", "3"), ("X1", "1", "2", "3")
    )
    oogst = laad(rijen, "statline", 2024).oogst
    assert oogst.onbekende_kolommen == ("IetsNieuws_9",)
    assert oogst.onbekende_codes == {"": 1, "X1": 1}
    assert list(oogst.gebieden) == ["BU07940101"]


# FORMATEN.md, with the names that the whole table has more than once.
_KOP_2024 = (
    "WijkenEnBuurten Gemeentenaam_1 SoortRegio_2 Codering_3 IndelingswijzigingGemeenteWijkBuurt_4 AantalInwoners_5 "
    "Mannen_6 Vrouwen_7 k_0Tot15Jaar_8 k_15Tot25Jaar_9 k_25Tot45Jaar_10 k_45Tot65Jaar_11 k_65JaarOfOuder_12 "
    "Ongehuwd_13 Gehuwd_14 Gescheiden_15 Verweduwd_16 Nederland_17 EuropaExclusiefNederland_18 BuitenEuropa_19 "
    "Nederland_20 EuropaExclusiefNederland_21 BuitenEuropa_22 EuropaExclusiefNederland_23 BuitenEuropa_24 "
    "HuishoudensTotaal_29 GemiddeldeHuishoudensgrootte_33 Bevolkingsdichtheid_34 Woningvoorraad_35 "
    "GemiddeldeWOZWaardeVanWoningen_39 PercentageEengezinswoning_40 Koopwoningen_47 HuurwoningenTotaal_48 "
    "WerkzameBeroepsbevolking_70 Nettoarbeidsparticipatie_71 GemiddeldInkomenPerInwoner_78 "
    "JongerenMetJeugdzorgInNatura_91 PercentageJongerenMetJeugdzorg_92 WmoClienten_93 WmoClientenRelatief_94 "
    "BedrijfsvestigingenTotaal_95 PersonenautoSTotaal_104 Motorfietsen_109 AfstandTotHuisartsenpraktijk_110 "
    "AfstandTotGroteSupermarkt_111 AfstandTotKinderdagverblijf_112 AfstandTotSchool_113 ScholenBinnen3Km_114 "
    "OppervlakteTotaal_115 OppervlakteLand_116 OppervlakteWater_117 MeestVoorkomendePostcode_118 "
    "Dekkingspercentage_119 MateVanStedelijkheid_120 Omgevingsadressendichtheid_121"
)
KOP_2024 = _KOP_2024.split()


def test_a_name_that_the_whole_table_has_twice_is_told_and_not_read() -> None:
    dubbel = [
        kop
        for kop in KOP_2024
        if kop.split("_")[0] in {"Nederland", "EuropaExclusiefNederland", "BuitenEuropa"}
    ]
    rij = ["BU07940101", *(str(nr) for nr in range(1, len(KOP_2024)))]
    resultaat = laad(csv(KOP_2024, rij), "statline", 2024)
    [zegt] = [zin for zin in resultaat.waarschuwingen if "vaker voor" in zin]
    assert ", ".join(dubbel) in zegt
    assert len(dubbel) == 8
    assert not Cijfer.objects.filter(indicator__sleutel__startswith="herkomst").exists()
    assert cijfer("BU07940101", "inwoners", 202400) == (5, Reden.GEEN)
    assert cijfer("BU07940101", "koopwoningen", 202400)[0] == KOP_2024.index("Koopwoningen_47")


def test_letters_in_a_code_are_a_code() -> None:
    laad(csv(KOP, ("BU0363MD03", "1", "2")), "statline", 2024)
    assert Cijfergebied.objects.get().gemeente == "GM0363"


def test_a_column_without_one_number_is_not_published_yet() -> None:
    rijen = csv(KOP, ("BU07940101", "1", ""), ("BU07940102", "2", ""))
    assert len(laad(rijen, "statline", 2024).waarschuwingen) == 1
    assert cijfer("BU07940101", "koopwoningen", 202400) == (None, Reden.NOG_NIET)


def test_a_changed_figure_is_changed_and_the_rest_stays() -> None:
    laad(GOED, "statline", 2024)
    weer = laad(GOED.replace(";55", ";56"), "statline", 2024)
    assert (weer.nieuw, weer.gewijzigd, weer.gelijk) == (0, 1, 3)


def test_another_kind_of_file_never_takes_a_number_away() -> None:
    laad(csv(KOP, ("GM0794", "100", "55")), "statline", 2024)
    later = laad("gemeentecode,gemeentenaam,jaar,aantal_inwoners,woz\nGM0794,Helmond,2024,,1\n", "reeks")
    assert cijfer("GM0794", "inwoners", 202400) == (100, Reden.GEEN)
    assert (later.nieuw, later.gewijzigd, later.gelijk) == (0, 0, 1)
    assert later.waarschuwingen == [
        "Van 1 cijfers heeft dit bestand geen getal, maar een ander bestand wel. Dat getal blijft staan."
    ]
    # The source itself may take it back, and a number goes over a number.
    laad("gemeentecode,gemeentenaam,jaar,aantal_inwoners,woz\nGM0794,Helmond,2024,90,1\n", "reeks")
    assert cijfer("GM0794", "inwoners", 202400) == (90, Reden.GEEN)
    terug = laad("gemeentecode,gemeentenaam,jaar,aantal_inwoners,woz\nGM0794,Helmond,2024,.,1\n", "reeks")
    assert terug.waarschuwingen == []
    assert cijfer("GM0794", "inwoners", 202400) == (None, Reden.GEHEIM)


def _xlsx(*rijen: list[object]) -> bytes:
    boek = Workbook()
    for rij in rijen:
        boek.worksheets[0].append(rij)
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def test_a_kwb_file() -> None:
    kop: list[object] = ["gwb_code_10", "regio", "recs", "a_inw", "a_nb_won ", "g_gas", "p_koopw"]
    laad(_xlsx(kop, ["BU07940101", "Noord", "Buurt", 105, "  7", "      .", "26,4"]), "kwb", 2024)
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
    bron = zipfile.ZipFile(
        io.BytesIO(_xlsx(["gwb_code_10", "a_inw"], ["BU07940101", 1], ["BU07940102", 2.5]))
    )
    delen = {naam: bron.read(naam) for naam in bron.namelist()}
    blad = "xl/worksheets/sheet1.xml"
    assert xml in delen[blad]
    return _zip(**delen | {blad: delen[blad].replace(xml, vervang)})


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
        laad(_zip(**{"xl/workbook.xml": b"0", "xl/sharedStrings.xml": b"0" * 5000}), "kwb", 2024)


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


# --- what goes wrong


def _zip(**delen: bytes) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zip_:
        for naam, inhoud in delen.items():
            zip_.writestr(naam, inhoud)
    return uit.getvalue()


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
    "a zip with something else": (_zip(a=b"x"), "geen Excel"),
    "half an xlsx": (_xlsx(["gwb_code_10", "a_inw"], ["GM0794", 1])[:800], "niet lezen"),
    "an old excel file": (b"\xd0\xcf\x11\xe0" + b"x" * 600, "oud Excel"),
    "a formula in a sheet": (_xlsx(["WijkenEnBuurten", "AantalInwoners"], ["GM0794", "=1+1"]), "formule"),
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
        laad(_zip(**{"xl/workbook.xml": b"0" * 5000}), "kwb", 2024)


@pytest.mark.parametrize(
    ("grens", "inhoud"), [("MAX_CSV", GOED), ("MAX_JSON", "[1]"), ("MAX_XLSX", _zip(a=b"x"))]
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


class _Lang(io.RawIOBase):
    """A csv of so many rows that is never in memory."""

    def __init__(self, rijen: int) -> None:
        self.regel = b"BU07940101;100;55\n"
        self.kop = (";".join(KOP) + "\n").encode()
        self.lengte = len(self.kop) + rijen * len(self.regel)
        self.plek = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, plek: int, vanaf: int = 0) -> int:
        self.plek = plek + (0, self.plek, self.lengte)[vanaf]
        return self.plek

    def tell(self) -> int:
        return self.plek

    def readinto(self, doel: memoryview) -> int:  # type: ignore[override]
        aantal = min(len(doel), self.lengte - self.plek)
        begin = self.plek - len(self.kop)
        if begin < 0:
            deel = self.kop[self.plek :][:aantal]
        else:
            van = begin % len(self.regel)
            deel = (self.regel * (aantal // len(self.regel) + 2))[van : van + aantal]
        doel[: len(deel)] = deel
        self.plek += len(deel)
        return len(deel)


def test_a_long_file_is_read_row_by_row() -> None:
    bestand: IO[bytes] = io.BufferedReader(_Lang(300_000))
    tracemalloc.start()
    aantal = sum(1 for _ in open_tabel(bestand).rijen)
    _, hoogst = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert aantal == 300_000
    assert hoogst < 3_000_000


def test_the_other_column_of_a_name_that_comes_twice_is_not_read() -> None:
    """Part of a table may have where parents were born only (Nederland_20), and not where people come from (17)."""
    kop = ("WijkenEnBuurten", "AantalInwoners_5")
    for anders in (("Nederland_20",), ("Verweduwd_16", "Nederland_20")):
        laad(csv((*kop, *anders), ("GM0400", "10", *("3" for _ in anders))), "statline", 2024)
        assert not Cijfer.objects.filter(indicator__sleutel="herkomst-nederland").exists()
        assert "Nederland_20" in Invoer.objects.latest("pk").waarschuwingen[0]
    # In another year all numbers shift together.
    laad(csv((*kop, "Verweduwd_15", "Nederland_16"), ("GM0400", "10", "1", "4")), "statline", 2024)
    assert cijfer("GM0400", "herkomst-nederland", 202400)[0] == 4


@pytest.mark.django_db
def test_how_far_it_is_is_told_once_for_the_rows_that_were_read() -> None:
    """Not once for each of their measures: that would be a question to the cache for each."""
    gemeld: list[int] = []
    laad_bestand(
        bestand=io.BytesIO(GOED.encode()),
        naam="proef",
        keuzes=Keuzes("statline", 2024, alles=True),
        door=None,
        meld=gemeld.append,
    )
    assert gemeld == [2]
