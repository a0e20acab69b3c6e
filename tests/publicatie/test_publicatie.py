"""One publication at its stable address."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.hulp import persoon
from tests.publicatie.plaatsing import geplaatst
from tests.publicatie.voorbeeld import ACTIE, inhoud
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie.service import trek_in

pytestmark = pytest.mark.django_db


def adres(nummer: int = 1) -> str:
    return reverse("publiek:publicatie", args=["brouwhuis", "wijkactieplan", nummer])


def test_shows_the_text_and_its_hash(client: Client, adviseur: Gebruiker) -> None:
    publicatie = geplaatst(adviseur)

    antwoord = client.get(adres())

    assert antwoord.status_code == 200
    assert "Elk half jaar horen de bewoners hoe het staat." in antwoord.text
    assert publicatie.inhoud_sha256 in antwoord.text
    assert f'id="punt-{ACTIE}"' in antwoord.text


def test_old_versions_stay_and_point_to_the_newer(client: Client, adviseur: Gebruiker) -> None:
    geplaatst(adviseur)
    geplaatst(titel="Een nieuwe versie")

    antwoord = client.get(adres(1))

    assert antwoord.status_code == 200
    assert adres(2) in antwoord.text


def test_tells_what_changed_since_the_version_before(client: Client, adviseur: Gebruiker) -> None:
    geplaatst(adviseur)
    basis = inhoud()
    geplaatst(items=basis.items[:2])

    tekst = client.get(adres(2)).text

    assert "Niet meer in het plan" in tekst
    assert "Verlichting bij vier achterpaden" in tekst


def test_withdrawn_shows_date_reason_and_hash_only(client: Client, adviseur: Gebruiker) -> None:
    publicatie = geplaatst(adviseur)
    trek_in(publicatie=publicatie, reden="Er stond een fout bedrag in.", door=adviseur)

    antwoord = client.get(adres())

    assert antwoord.status_code == 410
    assert "Er stond een fout bedrag in." in antwoord.text
    assert publicatie.inhoud_sha256 in antwoord.text
    assert "Vaste inlooptafel" not in antwoord.text
    assert adviseur.naam not in antwoord.text


@pytest.mark.parametrize("openbaar", ["niet", "partijen", "raad"])
def test_what_is_not_for_everybody_is_not_here(client: Client, adviseur: Gebruiker, openbaar: str) -> None:
    geplaatst(adviseur, openbaar=openbaar)

    assert client.get(adres()).status_code == 404
    client.force_login(adviseur)
    assert client.get(adres()).status_code == 404


def test_number_of_queries(
    client: Client, adviseur: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        geplaatst()

    # Active profile, freshness, the row, the version before, the newest.
    with django_assert_num_queries(5):
        client.get(adres(2))


def test_nothing_internal_is_on_any_public_page(client: Client, adviseur: Gebruiker) -> None:
    """The marker names of people who work here stand on no page of the public site."""
    persoon("vakambtenaar", naam="Zzmarker Interne-Naam")
    publicatie = geplaatst(adviseur)
    paden = [
        reverse("publiek:voorpagina"),
        reverse("publiek:gebied", args=["brouwhuis"]),
        adres(),
        reverse("publiek:punt", args=["brouwhuis", "wijkactieplan", ACTIE]),
        reverse("publiek:sitemap"),
    ]

    for pad in paden:
        antwoord = client.get(pad)
        assert antwoord.status_code == 200, pad
        for woord in ("Zzmarker", adviseur.naam, adviseur.email, f"/wijkagenda/{publicatie.object_id}"):
            assert woord not in antwoord.text, (pad, woord)


def test_public_pages_set_no_cookie(client: Client, adviseur: Gebruiker) -> None:
    geplaatst(adviseur)

    assert not client.get(adres()).cookies
