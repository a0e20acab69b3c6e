"""Areas as a tree of any depth."""

import pytest

from tests.hulp import activeer, gebied, partij
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.acties import KringInGebieden, plaats, vul_uit_profiel
from wijkwerk.wijken.models import Gebied, Partij

pytestmark = pytest.mark.django_db


def test_area_knows_itself_and_all_above_it(den_helder: Profiel) -> None:
    namen = ["den-helder", "stad-binnen-de-linie", "visbuurt"]

    assert gebied("visbuurt").voorouders == [gebied(naam).pk for naam in namen]


def test_moving_an_area_takes_everything_below_along(den_helder: Profiel) -> None:
    plaats(gebied=gebied("stad-binnen-de-linie"), ouder=gebied("nieuw-den-helder"))

    assert gebied("nieuw-den-helder").pk in gebied("visbuurt").voorouders


def test_area_cannot_lie_in_itself(den_helder: Profiel) -> None:
    with pytest.raises(KringInGebieden):
        plaats(gebied=gebied("stad-binnen-de-linie"), ouder=gebied("visbuurt"))


def test_filling_twice_changes_nothing(den_helder: Profiel) -> None:
    Gebied.objects.filter(sleutel="visbuurt").update(naam="Visbuurt en haven")
    partij("politie").gebieden.set([gebied("tuindorp")])
    voor = (Gebied.objects.count(), Partij.objects.count())

    vul_uit_profiel(profiel=den_helder)

    assert (Gebied.objects.count(), Partij.objects.count()) == voor
    assert gebied("visbuurt").naam == "Visbuurt en haven"
    assert list(partij("politie").gebieden.all()) == [gebied("tuindorp")]


@pytest.mark.parametrize("naam", ["bergen", "etten-leur", "helmond", "oude-ijsselstreek"])
def test_every_municipality_fills_its_tree(db: None, naam: str) -> None:
    profiel = activeer(naam)

    assert Gebied.objects.count() == len(profiel.gebieden)
    assert not Gebied.objects.filter(voorouders=[]).exists()
