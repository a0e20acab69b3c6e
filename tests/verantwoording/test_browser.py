"""A report from its beginning to the public page in a real browser, on a phone, with and without JavaScript (J11)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser import klik
from tests.hulp import activeer, persoon
from tests.scherm.kijken import keur, mag
from tests.verantwoording.toneel import KERN, adres, gehoord, maker
from verantwoording.models import Raadsrapportage
from wijkwerk.publicatie.models import Publicatie

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("breedte", "script"), [(360, False), (1280, True)])
def test_a_report_is_made_and_published(
    chromium: Browser, live_server: LiveServer, breedte: int, script: bool
) -> None:
    activeer("bergen")
    gehoord(persoon("wijkcoordinator", gebied=KERN), KERN, "klein-knelpunt", 7)
    context = chromium.new_context(
        viewport={"width": breedte, "height": 900}, locale="nl-NL", java_script_enabled=script
    )
    pagina = context.new_page()

    def kijk(naam: str) -> None:
        if script:
            for breed in (360, 1280):
                pagina.set_viewport_size({"width": breed, "height": 900})
                keur(pagina, naam, "verantwoording")

    mag(context, live_server, maker())
    pagina.goto(live_server.url + adres("lijst"))
    kijk("lijst")
    pagina.goto(live_server.url + adres("nieuw") + "?rapportage=raad")
    kijk("nieuw")
    klik(pagina.locator("main form button[type=submit]").first)
    rapport = Raadsrapportage.objects.get()
    kijk("concept")
    klik(pagina.get_by_role("link", name="Schrijf de teksten"))
    kijk("teksten")
    pagina.locator("main textarea").first.fill("Een jaar met veel gesprekken.")
    klik(pagina.locator("main form button[type=submit]").first)
    klik(pagina.get_by_role("link", name="Stel vast"))
    kijk("vaststelling")
    klik(pagina.locator("main form button[type=submit]").first)
    kijk("vastgesteld")
    klik(pagina.get_by_role("link", name="Publiceer"))
    kijk("publicatie")
    klik(pagina.locator("main form button[type=submit]").first)
    rapport.refresh_from_db()
    assert rapport.stand == "vastgesteld"
    pagina.goto(live_server.url + Publicatie.objects.get().get_absolute_url())
    pagina.get_by_text("Een jaar met veel gesprekken.").first.wait_for()
    kijk("openbaar")
    for naam in ("verbeterpunten", "verbeterpunt-nieuw", "evaluaties"):
        if (antwoord := pagina.goto(live_server.url + adres(naam))) and antwoord.ok:
            kijk(naam)
    context.close()
