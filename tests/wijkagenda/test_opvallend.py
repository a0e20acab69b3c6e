"""Which figures are proposed as a finding: by plain arithmetic, and never from what is no number or over a break."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkagenda.opvallend import JAREN_TERUG, Meting, Opvallend, wat_opvalt
from wijkwerk.cijfers.service import Breuk, Geen, Maat, Waarde, van_jaar


def maat(**anders: Any) -> Maat:
    return Maat(
        **{"sleutel": "koop", "naam": "koopwoningen", "eenheid": "procent", "richting": "hoger"} | anders
    )


def waarde(
    getal: str | None, jaar: int = 2024, soort: Maat | None = None, geen: Geen = Geen.GEHEIM
) -> Waarde:
    cijfer = None if getal is None else Decimal(getal)
    return Waarde(soort or maat(), van_jaar(jaar), getal=cijfer, geen=geen if cijfer is None else None)


def opvallend(nu: str | None, gemeente: str | None = None, **meer: Any) -> list[Opvallend]:
    soort = meer.pop("soort", maat())
    meting = Meting(
        soort, waarde(nu, soort=soort), waarde(gemeente, soort=soort, geen=Geen.ONTBREEKT), **meer
    )
    return wat_opvalt([meting], gemeente="Den Helder")


def test_the_reason_is_told_in_one_sentence_each() -> None:
    [rij] = opvallend("44", "50", reeks=[waarde("47", 2021), waarde("46", 2022), waarde("44")])

    assert rij.redenen == ("12 procent lager dan Den Helder", "3 procentpunten gedaald sinds 2021")
    assert rij.oordeel == "ongunstig"


@pytest.mark.parametrize(
    ("richting", "oordeel"), [("hoger", "gunstig"), ("lager", "ongunstig"), ("neutraal", "neutraal")]
)
def test_what_is_better_comes_from_the_measure(
    richting: Literal["hoger", "lager", "neutraal"], oordeel: str
) -> None:
    [rij] = opvallend("60", "50", soort=maat(richting=richting))

    assert rij.oordeel == oordeel


def test_one_reason_each_way_says_so() -> None:
    [rij] = opvallend("44", "50", reeks=[waarde("40", 2021), waarde("44")])

    assert rij.oordeel == "wisselend"


def test_a_number_of_things_is_not_compared_with_a_whole() -> None:
    inwoners = maat(eenheid="inwoners", telt_op="som", richting="neutraal")

    assert opvallend("4000", "56000", soort=inwoners) == []
    [rij] = opvallend(
        "4400",
        "56000",
        soort=inwoners,
        reeks=[waarde("4000", 2021, inwoners), waarde("4400", soort=inwoners)],
    )
    assert rij.redenen == ("10 procent gestegen sinds 2021",)


def test_the_lowest_of_all_areas_stands_out() -> None:
    anderen = [(naam, waarde(getal)) for naam, getal in zip("ABC", ("50", "52", "51"), strict=True)]

    [rij] = opvallend("40", None, anderen=anderen)

    assert rij.redenen == ("het laagste van 4 gebieden",)
    assert opvallend("40", None, anderen=anderen[:2]) == []


def test_close_to_everything_nothing_stands_out() -> None:
    assert opvallend("50", "51", reeks=[waarde("49", 2022), waarde("50")]) == []


# --- whatever the figures are

GETAL = st.one_of(st.none(), st.decimals("-1000", "1000", places=1))
SOORT = st.sampled_from(list(Geen))


@st.composite
def _waarden(draw: st.DrawFn, soort: Maat, jaar: int) -> Waarde:
    getal = draw(GETAL)
    return Waarde(soort, van_jaar(jaar), getal=getal, geen=draw(SOORT) if getal is None else None)


@st.composite
def _metingen(draw: st.DrawFn) -> Meting:
    soort = maat(
        richting=draw(st.sampled_from(["hoger", "lager", "neutraal"])),
        telt_op=draw(st.sampled_from(["som", "gewogen", "niet"])),
        eenheid=draw(st.sampled_from(["procent", "", "inwoners"])),
    )
    jaren = range(2024 - draw(st.integers(0, 7)), 2025)
    reeks = [draw(_waarden(soort, jaar)) for jaar in jaren]
    breuken = [Breuk(jaar=jaar, waarom="Anders geteld.") for jaar in draw(st.sets(st.integers(2017, 2025)))]
    anderen = [(str(n), draw(_waarden(soort, 2024))) for n in range(draw(st.integers(0, 5)))]
    return Meting(soort, reeks[-1], draw(_waarden(soort, 2024)), anderen, reeks, breuken)


@given(_metingen())
def test_nothing_is_proposed_from_what_is_no_number(meting: Meting) -> None:
    gevonden = wat_opvalt([meting], gemeente="Den Helder")

    if meting.nu.getal is None:
        assert gevonden == []
    for rij in gevonden:
        assert rij.redenen
        assert rij.waarde.getal is not None
        if meting.gemeente.getal is None:
            assert not any("dan Den Helder" in reden for reden in rij.redenen)
        if meting.maat.telt_op == "som":
            assert all("sinds" in reden for reden in rij.redenen)


@given(_metingen())
def test_nothing_is_compared_over_a_break_or_further_back(meting: Meting) -> None:
    laatste_breuk = max((rij.jaar for rij in meting.breuken if rij.jaar <= 2024), default=0)

    for rij in wat_opvalt([meting], gemeente="Den Helder"):
        for reden in rij.redenen:
            if "sinds" in reden:
                sinds = int(reden[-4:])
                assert max(laatste_breuk, 2024 - JAREN_TERUG) <= sinds < 2024
                assert any(w.periode == van_jaar(sinds) and w.getal is not None for w in meting.reeks)


@given(_metingen())
def test_what_has_no_number_changes_nothing(meting: Meting) -> None:
    """An area or a year without a number is as if it were not there."""
    zonder = Meting(
        meting.maat,
        meting.nu,
        meting.gemeente,
        [paar for paar in meting.anderen if paar[1].getal is not None],
        [rij for rij in meting.reeks if rij.getal is not None],
        meting.breuken,
    )

    assert wat_opvalt([meting], gemeente="X") == wat_opvalt([zonder], gemeente="X")


@given(st.lists(_metingen(), max_size=4))
def test_the_strongest_comes_first(metingen: list[Meting]) -> None:
    sterktes = [rij.sterkte for rij in wat_opvalt(metingen, gemeente="X")]

    assert sterktes == sorted(sterktes, reverse=True)
