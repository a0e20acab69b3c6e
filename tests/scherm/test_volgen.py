"""Asking for mail about a gebied and ending it, without JavaScript, on a phone and on a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser import klik
from tests.hulp import persoon
from tests.publicatie.plaatsing import geplaatst
from tests.scherm.kijken import keur, past
from wijkagenda.models import Plan
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.models import Volger

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("breedte", [360, 1280])
def test_from_the_page_of_a_gebied_to_following_it_and_out_again(
    chromium: Browser,
    live_server: LiveServer,
    helmond: Profiel,
    monkeypatch: pytest.MonkeyPatch,
    breedte: int,
) -> None:
    monkeypatch.setattr("wijkwerk.mensformulier.KORTST", 0)
    geplaatst(persoon("adviseur-wgw", gebied="brouwhuis"), ding=Plan(pk=1))
    kaal = chromium.new_context(viewport={"width": breedte, "height": 800}, java_script_enabled=False)
    pagina = kaal.new_page()
    pagina.goto(f"{live_server.url}/publiek/brouwhuis/")
    klik(pagina.get_by_role("link", name="Krijg mail als er iets nieuws is"))
    past(pagina, "formulier", "volgen")
    pagina.get_by_label("Uw e-mailadres").fill("bo@voorbeeld.example")
    pagina.wait_for_timeout(1100)
    klik(pagina.get_by_role("button", name="Vraag aan"))
    assert pagina.get_by_role("heading", name="Kijk in uw mail").is_visible()

    volger = Volger.objects.get()
    pagina.goto(f"{live_server.url}{volger.get_absolute_url()}")
    klik(pagina.get_by_role("button", name="Ja, stuur mij mail"))
    assert pagina.get_by_role("heading", name="U volgt Brouwhuis").is_visible()

    met = chromium.new_context(viewport={"width": breedte, "height": 800}).new_page()
    for naam, pad in (
        ("formulier", "/nieuwsmail/"),
        ("verstuurd", "/nieuwsmail/verstuurd/"),
        ("volger", volger.get_absolute_url()),
        ("dood", "/nieuwsmail/0000/"),
    ):
        met.goto(f"{live_server.url}{pad}")
        keur(met, naam, "volgen")
    klik(pagina.get_by_role("button", name="Stop met volgen"))
    assert pagina.get_by_role("heading", name="U krijgt hierover geen mail meer").is_visible()
    assert not Volger.objects.exists()
