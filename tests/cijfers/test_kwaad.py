"""Every kind of file, truncated, empty, wrong, huge and made to do harm: a clear error, and nothing changed."""

from __future__ import annotations

import csv as csvlezer
import io
import json
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from tests.cijfers.hulp import laad
from tests.hulp import gebied
from wijkwerk.cijfers.acties import laad_bestand
from wijkwerk.cijfers.fouten import BestandFout
from wijkwerk.cijfers.keuzes import Herkomst, Keuzes
from wijkwerk.cijfers.lezen import bestand as lezen
from wijkwerk.cijfers.models import Cijfer, Cijfergebied, Invoer

pytestmark = pytest.mark.usefixtures("helmond")
Rijen = list[list[str]]
# Kind of file -> a small good one: heading, and rows with their figure in the last column but one.
SOORTEN: dict[str, Rijen] = {
    "statline": [
        ["WijkenEnBuurten", "AantalInwoners_5", "Gemeentenaam_1"],
        ["BU07940101", "100", "Helmond"],
        ["BU07940102", "55", "Helmond"],
    ],
    "kwb": [["gwb_code_10", "a_inw", "regio"], ["BU07940101", "100", "Noord"], ["BU07940102", "55", "Zuid"]],
    "pdok": [
        ["buurtcode", "aantal_inwoners", "buurtnaam"],
        ["BU07940101", "100", "Noord"],
        ["BU07940102", "55", "Zuid"],
    ],
    "politie": [
        ["WijkenEnBuurten", "jaar", "GeregistreerdeMisdrijven_1", "naam"],
        ["BU07940101", "2024", "100", "Noord"],
        ["BU07940102", "2024", "55", "Zuid"],
    ],
    "rivm": [
        ["WijkenEnBuurten", "jaar", "GoedErvarenGezondheid_4", "naam"],
        ["BU07940101", "2024", "70,1", "Noord"],
        ["BU07940102", "2024", "55", "Zuid"],
    ],
    "leefbaarometer": [
        ["bu_code", "jaar", "lbm", "bu_naam"],
        ["BU07940101", "2024", "4,1", "Noord"],
        ["BU07940102", "2024", "55", "Zuid"],
    ],
    "reeks": [
        ["gemeentecode", "jaar", "aantal_inwoners", "gemeentenaam"],
        ["GM0794", "2023", "100", "Helmond"],
        ["GM0794", "2024", "55", "Helmond"],
    ],
    "eigen": [
        ["code", "indicator", "periode", "waarde", "reden"],
        ["brouwhuis", "inwoners", "2023", "100", ""],
        ["brouwhuis", "inwoners", "2024", "55", ""],
    ],
}


def als_csv(rijen: Rijen) -> bytes:
    uit = io.StringIO()
    csvlezer.writer(uit, delimiter=";", lineterminator="\n").writerows(rijen)
    return uit.getvalue().encode()


def als_json(rijen: Rijen) -> bytes:
    return json.dumps([dict(zip(rijen[0], rij, strict=True)) for rij in rijen[1:]]).encode()


def als_xlsx(rijen: Rijen) -> bytes:
    boek = Workbook()
    for rij in rijen:
        boek.worksheets[0].append(rij)
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def _cel(rijen: Rijen, waarde: str, plaats: int = -2) -> Rijen:
    """The same rows with something else for the figure of the last one."""
    anders = [list(rij) for rij in rijen]
    anders[-1][plaats] = waarde
    return anders


def _delen(rijen: Rijen, vervang: Callable[[str, bytes], bytes], **erbij: bytes) -> bytes:
    """A workbook of which the parts are rewritten."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(als_xlsx(rijen))) as bron, zipfile.ZipFile(uit, "w", 8) as zip_:
        for naam in bron.namelist():
            zip_.writestr(naam, vervang(naam, bron.read(naam)))
        for naam, inhoud in erbij.items():
            zip_.writestr(naam, inhoud)
    return uit.getvalue()


def _entiteit(dtd: bytes) -> Callable[[Rijen], bytes]:
    """A sheet whose cells are entities."""

    def maak(rijen: Rijen) -> bytes:
        def vervang(naam: str, xml: bytes) -> bytes:
            if naam != "xl/worksheets/sheet1.xml":
                return xml
            return dtd + xml.replace(b"<sheetData>", b"<sheetData><row><c t='str'><v>&x;</v></c></row>")

        return _delen(rijen, vervang)

    return maak


def _liegt(rijen: Rijen) -> bytes:
    """A zip whose sheet says that it is ten bytes."""
    heel = bytearray(als_xlsx(rijen))
    with zipfile.ZipFile(io.BytesIO(heel)) as zip_:
        deel = zip_.getinfo("xl/worksheets/sheet1.xml")
    plaats = heel.rindex(b"xl/worksheets/sheet1.xml") - 22
    assert int.from_bytes(heel[plaats : plaats + 4], "little") == deel.file_size
    heel[plaats : plaats + 4] = (10).to_bytes(4, "little")
    return bytes(heel)


def _reeksformule(rijen: Rijen) -> bytes:
    boek = Workbook()
    blad = boek.worksheets[0]
    for rij in rijen:
        blad.append(rij)
    blad.cell(len(rijen), len(rijen[0])).value = ArrayFormula("A1:A2", "=SUM(A1:A2)")
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


LACHEN = b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(9)
)
KWAAD: dict[str, tuple[Callable[[Rijen], bytes], str]] = {
    "empty": (lambda _: b"", "leeg"),
    "only a byte order mark": (lambda _: b"\xef\xbb\xbf", "leeg"),
    "only a heading": (lambda r: als_csv(r[:1]), "geen enkel cijfer"),
    "cut off in a line": (lambda r: als_csv(r)[:-4], "heel"),
    "cut off in a number": (
        lambda r: als_csv(_cel(r, "12345"))[: als_csv(_cel(r, "12345")).rindex(b"345")],
        "heel",
    ),
    "a cell too few": (lambda r: als_csv(r) + b"BU07940103;1\n", "heel"),
    "another heading": (lambda r: als_csv([["a", "b"], ["1", "2"]]), "ontbreekt"),
    "words for a number": (lambda r: als_csv(_cel(r, "veel")), "geen getal"),
    "a formula": (lambda r: als_csv(_cel(r, '=HYPERLINK("http://kwaad.example")')), "geen getal"),
    "a command": (lambda r: als_csv(_cel(r, "@SUM(1+1)*cmd|' /C calc'!A0")), "geen getal"),
    "sql": (lambda r: als_csv(_cel(r, "1'); DROP TABLE cijfers_cijfer;--")), "geen getal"),
    "a line of copy": (lambda r: als_csv(_cel(r, "1\t0\n1\t202400\t1\t9")), "geen getal"),
    "the end of copy": (lambda r: als_csv(_cel(r, "\\.")), "geen getal"),
    "a number of a thousand digits": (lambda r: als_csv(_cel(r, "9" * 1000)), "geen getal"),
    "a number with an exponent": (lambda r: als_csv(_cel(r, "1e999999999")), "geen getal"),
    "nul bytes at the start": (lambda r: b"\0" + als_csv(r), "geen bestand met cijfers"),
    "a nul byte in a number": (lambda r: als_csv(r)[:-1] + b"\n" + als_csv(_cel(r, "5\0"))[-30:], ""),
    "latin-1": (lambda r: als_csv(_cel(r, "caf\xe9")).decode().encode("latin-1"), "UTF-8"),
    "a web page": (lambda _: b"<html><body>Onderhoud</body></html>", "webpagina"),
    "a million columns": (lambda _: b"k;" * 1_000_000 + b"\n", "te lang"),
    "a line without end": (lambda r: als_csv(r) + b"x" * 3_000_000 + b"\n", "te lang"),
    "an endless quote": (lambda r: als_csv(r) + b'"' + b"x\n" * 200_000, "aanhalingstekens"),
    "deep json": (lambda _: b'{"value":' + b"[" * 300_000, "JSON"),
    "half json": (lambda r: als_json(r)[:-20], "JSON"),
    "json with a field twice": (
        lambda r: als_json(r).replace(b'{"', b'{"x": 1, "x": 2, "', 1),
        "veld twee keer",
    ),
    "json with rows in rows": (lambda r: json.dumps([[r]]).encode(), "geen lijst"),
    "json with an object for a number": (
        lambda r: als_json(r).replace(b'"55"', b'{"a": [1]}'),
        "geen getal",
    ),
    "json with a million fields": (
        lambda _: json.dumps([{str(n): 1 for n in range(1_000_000)}]).encode(),
        "kolommen",
    ),
    "json of numbers": (lambda _: b"[" + b"1," * 500_000 + b"1]", "geen lijst"),
    "half a workbook": (lambda r: als_xlsx(r)[:-400], "niet lezen"),
    "a workbook without its sheet": (
        lambda r: _delen(r, lambda naam, xml: b"" if "sheet1" in naam else xml),
        "niet lezen",
    ),
    "a formula in a sheet": (lambda r: als_xlsx(_cel(r, "=1+1")), "formule"),
    "a formula of an array": (_reeksformule, "formule"),
    "an entity that grows": (_entiteit(LACHEN + b'<!ENTITY x "&j;">]>'), "niet in hoort"),
    "an entity of a file": (
        _entiteit(b'<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "niet in hoort",
    ),
    "a sheet that lies about its size": (_liegt, "niet lezen"),
    "a path that climbs out": (
        lambda r: _delen(r, lambda naam, xml: xml, **{"../../../../tmp/kwaad.txt": b"x"}),
        "niet in hoort",
    ),
    "a bomb": (
        lambda r: _delen(r, lambda naam, xml: xml, **{"xl/media/bom.bin": b"\0" * 60_000_000}),
        "te veel tekst",
    ),
    "a bomb for a sheet": (
        lambda r: _delen(r, lambda naam, xml: xml, **{"xl/worksheets/sheet2.xml": b" " * 650_000_000}),
        "uitgepakt te groot",
    ),
    "a document of Word": (
        lambda r: _delen(r, lambda naam, xml: xml).replace(b"xl/workbook.xml", b"xx/workbook.xml"),
        "Excel-bestand",
    ),
}


def _laad(soort: str, inhoud: bytes) -> None:
    if soort == "eigen":
        laad_bestand(
            bestand=io.BytesIO(inhoud),
            naam="proef",
            keuzes=Keuzes("eigen"),
            door=None,
            herkomst=Herkomst("Telling"),
        )
    else:
        laad(inhoud, soort, 2024)


def _stand() -> tuple[object, ...]:
    return (
        list(Cijfer.objects.order_by("pk").values_list()),
        list(Cijfergebied.objects.order_by("pk").values_list()),
    )


@pytest.mark.parametrize("soort", SOORTEN)
def test_a_file_that_is_bad_in_any_way_says_so_and_changes_nothing(soort: str) -> None:
    """All of them in one test: the municipality and the good file are the same for each."""
    assert gebied("brouwhuis")
    _laad(soort, als_csv(SOORTEN[soort]))
    stonden = _stand()
    for naam, (maak, woord) in KWAAD.items():
        inhoud = _gemaakt(soort, naam, maak)
        with pytest.raises(BestandFout) as fout:
            _laad(soort, inhoud)
        assert woord in str(fout.value), (naam, str(fout.value))
        assert len(str(fout.value)) < 3_000, naam
        assert "/etc" not in str(fout.value), naam
        assert "root:" not in str(fout.value), naam
        assert _stand() == stonden, naam
        invoer = Invoer.objects.order_by("-pk")[0]
        assert (invoer.stand, invoer.inhoud) == ("mislukt", None), naam
        assert woord in invoer.fout, naam


_BEWAARD: dict[str, bytes] = {}
ZELFDE = {
    "a million columns",
    "deep json",
    "json with a million fields",
    "json of numbers",
    "a bomb",
    "a bomb for a sheet",
}


def _gemaakt(soort: str, naam: str, maak: Callable[[Rijen], bytes]) -> bytes:
    """What takes long to make and has nothing of the kind of file in it, is made once."""
    if naam not in ZELFDE:
        return maak(SOORTEN[soort])
    if naam not in _BEWAARD:
        _BEWAARD[naam] = maak(SOORTEN["kwb"])
    return _BEWAARD[naam]


@pytest.mark.parametrize("soort", SOORTEN)
@pytest.mark.parametrize("vorm", [als_csv, als_json, als_xlsx])
def test_each_kind_comes_in_each_form_and_twice_is_nothing(
    soort: str, vorm: Callable[[Rijen], bytes]
) -> None:
    _laad(soort, vorm(SOORTEN[soort]))
    stonden = _stand()
    assert Cijfer.objects.count() == 2
    _laad(soort, vorm(SOORTEN[soort]))
    assert _stand() == stonden


def _lees_uit(inhoud: bytes) -> None:
    for _ in lezen.open_tabel(io.BytesIO(inhoud)).rijen:
        pass


@pytest.mark.parametrize("naam", ["a bomb for a sheet", "a line without end", "an entity that grows"])
def test_what_is_made_to_fill_memory_does_not(naam: str) -> None:
    inhoud = KWAAD[naam][0](SOORTEN["statline"])
    tracemalloc.start()
    try:
        with pytest.raises(BestandFout):
            _lees_uit(inhoud)
        _, hoogst = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert hoogst < 30_000_000
