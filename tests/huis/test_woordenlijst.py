"""The glossary holds every word of the domain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.gemeente.service import taal
from wijkwerk.profiel.tabellen import TABELLEN
from wijkwerk.regels.soorten import SOORTEN

BASIS = Path(settings.BASE_DIR)


@pytest.fixture(scope="module")
def woorden() -> set[str]:
    tekst = (BASIS / "docs" / "woordenlijst.md").read_text(encoding="utf-8").casefold()
    return set(re.findall(r"[\w-]+", tekst))


def test_every_model_is_explained(woorden: set[str]) -> None:
    modellen = {
        model.__name__.casefold()
        for config in apps.get_app_configs()
        if (BASIS / config.name.replace(".", "/")).is_dir()
        for model in config.get_models()
    }

    assert modellen - woorden == set()


def test_every_object_and_step_of_the_language_is_explained(woorden: set[str]) -> None:
    objecten = taal().objecten.values()

    assert {soort.naam for soort in objecten} - woorden == set()
    assert {stap for soort in objecten for stap in soort.stappen} - woorden == set()


def test_every_word_of_a_right_is_explained(woorden: set[str]) -> None:
    assert {woord for recht in Recht for woord in recht.value.split(".")} - woorden == set()


def test_every_table_and_kind_of_rule_is_explained(woorden: set[str]) -> None:
    assert {tabel.naam for tabel in TABELLEN} - woorden == set()
    assert set(SOORTEN) - woorden == set()


def test_links_in_the_docs_lead_somewhere() -> None:
    """Pictures are made later, by `manage.py screenshots`."""
    bestanden = [*BASIS.glob("*.md"), *(BASIS / "docs").rglob("*.md")]
    kapot = {
        f"{bestand.relative_to(BASIS)}: {doel}"
        for bestand in bestanden
        for doel in re.findall(r"\]\(([^)#\s]+)[^)]*\)", bestand.read_text(encoding="utf-8"))
        if "://" not in doel and not doel.endswith(".png") and not (bestand.parent / doel).exists()
    }

    assert kapot == set()
