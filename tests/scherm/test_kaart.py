"""The map as people see it: with and without JavaScript, on a phone and at a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import klik
from tests.hulp import gebied, persoon
from tests.scherm.kijken import keur, mag
from tests.signalen.hulp import signaal
from tests.wijken.kaarten import laad
from wijkwerk.profiel import Profiel

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("breed", [360, 1280])
@pytest.mark.parametrize("met_script", [True, False])
def test_map_of_figures_can_be_read_and_pressed(
    live_server: LiveServer, den_helder: Profiel, chromium: Browser, breed: int, met_script: bool
) -> None:
    laad()
    concierge = persoon("wijkconcierge", gebied="stad-binnen-de-linie")
    for naam in ("visbuurt", "visbuurt", "visbuurt", "tuindorp", "sluisdijkbuurt"):
        signaal(concierge, naam, "openbare-ruimte")
    wie = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    with chromium.new_context(
        viewport={"width": breed, "height": 900}, java_script_enabled=met_script
    ) as omgeving:
        mag(omgeving, live_server, wie)
        pagina = omgeving.new_page()
        pagina.goto(f"{live_server.url}/signalen/cijfers/?gebied={gebied('stad-binnen-de-linie').pk}")

        expect(pagina.get_by_role("link", name="Visbuurt: 3, meer, was 0")).to_be_visible()
        if met_script:
            keur(pagina, f"kaart-{breed}")
        klik(pagina.get_by_role("link", name="Visbuurt: 3, meer, was 0"))
        expect(pagina.locator(".ww-taak")).to_have_count(3)
