"""The page of one plan."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.hulp import persoon
from tests.wijkagenda.plannen import (
    Helmond,
    dag,
    helmond_gepubliceerd,
    helmond_voorgedragen,
    kort_plan,
    trekker,
    voeg,
)
from wijkagenda.mist import wat_mist
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
AANTAL = 20


def test_says_what_is_missing_with_the_place_to_mend_it(als_adviseur: Client, h: Helmond) -> None:
    tekst = als_adviseur.get(h.plan.get_absolute_url()).text

    assert "Wat mist er nog" in tekst
    assert "Schrijf het deel “Discussie- en beslispunten”." in tekst
    assert f"/wijkagenda/{h.plan.pk}/deel/beslispunten/" in tekst
    assert "De trekker is nog niet akkoord." in tekst


def test_counts_what_several_items_miss(h: Helmond) -> None:
    for nummer in range(3):
        voeg(h.plan, "actie", f"Actie {nummer}", h.adviseur, ouder=h.opgave, trekker=trekker("wocom"))

    teksten = [punt.tekst for punt in wat_mist(h.plan, h.adviseur)]

    assert "Bij 3 × actie ontbreekt: einde." in teksten


def test_what_no_rule_demands_is_said_with_a_link_to_each(client: Client, etten_leur: Profiel) -> None:
    manager = persoon("wijkmanager", gebied="banakkers")
    plan = kort_plan("wop", "banakkers", manager)
    doel = voeg(plan, "wop-doel", "Veilig naar school", manager)
    leeg = [voeg(plan, "wop-actie", f"Actie {nummer}", manager, ouder=doel) for nummer in range(2)]
    vol = voeg(plan, "wop-actie", "Met alles", manager, ouder=doel, trekker=trekker("wel"), einddatum=dag(30))
    client.force_login(manager)

    tekst = client.get(plan.get_absolute_url()).text

    assert "Nog 2 × actie zonder wie" in tekst
    assert "Nog 2 × actie zonder wanneer" in tekst
    assert all(f'href="/wijkagenda/{plan.pk}/onderwerp/{rij.pk}/bewerken/"' in tekst for rij in leeg)
    assert f"/onderwerp/{vol.pk}/bewerken/" not in tekst


def test_what_a_rule_demands_is_not_said_twice(als_adviseur: Client, h: Helmond) -> None:
    voeg(h.plan, "actie", "Zonder einde", h.adviseur, ouder=h.opgave, trekker=trekker("wocom"))

    tekst = als_adviseur.get(h.plan.get_absolute_url()).text

    assert "ontbreekt: resultaat" in tekst
    assert "Nog niet duidelijk" not in tekst


def test_offers_only_steps_that_this_person_may_take(als_adviseur: Client, h: Helmond) -> None:
    voor_adviseur = als_adviseur.get(h.plan.get_absolute_url()).text
    als_adviseur.force_login(h.wijkraad)
    voor_wijkraad = als_adviseur.get(h.plan.get_absolute_url()).text

    assert "Bundelen tot één concept" in voor_adviseur
    assert "Bundelen tot één concept" not in voor_wijkraad
    assert "Tekst schrijven" not in voor_wijkraad


def test_asks_the_holder_for_consent(client: Client, h: Helmond) -> None:
    client.force_login(h.wocom)

    assert "Bent u akkoord met “Inlooptafel in het wijkhuis”?" in client.get(h.plan.get_absolute_url()).text


def test_established_plan_is_closed_for_editing(client: Client, helmond: Profiel) -> None:
    h = helmond_gepubliceerd()
    client.force_login(h.adviseur)

    tekst = client.get(h.plan.get_absolute_url()).text

    assert "Tekst wijzigen" not in tekst
    assert "Werk de openbare pagina nu bij" in tekst


def test_number_of_queries_does_not_grow_with_actions(
    als_adviseur: Client, h: Helmond, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    url = h.plan.get_absolute_url()
    als_adviseur.get(url)
    # User, profile, roles, plan; items with three relations; judgments and consent; sections; promises; rounds; the rest once.
    with django_assert_num_queries(AANTAL):
        als_adviseur.get(url)
    for nummer in range(8):
        voeg(
            h.plan,
            "actie",
            f"Actie {nummer}",
            h.adviseur,
            ouder=h.opgave,
            trekker=trekker("wocom"),
            einddatum=dag(40),
        )

    with django_assert_num_queries(AANTAL):
        als_adviseur.get(url)


def test_somebody_else_gets_a_404(client: Client, h: Helmond) -> None:
    client.force_login(persoon("adviseur-wgw", gebied="dierdonk"))

    assert client.get(h.plan.get_absolute_url()).status_code == 404


def test_put_forward_it_offers_to_establish(client: Client, helmond: Profiel) -> None:
    h = helmond_voorgedragen()
    client.force_login(h.adviseur)

    assert "Er mist niets meer." in client.get(h.plan.get_absolute_url()).text
