"""The planner: which round, which steps, which days. Pure, so over many years."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import pytest

from gebiedscyclus.planner import Periode, Vorige, duur, eerste_dag, periode_op, plan_stappen
from wijkwerk.profiel.frequentie import Frequentie, Tijdvak
from wijkwerk.profiel.rijen.plannen import Cyclus

JAAR = Tijdvak(maanden=12)


def frequentie(**rij: Any) -> Frequentie:
    return Frequentie.model_validate({"n": 1, "per": "jaar", **rij})


def cyclus(*stappen: dict[str, Any], **rij: Any) -> Cyclus:
    return Cyclus.model_validate({"sleutel": "c", "niveaus": ("wijk",), "stappen": stappen, **rij})


def stap(sleutel: str, **rij: Any) -> dict[str, Any]:
    return {"sleutel": sleutel, "soort": "uitvoering", **rij}


def test_every_day_of_forty_years_lies_in_exactly_one_round() -> None:
    dag, einde, vorige = date(2020, 1, 1), date(2060, 1, 1), None
    while dag < einde:
        periode = periode_op(frequentie(per="48 maanden"), Tijdvak(maanden=48), dag)
        assert periode is not None
        assert periode.tot is not None
        assert periode.van <= dag <= periode.tot
        assert vorige in (None, periode) or (vorige.tot and vorige.tot + timedelta(days=1) == periode.van)
        vorige, dag = periode, dag + timedelta(days=17)


def test_a_year_of_its_own_and_a_half_year() -> None:
    assert periode_op(frequentie(maand=9), JAAR, date(2027, 3, 1)) == Periode(
        date(2026, 9, 1), date(2027, 8, 31)
    )
    assert periode_op(frequentie(n=2), JAAR, date(2027, 8, 1)) == Periode(
        date(2027, 7, 1), date(2027, 12, 31)
    )


def test_a_term_of_office_begins_where_it_began() -> None:
    coalitie = Tijdvak(maanden=48, begin=date(2022, 6, 1))

    assert periode_op(frequentie(per="coalitie"), coalitie, date(2027, 1, 1)) == Periode(
        date(2026, 6, 1), date(2030, 5, 31)
    )


@pytest.mark.parametrize("anker", ["laatste", "vaststelling"])
def test_counted_from_the_last_one_the_first_is_begun_by_hand(anker: str) -> None:
    rij = frequentie(anker=anker)
    vorige = Vorige(date(2026, 3, 1), date(2026, 5, 1))
    begin = date(2027, 3, 1) if anker == "laatste" else date(2027, 5, 1)

    assert periode_op(rij, JAAR, date(2026, 6, 1)) is None
    assert periode_op(rij, JAAR, begin - timedelta(days=1), vorige) is None
    nieuw = periode_op(rij, JAAR, begin, vorige)
    assert nieuw is not None
    assert nieuw.van == begin
    # One that nobody opened for years is not made up for.
    veel_later = periode_op(rij, JAAR, date(2031, 12, 1), vorige)
    assert veel_later is not None
    assert veel_later.van == begin.replace(year=2031)


def test_four_steps_share_a_year_without_a_gap() -> None:
    stappen = plan_stappen(cyclus(*map(stap, "abcd")), date(2027, 1, 1), date(2027, 12, 31), {})

    assert [rij.sleutel for rij in stappen] == list("abcd")
    assert stappen[0].begin == date(2027, 1, 1)
    assert stappen[-1].uiterlijk == date(2027, 12, 31)
    for eerder, later in itertools.pairwise(stappen):
        assert eerder.uiterlijk is not None
        assert later.begin == eerder.uiterlijk + timedelta(days=1)


def test_what_says_how_long_it_takes_leaves_the_rest_to_the_others() -> None:
    rij = cyclus(stap("a", weken=2), stap("b"), stap("c", weken=4))

    a, b, c = plan_stappen(rij, date(2027, 1, 1), date(2027, 12, 31), {})

    assert (a.uiterlijk, b.begin) == (date(2027, 1, 14), date(2027, 1, 15))
    assert (c.begin, c.uiterlijk) == (date(2027, 12, 4), date(2027, 12, 31))
    assert b.uiterlijk == date(2027, 12, 3)


def test_an_agenda_of_48_months_is_revised_at_24_and_measured_twice_a_year() -> None:
    rij = cyclus(stap("agenda", weken=12), stap("meten"))
    herhaalt = {"agenda": Tijdvak(maanden=24), "meten": Tijdvak(maanden=6)}

    stappen = plan_stappen(rij, date(2024, 1, 1), date(2027, 12, 31), herhaalt)

    agenda = [rij for rij in stappen if rij.sleutel == "agenda"]
    assert [(beurt.beurt, beurt.begin) for beurt in agenda] == [(1, date(2024, 1, 1)), (2, date(2026, 1, 1))]
    meten = [rij for rij in stappen if rij.sleutel == "meten"]
    assert len(meten) == 8
    assert meten[-1].uiterlijk == date(2027, 12, 31)
    assert [rij.begin for rij in stappen] == sorted(rij.begin for rij in stappen if rij.begin)


def test_what_comes_back_has_room_and_what_stands_after_it_is_done_at_the_end() -> None:
    rij = cyclus(stap("visie"), stap("uitvoeren"), stap("agenda"), stap("terugkijken", weken=8))
    herhaalt = {"uitvoeren": Tijdvak(maanden=12), "agenda": Tijdvak(maanden=6)}

    stappen = plan_stappen(rij, date(2024, 1, 1), date(2027, 12, 31), herhaalt)

    assert stappen[0] == plan_stappen(rij, date(2024, 1, 1), date(2027, 12, 31), herhaalt)[0]
    aantal = {sleutel: sum(rij.sleutel == sleutel for rij in stappen) for sleutel in herhaalt}
    assert aantal == {"uitvoeren": 4, "agenda": 8}
    assert stappen[-1].sleutel == "terugkijken"
    assert stappen[-1].uiterlijk == date(2027, 12, 31)
    assert all(rij.begin and rij.uiterlijk and rij.begin <= rij.uiterlijk for rij in stappen)


def test_chosen_areas_last_as_long_as_their_steps() -> None:
    rij = cyclus(stap("plan", weken=52), stap("doen", weken=52), stap("contact"), selectie=True)

    plan, doen, contact = plan_stappen(rij, date(2027, 1, 1), duur(rij, date(2027, 1, 1)), {})

    assert (plan.uiterlijk, doen.begin) == (date(2027, 12, 30), date(2027, 12, 31))
    assert (contact.begin, contact.uiterlijk) == (date(2028, 12, 29), None)


def test_without_an_end_a_step_has_no_last_day() -> None:
    a, b = plan_stappen(cyclus(stap("a"), stap("b")), date(2027, 1, 1), None, {})

    assert (a.begin, a.uiterlijk, b.begin) == (date(2027, 1, 1), None, None)


def test_a_first_round_that_begins_halfway_is_not_late_at_once() -> None:
    jaar = Periode(date(2026, 1, 1), date(2026, 12, 31))

    assert eerste_dag(jaar, date(2026, 11, 27), is_eerste=True) == date(2026, 11, 27)
    assert eerste_dag(jaar, date(2026, 11, 27), is_eerste=False) == jaar.van
    assert eerste_dag(jaar, date(2026, 1, 20), is_eerste=True) == jaar.van
