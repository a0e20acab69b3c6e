"""What was answered with "later" and is still open, in a report (J11): few tell nothing, shielded is not counted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from signalen.models import Antwoord, Signaal
from tests.hulp import persoon
from tests.signalen.hulp import signaal
from tests.verantwoording.toneel import VORIG, maker, rijen_van, vorig_jaar
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
BINNEN, ERNA = datetime(VORIG, 9, 1, tzinfo=UTC), datetime(VORIG + 1, 2, 1, tzinfo=UTC)


def later(waar: str, keer: int, **velden: Any) -> None:
    """So many signals that were answered with "later" in the middle of the year."""
    door = persoon("wijkcoordinator", gebied=waar)
    for _ in range(keer):
        rij = vorig_jaar(signaal(door, waar, "vraag", eigenaar=None))
        Antwoord.objects.create(
            signaal=rij,
            soort="nog-niet",
            uitkomst="later",
            gegeven_door=door,
            gegeven_op=datetime(VORIG, 6, 20, 12, tzinfo=UTC),
            **velden,
        )


def getoond() -> dict[str, list[str]]:
    return rijen_van("Later beloofd", maker())


def test_what_waits_on_the_last_day_is_counted(bergen: Profiel) -> None:
    later("schoorl", 5, datum_definitief=date(VORIG, 10, 1))
    later("schoorl", 6)
    # Got its definite answer within the year; and one only after it.
    later("schoorl", 7, vervallen_op=BINNEN)
    later("bergen-aan-zee", 5, vervallen_op=ERNA)

    rijen = getoond()

    assert rijen["Schoorl"] == ["11", "6", "5"]
    assert rijen["Samen"] == ["16", "11", "5"]


def test_few_tell_nothing_and_the_total_does_not_give_them_away(bergen: Profiel) -> None:
    later("schoorl", 2)
    later("groet-camperduin", 7)
    later("bergen-aan-zee", 9)

    rijen = getoond()

    assert rijen["Schoorl"][0] == "minder dan 5"
    assert "niet getoond" in {rijen[naam][0] for naam in ("Groet/Camperduin", "Bergen aan Zee", "Samen")}


def test_what_is_shielded_is_not_counted(bergen: Profiel) -> None:
    later("schoorl", 6)
    Signaal.objects.update(gevoelig="ja")

    assert getoond()["Schoorl"] == ["0", "0", "0"]
