"""A resident proposes, the wijkmanager judges and puts it on the agenda, the resident reads so; also without JavaScript."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser import klik
from tests.hulp import activeer, persoon
from tests.publicatie.plaatsing import geplaatst
from tests.scherm.kijken import keur, mag
from tests.wijkagenda.plannen import dag, kort_plan
from wijkagenda.models import Plan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIJK = "banakkers"


@pytest.mark.parametrize(("breedte", "script"), [(360, True), (1280, False)])
def test_from_proposal_to_agenda(
    chromium: Browser, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch, breedte: int, script: bool
) -> None:
    # Nobody waits for a test that fills in like a program.
    monkeypatch.setattr("wijkwerk.mensformulier.KORTST", 0)
    activeer("etten-leur")
    wijkmanager = persoon("wijkmanager", gebied=WIJK)
    geplaatst(waar=WIJK)
    agenda = kort_plan("wijkagenda", WIJK, wijkmanager)
    context = chromium.new_context(
        viewport={"width": breedte, "height": 900}, locale="nl-NL", java_script_enabled=script
    )
    pagina = context.new_page()
    pagina.set_default_timeout(15000)

    status = _stel_voor(pagina, live_server, script)
    mag(context, live_server, wijkmanager)
    _behandel(pagina, live_server, agenda, script)

    context.clear_cookies()
    pagina.goto(status)
    assert "Het staat in een plan" in pagina.content()
    _keur(pagina, script, "voorstel-status")


def _keur(pagina: Page, script: bool, naam: str) -> None:
    """Axe is a script itself: it looks only where scripts run."""
    if script:
        keur(pagina, naam)


def _stel_voor(pagina: Page, server: LiveServer, script: bool) -> str:
    """From the public page of the wijk; return the address by which it is followed."""
    pagina.goto(server.url + reverse("publiek:gebied", args=[WIJK]))
    _keur(pagina, script, "voorstel-wijkpagina")
    klik(pagina.get_by_role("link", name="Doe een voorstel voor het plan"))
    assert pagina.get_by_label("Ik wil iets op de wijkagenda zetten").is_checked()
    pagina.get_by_label("Wat wilt u vertellen?").fill("De oversteek bij de school is gevaarlijk.")
    klik(pagina.get_by_role("button", name="Verstuur"))
    return server.url + urlsplit(str(pagina.locator("a.ww-code").get_attribute("href"))).path


def _behandel(pagina: Page, server: LiveServer, agenda: Plan, script: bool) -> None:
    """Find it, judge each condition, put it on the agenda."""
    pagina.goto(server.url + reverse("wijkagenda:lijst"))
    klik(pagina.get_by_role("link", name="Voorstellen", exact=True))
    _keur(pagina, script, "voorstellen")
    klik(pagina.get_by_role("link", name="Voorstel voor de wijkagenda"))
    _keur(pagina, script, "voorstel")
    for nummer in range(3):
        blok = pagina.locator("#voorwaarden .ww-vlak").nth(nummer)
        blok.get_by_label("Ja").check()
        blok.get_by_label("Waarom?").fill("De buurt vroeg er drie keer om.")
        klik(blok.get_by_role("button", name="Oordeel opslaan"))
    klik(pagina.get_by_role("link", name="Zet in het plan"))
    _keur(pagina, script, "voorstel-opname")
    pagina.locator("input[name=titel]").fill("Een veilige oversteek")
    pagina.locator("input[name=v-korte-termijn][value=ja]").check()
    pagina.locator("select[name=trekker]").select_option(index=1)
    pagina.locator("input[name=einddatum]").fill(dag(60).isoformat())
    klik(pagina.get_by_role("button", name="Zet in het plan"))
    assert "De indiener heeft nog geen antwoord." in pagina.content()
    _keur(pagina, script, "voorstel-opgenomen")
    assert agenda.items.get().stand == "opgenomen"
