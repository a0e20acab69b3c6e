"""Who can be chosen as the one who does it."""

from typing import Any

import pytest
from django.forms import Form

from tests.hulp import gebied
from wijkwerk.gebruikers.keuze import HouderKeuze
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


def keuzes(sleutel: str) -> tuple[list[str], list[str]]:
    """The parties and the roles that the list offers in this area, as they read."""

    class Formulier(Form):
        houder = HouderKeuze()

    veld = Formulier().fields["houder"]
    assert isinstance(veld, HouderKeuze)
    veld.kies_uit([gebied(sleutel)])
    keuzes: Any = veld.choices
    _leeg, (_kop, partijen), (_kop, rollen) = keuzes
    return [naam for _, naam in partijen], [naam for _, naam in rollen]


def test_who_only_reads_decides_or_runs_the_site_does_no_work(den_helder: Profiel) -> None:
    _, rollen = keuzes("visbuurt")

    woorden = " ".join(rollen)
    assert "Wijkmanager Visbuurt" in rollen
    assert not [niet for niet in ("Raadslid", "College", "Beheerder", "Bewoner ") if niet in woorden]
    assert rollen == sorted(rollen, key=str.casefold)


def test_parties_of_another_area_are_not_offered(helmond: Profiel) -> None:
    partijen, _ = keuzes("brandevoort")

    assert "Wijkraad Brandevoort" in partijen
    assert "Wijkraad Brouwhuis" not in partijen
    assert "Politie" in partijen


def test_parties_stand_in_the_order_of_the_alphabet(helmond: Profiel) -> None:
    partijen, _ = keuzes("brandevoort")

    assert partijen == sorted(partijen, key=str.casefold)
    assert "woCom" in partijen


def test_an_area_above_has_the_parties_of_its_parts(den_helder: Profiel) -> None:
    onder, _ = keuzes("tuindorp")
    boven, _ = keuzes("den-helder")

    assert "Tuindorpschool" in onder
    assert "Tuindorpschool" in boven
