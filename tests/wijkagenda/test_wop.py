"""The WijkOntwikkelPlan of Etten-Leur: who takes part by default, and what residents do about each goal."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.hulp import persoon
from tests.wijkagenda.plannen import dag, kort_plan
from wijkagenda import acties
from wijkagenda.models import Plan
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
WIJK = "banakkers"


@pytest.fixture
def wijkmanager(etten_leur: Profiel) -> Gebruiker:
    return persoon("wijkmanager", gebied=WIJK)


@pytest.fixture
def wop(wijkmanager: Gebruiker) -> Plan:
    return kort_plan("wop", WIJK, wijkmanager)


@pytest.mark.eis("ETL-29")
def test_education_care_and_shops_are_asked_by_default(
    client: Client, wop: Plan, wijkmanager: Gebruiker
) -> None:
    """Nobody types a list: with one question everybody is asked, and who is asked reads along."""
    school = persoon("partner", partij="onderwijs")
    client.force_login(wijkmanager)
    url = reverse("wijkagenda:bijdragen", args=[wop.pk])
    assert client.post(url, {"vraag": "", "uiterlijk": dag(28).isoformat()}).status_code == 422
    assert not wop.bijdragen.exists()

    client.post(url, {"vraag": "Wat ziet u in de wijk?", "uiterlijk": dag(28).isoformat()})

    gevraagd = set(wop.bijdragen.values_list("partij__sleutel", flat=True))
    assert {"onderwijs", "zorg", "winkeliers"} <= gevraagd
    tekst = client.get(url).text
    for naam in ("Onderwijs", "Zorg", "Winkeliers"):
        assert naam in tekst
    assert Bericht.objects.filter(soort="bijdrage-gevraagd", ontvanger=school).exists()
    client.force_login(school)
    assert f"Bijdragen aan {wop}" in client.get(reverse("vandaag")).text
    assert client.get(wop.get_absolute_url()).status_code == 200


def test_each_goal_says_how_residents_take_part(client: Client, wop: Plan, wijkmanager: Gebruiker) -> None:
    client.force_login(wijkmanager)
    nieuw = reverse("wijkagenda:item_nieuw", args=[wop.pk, "wop-doel"])
    assert "eedoen" in client.get(nieuw).text

    client.post(
        nieuw,
        {
            "titel": "Een veilige straat",
            "v-effect": "Kinderen spelen buiten",
            "v-meedoen-bewoners": "Bewoners maakten samen het ontwerp.",
        },
    )

    [item] = wop.items.all()
    acties.neem_op(item=item, door=wijkmanager)
    assert "Bewoners maakten samen het ontwerp." in client.get(item.get_absolute_url()).text
    # A reader of the plan finds it with the goal.
    client.force_login(persoon("wijkwethouder", gebied=WIJK))
    assert "Bewoners maakten samen het ontwerp." in client.get(item.get_absolute_url()).text
