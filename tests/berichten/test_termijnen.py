"""Terms in working days, over weekends, holidays and the clock change."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.berichten import termijnen
from wijkwerk.profiel.rijen.volgen import Termijn

DAGEN = st.dates(min_value=date(2015, 1, 1), max_value=date(2060, 12, 31))


def termijn(**velden: object) -> Termijn:
    return Termijn.model_validate(
        {
            "sleutel": "proef",
            "naam": "Proef",
            "object": "signaal",
            "vanaf": "registreren",
            "tot": "beantwoorden",
        }
        | velden
    )


@pytest.mark.parametrize(
    ("dag", "naam"),
    [
        (date(2026, 1, 1), "Nieuwjaarsdag"),
        (date(2026, 4, 3), "Goede Vrijdag"),
        (date(2026, 4, 6), "tweede paasdag"),
        (date(2026, 4, 27), "Koningsdag"),
        (date(2026, 5, 5), "Bevrijdingsdag in a year that is no lustrum"),
        (date(2025, 5, 5), "Bevrijdingsdag in a lustrum"),
        (date(2026, 5, 14), "Hemelvaartsdag"),
        (date(2026, 5, 25), "tweede pinksterdag"),
        (date(2026, 12, 25), "eerste kerstdag"),
        (date(2025, 12, 26), "tweede kerstdag"),
    ],
)
def test_days_of_the_algemene_termijnenwet_are_no_working_days(dag: date, naam: str) -> None:
    assert not termijnen.is_werkdag(dag), naam


def test_koningsdag_moves_to_saturday_when_the_27th_is_a_sunday() -> None:
    assert date(2025, 4, 26) in termijnen.feestdagen(2025)
    assert termijnen.is_werkdag(date(2025, 4, 28))


def test_ordinary_days_are_working_days() -> None:
    for dag in (
        date(2026, 4, 28),
        date(2026, 5, 4),
        date(2026, 5, 15),
        date(2026, 12, 24),
        date(2026, 12, 31),
    ):
        assert termijnen.is_werkdag(dag)


def test_ten_working_days_pass_the_clock_change_good_friday_easter_and_weekends() -> None:
    # From Wednesday 25 March 2026; the clock goes forward on Sunday 29 March; Good Friday 3, Easter Monday 6 April.
    assert termijnen.uiterlijk(termijn(werkdagen=10), date(2026, 3, 25)) == date(2026, 4, 10)


def test_ten_working_days_pass_the_clock_change_in_autumn() -> None:
    assert termijnen.uiterlijk(termijn(werkdagen=10), date(2026, 10, 20)) == date(2026, 11, 3)


def test_a_signal_just_after_midnight_counts_from_the_dutch_day() -> None:
    nacht = datetime(2026, 7, 13, 22, 30, tzinfo=UTC)  # half past midnight on Tuesday the 14th
    assert termijnen.uiterlijk(termijn(werkdagen=1), nacht) == date(2026, 7, 15)


def test_days_between_christmas_and_new_year() -> None:
    assert termijnen.plus_werkdagen(date(2026, 12, 24), 5) == date(2027, 1, 4)


def test_a_term_from_a_saturday_begins_to_count_on_monday() -> None:
    assert termijnen.plus_werkdagen(date(2026, 6, 6), 1) == date(2026, 6, 8)


def test_a_term_in_weeks_that_ends_on_a_holiday_runs_on() -> None:
    assert termijnen.uiterlijk(termijn(weken=2), date(2026, 4, 13)) == date(2026, 4, 28)


def test_a_term_in_months_ends_on_the_last_day_of_a_short_month() -> None:
    assert termijnen.uiterlijk(termijn(maanden=1), date(2027, 1, 31)) == date(
        2027, 3, 1
    )  # 28 February is a Sunday
    assert termijnen.plus_maanden(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert termijnen.plus_maanden(date(2028, 3, 31), -1) == date(2028, 2, 29)


def test_a_term_before_a_step_is_counted_back_to_a_working_day() -> None:
    vooraf = termijn(vanaf=None, vooraf_aan="houden", object="overleg", tot="uitnodigen", weken=3)
    assert termijnen.uiterlijk(vooraf, date(2026, 5, 18)) == date(2026, 4, 24)  # 27 April is Koningsdag


def test_a_fixed_day_stays_what_it_is() -> None:
    vast = termijn(vanaf=None, uiterlijk=date(2013, 6, 30))
    assert termijnen.uiterlijk(vast, date(2026, 1, 1)) == date(2013, 6, 30)


def test_a_term_of_no_days_ends_on_its_date_or_the_next_working_day() -> None:
    geen = termijn(vanaf=None, vanaf_datum="datum-definitief", werkdagen=0)
    assert termijnen.uiterlijk(geen, date(2026, 6, 5)) == date(2026, 6, 5)
    assert termijnen.uiterlijk(geen, date(2026, 6, 6)) == date(2026, 6, 8)


def test_the_last_day_is_in_time() -> None:
    assert termijnen.dagen_te_laat(date(2026, 12, 1), date(2026, 12, 1)) == 0
    assert termijnen.dagen_te_laat(date(2026, 12, 1), date(2026, 12, 4)) == 3


def test_reminder_moments_follow_each_other() -> None:
    einde = date(2026, 12, 1)  # a Tuesday
    verwacht = {
        date(2026, 11, 18): None,
        date(2026, 11, 20): "2026-12-01:7d",
        date(2026, 11, 25): "2026-12-01:7d",
        date(2026, 11, 26): "2026-12-01:3d",
        date(2026, 11, 28): "2026-12-01:3d",
        date(2026, 12, 1): "2026-12-01:3d",
        date(2026, 12, 2): "2026-12-01:te-laat",
        date(2027, 1, 2): "2026-12-01:te-laat",
    }
    assert {dag: termijnen.herinnermoment(einde, (3, 7), dag) for dag in verwacht} == verwacht


def test_without_days_to_remind_only_too_late_is_told() -> None:
    assert termijnen.herinnermoment(date(2026, 12, 1), (), date(2026, 12, 1)) is None
    assert termijnen.herinnermoment(date(2026, 12, 1), (), date(2026, 12, 2)) == "2026-12-01:te-laat"


@given(DAGEN, st.integers(min_value=1, max_value=60))
def test_adding_working_days_lands_on_a_working_day_and_counts_right(dag: date, n: int) -> None:
    einde = termijnen.plus_werkdagen(dag, n)
    assert termijnen.is_werkdag(einde)
    assert termijnen.werkdagen_tussen(dag, einde) == n
    assert termijnen.plus_werkdagen(termijnen.plus_werkdagen(einde, n), -n) == einde


@given(DAGEN, st.integers(min_value=0, max_value=40))
def test_more_days_never_end_sooner(dag: date, n: int) -> None:
    assert termijnen.plus_werkdagen(dag, n) < termijnen.plus_werkdagen(dag, n + 1)
    assert termijnen.plus_werkdagen(dag, n) <= termijnen.plus_werkdagen(dag + timedelta(days=1), n)


@given(DAGEN)
def test_every_run_of_closed_days_is_short(dag: date) -> None:
    assert (termijnen.eerste_werkdag(dag) - termijnen.laatste_werkdag(dag)).days <= 6
