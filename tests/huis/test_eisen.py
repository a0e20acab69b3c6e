"""Traceability: what is proven is what a run says, no more."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from wijkwerk.huis import eisen
from wijkwerk.huis.eisen import Merk, Stand

WORTEL = Path(settings.BASE_DIR)
XDIST = ("-p", "xdist.plugin", "-n", "2")
LIJST = """id;gemeente;aard;onderwerp;bron;regel;product
AAA-1;Aadorp;H;rol;1;Een regel;Een stap
AAA-2;Aadorp;T;termijn;2;Nog een;Een termijn
AAA-3;Aadorp;X;context;3;Achtergrond;Niets
BBB-1;Beestad;D;rol;1;Een rol;Een rij
"""
PROEF = """
import pytest

@pytest.mark.eis("AAA-1")
def test_that_passes(): pass

@pytest.mark.eis("AAA-2")
def test_that_is_skipped(): pytest.skip("niet hier")

@pytest.mark.parametrize("n", [1, pytest.param(2, marks=pytest.mark.eis("BBB-1"))])
def test_that_fails_once(n): assert n == 1
"""


@pytest.fixture
def kopie(tmp_path: Path) -> Path:
    """A small repository with a list of rules and one file of tests."""
    for map_ in ("docs", "tests", "wijkwerk/profiel/gemeenten"):
        (tmp_path / map_).mkdir(parents=True)
    (tmp_path / eisen.LIJST).write_text(LIJST, encoding="utf-8")
    (tmp_path / "tests" / "test_proef.py").write_text(PROEF, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = eis(*ids)\n", encoding="utf-8")
    (tmp_path / eisen.PROFIELEN / "beestad.toml").write_text('[[rol]]\neis = ["BBB-1"]\n', encoding="utf-8")
    return tmp_path


def draai(kopie: Path, *woorden: str) -> subprocess.CompletedProcess[str]:
    """Run pytest on the copy with our plugin, and with xdist when asked, alone."""
    opdracht = [sys.executable, "-m", "pytest", "-p", "tests.eisen_plugin", "-q", "--rootdir", str(kopie)]
    opdracht += ["-c", str(kopie / "pytest.ini"), "-p", "no:cacheprovider", str(kopie / "tests"), *woorden]
    env = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(opdracht, cwd=WORTEL, env=env, capture_output=True, text=True, check=False)


def standen(kopie: Path) -> dict[str, Stand]:
    return {regel.eis.id: regel.stand for regel in eisen.overzicht(kopie)}


def test_without_a_run_nothing_is_proven(kopie: Path) -> None:
    assert standen(kopie) == {
        "AAA-1": Stand.NIET_GEDRAAID,
        "AAA-2": Stand.NIET_GEDRAAID,
        "AAA-3": Stand.BUITEN,
        "BBB-1": Stand.NIET_GEDRAAID,
    }


@pytest.mark.parametrize("parallel", [(), XDIST], ids=["one process", "xdist"])
def test_full_run_says_what_is_proven(kopie: Path, parallel: tuple[str, ...]) -> None:
    draai(kopie, *parallel)

    assert standen(kopie) == {
        "AAA-1": Stand.GESLAAGD,
        "AAA-2": Stand.OVERGESLAGEN,
        "AAA-3": Stand.BUITEN,
        "BBB-1": Stand.MISLUKT,
    }


def test_run_of_some_tests_changes_nothing(kopie: Path) -> None:
    draai(kopie, "-k", "passes")

    assert eisen.lees_proef(kopie) is None


def test_test_that_came_later_is_not_proven_by_an_old_run(kopie: Path) -> None:
    draai(kopie)
    nieuw = '\n@pytest.mark.eis("AAA-1")\ndef test_later(): pass\n'
    (kopie / "tests" / "test_proef.py").write_text(PROEF + nieuw, encoding="utf-8")

    assert standen(kopie)["AAA-1"] is Stand.NIET_GEDRAAID


@pytest.mark.parametrize("parallel", [(), XDIST], ids=["one process", "xdist"])
def test_unknown_id_fails_the_run(kopie: Path, parallel: tuple[str, ...]) -> None:
    (kopie / "tests" / "test_fout.py").write_text(
        'import pytest\n@pytest.mark.eis("ZZZ-9")\ndef test_x(): pass\n', encoding="utf-8"
    )

    gedraaid = draai(kopie, *parallel)

    assert gedraaid.returncode != 0
    assert "rule ZZZ-9 does not stand in docs/eisen.csv" in gedraaid.stdout


def test_id_from_a_variable_fails_the_run(kopie: Path) -> None:
    (kopie / "tests" / "test_fout.py").write_text(
        'import pytest\nX = "AAA-1"\n@pytest.mark.eis(X)\ndef test_x(): pass\n', encoding="utf-8"
    )

    assert "out in full" in draai(kopie).stdout


def test_marks_are_found_without_running(kopie: Path) -> None:
    (kopie / "tests" / "test_klas.py").write_text(
        'import pytest\npytestmark = [pytest.mark.eis("AAA-3")]\n'
        'class TestA:\n  @pytest.mark.eis("AAA-1", "AAA-2")\n  def test_b(self): pass\n',
        encoding="utf-8",
    )

    gevonden = {merk for merk in eisen.vind_merken(kopie) if "klas" in merk.test}

    assert gevonden == {
        Merk("tests/test_klas.py", "AAA-3"),
        Merk("tests/test_klas.py::TestA::test_b", "AAA-1"),
        Merk("tests/test_klas.py::TestA::test_b", "AAA-2"),
    }


# --- the command, on this repository


def opdracht(*woorden: str) -> str:
    uit = StringIO()
    call_command("eisen", *woorden, stdout=uit)
    return uit.getvalue()


def test_command_lists_all_326_rules() -> None:
    assert opdracht("--csv").count("\n") == 327


def test_totals_per_kind_are_those_of_the_source() -> None:
    aantallen = re.findall(r"^  ([HTGDVX])  .*?(\d+)(?: +\d+)+$", opdracht(), re.MULTILINE)

    assert dict(aantallen) == {"H": "118", "T": "39", "G": "41", "D": "114", "V": "9", "X": "5"}


def test_one_municipality_and_one_kind() -> None:
    uit = opdracht("--gemeente", "oude-ijsselstreek", "--soort", "t,v")

    assert re.findall(r"^\S.*", uit, re.MULTILINE)[0] == "Oude IJsselstreek"
    assert set(re.findall(r"^  [A-Z]{3}-\d+ +([A-Z])  ", uit, re.MULTILINE)) <= {"T", "V"}


def test_open_leaves_out_what_has_a_passing_or_waiting_test() -> None:
    standen = {regel.split(";")[-3] for regel in opdracht("--csv", "--open").splitlines()[1:]}

    assert standen <= {"open", "mislukt", "overgeslagen"}


@pytest.mark.parametrize(
    ("woorden", "fout"),
    [
        (("--gemeente", "nergens"), "Kies uit den-helder, helmond"),
        (("--soort", "Q"), "Onbekende soort: Q"),
    ],
)
def test_wrong_choice_says_what_is_allowed(woorden: tuple[str, ...], fout: str) -> None:
    with pytest.raises(CommandError, match=fout):
        opdracht(*woorden)


# --- the repository itself


def test_every_id_in_the_profiles_stands_in_the_list() -> None:
    bekend = {eis.id for eis in eisen.lees_eisen(WORTEL)}

    for bestand, ids in eisen.ids_in_profielen(WORTEL).items():
        assert ids, bestand
        assert ids <= bekend, f"{bestand}: {sorted(ids - bekend)}"


def test_every_id_named_in_the_code_stands_in_the_list() -> None:
    bekend = {eis.id for eis in eisen.lees_eisen(WORTEL)}
    voorvoegsels = "|".join(sorted({eis.partition("-")[0] for eis in bekend}))
    apps = (
        "wijkwerk",
        "signalen",
        "overleggen",
        "adviezen",
        "wijkagenda",
        "participatie",
        "budgetten",
        "prestaties",
        "gebiedscyclus",
    )

    onbekend = {
        f"{pad.relative_to(WORTEL)}: {gevonden}"
        for app in apps
        for pad in (WORTEL / app).rglob("*.py")
        for gevonden in re.findall(rf"\b(?:{voorvoegsels})-\d+\b", pad.read_text(encoding="utf-8"))
        if gevonden not in bekend
    }

    assert onbekend == set()
