"""At the same moment: one standpunt on a subject, and no advice that slips past it."""

from __future__ import annotations

from typing import Any

import pytest

from adviezen.acties import verplaats
from adviezen.models import Advies, Adviesonderwerp, Standpunt
from tests.adviezen.toneel import geef, neem_in, vakambtenaar, wijkorgaan
from tests.hulp import activeer
from tests.signalen.test_tegelijk import samen
from wijkwerk.regels.service import StandVeranderd, StapGeweigerd

pytestmark = pytest.mark.django_db(transaction=True)


def probeer(uitkomsten: list[str], doe: Any, *args: Any, **gegevens: Any) -> None:
    try:
        doe(*args, **gegevens)
    except StapGeweigerd as geweigerd:
        uitkomsten.append(str(geweigerd.klachten[0]))
    else:
        uitkomsten.append("gelukt")


def test_two_take_a_standpunt_and_one_of_them_is_told_so() -> None:
    activeer("helmond")
    een, ander = vakambtenaar(), vakambtenaar()
    over = geef(wijkorgaan()).onderwerp
    uitkomsten: list[str] = []

    samen(lambda: probeer(uitkomsten, neem_in, over, een), lambda: probeer(uitkomsten, neem_in, over, ander))

    assert sorted(uitkomsten) == ["Er is al een standpunt op dit onderwerp.", "gelukt"]
    assert Standpunt.objects.count() == 1


def test_advice_that_comes_at_that_moment_is_named_or_refused() -> None:
    activeer("helmond")
    lid, ambtenaar = wijkorgaan(), vakambtenaar()
    over = geef(lid).onderwerp
    genoemd = [advies.pk for advies in over.adviezen.all()]
    uitkomsten: list[str] = []

    samen(
        lambda: probeer(uitkomsten, neem_in, over, ambtenaar, adviezen=genoemd),
        lambda: probeer(uitkomsten, geef, lid, over=over),
    )

    # Whoever came second is refused: the advice, or the standpunt that does not name it.
    assert uitkomsten.count("gelukt") == 1
    assert Standpunt.objects.count() + Advies.objects.count() == 2


def test_advice_moved_twice_at_once_is_moved_once() -> None:
    activeer("helmond")
    lid, ambtenaar = wijkorgaan(), vakambtenaar()
    advies, eerste, tweede = geef(lid), geef(lid).onderwerp, geef(lid).onderwerp
    uitkomsten: list[str] = []

    samen(
        lambda: probeer(uitkomsten, verplaats, advies=advies, naar=eerste, door=ambtenaar),
        lambda: probeer(uitkomsten, verplaats, advies=advies, naar=tweede, door=ambtenaar),
    )

    assert sorted(uitkomsten) == [
        "Een ander heeft dit advies net verplaatst. Kijk eerst hoe het nu staat.",
        "gelukt",
    ]
    assert Adviesonderwerp.objects.count() == 2


def test_a_subject_that_went_meanwhile_is_no_place_to_move_to() -> None:
    activeer("helmond")
    lid, ambtenaar = wijkorgaan(), vakambtenaar()
    advies, ander, derde = geef(lid), geef(lid), geef(lid).onderwerp
    weg = ander.onderwerp
    verplaats(advies=ander, naar=derde, door=ambtenaar)

    with pytest.raises(StandVeranderd):
        verplaats(advies=advies, naar=weg, door=ambtenaar)
