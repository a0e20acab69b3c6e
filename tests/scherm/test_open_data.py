"""The page about open data and the places that lead to it, on a phone and on a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser import klik
from tests.hulp import persoon
from tests.publicatie.plaatsing import geplaatst
from tests.scherm.kijken import keur
from wijkagenda.models import Plan
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("breedte", [360, 1280])
def test_from_the_front_page_to_the_files(
    chromium: Browser, live_server: LiveServer, helmond: Profiel, breedte: int
) -> None:
    geplaatst(persoon("adviseur-wgw", gebied="brouwhuis"), ding=Plan(pk=1))
    context = chromium.new_context(viewport={"width": breedte, "height": 800})
    pagina = context.new_page()
    pagina.goto(f"{live_server.url}/")
    keur(pagina, "voorpagina", "opendata")
    klik(pagina.get_by_role("link", name="Haal de plannen op als open data"))
    keur(pagina, "uitleg", "opendata")

    with pagina.expect_download() as haalt:
        pagina.get_by_role("link", name="CSV van Brouwhuis").click()
    assert haalt.value.suggested_filename == "brouwhuis.csv"
    klik(pagina.get_by_role("link", name="Brouwhuis", exact=True))
    keur(pagina, "gebied", "opendata")
