"""Searching on the public site in a real browser, without JavaScript: no axe violation, no sideways scrolling."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser import klik
from tests.hulp import activeer
from tests.publicatie.plaatsing import geplaatst
from tests.scherm.kijken import keur
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("breedte", [360, 1280])
def test_from_the_front_page_to_what_was_found(
    chromium: Browser, live_server: LiveServer, breedte: int
) -> None:
    activeer("helmond")
    for waar in ("brouwhuis", "dierdonk"):
        for pk in range(1, 9):
            geplaatst(waar=waar, ding=Gebruiker(pk=pk), titel=f"Wijkactieplan {waar.capitalize()} {pk}")
    # axe is a script: judged in a window that has it, walked in one that has not.
    zonder = chromium.new_context(
        viewport={"width": breedte, "height": 800}, locale="nl-NL", java_script_enabled=False
    ).new_page()
    met = chromium.new_context(viewport={"width": breedte, "height": 800}, locale="nl-NL").new_page()

    zonder.goto(live_server.url)
    zonder.get_by_label("Zoek in wat is gepubliceerd").fill("achterpad")
    klik(zonder.get_by_role("button", name="Zoek"))
    assert zonder.get_by_role("heading", name="16 keer gevonden").is_visible()
    assert zonder.locator("mark").first.inner_text() == "achterpaden"
    klik(zonder.get_by_role("link", name="Volgende"))
    assert zonder.get_by_text("Pagina 2 van 2").is_visible()
    zonder.get_by_label("Waar").select_option(label="Dierdonk")
    klik(zonder.get_by_role("button", name="Zoek"))
    assert zonder.get_by_role("heading", name="8 keer gevonden").is_visible()
    klik(zonder.get_by_role("link", name="Wijkactieplan Dierdonk 8"))
    assert zonder.get_by_role("heading", name="Wijkactieplan Dierdonk 8").is_visible()

    for naam, adres in {
        "voorpagina": "/",
        "gebied": "/publiek/brouwhuis/",
        "gevonden": "/zoeken/?zoek=achterpad&page=2",
        "niets": "/zoeken/?zoek=kasteel&gebied=dierdonk",
        "te-lang": f"/zoeken/?zoek={'a' * 101}",
    }.items():
        met.goto(live_server.url + adres)
        keur(met, f"zoeken-{naam}", "publiek")
