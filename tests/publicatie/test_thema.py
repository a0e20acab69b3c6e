"""One theme in all gebieden, on the public site."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django import DjangoAssertNumQueries
from pytest_django.live_server_helper import LiveServer

from tests.browser import klik
from tests.hulp import activeer
from tests.publicatie.plaatsing import geplaatst
from tests.publicatie.voorbeeld import ACTIE, OPGAVE, TWEEDE, WEG, item
from tests.scherm.kijken import keur
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie.acties import trek_in
from wijkwerk.publicatie.inhoud import Item

pytestmark = pytest.mark.django_db


@pytest.fixture
def url() -> str:
    return reverse("publiek:thema", args=["zorg-welzijn"])


def _items(titel: str = "Inlooptafel") -> tuple[Item, ...]:
    return (
        item(titel=titel, ouder="", thema="Zorg & welzijn"),
        item(TWEEDE, "1.2", titel="Verlichting", ouder="", thema="Veiligheid"),
        item(
            OPGAVE, "1", titel="Buurt die voor elkaar zorgt", ouder="", thema="Zorg & welzijn", afspraak=None
        ),
        item(WEG, "1.3", titel="Fontein", stand="weggelaten", thema="Zorg & welzijn", afspraak=None),
    )


def test_what_holds_in_all_gebieden_with_how_it_stands(
    client: Client, url: str, adviseur: Gebruiker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    geplaatst(adviseur, items=_items("Oude tafel"))
    geplaatst(adviseur, items=_items("Tafel in Brouwhuis"))
    geplaatst(waar="dierdonk", items=_items("Tafel in Dierdonk"))

    # Active profile, freshness, what holds.
    with django_assert_num_queries(3):
        antwoord = client.get(url)

    assert antwoord.status_code == 200
    assert "<h1>Zorg &amp; welzijn</h1>" in antwoord.text
    for wat in ("Tafel in Brouwhuis", "Tafel in Dierdonk", "Loopt", "voor elkaar zorgt", "15 december 2027"):
        assert wat in antwoord.text
    for niet in ("Oude tafel", "Verlichting", "Fontein"):
        assert niet not in antwoord.text


@pytest.mark.parametrize("openbaar", ["niet", "partijen", "raad"])
def test_nothing_that_is_not_for_everybody(
    client: Client, url: str, adviseur: Gebruiker, openbaar: str
) -> None:
    geplaatst(adviseur, items=_items(), openbaar=openbaar)

    assert client.get(url).status_code == 404


def test_withdrawn_is_gone_at_once(client: Client, url: str, adviseur: Gebruiker) -> None:
    rij = geplaatst(adviseur, items=_items())
    assert client.get(url).status_code == 200

    trek_in(publicatie=rij, reden="Er stond een fout in.", door=adviseur)

    assert client.get(url).status_code == 404


def test_only_what_holds_leads_to_its_theme(client: Client, url: str, adviseur: Gebruiker) -> None:
    geplaatst(adviseur, items=_items())
    punten = [reverse("publiek:punt", args=["brouwhuis", "wijkactieplan", spoor]) for spoor in (ACTIE, WEG)]
    assert [url in client.get(punt).text for punt in punten] == [True, False]

    geplaatst(adviseur)
    geplaatst(adviseur, items=())

    assert url not in client.get(punten[0]).text


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("breedte", [360, 1280])
def test_from_a_topic_to_its_theme(chromium: Browser, live_server: LiveServer, breedte: int) -> None:
    activeer("helmond")
    for waar in ("brouwhuis", "dierdonk"):
        geplaatst(waar=waar, items=_items())
    pagina = chromium.new_context(viewport={"width": breedte, "height": 800}, locale="nl-NL").new_page()

    pagina.goto(live_server.url + reverse("publiek:punt", args=["brouwhuis", "wijkactieplan", ACTIE]))
    klik(pagina.get_by_role("link", name="Bekijk het thema Zorg & welzijn"))

    assert pagina.get_by_role("heading", name="Dierdonk").is_visible()
    keur(pagina, "thema", "publiek")
