"""A NUL in an address is refused in one place, whoever asks and whatever the page does with it."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.hulp import persoon
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheerder(den_helder: Profiel) -> Gebruiker:
    return persoon("beheerder")


@pytest.mark.parametrize(
    "adres",
    [
        "/beheer/mensen/?zoek=%00",
        "/beheer/mensen/?zoek=jan&zo%00ek=",
        "/beheer/mensen/%00/",
        "/budgetten/bedrag/?budget=%00&jaar=2026&gebied=1",
    ],
)
def test_who_is_logged_in_reads_that_the_address_is_wrong(
    client: Client, beheerder: Gebruiker, adres: str
) -> None:
    client.force_login(beheerder)

    antwoord = client.get(adres)

    assert antwoord.status_code == 400
    assert "Wij begrijpen deze vraag niet" in antwoord.text


def test_so_does_who_has_no_account(client: Client, den_helder: Profiel) -> None:
    antwoord = client.get("/publiek/zoeken/?zoek=plan%00")

    assert antwoord.status_code == 400
    assert "Wij begrijpen deze vraag niet" in antwoord.text


def test_percent_signs_are_searched(client: Client, beheerder: Gebruiker) -> None:
    client.force_login(beheerder)

    assert client.get("/beheer/mensen/", {"zoek": "%00"}).status_code == 200
