from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from wijkwerk.huisstijl import NAMEN, STANDAARD, contrast, controleer, css


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_contrast_does_not_depend_on_the_order() -> None:
    assert contrast("#0b5a5e", "#f6f7f4") == contrast("#f6f7f4", "#0b5a5e")


def test_contrast_refuses_another_notation() -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        contrast("red", "#ffffff")


def test_the_default_brand_is_readable() -> None:
    assert controleer({}) == ()


def test_every_token_has_a_dutch_name() -> None:
    assert set(NAMEN) == set(STANDAARD)


def test_thema_css_has_the_same_defaults() -> None:
    thema = (Path(settings.BASE_DIR) / "static" / "css" / "thema.css").read_text(encoding="utf-8")
    assert dict(re.findall(r"--wijkwerk-([a-z-]+): ([^;]+);", thema)) == dict(STANDAARD)


def test_a_weak_brand_colour_is_refused_in_dutch() -> None:
    [eerste, *_] = controleer({"merk": "#9ccfd2"})
    assert "slecht te lezen" in eerste
    assert "minstens 4,5" in eerste


@pytest.mark.parametrize(
    ("naam", "waarde"),
    [
        ("merk", "teal"),
        ("merk", "#fff;} body{display:none"),
        ("ronding", "6"),
        ("letter", "url(//x)"),
        ("onbekend", "#000000"),
    ],
)
def test_anything_but_a_token_is_refused(naam: str, waarde: str) -> None:
    assert controleer({naam: waarde})
    with pytest.raises(ValueError, match=r"."):
        css({naam: waarde})


def test_css_holds_only_what_differs() -> None:
    assert (
        css({"merk": "#123456", "ronding": STANDAARD["ronding"]})
        == ":root {\n  --wijkwerk-merk: #123456;\n}\n"
    )
