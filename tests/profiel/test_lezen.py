"""Files that are no profile at all: one Dutch error, never another exception."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.profiel.conftest import ZESDE
from wijkwerk.profiel import ProfielFout, Taal, lees, lees_tekst


def _fout(pad: Path, taal: Taal) -> str:
    with pytest.raises(ProfielFout) as gevangen:
        lees(pad, taal)
    [fout] = gevangen.value.fouten
    return str(fout)


def test_missing_file(tmp_path: Path, taal: Taal) -> None:
    assert _fout(tmp_path / "weg.toml", taal).startswith("weg.toml: verwacht een bestand dat bestaat")


def test_directory(tmp_path: Path, taal: Taal) -> None:
    assert _fout(tmp_path, taal).endswith("verwacht een bestand, gevonden een map")


def test_name_with_a_nul(taal: Taal) -> None:
    assert "verwacht een bestand dat te lezen is" in _fout(Path("a\0b"), taal)


@pytest.mark.parametrize("inhoud", [b"", b" \n\t", b"\xef\xbb\xbf"])
def test_empty_file(tmp_path: Path, taal: Taal, inhoud: bytes) -> None:
    pad = tmp_path / "leeg.toml"
    pad.write_bytes(inhoud)

    assert _fout(pad, taal) == "leeg.toml: verwacht een profiel, gevonden een leeg bestand"


def test_other_encoding(tmp_path: Path, taal: Taal) -> None:
    pad = tmp_path / "oud.toml"
    pad.write_bytes('naam = "conciërge"'.encode("latin-1"))

    assert _fout(pad, taal) == "oud.toml: verwacht tekst in UTF-8, gevonden andere tekens bij byte 13"


def test_large_file(tmp_path: Path, taal: Taal) -> None:
    pad = tmp_path / "groot.toml"
    pad.write_bytes(b"#" * 5_000_001)

    assert (
        _fout(pad, taal) == "groot.toml: verwacht een bestand van hoogstens 5 MB, gevonden een groter bestand"
    )


@pytest.mark.parametrize(
    ("tekst", "uitleg"),
    [
        ("formaat = 1\nnaam = \n", "verwacht geldige TOML, gevonden op regel 2, kolom 8"),
        ('a = "b', "verwacht geldige TOML, gevonden een fout aan het einde van het bestand"),
        ("a = 1\na = 2\n", "verwacht elke sleutel en tabel één keer, gevonden op regel 2"),
        ("[bewaren]\n[bewaren]\n", "verwacht elke sleutel en tabel één keer, gevonden op regel 2"),
        ("a = " + "[" * 5000, "verwacht geldige TOML, gevonden een waarde die niet te lezen is"),
        ("a = " + "9" * 5000, "verwacht geldige TOML, gevonden een waarde die niet te lezen is"),
    ],
)
def test_no_toml(tekst: str, uitleg: str, taal: Taal) -> None:
    with pytest.raises(ProfielFout) as gevangen:
        lees_tekst(tekst, taal, bestand="x.toml")

    [fout] = gevangen.value.fouten
    assert str(fout).startswith(f"x.toml: {uitleg}")


def test_valid_toml_that_is_no_profile(taal: Taal) -> None:
    with pytest.raises(ProfielFout) as gevangen:
        lees_tekst('titel = "boodschappen"', taal, bestand="x.toml")

    assert [fout.uitleg.split(",")[0].split(";")[0] for fout in gevangen.value.fouten] == [
        "verwacht formaat = 1",
        "verwacht een tabel van de profieltaal",
        "verwacht de tabel [gemeente]",
        "verwacht de tabel [[niveau]]",
        "verwacht de tabel [[rol]]",
        "verwacht de tabel [bewaren]",
    ]


def test_byte_order_mark_is_no_mistake(tmp_path: Path, taal: Taal) -> None:
    pad = tmp_path / "bom.toml"
    pad.write_bytes(b"\xef\xbb\xbf" + ZESDE.read_bytes())

    assert lees(pad, taal).gemeente.naam == "Ravenburg"


def test_windows_line_ends_are_no_mistake(taal: Taal) -> None:
    tekst = ZESDE.read_text(encoding="utf-8").replace("\n", "\r\n")

    assert lees_tekst(tekst, taal, bestand="x.toml") == lees(ZESDE, taal)
