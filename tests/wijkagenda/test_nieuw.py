"""Starting a plan."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.hulp import gebied, persoon
from tests.wijkagenda.plannen import Helmond
from wijkagenda.models import Plan
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


@pytest.fixture
def url() -> str:
    return reverse("wijkagenda:nieuw")


def gegevens(waar: str = "dierdonk") -> dict[str, object]:
    return {"plan": "wijkactieplan", "gebied": gebied(waar).pk, "periode_van": "2027-01-01"}


def test_starts_the_form_of_the_municipality(client: Client, url: str, helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="dierdonk")
    client.force_login(adviseur)

    antwoord = client.post(url, gegevens())

    plan = Plan.objects.get()
    assert antwoord.headers["Location"] == plan.get_absolute_url()
    assert plan.titel == "Wijkactieplan Dierdonk 2027–2028"
    assert str(plan.periode_tot) == "2028-12-31"
    assert plan.profielversie.actief


def test_offers_no_form_that_is_closed(client: Client, url: str, helmond: Profiel) -> None:
    client.force_login(persoon("adviseur-wgw", gebied="dierdonk"))

    tekst = client.get(url).text

    assert "Wijkactieplan" in tekst
    assert "Wijkplan van het wijkorgaan" not in tekst


def test_a_second_one_in_the_making_is_refused(als_adviseur: Client, url: str, h: Helmond) -> None:
    antwoord = als_adviseur.post(url, gegevens("brouwhuis"))

    assert antwoord.status_code == 422
    assert "Er is al een Wijkactieplan in de maak" in antwoord.text


def test_not_in_another_gebied(als_adviseur: Client, url: str, h: Helmond) -> None:
    assert als_adviseur.post(url, gegevens("dierdonk")).status_code == 422
    assert Plan.objects.count() == 1


def test_who_makes_no_plans_is_told_so(client: Client, url: str, helmond: Profiel) -> None:
    client.force_login(persoon("raadslid"))

    assert "U kunt geen plan beginnen" in client.get(url).text
    assert client.post(url, gegevens()).status_code == 422


def test_empty_form_comes_back(als_adviseur: Client, url: str, h: Helmond) -> None:
    assert als_adviseur.post(url, {}).status_code == 422
