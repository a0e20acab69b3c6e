"""Small numbers are not found by laying reports of overlapping or adjacent periods beside each other (R08)."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wijkwerk.aftrekken import Eerder, Naamgenoten, Verleden
from wijkwerk.onderdrukken import Beurt, onderdruk
from wijkwerk.tellingen import Cel, Kolom, Regel, Telling

DREMPEL = 5
BEGIN = date(2026, 1, 1)


def dag(nummer: int) -> date:
    return BEGIN + timedelta(days=nummer)


def verteld(*rijen: tuple[int, int, int | None]) -> Verleden:
    return Verleden(
        [Eerder(dag(van), dag(tot), None if n is None else Decimal(n)) for van, tot, n in rijen], DREMPEL
    )


@pytest.mark.parametrize(
    ("eerder", "nieuw", "verraadt"),
    [
        ([(0, 2, 20)], (0, 4, 23), True),  # the year without its first half is 3
        ([(0, 2, 20)], (0, 4, 25), False),
        (
            [(0, 2, 20)],
            (0, 4, 20),
            False,
        ),  # nothing happened in the second half: that says nothing of anybody
        ([(0, 4, 23)], (2, 4, 20), True),  # the other way round
        ([(0, 4, 20)], (0, 4, 21), True),  # opened again, one case more
        ([(0, 4, 20)], (0, 4, 26), False),
        ([(0, 1, 10), (1, 2, 10), (2, 3, 10)], (0, 4, 33), True),  # three quarters beside the year
        ([(0, 2, 10), (2, 4, 10)], (1, 3, 9), False),  # overlaps, but no day of it is tied to another
        ([(0, 2, None)], (2, 4, 20), False),
        ([(0, 2, None), (2, 4, 20)], (0, 4, 28), True),  # eight, hidden because it covers a small one
        ([(0, 2, None)], (0, 2, 9), True),  # what was not told of a period stays so
        ([], (0, 4, 9), False),
    ],
)
def test_what_gives_something_away(
    eerder: list[tuple[int, int, int | None]], nieuw: tuple[int, int, int], verraadt: bool
) -> None:
    van, tot, getal = nieuw

    assert verteld(*eerder).verraadt(dag(van), dag(tot), Decimal(getal)) is verraadt


def test_what_was_changed_twice_is_laid_beside_both() -> None:
    verleden = verteld((0, 4, 60), (0, 2, 38), (0, 4, 90))

    assert verleden.verraadt(dag(2), dag(4), Decimal(24))
    assert verleden.verraadt(dag(2), dag(4), Decimal(50))
    assert not verleden.verraadt(dag(2), dag(4), Decimal(30))


def test_what_was_told_under_one_name_of_two_areas_is_laid_beside_both() -> None:
    """Twenty and nine in the half year: whichever it is of, in a year of 23 or of 12 three would follow."""
    half = [Eerder(dag(0), dag(2), Decimal(n)) for n in (20, 9)]
    verleden = Naamgenoten([half, half], DREMPEL)

    assert verleden.verraadt(dag(0), dag(4), Decimal(23))
    assert verleden.verraadt(dag(0), dag(4), Decimal(12))
    assert not verleden.verraadt(dag(0), dag(4), Decimal(40))
    assert not verleden.kent(dag(0), dag(2), Decimal(9))


def test_of_two_areas_in_three_reports_every_way_to_tell_them_apart_is_tried() -> None:
    """The year without its halves: 60, 28 and 30 leave two, and none of these is the first that was told."""
    verslagen = [
        [Eerder(dag(0), dag(1), Decimal(n)) for n in (10, 28)],
        [Eerder(dag(1), dag(2), Decimal(n)) for n in (30, 90)],
    ]

    assert Naamgenoten(verslagen, DREMPEL).verraadt(dag(0), dag(4), Decimal(60))
    assert not Naamgenoten(verslagen, DREMPEL).verraadt(dag(0), dag(4), Decimal(50))


def test_too_many_ways_to_tell_them_apart_hides() -> None:
    verslagen = [[Eerder(dag(n), dag(n + 1), Decimal(k)) for k in (100, 200)] for n in range(9)]

    assert Naamgenoten(verslagen, DREMPEL).verraadt(dag(50), dag(60), Decimal(1000))
    assert not Naamgenoten(verslagen[:8], DREMPEL).verraadt(dag(50), dag(60), Decimal(1000))


def test_a_number_told_of_a_namesake_is_cover() -> None:
    """Nine was told of one Centrum: of the other it is not known, so it still hides the two beside it."""
    verleden = {"Centrum": verteld((0, 4, 9))}
    beurt = Beurt(dag(0), dag(3), lambda _t, naam, _k: verleden.get(naam, verteld()))
    aantallen = (("Centrum", 9), ("Centrum", 30), ("Haven", 2))
    telling = Telling(
        "x",
        (Kolom("Signalen", klein=True),),
        (
            *(Regel(naam, (Cel.van(n),)) for naam, n in aantallen),
            Regel("Samen", (Cel.van(41),), samen=True),
        ),
        bron="",
    )

    getoond = [regel.cellen[0].getal for regel in onderdruk(telling, DREMPEL, beurt).regels]

    assert getoond == [None, 30, None, 41]


# --- whoever reads them all, and can subtract

STUKKEN, GEBIEDEN = 4, 3
Vergelijking = list[int]


def tabel(geteld: list[list[int]], van: int, tot: int) -> Telling:
    """Per area what was counted in these pieces of time, with the sum of the areas."""
    aantallen = [sum(rij[van:tot]) for rij in geteld]
    return Telling(
        "x",
        (Kolom("Signalen", klein=True),),
        (
            *(Regel(f"g{nummer}", (Cel.van(n),)) for nummer, n in enumerate(aantallen)),
            Regel("Samen", (Cel.van(sum(aantallen)),), samen=True),
        ),
        bron="",
    )


def rij_van(regel: int, van: int, tot: int) -> Vergelijking:
    """Which unknown numbers (area by piece of time) a cell is the sum of."""
    return [
        int((gebied == regel or regel == GEBIEDEN) and van <= stuk < tot)
        for gebied in range(GEBIEDEN)
        for stuk in range(STUKKEN)
    ]


def rang(rijen: list[Vergelijking]) -> int:
    matrix = [list(map(Fraction, rij)) for rij in rijen]
    gedaan = 0
    for kolom in range(STUKKEN * GEBIEDEN):
        spil = next((nr for nr in range(gedaan, len(matrix)) if matrix[nr][kolom]), None)
        if spil is None:
            continue
        matrix[gedaan], matrix[spil] = matrix[spil], matrix[gedaan]
        for nr in range(gedaan + 1, len(matrix)):
            keer = matrix[nr][kolom] / matrix[gedaan][kolom]
            matrix[nr] = [a - keer * b for a, b in zip(matrix[nr], matrix[gedaan], strict=True)]
        gedaan += 1
    return gedaan


perioden = st.tuples(st.integers(0, STUKKEN - 1), st.integers(1, STUKKEN)).filter(lambda p: p[0] < p[1])


def volgen_of_omvatten_elkaar(volgorde: list[tuple[int, int]]) -> bool:
    """Periods as a calendar has them: a year, its halves, its quarters. Others may overlap only in part (see the limits)."""
    return all(
        (a <= c and d <= b) or (c <= a and b <= d) or b <= c or d <= a
        for (a, b), (c, d) in itertools.combinations(volgorde, 2)
    )


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.lists(st.integers(0, 12), min_size=STUKKEN, max_size=STUKKEN),
        min_size=GEBIEDEN,
        max_size=GEBIEDEN,
    ),
    st.lists(perioden, min_size=1, max_size=5, unique=True).filter(volgen_of_omvatten_elkaar),
)
@example([[0, 0, 0, 0], [1, 0, 0, 1], [5, 0, 0, 0]], [(0, 1), (0, 4), (1, 4)])
@example([[0, 5, 0, 0], [2, 0, 0, 0], [3, 1, 0, 0]], [(0, 1), (0, 2), (1, 2)])
def test_no_small_number_follows_from_all_reports_together(
    geteld: list[list[int]], volgorde: list[tuple[int, int]]
) -> None:
    """Solved as equations: what is shown in all of them, and no small number of any area in any stretch of time follows."""
    cellen: dict[tuple[str, str, str], list[Eerder]] = {}
    bekend: list[Vergelijking] = []
    for van, tot in volgorde:
        beurt = Beurt(dag(van), dag(tot - 1), lambda *naam: Verleden(list(cellen.get(naam, ())), DREMPEL))
        for nummer, regel in enumerate(onderdruk(tabel(geteld, van, tot), DREMPEL, beurt).regels):
            [cel] = regel.cellen
            cellen.setdefault(("x", regel.naam, "Signalen"), []).append(Eerder(dag(van), dag(tot), cel.getal))
            if cel.getal is not None:
                bekend.append(rij_van(nummer, van, tot))
    weet = rang(bekend)
    for gebied in range(GEBIEDEN):
        for van, tot in ((a, b) for a in range(STUKKEN) for b in range(a + 1, STUKKEN + 1)):
            if 0 < sum(geteld[gebied][van:tot]) < DREMPEL:
                assert rang([*bekend, rij_van(gebied, van, tot)]) > weet, (gebied, van, tot)
