from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from django.conf import settings as vast
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import Settings

from wijkwerk.huis import stijl

SJABLONEN = Path(vast.BASE_DIR) / "templates"
MAIL = {"mail", "email"}


@pytest.fixture
def eigen_map(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_the_stylesheet_is_found_like_any_static_file(eigen_map: Path) -> None:
    assert finders.find(stijl.NAAM) == str(eigen_map / "stijl" / stijl.NAAM)


def test_ours_stands_above_nl_design_system(eigen_map: Path) -> None:
    css = stijl.bundel().read_text(encoding="utf-8")
    assert css.startswith("@layer nlds, wijkwerk;")
    assert "--wijkwerk-merk:" in css
    assert css.count("{") == css.count("}")


def test_the_stylesheet_is_made_again_when_a_source_is_newer(eigen_map: Path) -> None:
    pad = stijl.bundel()
    pad.write_text("oud", encoding="utf-8")
    assert stijl.bundel().read_text(encoding="utf-8") == "oud"
    os.utime(pad, (0, 0))
    assert stijl.bundel().read_text(encoding="utf-8") != "oud"


def test_missing_packages_give_a_warning_and_our_own_look(
    eigen_map: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stijl, "ONDERDELEN", ("bestaat-niet",))
    [melding] = stijl.StijlFinder().check()
    assert melding.id == "wijkwerk.W001"
    assert "ww-kaart" in stijl.bundel().read_text(encoding="utf-8")


def _sjablonen() -> list[Path]:
    return [pad for pad in SJABLONEN.rglob("*.html") if not MAIL & set(pad.relative_to(SJABLONEN).parts)]


def test_no_page_has_inline_style_or_script() -> None:
    verboden = re.compile(
        r"""<style|\sstyle=|\son[a-z]+=["']|javascript:|<script(?![^>]*(src=|application/json))"""
    )
    fout = [
        str(pad.relative_to(SJABLONEN))
        for pad in _sjablonen()
        if verboden.search(pad.read_text(encoding="utf-8"))
    ]
    assert fout == []


def test_no_page_asks_another_host_for_anything() -> None:
    vreemd = re.compile(r"""(src|action)=["'](https?:)?//|<link[^>]+href=["'](https?:)?//""")
    fout = [
        str(pad.relative_to(SJABLONEN))
        for pad in _sjablonen()
        if vreemd.search(pad.read_text(encoding="utf-8"))
    ]
    assert fout == []


def test_every_class_of_ours_that_a_page_uses_is_styled() -> None:
    # The pages of plans load a stylesheet of their own beside the bundle.
    bladen = [*stijl.bronnen()[1], *(Path(vast.BASE_DIR) / "static" / "css").glob("*.css")]
    css = "".join(pad.read_text(encoding="utf-8") for pad in bladen)
    bekend = set(re.findall(r"\.(ww-[a-z_-]+)", css))
    gebruikt = {
        klasse
        for pad in _sjablonen()
        for klassen in re.findall(
            r'class="([^"]*)"', re.sub(r"{%.*?%}|{{.*?}}", "*", pad.read_text(encoding="utf-8"))
        )
        for klasse in klassen.split()
        if klasse.startswith("ww-") and "*" not in klasse
    }
    assert gebruikt - bekend == set()


def test_the_style_page_is_not_there_in_production(client: Client, den_helder: object) -> None:
    assert client.get("/stijl/").status_code == 404


@pytest.mark.parametrize("toon", ["onderdelen", "werk", "publiek"])
def test_the_style_page_shows_every_component(
    client: Client, den_helder: object, settings: Settings, toon: str
) -> None:
    settings.DEMO = True
    assert client.get("/stijl/", {"toon": toon}).status_code == 200


def test_a_form_with_errors_answers_422(client: Client, den_helder: object, settings: Settings) -> None:
    settings.DEMO = True
    response = client.post("/stijl/")
    assert response.status_code == 422
    assert "<title>Fout: " in response.text
