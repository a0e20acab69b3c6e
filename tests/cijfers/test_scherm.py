"""The pages as people see them, without JavaScript's help to act: a figure by hand, and what an import tells."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import klik
from tests.cijfers.hulp import csv, laad
from tests.hulp import persoon
from tests.scherm.kijken import keur, mag
from wijkwerk.cijfers.models import Invoer
from wijkwerk.profiel import Profiel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("breed", [360, 1280])
def test_figures_are_brought_in_and_told(
    live_server: LiveServer, den_helder: Profiel, chromium: Browser, breed: int
) -> None:
    kop = ("WijkenEnBuurten", "AantalInwoners_5", "Koopwoningen_47", "Nieuws_9")
    laad(
        csv(kop, ("BU04000301", "10", ".", "1"), ("X", "1", "2", "3"), ("BU04000302", "0", "", "1")),
        "statline",
        2024,
    )
    with chromium.new_context(viewport={"width": breed, "height": 900}) as omgeving:
        mag(omgeving, live_server, persoon("beheerder"))
        pagina = omgeving.new_page()
        pagina.goto(f"{live_server.url}/beheer/cijfers/{Invoer.objects.get().pk}/")
        keur(pagina, "invoer", "cijfers")
        pagina.goto(f"{live_server.url}/beheer/cijfers/bestand/")
        keur(pagina, "bestand", "cijfers")
        pagina.goto(f"{live_server.url}/beheer/cijfers/invullen/")
        keur(pagina, "een", "cijfers")
        pagina.get_by_label("Welk cijfer?").select_option("huishoudens")
        pagina.get_by_label("Gebied").select_option(label="Visbuurt")
        pagina.get_by_label("Periode").fill("2026")
        pagina.get_by_role("textbox", name="Waarde").fill("120")
        pagina.get_by_label("Bron").fill("Telling")
        pagina.get_by_label("Peildatum").fill("2026-03-01")
        klik(pagina.get_by_role("button", name="Voer in"))
        expect(pagina.get_by_text("Het cijfer is ingevoerd.")).to_be_visible()
        keur(pagina, "overzicht", "cijfers")
