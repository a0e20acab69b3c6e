"""A wijkconcierge with an open spreekuur and a telephone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext
from pytest_django.live_server_helper import LiveServer

from signalen.models import Spreekuur
from tests.hulp import activeer, persoon
from tests.signalen.hulp import spreekuur
from tests.signalen.offline.telefoon import log_in
from wijkwerk.gebruikers.models import Gebruiker


@pytest.fixture
def concierge(db: None) -> Gebruiker:
    activeer("den-helder")
    return persoon("wijkconcierge", gebied="stad-binnen-de-linie", naam="Noor van het Spreekuur")


@pytest.fixture
def open_rij(concierge: Gebruiker) -> Spreekuur:
    return spreekuur(concierge, "visbuurt")


Telefoon = Callable[[Gebruiker], BrowserContext]


@pytest.fixture
def telefoon(chromium: Browser, live_server: LiveServer) -> Iterator[Telefoon]:
    """`telefoon(persoon)`: a phone on which that person is logged in."""
    omgevingen: list[BrowserContext] = []

    def maak(wie: Gebruiker) -> BrowserContext:
        omgeving = chromium.new_context(viewport={"width": 360, "height": 740}, locale="nl-NL")
        omgevingen.append(omgeving)
        log_in(omgeving, live_server, wie)
        return omgeving

    yield maak
    for omgeving in omgevingen:
        omgeving.close()


@pytest.fixture
def adres(live_server: LiveServer, open_rij: Spreekuur) -> str:
    return live_server.url + open_rij.get_absolute_url()


@pytest.fixture
def omgeving(telefoon: Telefoon, concierge: Gebruiker) -> BrowserContext:
    return telefoon(concierge)
