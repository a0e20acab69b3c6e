"""What the tests that look at pages share: log in without the login page, and judge the page that stands there."""

from __future__ import annotations

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from wijkwerk.gebruikers.models import Gebruiker

REGELS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def mag(context: BrowserContext, server: LiveServer, wie: Gebruiker) -> None:
    """Log in by session cookie: the login page has its own tests."""
    client = Client()
    client.force_login(wie)
    koekje = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.clear_cookies()
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": koekje, "url": server.url}])


def keur(pagina: Page, naam: str, app: str = "signalen") -> None:
    """No sideways scrolling and no axe violation."""
    past(pagina, naam, app)
    fouten = Axe().run(pagina, options=REGELS).response["violations"]
    assert not fouten, f"{naam}: {[(fout['id'], fout['nodes'][0]['html'][:300]) for fout in fouten]}"


def past(pagina: Page, naam: str, app: str = "signalen") -> None:
    """No sideways scrolling; a screenshot where WIJKWERK_SCHERMEN names a folder."""
    if map_ := os.environ.get("WIJKWERK_SCHERMEN"):
        breedte = pagina.viewport_size["width"] if pagina.viewport_size else 0
        pagina.screenshot(path=Path(map_) / f"{app}-{naam}-{breedte}.png", full_page=True)
    te_breed = pagina.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
        ".slice(0, 3).map(e => e.outerHTML.slice(0, 200))"
    )
    smal = pagina.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert smal, f"{naam} scrolls sideways: {te_breed}"
