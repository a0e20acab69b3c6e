"""Amounts of a few in a report: theirs, so not told, and not to be found from the total either (R08)."""

from __future__ import annotations

import pytest

from budgetten.models import Jaarbudget
from tests.budgetten.toneel import ken_toe, pot, vraag
from tests.hulp import persoon
from tests.verantwoording.toneel import VORIG, rijen_van
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
BUDGET = "klein-budget"


def toegekend(waar: str, keer: int, bedrag: str) -> None:
    regisseur, ander = (persoon("gebiedsregisseur", gebied=waar) for _ in range(2))
    rij = pot(BUDGET, waar, "10000", regisseur)
    for nummer in range(keer):
        aanvraag = vraag(BUDGET, waar, regisseur, titel=f"Bankje {nummer}", bedrag=bedrag)
        ken_toe(aanvraag, ander, "rol:gebiedsregisseur")
    Jaarbudget.objects.filter(pk=rij.pk).update(jaar=VORIG)


def getoond() -> dict[str, list[str]]:
    return rijen_van("Klein budget", persoon("beheerder"))


def test_amounts_of_a_few_are_not_told_nor_found(oude_ijsselstreek: Profiel) -> None:
    toegekend("ulft", 2, "130")
    toegekend("gendringen", 5, "110")
    toegekend("varsseveld", 6, "120")

    rijen = getoond()

    assert rijen[f"Ulft, {VORIG}"][:4] == ["€ 10.000,00", "minder dan 5", "te weinig", "te weinig"]
    # With the total and the others told, the amount of Ulft would be what is left.
    assert rijen[f"Gendringen, {VORIG}"][:4] == ["€ 10.000,00", *["niet getoond"] * 3]
    assert rijen[f"Varsseveld, {VORIG}"][:4] == ["€ 10.000,00", "6", "€ 720,00", "€ 9.280,00"]
    assert rijen["Samen"][:4] == ["€ 30.000,00", "13", "€ 1.530,00", "€ 28.470,00"]
