"""Loading a map as people see it: a wrong file at its field, how far it is, and what came of it; without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import klik
from tests.hulp import persoon
from tests.scherm.kijken import keur, mag
from tests.wijken.kaarten import buurten
from wijkwerk.cijfers import voortgang
from wijkwerk.huis import tasks
from wijkwerk.profiel import Profiel
from wijkwerk.wijken.models import Kaartinvoer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("breed", [360, 1280])
def test_a_map_is_loaded_from_a_file_without_javascript(
    live_server: LiveServer, den_helder: Profiel, chromium: Browser, tmp_path: Path, breed: int
) -> None:
    fout, goed = tmp_path / "fout.geojson", tmp_path / "goed.geojson"
    fout.write_bytes(b"<html>Onderhoud</html>")
    goed.write_bytes(buurten())
    with chromium.new_context(
        viewport={"width": breed, "height": 900}, java_script_enabled=False
    ) as omgeving:
        mag(omgeving, live_server, persoon("beheerder"))
        pagina = omgeving.new_page()
        pagina.goto(f"{live_server.url}/beheer/gebieden/kaart/")
        klik(pagina.get_by_role("link", name="Bestand laden"))
        pagina.get_by_label("Bestand", exact=True).set_input_files(fout)
        pagina.get_by_label("Jaar van de kaart").fill("2024")
        klik(pagina.get_by_role("button", name="Laad"))
        expect(pagina.get_by_text("Dit is een webpagina of XML").first).to_be_visible()
        expect(pagina.get_by_label("Jaar van de kaart")).to_have_value("2024")
        pagina.get_by_label("Bestand", exact=True).set_input_files(goed)
        klik(pagina.get_by_role("button", name="Laad"))
        expect(pagina.get_by_role("heading", name="Kaart van 2024")).to_be_visible()
        if pagina.get_by_role("link", name="Kijk hoe ver het is").count():
            tasks.lees_wachtende_kaart()
            klik(pagina.get_by_role("link", name="Kijk hoe ver het is"))
        expect(pagina.get_by_text("De kaart staat erin")).to_be_visible()
        klik(pagina.get_by_role("link", name="Naar de kaart"))
        expect(pagina.get_by_text("Dit is de kaart van 2024")).to_be_visible()


@pytest.mark.parametrize("breed", [360, 1280])
def test_the_pages_can_be_read_by_everybody(
    live_server: LiveServer, den_helder: Profiel, chromium: Browser, breed: int
) -> None:
    soort = {"soort": "BU", "nieuw": 65, "gewijzigd": 0, "gelijk": 0, "overgeslagen": 2, "onbekend": []}
    bezig = Kaartinvoer.objects.create(jaar=2024, dienst="pdok", stand="bezig")
    mislukt = Kaartinvoer.objects.create(
        jaar=2024, dienst="pdok", stand="mislukt", fout="De dienst van PDOK antwoordt niet."
    )
    klaar = Kaartinvoer.objects.create(jaar=2024, bestand="b", stand="klaar", tellingen={"soorten": [soort]})
    voortgang.zet(f"kaart-{bezig.pk}", voortgang.OPHALEN, 20)
    with chromium.new_context(viewport={"width": breed, "height": 900}) as omgeving:
        mag(omgeving, live_server, persoon("beheerder"))
        pagina = omgeving.new_page()
        for naam, adres in (
            ("kaart-bezig", f"laden/{bezig.pk}/"),
            ("kaart-mislukt", f"laden/{mislukt.pk}/"),
            ("kaart-klaar", f"laden/{klaar.pk}/"),
            ("kaart-weg", "weg/"),
            ("kaart", ""),
        ):
            pagina.goto(f"{live_server.url}/beheer/gebieden/kaart/{adres}")
            keur(pagina, naam, "beheer")
        for naam in ("bestand", "dienst"):
            pagina.goto(f"{live_server.url}/beheer/gebieden/kaart/{naam}/")
            keur(pagina, f"kaart-{naam}", "beheer")
            klik(pagina.locator("main form button").first)
            keur(pagina, f"kaart-{naam}-fout", "beheer")
