"""The stable address of one topic."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.publicatie.plaatsing import geplaatst
from tests.publicatie.voorbeeld import ACTIE, afspraak, inhoud
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db


@pytest.fixture
def url() -> str:
    return reverse("publiek:punt", args=["brouwhuis", "wijkactieplan", ACTIE])


def test_shows_how_it_stands_and_stood(client: Client, url: str, adviseur: Gebruiker) -> None:
    geplaatst(adviseur)
    items = tuple(
        rij.model_copy(update={"afspraak": afspraak(nagekomen="ja", stand="gereed", stand_woord="Gereed")})
        if rij.spoor == ACTIE
        else rij
        for rij in inhoud().items
    )
    geplaatst(aard="voortgang", items=items)

    tekst = client.get(url).text

    assert "Nagekomen" in tekst
    assert reverse("publiek:publicatie", args=["brouwhuis", "wijkactieplan", 1]) in tekst
    assert reverse("publiek:publicatie", args=["brouwhuis", "wijkactieplan", 2]) in tekst


def test_of_a_form_that_is_not_public_nothing_is_here(client: Client, url: str, adviseur: Gebruiker) -> None:
    geplaatst(adviseur, openbaar="raad")

    assert client.get(url).status_code == 404


def test_unknown_topic(client: Client, adviseur: Gebruiker) -> None:
    geplaatst(adviseur)
    onbekend = reverse(
        "publiek:punt", args=["brouwhuis", "wijkactieplan", "0b8e6a52-1f0e-4a39-9d0f-00000000ffff"]
    )

    assert client.get(onbekend).status_code == 404
