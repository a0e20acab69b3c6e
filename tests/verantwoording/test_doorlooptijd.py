"""How long an answer took, in a report: too few tell nothing, and the total does not give them away (OIJ-02, R08)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from signalen.models import Antwoord
from tests.hulp import persoon
from tests.signalen.hulp import signaal
from tests.verantwoording.toneel import VORIG, rijen_van, vorig_jaar
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


def beantwoord(waar: str, keer: int, dagen: int) -> None:
    voorman = persoon("uitvoerder", gebied=waar)
    eigenaar = Houder(persoon=persoon("generalist-groen-grijs", gebied=waar))
    for _ in range(keer):
        rij = vorig_jaar(signaal(voorman, waar, "groen-grijs", eigenaar=eigenaar))
        Antwoord.objects.create(
            signaal=rij,
            soort="antwoord",
            uitkomst="uitleg",
            gegeven_door=voorman,
            gegeven_op=datetime(VORIG, 6, 15 + dagen, 12, tzinfo=UTC),
        )


def getoond() -> dict[str, list[str]]:
    return rijen_van("Hoe lang een antwoord", persoon("beheerder"))


def test_few_answers_hide_another_area_so_that_the_total_does_not_tell(
    oude_ijsselstreek: Profiel,
) -> None:
    """Three in one area: of 22 in all nobody subtracts the 7 and the 12 of the others."""
    beantwoord("ulft", 3, 9)
    beantwoord("gendringen", 7, 4)
    beantwoord("varsseveld", 12, 2)

    rijen = getoond()

    assert rijen["Ulft"][:2] == ["minder dan 5", "te weinig"]
    assert rijen["Gendringen"][:2] == ["niet getoond", "niet getoond"]
    assert rijen["Varsseveld"][:2] == ["12", "2"]
    assert rijen["Samen"][:2] == ["22", "2"]
    assert rijen["Silvolde/Terborg"][0] == "0"


def test_enough_answers_everywhere_are_all_told(oude_ijsselstreek: Profiel) -> None:
    beantwoord("ulft", 5, 9)
    beantwoord("gendringen", 7, 4)

    rijen = getoond()

    assert rijen["Ulft"][:2] == ["5", "9"]
    assert rijen["Samen"][:2] == ["12", "4"]


def test_a_few_in_all_tell_nothing_at_all(oude_ijsselstreek: Profiel) -> None:
    beantwoord("ulft", 2, 9)

    rijen = getoond()

    assert rijen["Ulft"][:2] == rijen["Samen"][:2] == ["minder dan 5", "te weinig"]
