"""The cycle of a municipality that nobody has seen, in a real browser, on a phone, with and without JavaScript (J9)."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from gebiedscyclus import acties
from gebiedscyclus.models import Stap
from tests.browser import klik
from tests.gebiedscyclus.hulp import ronde, stap
from tests.gebiedscyclus.test_verzonnen import CYCLUS, DORP, activeer_verzonnen, houd, peil
from tests.hulp import gebied, persoon
from tests.scherm.kijken import keur, mag
from wijkagenda import acties as plannen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("breedte", "script"), [(360, False), (1280, True)])
def test_steps_of_its_own_in_a_browser(
    chromium: Browser, live_server: LiveServer, breedte: int, script: bool
) -> None:
    activeer_verzonnen()
    verbinder = persoon("dorpsverbinder", gebied=DORP)
    acties.werk_rondes_bij(dag=timezone.localdate())
    rij = ronde(CYCLUS, DORP)
    context = chromium.new_context(
        viewport={"width": breedte, "height": 900}, locale="nl-NL", java_script_enabled=script
    )
    pagina = context.new_page()

    def kijk(naam: str) -> None:
        if script:
            keur(pagina, naam, "cyclus")

    mag(context, live_server, verbinder)
    pagina.goto(f"{live_server.url}/cyclus/")
    kijk("overzicht")
    klik(pagina.get_by_role("link", name=gebied(DORP).naam, exact=True))
    kijk("ronde")
    klik(pagina.get_by_role("button", name="Begin Verkennen"))
    plan = stap(rij, "verkennen").plan
    assert plan is not None
    pagina.get_by_role("heading", name=plan.titel).wait_for()
    plannen.stel_vast(plan=plan, door=verbinder)
    houd(verbinder)
    peil(verbinder)
    acties.werk_rondes_bij(dag=timezone.localdate())

    pagina.goto(live_server.url + rij.get_absolute_url())
    klik(pagina.get_by_role("button", name="Begin Koers bepalen"))
    koers = stap(rij, "koers-bepalen").plan
    assert koers is not None
    plannen.stel_vast(plan=koers, door=verbinder)

    pagina.goto(live_server.url + stap(rij, "toetsen").get_absolute_url())
    klik(pagina.get_by_role("button", name="Begin"))
    kijk("toets")
    blok = pagina.locator("#toets form").filter(visible=True).first
    blok.get_by_label("Ja", exact=True).check()
    blok.get_by_label("Waarom?").fill("Ook de jongeren zijn gehoord.")
    klik(blok.get_by_role("button", name="Oordeel opslaan"))
    klik(pagina.get_by_role("link", name="Rond af"))
    kijk("afronding")
    klik(pagina.get_by_role("button", name="Rond af"))
    # What is missing is asked at its field.
    pagina.get_by_text("Schrijf op wat u heeft gevonden.").first.wait_for()
    pagina.get_by_label("Wat heeft u gevonden").fill("Iedereen is gehoord.")
    klik(pagina.get_by_role("button", name="Rond af"))
    pagina.get_by_text("Iedereen is gehoord.").wait_for()
    assert stap(rij, "toetsen").stand == Stap.Stand.VASTGESTELD
    assert stap(rij, "doen").stand == Stap.Stand.BEZIG
    context.close()
