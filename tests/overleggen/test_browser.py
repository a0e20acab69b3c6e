"""The pages of meetings in a real browser: no axe violation, no sideways scrolling, a meeting without JavaScript."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from overleggen.models import Overleg
from tests.browser import klik
from tests.hulp import activeer, gebied, persoon
from tests.overleggen.toneel import zet_op
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REGELS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def _pagina(chromium: Browser, server: LiveServer, wie: Gebruiker, breedte: int = 1280, **meer: bool) -> Page:
    """A tab of somebody who is logged in."""
    client = Client()
    client.force_login(wie)
    omgeving = chromium.new_context(
        viewport={"width": breedte, "height": 900},
        locale="nl-NL",
        java_script_enabled=meer.get("script", True),
    )
    omgeving.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}]
    )
    return omgeving.new_page()


@pytest.mark.parametrize("breedte", [360, 1280])
def test_pages_are_accessible_and_fit(chromium: Browser, live_server: LiveServer, breedte: int) -> None:
    toneel = zet_op()
    pagina = _pagina(chromium, live_server, toneel.manager, breedte)
    for adres in toneel.adressen:
        antwoord = pagina.goto(live_server.url + adres)
        assert antwoord is not None
        assert antwoord.status == 200, adres
        assert pagina.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
            f"{adres} scrolls sideways"
        )
        fouten = Axe().run(pagina, options=REGELS).response["violations"]
        assert [(fout["id"], fout["nodes"][0]["html"]) for fout in fouten] == [], adres
    pagina.close()


@pytest.mark.parametrize("script", [True, False])
def test_meeting_from_plan_to_report(chromium: Browser, live_server: LiveServer, script: bool) -> None:
    activeer("den-helder")
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    pagina = _pagina(chromium, live_server, manager, 360, script=script)
    pagina.goto(
        f"{live_server.url}/overleggen/nieuw/?vorm=coordinatieteam&gebied={gebied('nieuw-den-helder').pk}"
    )
    pagina.get_by_label("Datum").fill(_vandaag())
    pagina.get_by_label("Begin").fill("10:00")
    klik(pagina.get_by_role("button", name="Plan het overleg"))
    klik(pagina.get_by_role("link", name="Eigen punt"))
    pagina.get_by_label("Waar gaat het over?").fill("Oversteek bij de school")
    klik(pagina.get_by_role("button", name="Inbrengen"))
    klik(pagina.get_by_role("link", name="Nodig uit"))
    klik(pagina.get_by_role("button", name="Nodig uit"))
    klik(pagina.get_by_role("link", name="Begin het overleg"))
    for keuze in pagina.get_by_label("Aanwezig", exact=True).all():
        keuze.check()
    klik(pagina.get_by_role("button", name="Begin het overleg"))
    pagina.get_by_label("Uitkomst").fill("Er komt een zebrapad.")
    pagina.get_by_role("button", name="Bewaar").click()
    pagina.get_by_text("Besproken").first.wait_for()
    klik(pagina.get_by_role("link", name="Rond af"))
    klik(pagina.get_by_role("button", name="Rond het overleg af"))
    klik(pagina.get_by_role("button", name="Stel het verslag vast"))

    pagina.get_by_text("Vastgesteld").first.wait_for()
    assert "Er komt een zebrapad." in pagina.content()
    assert Overleg.objects.get().is_afgerond
    pagina.context.close()


def _vandaag() -> str:
    from django.utils import timezone

    return timezone.localdate().isoformat()
