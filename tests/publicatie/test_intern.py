"""Publications behind login: who reads what, and withdrawing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.hulp import partij, persoon
from tests.publicatie.plaatsing import geplaatst
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db


def lezer(wie: str) -> Gebruiker:
    match wie:
        case "raadslid":
            return persoon("raadslid")
        case "wijkraad":
            return persoon("wijkorgaan", partij="wijkraad-brouwhuis")
        case "bewoner":
            return persoon("bewoner", gebied="brouwhuis")
        case _:
            return persoon("adviseur-wgw", gebied="brouwhuis")


@pytest.mark.parametrize(
    ("openbaar", "mogen"),
    [
        ("iedereen", {"raadslid", "wijkraad", "bewoner", "adviseur"}),
        ("raad", {"raadslid", "adviseur"}),
        ("partijen", {"raadslid", "wijkraad", "adviseur"}),
        ("niet", {"adviseur"}),
    ],
)
@pytest.mark.parametrize("wie", ["raadslid", "wijkraad", "bewoner", "adviseur"])
def test_who_reads_what(
    client: Client, adviseur: Gebruiker, openbaar: str, mogen: set[str], wie: str
) -> None:
    publicatie = geplaatst(adviseur, openbaar=openbaar, partijen=[partij("wijkraad-brouwhuis")])
    client.force_login(lezer(wie))

    status = client.get(reverse("publicaties:detail", args=[publicatie.pk])).status_code
    lijst = client.get(reverse("publicaties:lijst")).text

    assert status == (200 if wie in mogen else 404)
    assert (publicatie.titel in lijst) is (wie in mogen)


def test_not_logged_in_goes_to_login(client: Client, adviseur: Gebruiker) -> None:
    publicatie = geplaatst(adviseur, openbaar="raad")

    for naam, args in (
        ("lijst", []),
        ("detail", [publicatie.pk]),
        ("pdf", [publicatie.pk]),
        ("intrekking", [publicatie.pk]),
    ):
        assert client.get(reverse(f"publicaties:{naam}", args=args)).status_code == 302


def test_list_costs_the_same_whatever_its_length(
    client: Client, adviseur: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(adviseur)
    url = reverse("publicaties:lijst")
    client.get(url)
    for _ in range(3):
        geplaatst(adviseur)

    # Active profile, user, roles with their parties, number of rows, the rows; the session is cached.
    with django_assert_num_queries(5):
        client.get(url)


def test_withdrawing_through_the_form(client: Client, adviseur: Gebruiker) -> None:
    publicatie = geplaatst(adviseur)
    client.force_login(adviseur)
    url = reverse("publicaties:intrekking", args=[publicatie.pk])

    assert client.get(url).status_code == 200
    assert client.post(url, {"reden": ""}).status_code == 422
    assert client.post(url, {"reden": "Fout bedrag."}).status_code == 302
    publicatie.refresh_from_db()
    assert publicatie.ingetrokken_reden == "Fout bedrag."


def test_reading_is_no_right_to_withdraw(client: Client, adviseur: Gebruiker) -> None:
    publicatie = geplaatst(adviseur)
    client.force_login(persoon("raadslid"))

    assert (
        client.post(reverse("publicaties:intrekking", args=[publicatie.pk]), {"reden": "x"}).status_code
        == 403
    )
    publicatie.refresh_from_db()
    assert not publicatie.is_ingetrokken


@pytest.mark.parametrize(("rol", "in_menu"), [("raadslid", True), ("raad", True), ("wijkopzichter", False)])
def test_council_and_college_have_it_in_their_menu(
    client: Client, adviseur: Gebruiker, rol: str, in_menu: bool
) -> None:
    client.force_login(persoon(rol, gebied="brouwhuis"))

    pagina = client.get(reverse("vandaag")).text

    assert (f'href="{reverse("publicaties:lijst")}"' in pagina) is in_menu


def test_leads_to_the_overviews(client: Client, adviseur: Gebruiker) -> None:
    client.force_login(persoon("raadslid"))

    pagina = client.get(reverse("publicaties:lijst")).text

    for naam in ("publiek:vergelijken", "publiek:themas"):
        assert f'href="{reverse(naam)}"' in pagina
