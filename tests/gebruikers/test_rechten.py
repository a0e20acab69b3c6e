"""The one question: who may do what, where."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from pytest_django import DjangoAssertNumQueries

from tests.hulp import gebied, geef_rol, partij, persoon
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Plek, Recht, bereik, eis, mag
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Gebied
from wijkwerk.wijken.service import met_voorouders

pytestmark = pytest.mark.django_db


def plek(*sleutels: str) -> Plek:
    return Plek(met_voorouders([gebied(sleutel) for sleutel in sleutels]))


def test_right_holds_in_the_own_area_and_every_area_below(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="stad-binnen-de-linie")

    assert mag(manager, Recht.SIGNAAL_ZIEN, plek("stad-binnen-de-linie"))
    assert mag(manager, Recht.SIGNAAL_ZIEN, plek("visbuurt"))
    assert not mag(manager, Recht.SIGNAAL_ZIEN, plek("nieuw-den-helder"))


def test_of_a_thing_in_several_areas_any_one_grants(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")

    assert mag(manager, Recht.SIGNAAL_ZIEN, plek("visbuurt", "nieuw-den-helder"))


@pytest.mark.eis("DHR-14")
def test_mag_niet_wins_over_another_role_in_the_same_area_only(den_helder: Profiel) -> None:
    concierge = persoon("wijkconcierge", gebied="nieuw-den-helder")
    geef_rol(concierge, "projectleider")

    assert not mag(concierge, Recht.PROJECT_LEIDEN, plek("nieuw-den-helder"))
    assert mag(concierge, Recht.PROJECT_LEIDEN, plek("visbuurt"))


def test_refusal_says_which_role_forbids(den_helder: Profiel) -> None:
    concierge = persoon("wijkconcierge", gebied="nieuw-den-helder")
    geef_rol(concierge, "wijkmanager", gebied="nieuw-den-helder")

    with pytest.raises(PermissionDenied, match="sociaal wijkconciërge"):
        eis(concierge, Recht.SIGNAAL_KOPPELEN, plek("nieuw-den-helder"))


def test_role_outside_its_period_gives_nothing(den_helder: Profiel) -> None:
    oud = persoon("wijkmanager", gebied="nieuw-den-helder", van=date(2020, 1, 1), tot=date(2020, 12, 31))

    assert not mag(oud, Recht.SIGNAAL_ZIEN, plek("nieuw-den-helder"))


def test_closed_account_has_no_rights(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    Gebruiker.objects.filter(pk=manager.pk).update(is_active=False)

    assert not mag(Gebruiker.objects.get(pk=manager.pk), Recht.SIGNAAL_ZIEN, plek("nieuw-den-helder"))


def test_partner_sees_things_of_its_own_party_only(den_helder: Profiel) -> None:
    zorg = persoon("zorgmedewerker", partij="team-zorg")
    van_zorg = Plek(plek("visbuurt").gebieden, frozenset({partij("team-zorg").pk}))

    assert mag(zorg, Recht.SIGNAAL_ZIEN_GEVOELIG, van_zorg)
    assert not mag(zorg, Recht.SIGNAAL_ZIEN_GEVOELIG, plek("visbuurt"))


def test_residents_body_brings_in_where_it_is_at_home(den_helder: Profiel) -> None:
    lid = persoon("belangenvereniging", partij="belangenvereniging-visbuurt")

    assert mag(lid, Recht.SIGNAAL_MELDEN, plek("visbuurt"))
    assert not mag(lid, Recht.SIGNAAL_MELDEN, plek("tuindorp"))


def test_reach_is_the_same_answer_as_sets(den_helder: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    adviseur = persoon("adviseur")

    assert bereik(manager, Recht.SIGNAAL_ZIEN).gebieden == {gebied("nieuw-den-helder").pk}
    assert bereik(adviseur, Recht.SIGNAAL_ZIEN).alles
    assert not bereik(manager, Recht.GEMEENTE_INRICHTEN)


def test_everywhere_stays_everywhere_beside_another_condition(bergen: Profiel) -> None:
    """An empty condition would disappear in an OR, and with it everything that the right gives."""
    overal = bereik(persoon("bureau-communicatie"), Recht.PUBLICATIE_PLAATSEN)

    assert overal.alles
    assert Gebied.objects.filter(Q(pk=0) | overal.q()).count() == Gebied.objects.count() > 0


def test_rights_cost_two_queries_per_person(
    den_helder: Profiel, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    wie = Gebruiker.objects.get(pk=persoon("wijkmanager", gebied="nieuw-den-helder").pk)
    waar = plek("nieuw-den-helder")

    with django_assert_num_queries(1):
        for recht in Recht:
            mag(wie, recht, waar)
