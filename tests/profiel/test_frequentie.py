"""How often, and over which stretch of time."""

from __future__ import annotations

from datetime import date

import pytest

from wijkwerk.profiel import Frequentie, Profiel, Tijdvak
from wijkwerk.profiel.frequentie import plus_maanden


@pytest.mark.parametrize(
    ("per", "dag", "eerste", "laatste"),
    [
        ("jaar", date(2026, 11, 26), date(2026, 1, 1), date(2026, 12, 31)),
        ("kwartaal", date(2026, 11, 26), date(2026, 10, 1), date(2026, 12, 31)),
        ("maand", date(2028, 2, 29), date(2028, 2, 1), date(2028, 2, 29)),
        ("week", date(2026, 11, 26), date(2026, 11, 23), date(2026, 11, 29)),
        ("2 jaar", date(2027, 5, 1), date(2026, 1, 1), date(2027, 12, 31)),
        ("coalitie", date(2026, 5, 31), date(2022, 6, 1), date(2026, 5, 31)),
        ("coalitie", date(2026, 6, 1), date(2026, 6, 1), date(2030, 5, 31)),
        ("coalitie", date(2021, 1, 1), date(2018, 6, 1), date(2022, 5, 31)),
    ],
)
def test_stretch_in_which_a_day_falls(
    ravenburg: Profiel, per: str, dag: date, eerste: date, laatste: date
) -> None:
    assert ravenburg.tijdvak(per).venster(dag) == (eerste, laatste)


def test_every_day_of_a_stretch_of_weeks_gives_the_same_stretch(ravenburg: Profiel) -> None:
    tijdvak = ravenburg.tijdvak("8 weken")
    eerste, laatste = tijdvak.venster(date(2026, 11, 26))

    assert (laatste - eerste).days == 55
    assert tijdvak.venster(eerste) == tijdvak.venster(laatste) == (eerste, laatste)


def test_what_is_no_period(ravenburg: Profiel) -> None:
    with pytest.raises(KeyError):
        ravenburg.tijdvak("gebied")


@pytest.mark.parametrize(
    ("dag", "maanden", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 3, 15), -3, date(2025, 12, 15)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_months_on(dag: date, maanden: int, later: date) -> None:
    assert plus_maanden(dag, maanden) == later


def test_free_frequency_asks_nothing() -> None:
    vrij = Frequentie(norm="vrij")

    assert (vrij.is_vrij, vrij.minstens, vrij.hoogstens, list(vrij.klachten())) == (True, 0, None, [])


def test_from_and_to() -> None:
    frequentie = Frequentie(van=1, tot=3, per="jaar", norm="streven")

    assert (frequentie.minstens, frequentie.hoogstens, frequentie.is_hard) == (1, 3, False)


def test_term_of_a_plan(ravenburg: Profiel) -> None:
    assert ravenburg.looptijd("dorpsagenda") == Tijdvak(maanden=18)
    assert ravenburg.looptijd("dorpsvisie") == Tijdvak(maanden=48, begin=date(2022, 6, 1))
