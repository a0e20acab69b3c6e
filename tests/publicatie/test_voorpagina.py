"""The front page of the public site."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.publicatie.plaatsing import geplaatst
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db


@pytest.fixture
def url() -> str:
    return reverse("publiek:voorpagina")


def test_names_every_gebied_with_a_publication(client: Client, url: str, adviseur: Gebruiker) -> None:
    geplaatst(adviseur)
    geplaatst(waar="dierdonk")

    antwoord = client.get(url)

    assert antwoord.status_code == 200
    assert "Brouwhuis" in antwoord.text
    assert "Dierdonk" in antwoord.text
    assert "Mierlo-Hout" not in antwoord.text


@pytest.mark.parametrize("openbaar", ["niet", "partijen", "raad"])
def test_names_nothing_that_is_not_for_everybody(
    client: Client, url: str, adviseur: Gebruiker, openbaar: str
) -> None:
    geplaatst(adviseur, openbaar=openbaar)

    assert "Brouwhuis" not in client.get(url).text


def test_an_empty_site_says_why(client: Client, url: str, adviseur: Gebruiker) -> None:
    assert "Er is nog niets gepubliceerd" in client.get(url).text


def test_number_of_queries_does_not_grow(
    client: Client, url: str, adviseur: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for waar in ("brouwhuis", "dierdonk", "mierlo-hout"):
        geplaatst(waar=waar)

    # Active profile, freshness, the rows.
    with django_assert_num_queries(3):
        client.get(url)


def test_unchanged_costs_two_queries(
    client: Client, url: str, adviseur: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    geplaatst(adviseur)
    etag = client.get(url).headers["ETag"]

    with django_assert_num_queries(2):
        antwoord = client.get(url, headers={"if-none-match": etag})

    assert antwoord.status_code == 304


def test_a_new_publication_is_new_content(client: Client, url: str, adviseur: Gebruiker) -> None:
    geplaatst(adviseur)
    etag = client.get(url).headers["ETag"]
    geplaatst(waar="dierdonk")

    assert client.get(url, headers={"if-none-match": etag}).status_code == 200


def test_who_is_logged_in_always_sees_it_fresh(client: Client, url: str, adviseur: Gebruiker) -> None:
    geplaatst(adviseur)
    client.force_login(adviseur)

    antwoord = client.get(url)

    assert "ETag" not in antwoord.headers
    assert "no-store" in antwoord.headers["Cache-Control"]


def test_only_reading(client: Client, url: str, adviseur: Gebruiker) -> None:
    assert client.post(url).status_code == 405
    assert client.head(url).status_code == 200
