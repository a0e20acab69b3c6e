"""Small numbers in a report: hidden, and never to be computed from what is shown (R08)."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from budgetten.rapportage import KOLOMMEN
from wijkwerk.onderdrukken import OOK_VERBORGEN, klein_woord, onderdruk
from wijkwerk.tellingen import Cel, Kolom, Plaats, Regel, Telling, samen_in

DREMPEL = 5


def tabel(getallen: list[list[int]]) -> Telling:
    """Areas by theme, with the sum of each row in the first column and of each column in the last row."""
    rijen = [[sum(rij), *rij] for rij in getallen]
    samen = [sum(kolom) for kolom in zip(*rijen, strict=True)]
    breed = len(getallen[0])
    return Telling(
        "x",
        (Kolom("Alles", klein=True, samen=True), *(Kolom(f"k{n}", klein=True) for n in range(breed))),
        (
            *(Regel(f"r{n}", tuple(map(Cel.van, rij))) for n, rij in enumerate(rijen)),
            Regel("Samen", tuple(map(Cel.van, samen)), samen=True),
        ),
        bron="",
    )


def getoond(telling: Telling) -> list[list[int | None]]:
    return [[None if cel.getal is None else int(cel.getal) for cel in rij.cellen] for rij in telling.regels]


def test_a_number_below_the_threshold_is_a_word_and_zero_stays_zero() -> None:
    telling = Telling(
        "Zorgsignalen",
        (Kolom("Signalen", klein=True),),
        tuple(Regel(naam, (Cel.van(n),)) for naam, n in (("A", 4), ("B", 0), ("C", 5))),
        bron="",
    )

    a, b, c = (rij.cellen[0] for rij in onderdruk(telling, DREMPEL).regels)

    assert a.reden == klein_woord(DREMPEL)
    assert b.getal == 0
    assert c.getal == 5


def test_one_hidden_cell_takes_another_along() -> None:
    getallen = getoond(onderdruk(tabel([[3, 20, 30], [10, 25, 40]]), DREMPEL))

    assert getallen[0][1] is None
    assert getallen[0].count(None) >= 2
    assert [rij[1] for rij in getallen].count(None) >= 2


def test_what_is_hidden_beside_it_says_that_it_is_not_small() -> None:
    telling = onderdruk(tabel([[3, 20, 30], [10, 25, 40]]), DREMPEL)

    assert OOK_VERBORGEN in {cel.reden for rij in telling.regels for cel in rij.cellen}


def test_a_sum_of_one_small_part_is_hidden_too() -> None:
    """Nothing else is there to hide behind: 3 and 0 and 0 make 3."""
    getallen = getoond(onderdruk(tabel([[3, 0, 0], [50, 60, 70]]), DREMPEL))

    assert getallen[0][0] is None


def per_buurt(*rijen: tuple[int, str, int, set[int]], samen: bool = True) -> list[int | None]:
    """What is shown of areas (id, name, number, areas above); with a total of those that lie in no other row."""
    plaatsen = [Plaats(pk, naam, frozenset(boven)) for pk, naam, _n, boven in rijen]
    telling = Telling(
        "x",
        (Kolom("Signalen", klein=True),),
        (
            *(Regel(naam, (Cel.van(n),)) for _pk, naam, n, _boven in rijen),
            *([Regel("Samen", (Cel.van(sum(rij[2] for rij in rijen)),), samen=True)] if samen else []),
        ),
        bron="",
        groepen=samen_in(plaatsen),
    )
    return [rij[0] for rij in getoond(onderdruk(telling, DREMPEL))]


def test_the_number_of_a_wijk_told_elsewhere_gives_no_buurt_away() -> None:
    """Wijk 1 has 13, says another table: 13 without the 10 of its other buurt would be the 3 that is hidden."""
    a1, a2, b1, b2, _ = per_buurt(
        (11, "a1", 10, {1, 9}), (12, "a2", 3, {1, 9}), (21, "b1", 6, {2, 9}), (22, "b2", 20, {2, 9})
    )

    assert (a1, a2) == (None, None)
    assert (b1, b2) == (6, 20)


def test_a_wijk_in_the_same_table_gives_no_buurt_away() -> None:
    wijk, a1, a2, andere = per_buurt(
        (1, "w", 13, {9}), (11, "a1", 10, {1, 9}), (12, "a2", 3, {1, 9}), (2, "v", 30, {9}), samen=False
    )

    assert (wijk, andere) == (13, 30)
    assert (a1, a2) == (None, None)


@pytest.mark.parametrize("drempel", [0, 1])
def test_nothing_is_hidden_where_the_profile_asks_nothing(drempel: int) -> None:
    telling = tabel([[1, 2], [3, 4]])

    assert onderdruk(telling, drempel) == telling


def passend(getallen: list[list[int | None]], hoogste: int) -> list[list[list[int]]]:
    """Every table of two by two that somebody who reads this one has to keep possible."""
    gevonden = []
    for a, b, c, d in product(range(hoogste + 1), repeat=4):
        alles = [[a + b, a, b], [c + d, c, d], [a + b + c + d, a + c, b + d]]
        if all(
            zien is None or zien == wel
            for rij, eigen in zip(getallen, alles, strict=True)
            for zien, wel in zip(rij, eigen, strict=True)
        ):
            gevonden.append(alles)
    return gevonden


@given(st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=2, max_size=2))
def test_no_hidden_small_number_can_be_worked_out(getallen: list[list[int]]) -> None:
    """Whoever knows that the table adds up finds more than one table that fits, for every small cell."""
    heel = tabel(getallen)
    telling = onderdruk(heel, DREMPEL)
    zien = getoond(telling)
    mogelijk = passend(zien, 14)
    for rij in (0, 1):
        for kolom in (1, 2):
            if 0 < getallen[rij][kolom - 1] < DREMPEL:
                assert len({tafel[rij][kolom] for tafel in mogelijk}) > 1


# --- two columns that tell of the same cases: what was awarded, and what was paid of it

Potten = list[tuple[int, int]]
PLEK = {kolom.naam: nummer for nummer, kolom in enumerate(KOLOMMEN)}


def potten(rijen: list[tuple[int, int, int, int]]) -> Telling:
    """Budgets of areas, as the report makes them: (awarded, for how much, paid, how much), with their sum."""

    def cellen(toegekend: int, voor: int, betaald: int, uit: int) -> tuple[Cel, ...]:
        return tuple(map(Cel.van, (9000, toegekend, voor, 9000 - voor, betaald, uit)))

    samen = [sum(kolom) for kolom in zip(*rijen, strict=True)]
    return Telling(
        "x",
        KOLOMMEN,
        (
            *(Regel(f"r{n}", cellen(*rij)) for n, rij in enumerate(rijen)),
            Regel("Samen", cellen(*samen), samen=True),
        ),
        bron="",
    )


def bedragen(telling: Telling) -> list[tuple[int | None, ...]]:
    namen = ("Toekenningen", "Toegekend", "Betalingen", "Uitgegeven")
    return [tuple(rij[PLEK[naam]] for naam in namen) for rij in getoond(telling)]


def test_what_was_paid_does_not_bound_what_was_awarded() -> None:
    """B covers the 300 of A: were its payments shown, at most 300 of the 2300 would be left for A."""
    a, b, c, samen = bedragen(
        onderdruk(potten([(2, 300, 2, 300), (7, 2000, 7, 2000), (9, 4000, 6, 2500)]), DREMPEL)
    )

    assert a == b == (None,) * 4
    assert c == (9, 4000, 6, 2500)
    assert samen == (18, 6300, 15, 4800)


def test_where_nothing_was_paid_yet_the_total_of_what_was_awarded_stays() -> None:
    a, b, c, samen = bedragen(onderdruk(potten([(2, 300, 0, 0), (7, 2000, 0, 0), (9, 4000, 0, 0)]), DREMPEL))

    assert a == b == (None,) * 4
    assert c == (9, 4000, 0, 0)
    assert samen == (18, 6300, 0, 0)


def test_the_words_do_not_tell_where_nothing_was_paid() -> None:
    """Else the 2 of which nothing was paid would be for at most what was awarded and not paid."""
    telling = onderdruk(potten([(2, 300, 0, 0), (7, 2000, 7, 2000), (2, 200, 1, 50)]), DREMPEL)

    niets, _, iets, _ = (rij.cellen[PLEK["Betalingen"]].reden for rij in telling.regels)
    assert niets == iets == klein_woord(DREMPEL)


def test_one_cover_does_for_both_where_there_is_one() -> None:
    """B is smaller, but nothing was paid there: C hides both."""
    a, b, c, _ = bedragen(onderdruk(potten([(2, 300, 2, 300), (6, 600, 0, 0), (7, 2000, 7, 2000)]), DREMPEL))

    assert a == c == (None,) * 4
    assert b == (6, 600, 0, 0)


def ook_mogelijk(waar: Potten, zien: list[tuple[int | None, int | None]]) -> list[Potten]:
    """Tables near the true one that fit what is shown: nothing was paid that was not awarded, and all adds up."""
    vrij = [(rij, kolom) for rij in range(len(waar)) for kolom in (0, 1) if zien[rij][kolom] is None]
    gevonden = []
    for stappen in product((-1, 0, 1), repeat=len(vrij)):
        stap = dict(zip(vrij, stappen, strict=True))
        ander = [(t + stap.get((rij, 0), 0), b + stap.get((rij, 1), 0)) for rij, (t, b) in enumerate(waar)]
        samen = [sum(kolom) for kolom in zip(*ander, strict=True)]
        if all(0 <= b <= t for t, b in ander) and all(
            zie in (wel, None) for zie, wel in zip(zien[-1], samen, strict=True)
        ):
            gevonden.append(ander)
    return gevonden


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.integers(0, 12).flatmap(lambda t: st.tuples(st.just(t), st.integers(0, t))), min_size=3, max_size=3
    )
)
@example([(2, 2), (7, 7), (9, 6)])
@example([(2, 0), (7, 6), (9, 6)])
@example([(1, 0), (1, 1), (4, 4)])
@example([(1, 1), (0, 0), (0, 0)])
def test_no_small_number_follows_from_both_columns_together(waar: Potten) -> None:
    """Every award is of one euro, so that what is said of the numbers here goes for the amounts as well."""
    telling = onderdruk(potten([(t, t, b, b) for t, b in waar]), DREMPEL)
    for regel in bedragen(telling):
        assert None not in regel or regel == (None,) * 4
    zien = [(rij[0], rij[2]) for rij in bedragen(telling)]

    mogelijk = ook_mogelijk(waar, zien)

    for rij, getallen in enumerate(waar):
        for kolom, getal in enumerate(getallen):
            if 0 < getal < DREMPEL:
                assert zien[rij][kolom] is None
                # Not only something else, but also more: nobody gets to know the most that it can be.
                assert any(ander[rij][kolom] > getal for ander in mogelijk), (waar, zien)
