"""A running meeting in real browsers: two who write at once, one who loses the line, and nobody loses a word."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from overleggen.models import Agendapunt, Overleg
from tests.hulp import activeer, persoon
from tests.overleggen.hulp import begonnen, punt
from tests.overleggen.test_browser import _pagina
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SNEL = 12_000


def _zet_op() -> tuple[Overleg, Agendapunt, Gebruiker, Gebruiker]:
    activeer("den-helder")
    manager = persoon("wijkmanager", gebied="nieuw-den-helder")
    overleg = begonnen("coordinatieteam", "nieuw-den-helder", manager)
    rij = punt(overleg, manager, "Oversteek bij de school")
    punt(overleg, manager, "Zwerfvuil")
    return overleg, rij, manager, persoon("vvh", gebied="nieuw-den-helder")


def _open(chromium: Browser, server: LiveServer, wie: Gebruiker, overleg: Overleg) -> Page:
    pagina = _pagina(chromium, server, wie)
    pagina.goto(f"{server.url}/overleggen/{overleg.pk}/tijdens/")
    return pagina


def test_two_writers_see_each_other_and_overwrite_nothing(chromium: Browser, live_server: LiveServer) -> None:
    overleg, rij, manager, collega = _zet_op()
    een, twee = (_open(chromium, live_server, wie, overleg) for wie in (manager, collega))
    veld = f"#formulier-{rij.pk} textarea[name=uitkomst]"

    een.fill(veld, "Er komt een zebrapad.")
    een.keyboard.press("Control+Enter")
    expect(een.get_by_text("Bewaard om").first).to_be_visible()
    # Who looks on sees it in the field, without doing anything; the cursor of the writer stays where it was.
    expect(twee.locator(veld)).to_have_value("Er komt een zebrapad.", timeout=SNEL)
    assert een.evaluate("document.activeElement.name") == "uitkomst"

    twee.fill(veld, "Er komt een zebrapad, zegt de wijkagent.")
    een.fill(veld, "Er komt een zebrapad in maart.")
    een.keyboard.press("Control+Enter")
    # Mine is still mine, theirs stands beside it, and saving shows the two.
    expect(twee.locator(f"#punt-{rij.pk} [data-ander]")).to_contain_text("in maart", timeout=SNEL)
    expect(twee.locator(veld)).to_have_value("Er komt een zebrapad, zegt de wijkagent.")
    twee.locator(veld).press("Control+Enter")
    expect(twee.get_by_text("Iemand anders schreef ook bij dit punt")).to_be_visible()
    expect(twee.locator(veld)).to_have_value("Er komt een zebrapad, zegt de wijkagent.")
    rij.refresh_from_db()
    assert rij.uitkomst == "Er komt een zebrapad in maart."
    for pagina in (een, twee):
        pagina.context.close()


def test_what_is_typed_without_a_line_is_saved_when_it_is_back(
    chromium: Browser, live_server: LiveServer
) -> None:
    overleg, rij, manager, _ = _zet_op()
    pagina = _open(chromium, live_server, manager, overleg)
    pagina.context.set_offline(True)

    pagina.fill(f"#formulier-{rij.pk} textarea[name=uitkomst]", "Geschreven zonder verbinding.")
    pagina.fill(f"#punt-{rij.pk} .ww-aantekenform textarea", "Een regel.")
    pagina.locator(f"#punt-{rij.pk} .ww-aantekenform textarea").press("Control+Enter")
    expect(pagina.locator("#lijn")).to_contain_text("geen verbinding")
    # In the page and nowhere else.
    bewaard = "JSON.stringify([{...localStorage}, {...sessionStorage}])"
    assert "zonder verbinding" not in pagina.evaluate(bewaard)
    pagina.context.set_offline(False)

    expect(pagina.locator("#lijn")).to_be_hidden(timeout=SNEL)
    expect(pagina.locator(f"#formulier-{rij.pk} [data-bewaarstand]")).to_contain_text(
        "Bewaard om", timeout=SNEL
    )
    expect(pagina.locator(f"#punt-{rij.pk} .ww-aantekeningen")).to_contain_text("Een regel.", timeout=SNEL)
    rij.refresh_from_db()
    assert rij.uitkomst == "Geschreven zonder verbinding."
    assert rij.aantekeningen.count() == 1
    pagina.context.close()


def test_afspraak_in_place_and_on_to_the_next_point(chromium: Browser, live_server: LiveServer) -> None:
    overleg, rij, manager, collega = _zet_op()
    pagina, ander = (_open(chromium, live_server, wie, overleg) for wie in (manager, collega))

    pagina.fill(f"#formulier-{rij.pk} textarea[name=uitkomst]", "Nog aan het typen")
    pagina.locator(f"#punt-{rij.pk}").get_by_role("link", name="Maak een afspraak").click()
    pagina.get_by_label("Wat wordt er gedaan?").fill("Zebrapad schilderen")
    pagina.get_by_label("Wie doet het?").select_option(index=1)
    pagina.get_by_label("Uiterlijk wanneer?").fill("2099-01-01")
    pagina.get_by_role("button", name="Leg vast").click()
    expect(ander.locator(f"#punt-{rij.pk}")).to_contain_text("Zebrapad schilderen", timeout=SNEL)
    expect(pagina.locator(f"#formulier-{rij.pk} textarea[name=uitkomst]")).to_have_value("Nog aan het typen")

    pagina.get_by_role("button", name="Begin met punt 2").click()
    expect(ander.locator("#puls")).to_contain_text("Zwerfvuil", timeout=SNEL)
    for blad in (pagina, ander):
        blad.context.close()


def test_text_survives_a_session_that_ends(chromium: Browser, live_server: LiveServer) -> None:
    overleg, rij, manager, _ = _zet_op()
    pagina = _open(chromium, live_server, manager, overleg)
    pagina.context.clear_cookies(name="sessionid")

    pagina.fill(f"#formulier-{rij.pk} textarea[name=uitkomst]", "Net voor het uitloggen.")
    pagina.keyboard.press("Control+Enter")
    expect(pagina.locator("#lijn")).to_contain_text("niet meer ingelogd", timeout=SNEL)
    client = Client()
    client.force_login(manager)
    koekje = client.cookies["sessionid"].value
    pagina.context.add_cookies([{"name": "sessionid", "value": koekje, "url": live_server.url}])

    expect(pagina.locator(f"#formulier-{rij.pk} [data-bewaarstand]")).to_contain_text(
        "Bewaard om", timeout=SNEL
    )
    rij.refresh_from_db()
    assert rij.uitkomst == "Net voor het uitloggen."
    pagina.context.close()
