"""A broken file gives one clear error for each mistake: where, what was expected, what was found."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

Verander = Callable[[str, str, str], str]
Fouten = Callable[[str], list[str]]

VARIANTEN = tomllib.loads((Path(__file__).parent / "kapot.toml").read_text(encoding="utf-8"))["variant"]


@pytest.mark.parametrize("variant", VARIANTEN, ids=lambda variant: variant["fout"].split(":")[0])
def test_one_mistake_gives_one_error(variant: dict[str, str], verander: Verander, fouten: Fouten) -> None:
    [fout] = fouten(verander(variant["bestand"], variant["oud"], variant["nieuw"]))

    zonder_plek = re.sub(r"^x\.toml(:[0-9]+)?(, |: )", "", fout)
    assert zonder_plek.split("; toegestaan:")[0] == variant["fout"]
    assert "\n" not in fout


def test_error_names_the_line_of_its_row(verander: Verander, fouten: Fouten) -> None:
    tekst = verander("den-helder", 'naam = "huiskamer"\nopenbaar = false', 'naam = "huiskamer"\nopenbaar = 1')

    [fout] = fouten(tekst)

    regel = tekst.split("\n").index('sleutel = "huiskamer"')
    assert fout.startswith(f"x.toml:{regel}, [[locatiesoort]] huiskamer, openbaar: ")


def test_error_lists_what_is_allowed(verander: Verander, fouten: Fouten) -> None:
    [fout] = fouten(verander("helmond", 'oordeel = "additioneel"', 'oordeel = "additief"'))

    assert fout.endswith("toegestaan: additioneel, aandachtspunten")


def test_all_mistakes_come_at_once(verander: Verander, fouten: Fouten) -> None:
    tekst = verander("den-helder", 'code = "GM0400"', "code = 400")
    tekst = tekst.replace('route = "balie"', 'route = "bali"').replace(
        'als = "uitwerking-nodig"', 'als = "uitwerking"'
    )

    assert len(fouten(tekst.replace("formaat = 1", "formaat = 3"))) == 4


def test_wrong_row_does_not_make_its_references_wrong(verander: Verander, fouten: Fouten) -> None:
    """A role that is wrong in itself still exists for everybody who names it."""
    [fout] = fouten(
        verander("den-helder", 'naam = "wijkmanager"\nkant = "gemeente"', 'naam = "wijkmanager"\nkant = 1')
    )

    assert "[[rol]] wijkmanager, kant" in fout


def test_body_that_nobody_reaches_cannot_establish(verander: Verander, fouten: Fouten) -> None:
    """The college of one buurt cannot adopt the plans of a whole wijk."""
    oud = 'bereik = "gemeente"\nmag = ["initiatief.wegen"'
    nieuw = 'bereik = "gebied"\nniveaus = ["buurt"]\nmag = ["initiatief.wegen"'

    gevonden = fouten(verander("den-helder", oud, nieuw))

    assert ["gebiedsagenda" in gevonden[0], "uitvoeringsplan" in gevonden[1], len(gevonden)] == [
        True,
        True,
        2,
    ]
    assert all('verwacht iemand die niveau wijk bereikt, gevonden "rol:college"' in fout for fout in gevonden)


def test_body_that_may_never_cannot_establish(verander: Verander, fouten: Fouten) -> None:
    oud = 'naam = "college"\nkant = "bestuur"\nbereik = "gemeente"'

    gevonden = fouten(verander("etten-leur", oud, f'{oud}\nmag_niet = ["plan.ondertekenen"]'))

    assert len(gevonden) == 1
    assert "college heeft plan.ondertekenen in mag_niet" in gevonden[0]


def test_plans_that_wait_for_each_other(verander: Verander, fouten: Fouten) -> None:
    oud = 'sleutel = "dorpsvisie"\nniveaus = ["dorp", "stadsdeel"]'

    [fout] = fouten(verander("ravenburg", oud, f'{oud}\nvolgt_op = [{{ vorm = "dorpsagenda" }}]'))

    assert "[[planvorm]] dorpsvisie, volgt_op: verwacht geen kring" in fout


def test_rule_for_two_plans_names_an_item_that_both_have(verander: Verander, fouten: Fouten) -> None:
    oud = 'voor = ["dorpsagenda"]\nsoort = "hoogstens"'

    [fout] = fouten(verander("ravenburg", oud, 'voor = ["dorpsagenda", "dorpsvisie"]\nsoort = "hoogstens"'))

    assert 'gevonden "klus", dat ontbreekt in dorpsvisie' in fout


def test_no_answer_at_all(fouten: Fouten, verander: Verander) -> None:
    tekst = verander("oude-ijsselstreek", "formaat = 1", "formaat = 1")
    tekst = re.sub(r"\[\[antwoord\]\]\n(?:[^\[\n].*\n)+", "", tekst)

    gevonden = fouten(tekst)

    assert len(gevonden) == 8
    assert all("antwoorden: verwacht ten minste één [[antwoord]] in dit profiel" in fout for fout in gevonden)
