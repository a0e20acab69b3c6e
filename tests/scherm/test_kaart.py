"""The map as people see it: with and without JavaScript, on a phone and at a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import klik
from tests.hulp import gebied, persoon
from tests.scherm.kijken import keur, mag
from tests.signalen.hulp import signaal
from tests.wijken.kaarten import laad, midden
from wijkwerk.profiel import Profiel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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


@pytest.mark.parametrize("breed", [360, 1280])
def test_point_is_chosen_by_a_press_and_stands_there_afterwards(
    live_server: LiveServer, den_helder: Profiel, chromium: Browser, breed: int
) -> None:
    laad()
    rij = signaal(persoon("wijkconcierge", gebied="stad-binnen-de-linie"), "visbuurt", "openbare-ruimte")
    wie = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    with chromium.new_context(viewport={"width": breed, "height": 900}) as omgeving:
        mag(omgeving, live_server, wie)
        pagina = omgeving.new_page()
        pagina.goto(f"{live_server.url}/signalen/{rij.pk}/wijziging/")
        kaart = pagina.get_by_role("img", name="Kaart van de gemeente")
        vak = kaart.bounding_box()
        assert vak is not None

        # Six squares beside each other: the second is the Visbuurt.
        kaart.click(position={"x": vak["width"] * 0.25, "y": vak["height"] / 2})
        lat, lon = (float(deel) for deel in pagina.get_by_label("Punt op de kaart").input_value().split(", "))
        assert (lat, lon) == pytest.approx(midden(1)[::-1], abs=0.0006)
        expect(pagina.locator("circle")).to_be_visible()
        keur(pagina, f"punt-kiezen-{breed}")

        klik(pagina.get_by_role("button", name="Opslaan"))
        expect(pagina.get_by_role("img", name="Kaart met het punt in Visbuurt")).to_be_visible()
        keur(pagina, f"punt-{breed}")


def test_point_is_taken_away_or_typed(
    live_server: LiveServer, den_helder: Profiel, chromium: Browser
) -> None:
    laad()
    wie = persoon("wijkconcierge", gebied="stad-binnen-de-linie")
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as omgeving:
        mag(omgeving, live_server, wie)
        pagina = omgeving.new_page()
        pagina.goto(f"{live_server.url}/signalen/nieuw/")
        pagina.get_by_text("Plek, thema en afscherming").click()
        veld = pagina.get_by_label("Punt op de kaart")

        veld.fill("52.90500, 4.71500")
        expect(pagina.locator("circle")).to_be_visible()
        keur(pagina, "punt-nieuw")
        pagina.get_by_role("button", name="Haal het punt weg").click()
        expect(veld).to_have_value("")
        expect(pagina.locator("circle")).to_be_hidden()


def test_without_javascript_the_point_is_typed(
    live_server: LiveServer, den_helder: Profiel, chromium: Browser
) -> None:
    laad()
    rij = signaal(persoon("wijkconcierge", gebied="stad-binnen-de-linie"), "visbuurt", "openbare-ruimte")
    wie = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    with chromium.new_context(viewport={"width": 360, "height": 900}, java_script_enabled=False) as omgeving:
        mag(omgeving, live_server, wie)
        pagina = omgeving.new_page()
        pagina.goto(f"{live_server.url}/signalen/{rij.pk}/wijziging/")

        expect(pagina.locator("[data-puntkaart]")).to_be_hidden()
        pagina.get_by_label("Punt op de kaart").fill("52.90500, 4.71500")
        klik(pagina.get_by_role("button", name="Opslaan"))
        expect(pagina.get_by_role("img", name="Kaart met het punt in Visbuurt")).to_be_visible()
