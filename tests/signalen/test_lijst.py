"""The list: filters in the address, search, pages by key, and how many queries it takes."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from signalen import service
from signalen.models import Signaal
from tests.hulp import gebied, persoon
from tests.signalen.hulp import signaal, zet_uit
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db
URL = "/signalen/"


def _lees(client: Client, **vraag: str) -> str:
    return client.get(URL, vraag, headers={"hx-request": "true"}).content.decode()


def test_list_shows_what_is_open_here(client: Client, rij: Signaal, manager: Gebruiker) -> None:
    client.force_login(manager)

    pagina = _lees(client)

    assert rij.nummer in pagina
    assert "De stoep bij de school ligt los." in pagina


def test_another_wijk_sees_an_empty_list(client: Client, rij: Signaal, vreemde: Gebruiker) -> None:
    client.force_login(vreemde)

    assert "Geen signalen gevonden" in _lees(client)


def test_filters(client: Client, rij: Signaal, manager: Gebruiker, concierge: Gebruiker) -> None:
    anders = zet_uit(signaal(concierge, "tuindorp", "wonen"), concierge)
    client.force_login(manager)

    assert anders.nummer not in _lees(client, stand="geregistreerd")
    assert rij.nummer not in _lees(client, soort="wonen")
    assert rij.nummer not in _lees(client, gebied=str(gebied("tuindorp").pk))
    assert rij.nummer in _lees(client, zoek="stoep school")
    assert rij.nummer in _lees(client, zoek=rij.nummer)
    assert "Geen signalen gevonden" in _lees(client, zoek="zwembad")


def test_pages_go_by_key(client: Client, manager: Gebruiker, concierge: Gebruiker) -> None:
    rijen = [signaal(concierge, "visbuurt", "wonen") for _ in range(27)]
    client.force_login(manager)

    eerste = _lees(client)
    tweede = _lees(client, voor=str(rijen[2].pk))

    assert eerste.count('class="ww-taak"') == 25
    assert f"voor={rijen[2].pk}" in eerste
    assert tweede.count('class="ww-taak"') == 2


def test_number_of_queries_does_not_grow(
    client: Client,
    manager: Gebruiker,
    concierge: Gebruiker,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(6):
        zet_uit(signaal(concierge, "visbuurt", "wonen"), concierge)
    client.force_login(manager)

    with django_assert_num_queries(6):
        pagina = client.get(URL).content.decode()

    assert pagina.count('class="ww-taak"') == 6


def test_small_numbers_are_suppressed(client: Client, etten_leur: Profiel) -> None:
    werker = persoon("opbouwwerker", gebied="banakkers")
    for _ in range(4):
        signaal(werker, "banakkers", "achter-de-voordeur")
    client.force_login(persoon("wijkmanager", gebied="banakkers"))
    vier = _lees(client)
    signaal(werker, "banakkers", "achter-de-voordeur")

    assert "minder dan" in vier
    assert "minder dan" not in _lees(client)


def test_who_has_nothing_to_do_with_signals_has_no_menu(client: Client, den_helder: Profiel) -> None:
    assert list(service.menu(persoon("raadslid"))) == []


def test_key_in_use_cannot_be_dropped(rij: Signaal) -> None:
    assert {("signaalsoort", "openbare-ruimte"), ("route", "wijkbeheer"), ("kanaal", "toezichthouder")} <= (
        service.sleutels_in_gebruik()
    )


def test_reference_from_elsewhere_is_for_who_sees_it(
    rij: Signaal, manager: Gebruiker, vreemde: Gebruiker
) -> None:
    gezien = service.verwijzing(rij.pk, manager)

    assert gezien is not None
    assert gezien.url == reverse("signalen:detail", args=[rij.pk])
    assert service.verwijzing(rij.pk, vreemde) is None
