"""All plans that somebody works on."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.hulp import geef_rol, persoon
from tests.wijkagenda.plannen import Helmond, al_vastgesteld, dag
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


@pytest.fixture
def url() -> str:
    return reverse("wijkagenda:lijst")


def test_shows_own_plans(als_adviseur: Client, url: str, h: Helmond) -> None:
    assert h.plan.titel in als_adviseur.get(url).text


@pytest.mark.parametrize(
    ("rol", "waar", "ziet"),
    [
        ({"partij": "wijkraad-brouwhuis"}, "wijkorgaan", True),
        ({"partij": "wocom"}, "professional", True),
        ({"partij": "wijkraad-dierdonk"}, "wijkorgaan", False),
        ({"gebied": "dierdonk"}, "adviseur-wgw", False),
        ({"gebied": "brouwhuis"}, "bewoner", False),
        ({}, "raadslid", False),
    ],
)
def test_who_sees_a_plan_in_the_making(
    client: Client, url: str, h: Helmond, rol: dict[str, str], waar: str, ziet: bool
) -> None:
    client.force_login(persoon(waar, **rol))  # type: ignore[arg-type]

    assert (h.plan.titel in client.get(url).text) is ziet
    assert client.get(h.plan.get_absolute_url()).status_code == (200 if ziet else 404)


def test_earlier_versions_only_when_asked(als_adviseur: Client, url: str, h: Helmond) -> None:
    al_vastgesteld("wijkactieplan", "brouwhuis", h.adviseur, titel="Een oude versie", stand="vervangen")

    assert "Een oude versie" not in als_adviseur.get(url).text
    assert "Een oude versie" in als_adviseur.get(url, {"toon": "alles"}).text


@pytest.mark.eis("ETL-50")
@pytest.mark.parametrize(("dagen", "laat"), [(200, True), (100, False)])
def test_an_overdue_adoption_stands_out(
    client: Client, url: str, etten_leur: Profiel, dagen: int, laat: bool
) -> None:
    wijkmanager = persoon("wijkmanager", gebied="banakkers")
    al_vastgesteld("wijkagenda", "banakkers", wijkmanager, vastgesteld_op=dag(-dagen))
    client.force_login(persoon("wijkwethouder", gebied="banakkers"))

    assert ("Opnieuw vaststellen:" in client.get(url).text) is laat


@pytest.mark.eis("ETL-50")
def test_what_is_overdue_stands_first_oldest_above(client: Client, url: str, etten_leur: Profiel) -> None:
    wijkmanager = persoon("wijkmanager", gebied="banakkers")
    for waar, dagen in (("banakkers", 200), ("centrum-west", 400), ("buitengebied", 100)):
        al_vastgesteld("wijkagenda", waar, wijkmanager, vastgesteld_op=dag(-dagen), titel=f"Agenda {waar}")
    wethouder = persoon("wijkwethouder", gebied="banakkers")
    for waar in ("centrum-west", "buitengebied"):
        geef_rol(wethouder, "wijkwethouder", gebied=waar)
    client.force_login(wethouder)

    blok = client.get(url).text.partition('id="te-laat"')[2].partition("</section>")[0]

    assert blok.index("Agenda centrum-west") < blok.index("Agenda banakkers")
    assert "Agenda buitengebied" not in blok
    client.force_login(persoon("wijkwethouder", gebied="buitengebied"))
    assert 'id="te-laat"' not in client.get(url).text


def test_not_logged_in(client: Client, url: str, h: Helmond) -> None:
    assert client.get(url).status_code == 302


def test_costs_the_same_whatever_its_length(
    als_adviseur: Client, url: str, h: Helmond, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    als_adviseur.get(url)
    for nummer in range(4):
        al_vastgesteld("wijkactieplan", "brouwhuis", h.adviseur, titel=f"Versie {nummer}", stand="vervangen")

    # Active profile, user, roles, plans, gebieden where a plan may be started (page and menu).
    with django_assert_num_queries(5):
        als_adviseur.get(url, {"toon": "alles"})
