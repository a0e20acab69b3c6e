"""Installing: when it is needed, and what the repository promises about it."""

import ast
import importlib.util
import json
import os
import re
import sys
from pathlib import Path

import pytest

from wijkwerk.huis.stijl import ONDERDELEN
from wijkwerk.opstart import omgeving
from wijkwerk.opstart.melding import OpstartFout
from wijkwerk.opstart.omgeving import WORTEL


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment of our own that is up to date for the product, not for development."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    monkeypatch.setattr(omgeving, "VENV", tmp_path)
    monkeypatch.setattr(omgeving, "STEMPEL", tmp_path / "wijkwerk.json")
    omgeving._schrijf_stempel({"basis": omgeving._vingerafdruk("basis")})
    return tmp_path


def test_an_environment_with_these_lists_is_used_as_it_is(venv: Path) -> None:
    assert omgeving._is_bij("basis")
    assert not omgeving._is_bij("ontwikkeling")


def test_changed_requirements_are_installed_again(venv: Path) -> None:
    omgeving._schrijf_stempel({"basis": "something older"})

    assert not omgeving._is_bij("basis")


def test_another_python_below_it_makes_the_environment_anew(venv: Path) -> None:
    stempel = json.loads((venv / "wijkwerk.json").read_text())
    (venv / "wijkwerk.json").write_text(json.dumps({**stempel, "python": "/usr/bin/python3.9"}))

    assert not omgeving._is_bij("basis")


def test_an_interrupted_installation_is_not_taken_for_finished(venv: Path) -> None:
    omgeving._schrijf_stempel({})

    assert not omgeving._is_bij("basis")


def test_an_environment_of_others_behind_a_link_is_left_alone(
    venv: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path_factory.mktemp("kloon") / ".venv"
    link.symlink_to(venv)
    monkeypatch.setattr(omgeving, "VENV", link)

    with pytest.raises(OpstartFout, match="verwijzing"):
        omgeving._maak("basis")
    assert (venv / "bin" / "python").exists()


def test_a_python_without_venv_is_answered_with_the_command(
    venv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda naam: None)
    monkeypatch.setattr(omgeving, "_uv", lambda: "")

    with pytest.raises(OpstartFout, match=r"apt-get install -y python3.\d+-venv"):
        omgeving._maak("basis")


def test_who_has_no_home_gets_a_cache_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/nonexistent")

    assert omgeving.schone_omgeving()["npm_config_cache"].endswith(f"wijkwerk-cache-{os.geteuid()}")


def test_the_start_imports_only_the_standard_library() -> None:
    for bestand in [WORTEL / "manage.py", *(WORTEL / "wijkwerk" / "opstart").glob("*.py")]:
        for naam in _geimporteerd(ast.parse(bestand.read_text())):
            assert naam.split(".")[0] in sys.stdlib_module_names or naam.startswith("wijkwerk.opstart"), (
                bestand
            )


def test_lock_files_hold_hashes_and_no_addresses() -> None:
    lijsten = [WORTEL / "package-lock.json", *(WORTEL / "requirements").glob("*.txt")]

    assert len(lijsten) >= 4
    for lijst in lijsten:
        tekst = lijst.read_text()
        assert not re.search(r"https?://", tekst), lijst
        assert "sha512-" in tekst or "--hash=sha256:" in tekst, lijst


def test_npm_brings_what_the_stylesheet_is_made_of_and_no_more() -> None:
    pakketten = json.loads((WORTEL / "package.json").read_text())["dependencies"]

    assert set(pakketten) == {f"@utrecht/{naam}-css" for naam in ONDERDELEN}
    assert all(re.fullmatch(r"[\d.]+", versie) for versie in pakketten.values())


def _geimporteerd(boom: ast.Module) -> list[str]:
    """Return what a module imports at its top: Django may only be imported inside a function."""
    namen = [alias.name for node in boom.body if isinstance(node, ast.Import) for alias in node.names]
    return namen + [node.module or "" for node in boom.body if isinstance(node, ast.ImportFrom)]
