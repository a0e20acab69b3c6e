"""Colours of charts can be told from what they stand on (WCAG 1.4.3 and 1.4.11), on the page and in the PDF."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from wijkwerk.grafiek import Palet
from wijkwerk.huisstijl import RUSTIG, STANDAARD, contrast, controleer
from wijkwerk.publicatie.document import kleuren

BASIS = Path(settings.BASE_DIR)
# Another brand that a beheerder may keep.
ANDERS = {
    **STANDAARD,
    "merk": "#7a1f5c",
    "merk-donker": "#4d1039",
    "merk-licht": "#f7e8f1",
    "achtergrond": "#fbfaf5",
}


def op(kleur: str, achter: str, deel: float) -> str:
    """This much of a colour on another."""
    paren = ((int(kleur[n : n + 2], 16), int(achter[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(boven * deel + onder * (1 - deel)):02x}" for boven, onder in paren)


@pytest.mark.parametrize("tokens", [STANDAARD, ANDERS])
def test_what_is_drawn_stands_out_and_what_is_written_can_be_read(tokens: dict[str, str]) -> None:
    assert not controleer(tokens)
    palet = Palet.van_huisstijl(tokens)
    for vorm in (palet.merk, palet.rustig, palet.tekst):
        assert contrast(vorm, palet.achtergrond) >= 3
    for letters in (palet.tekst, palet.stil):
        assert contrast(letters, palet.achtergrond) >= 4.5


def test_bars_that_lie_beside_each_other_are_told_apart_by_more_than_colour() -> None:
    """The calm colour and that of the brand differ by less than 3: so each bar has its number and its name beside it."""
    palet = Palet()
    assert contrast(palet.merk, palet.rustig) > 1.5


@pytest.mark.django_db
def test_drawings_in_a_pdf_have_the_colours_that_were_checked() -> None:
    palet = Palet.van_huisstijl({naam.replace("_", "-"): waarde for naam, waarde in kleuren().items()})
    assert (palet.merk, palet.tekst, palet.stil) == (Palet.merk, Palet.tekst, Palet.stil)


@pytest.mark.django_db
@pytest.mark.parametrize("tint", range(1, 6))
def test_numbers_on_a_shade_can_be_read_in_a_pdf(tint: int) -> None:
    stijl = render_to_string("pdf/stijl.css", {"kleur": kleuren()})
    gevonden = re.search(rf"\.tint-{tint} \{{ background: (#[0-9a-f]{{6}})([0-9a-f]{{2}})", stijl)
    assert gevonden is not None
    vlak = op(gevonden[1], STANDAARD["achtergrond"], int(gevonden[2], 16) / 255)
    for letters in ("tekst", "tekst-stil"):
        assert contrast(STANDAARD[letters], vlak) >= (4.5 if letters == "tekst" else 3)


@pytest.mark.parametrize("tint", range(1, 6))
def test_numbers_on_a_shade_can_be_read_on_a_page(tint: int) -> None:
    stijl = (BASIS / "static" / "css" / "wijkwerk.css").read_text(encoding="utf-8")
    gevonden = re.search(
        rf"\.ww-warmte--{tint} \{{ background: color-mix\(in srgb, var\(--wijkwerk-merk\) (\d+)%", stijl
    )
    assert gevonden is not None
    vlak = op(STANDAARD["merk"], STANDAARD["achtergrond"], int(gevonden[1]) / 100)
    for letters in ("tekst", "kop"):
        assert contrast(STANDAARD[letters], vlak) >= 4.5


def test_the_calm_colour_is_the_one_that_a_background_is_held_against() -> None:
    assert Palet.rustig == RUSTIG


def test_a_background_on_which_bars_vanish_is_refused() -> None:
    """A grey on which the text can still be read, and the calm bars cannot be seen."""
    grijs = {**STANDAARD, "achtergrond": "#aebdbe", "tekst": "#000000", "tekst-stil": "#101010"}

    assert any("grafiek" in klacht for klacht in controleer(grijs))
