"""The signal pages in a real browser on a phone: with and without JavaScript, no axe violation, no sideways page."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from signalen.models import Signaal, Spreekuur
from tests.hulp import activeer, persoon
from tests.signalen.hulp import over, signaal
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REGELS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def _mag(context: BrowserContext, server: LiveServer, wie: Gebruiker) -> None:
    """Log in by session cookie: the login page has its own tests."""
    client = Client()
    client.force_login(wie)
    koekje = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.clear_cookies()
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": koekje, "url": server.url}])


def _keur(pagina: Page, naam: str) -> None:
    if map_ := os.environ.get("WIJKWERK_SCHERMEN"):
        breedte = pagina.viewport_size["width"] if pagina.viewport_size else 0
        pagina.screenshot(path=Path(map_) / f"signalen-{naam}-{breedte}.png", full_page=True)
    te_breed = pagina.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
        ".slice(0, 3).map(e => e.outerHTML.slice(0, 200))"
    )
    smal = pagina.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert smal, f"{naam} scrolls sideways: {te_breed}"
    fouten = Axe().run(pagina, options=REGELS).response["violations"]
    assert [(fout["id"], fout["nodes"][0]["html"]) for fout in fouten] == [], naam


@pytest.mark.parametrize(("breedte", "javascript"), [(360, True), (360, False), (1280, True)])
def test_from_spreekuur_to_answer(
    chromium: Browser, live_server: LiveServer, breedte: int, javascript: bool
) -> None:
    activeer("den-helder")
    concierge = persoon("wijkconcierge", gebied="stad-binnen-de-linie")
    manager = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    medewerker = persoon("teammedewerker", partij="wijkbeheer")
    signaal(concierge, "visbuurt", "openbare-ruimte", tekst="Het putdeksel ligt scheef.")
    context = chromium.new_context(
        viewport={"width": breedte, "height": 780}, locale="nl-NL", java_script_enabled=True
    )
    # axe itself needs a script engine: without JavaScript means that none of ours is loaded.
    if not javascript:
        context.route("**/*.js", lambda route: route.abort())
    pagina = context.new_page()

    _mag(context, live_server, concierge)
    pagina.goto(f"{live_server.url}/signalen/spreekuren/nieuw/")
    _keur(pagina, "planning")
    pagina.get_by_role("radio", name="Pop-up spreekuur").check()
    pagina.get_by_label("Waar").select_option(label="Visbuurt")
    pagina.get_by_label("Andere plek").fill("Winkelcentrum")
    pagina.get_by_role("button", name="Open nu").click()
    pagina.wait_for_url("**/signalen/spreekuren/*/")
    _keur(pagina, "spreekuur-leeg")

    pagina.get_by_label("Wat wordt er gezegd?").fill("Er ligt elke week grofvuil naast de containers.")
    pagina.get_by_role("radio", name="operationeel openbare ruimte").check()
    pagina.get_by_role("button", name="Opslaan, volgende bezoeker").click()
    pagina.get_by_text("Opgeslagen", exact=True).first.wait_for()
    _keur(pagina, "spreekuur-opgeslagen")
    assert pagina.get_by_label("Wat wordt er gezegd?").input_value() == ""
    assert Spreekuur.objects.get().signalen.count() == 1

    rij = Signaal.objects.get(spreekuur__isnull=False)
    _mag(context, live_server, manager)
    pagina.goto(f"{live_server.url}/signalen/")
    _keur(pagina, "lijst")
    pagina.goto(live_server.url + rij.get_absolute_url())
    _keur(pagina, "nieuw-signaal")
    pagina.get_by_role("button", name="Zet uit").click()
    pagina.get_by_text("Uitgezet. Eigenaar").wait_for()
    _keur(pagina, "uitgezet-signaal")

    _mag(context, live_server, medewerker)
    pagina.goto(live_server.url + rij.get_absolute_url())
    _keur(pagina, "signaal-van-medewerker")
    pagina.get_by_role("link", name="Neem aan of weiger").click()
    _keur(pagina, "deel")
    pagina.get_by_role("button", name="Ja, wij doen dit").click()
    pagina.get_by_role("link", name="Klaar melden").click()
    pagina.get_by_label("Wat is het resultaat?").fill("Het grofvuil is weg.")
    pagina.get_by_role("button", name="Klaar melden").click()
    pagina.get_by_text("Klaar gemeld").wait_for()

    _mag(context, live_server, manager)
    pagina.goto(live_server.url + rij.get_absolute_url())
    pagina.get_by_role("link", name="oplossing").click()
    _keur(pagina, "antwoord")
    pagina.get_by_role("button", name="Geef antwoord").click()
    _keur(pagina, "antwoord-fout")
    pagina.get_by_label("Toelichting").fill("Wij hebben het opgehaald.")
    pagina.get_by_label("Actie").fill("Extra ronde op maandag.")
    pagina.get_by_role("button", name="Geef antwoord").click()
    pagina.get_by_text("Het antwoord is opgeslagen").wait_for()
    _keur(pagina, "beantwoord-signaal")
    context.close()


def test_shielded_page_and_emergency_page(chromium: Browser, live_server: LiveServer) -> None:
    activeer("den-helder")
    concierge = persoon("wijkconcierge", gebied="stad-binnen-de-linie")
    manager = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    rij = signaal(concierge, "visbuurt", "zorg", tekst="Ik maak me zorgen om mijn buur.")
    context = chromium.new_context(viewport={"width": 360, "height": 780}, locale="nl-NL")
    pagina = context.new_page()

    for wie, naam in ((concierge, "eigen"), (manager, "stand")):
        _mag(context, live_server, wie)
        pagina.goto(live_server.url + rij.get_absolute_url())
        _keur(pagina, f"afgeschermd-{naam}")
        assert ("zorgen om mijn buur" in pagina.content()) == (naam == "eigen")
    pagina.goto(f"{live_server.url}/signalen/nood/")
    _keur(pagina, "nood")
    pagina.goto(f"{live_server.url}/signalen/nieuw/")
    _keur(pagina, "opschrijven")
    assert over(0)
    context.close()
