"""The pages of this room in a real browser: no axe violation, no sideways scrolling, usable without JavaScript."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.hulp import activeer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REGELS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGINAS = [
    "/stijl/",
    "/stijl/?fout=1",
    "/stijl/?toon=werk",
    "/stijl/?toon=publiek",
    "/account/login/",
    "/account/password/reset/",
    "/bestaat-niet/",
]


@pytest.fixture(autouse=True)
def _demo(settings: Settings, transactional_db: None) -> None:
    settings.DEMO = True
    activeer("den-helder")


@pytest.mark.parametrize("breedte", [360, 1280])
def test_pages_are_accessible_and_fit(chromium: Browser, live_server: LiveServer, breedte: int) -> None:
    pagina = chromium.new_page(viewport={"width": breedte, "height": 800}, locale="nl-NL")
    for pad in PAGINAS:
        pagina.goto(live_server.url + pad)
        assert pagina.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
            f"{pad} scrolls sideways"
        )
        fouten = Axe().run(pagina, options=REGELS).response["violations"]
        assert [(fout["id"], fout["nodes"][0]["html"]) for fout in fouten] == [], pad
    pagina.close()


def test_pages_fit_at_400_percent_zoom(chromium: Browser, live_server: LiveServer) -> None:
    pagina = chromium.new_page(viewport={"width": 320, "height": 256})
    for pad in PAGINAS:
        pagina.goto(live_server.url + pad)
        assert pagina.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
            f"{pad} scrolls sideways"
        )
    pagina.close()


def test_the_browser_sees_no_breach_of_the_csp(chromium: Browser, live_server: LiveServer) -> None:
    pagina = chromium.new_page()
    meldingen: list[str] = []
    pagina.on("console", lambda melding: meldingen.append(melding.text))
    for pad in ["/stijl/", "/stijl/?toon=publiek", "/account/login/"]:
        pagina.goto(live_server.url + pad)
    assert [tekst for tekst in meldingen if "Content Security Policy" in tekst] == []
    pagina.close()


def test_errors_take_the_focus_without_htmx(chromium: Browser, live_server: LiveServer) -> None:
    pagina = chromium.new_page()
    pagina.goto(live_server.url + "/account/password/reset/")
    with pagina.expect_navigation():
        pagina.click("main button[type=submit]")
    pagina.wait_for_selector("[role=alert]:focus")
    pagina.close()


def test_htmx_swaps_a_refused_form_and_moves_the_focus(chromium: Browser, live_server: LiveServer) -> None:
    pagina = chromium.new_page()
    pagina.goto(live_server.url + "/stijl/")
    pagina.click("#formulier button[type=submit]")
    pagina.wait_for_selector("#formulier [role=alert]:focus")
    assert pagina.locator("h1").count() == 1
    pagina.close()


def test_a_filter_replaces_only_the_results_and_says_so(chromium: Browser, live_server: LiveServer) -> None:
    pagina = chromium.new_page()
    pagina.goto(live_server.url + "/stijl/")
    pagina.select_option("#resultaten select[name=stand]", "nieuw")
    pagina.wait_for_url("**/stijl/?*stand=nieuw")
    pagina.wait_for_selector("#meldt:has-text('3 acties gevonden')", state="attached")
    assert pagina.locator("#resultaten").count() == 1
    pagina.close()


def test_the_menu_opens_on_a_phone_without_javascript(chromium: Browser, live_server: LiveServer) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    pagina = context.new_page()
    pagina.goto(live_server.url + "/stijl/")
    if pagina.locator(".ww-menuknop").count():
        pagina.click(".ww-menuknop")
        assert pagina.is_visible("#menu")
        pagina.keyboard.press("Escape")
        assert not pagina.is_visible("#menu")
    context.close()


def test_a_passkey_is_not_offered_where_it_cannot_work(chromium: Browser, live_server: LiveServer) -> None:
    pagina = chromium.new_page(java_script_enabled=False)
    pagina.goto(live_server.url + "/account/login/")

    assert not pagina.locator("#passkey_login").is_visible()
    assert "alleen als JavaScript aanstaat" in pagina.locator(".ww-smal").inner_text()
    pagina.close()


@pytest.mark.parametrize(("breedte", "meteen"), [(360, False), (1280, True)])
def test_on_a_phone_the_filters_wait_behind_one_tap(
    chromium: Browser, live_server: LiveServer, breedte: int, meteen: bool
) -> None:
    pagina = chromium.new_page(viewport={"width": breedte, "height": 800}, java_script_enabled=False)
    pagina.goto(live_server.url + "/stijl/")
    balk = pagina.locator("details.ww-filterbalk").first

    assert balk.locator("form").is_visible() is meteen
    if not meteen:
        balk.locator("summary").click()
        assert balk.locator("form").is_visible()
    pagina.close()
