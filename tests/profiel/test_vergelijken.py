"""What differs between two versions, in Dutch lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.profiel.conftest import BESTANDEN
from wijkwerk.profiel import Taal, lees, lees_tekst, vergelijk

Verander = Callable[[str, str, str], str]


@pytest.fixture
def verschil(taal: Taal, verander: Verander) -> Callable[[str, str, str], list[str]]:
    def regels(naam: str, oud: str, nieuw: str) -> list[str]:
        voor = lees(next(pad for pad in BESTANDEN if pad.stem == naam), taal)
        na = lees_tekst(verander(naam, oud, nieuw), taal, bestand="nieuw.toml")
        return [str(een) for een in vergelijk(voor, na)]

    return regels


Verschil = Callable[[str, str, str], list[str]]


def test_same_profile_has_no_differences(verschil: Verschil) -> None:
    assert verschil("helmond", "formaat = 1", "# een opmerking\nformaat = 1") == []


def test_changed_key(verschil: Verschil) -> None:
    assert verschil("helmond", 'n = 6, per = "jaar"', 'n = 4, per = "maand"') == [
        "[[overlegvorm]] uitvoeringsnetwerk, frequentie.n: van 6 naar 4",
        '[[overlegvorm]] uitvoeringsnetwerk, frequentie.per: van "jaar" naar "maand"',
    ]


def test_added_and_removed_in_a_list(verschil: Verschil) -> None:
    oud = 'mag_niet = ["initiatief.trekken", "project.leiden"]'

    assert verschil("helmond", oud, 'mag_niet = ["project.leiden", "plan.vaststellen"]') == [
        '[[rol]] adviseur-wgw, mag_niet: weggevallen "initiatief.trekken"; erbij gekomen "plan.vaststellen"'
    ]


def test_other_order_of_a_list(verschil: Verschil) -> None:
    oud = 'mag_niet = ["initiatief.trekken", "project.leiden"]'

    assert verschil("helmond", oud, 'mag_niet = ["project.leiden", "initiatief.trekken"]') == [
        "[[rol]] adviseur-wgw, mag_niet: andere volgorde"
    ]


def test_new_and_gone_row(verschil: Verschil) -> None:
    oud = (
        '[[kanaal]]\nsleutel = "inloopspreekuur"\nnaam = "Inloopspreekuur"\nrichting = "in"\neis = ["HEL-10"]'
    )

    assert verschil("helmond", oud, '[[kanaal]]\nsleutel = "brief"') == [
        "[[kanaal]] brief: nieuw",
        "[[kanaal]] inloopspreekuur: vervallen",
    ]


def test_part_within_a_row(verschil: Verschil) -> None:
    oud = 'velden = ["resultaat", "meetbaar", "trekker", "partners", "middelen", "einddatum"] },'
    nieuw = 'velden = ["resultaat", "meetbaar", "trekker", "partners", "middelen", "planning"] },'

    assert verschil("helmond", oud, nieuw) == [
        "[[planvorm]] wijkactieplan, items actie.velden: weggevallen einddatum; erbij gekomen planning"
    ]


def test_changed_choice_of_a_field(verschil: Verschil) -> None:
    assert verschil("helmond", 'keuzes = ["budget", "capaciteit"', 'keuzes = ["geld", "capaciteit"') == [
        '[[antwoord]] ooit, velden reden.keuzes: weggevallen "budget"; erbij gekomen "geld"'
    ]


def test_changed_words(verschil: Verschil) -> None:
    oud = 'frontfunctie = { enkel = "wijkopzichter", meer = "wijkopzichters" }'

    assert verschil("helmond", oud, "") == ["[termen], woorden: weggevallen frontfunctie"]
    assert verschil("helmond", oud, oud.replace('"wijkopzichter"', '"opzichter"')) == [
        '[termen], frontfunctie.enkel: van "wijkopzichter" naar "opzichter"'
    ]


def test_new_key_of_a_row(verschil: Verschil) -> None:
    assert verschil("helmond", "bericht_elke = 3\n", "") == ["[[antwoord]] ooit, bericht_elke: weggevallen 3"]
    assert verschil("helmond", "telt = true", 'telt = true\nzegt = "Waarom?"') == [
        '[[regel]] ooit-verlengen, zegt: erbij gekomen "Waarom?"'
    ]


def test_assumption_that_was_answered(verschil: Verschil) -> None:
    assert verschil("helmond", 'aanname = { cbs = "CBS noemt deze wijk Binnenstad" }', "") == [
        "[[gebied]] helmond-centrum, aanname: weggevallen cbs"
    ]


def test_rule_without_key_is_recognised(verschil: Verschil) -> None:
    oud = 'wat = "doel.resultaten"\nn = 1'

    assert verschil("den-helder", oud, 'wat = "doel.resultaten"\nn = 2') == [
        "[[regel]] plan.vaststellen minstens doel.resultaat voor gebiedsagenda, n: van 1 naar 2"
    ]


def test_rule_that_became_of_another_kind(verschil: Verschil) -> None:
    oud = 'soort = "gemotiveerd"\ntelt = true'

    assert verschil("helmond", oud, 'soort = "meldt"\naan = ["melder"]') == [
        '[[regel]] ooit-verlengen, soort: van "gemotiveerd" naar "meldt"'
    ]


def test_other_order_of_rows(verschil: Verschil) -> None:
    oud = '[[escalatie]]\nsleutel = "werkvloer"'
    nieuw = (
        '[[escalatie]]\nsleutel = "eerst"\nwie = ["rol:uitvoerder"]\n\n[[escalatie]]\nsleutel = "werkvloer"'
    )

    assert verschil("oude-ijsselstreek", oud, nieuw) == ["[[escalatie]] eerst: nieuw"]


def test_two_municipalities_differ_everywhere(taal: Taal) -> None:
    eerste, *anderen = (lees(pad, taal) for pad in BESTANDEN)

    for ander in anderen:
        regels = [str(een) for een in vergelijk(eerste, ander)]
        assert len(regels) > 100
        assert all("object at 0x" not in regel and "None" not in regel for regel in regels)
