"""Telling a residents' body how its plan goes, and reading that, on a phone and on a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser import klik
from tests.scherm.kijken import keur, mag
from tests.wijkagenda.plannen import helmond_gepubliceerd
from wijkagenda.models import Rapport
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.eis("HEL-57")
@pytest.mark.parametrize("breedte", [360, 1280])
def test_from_the_plan_to_the_reader(
    chromium: Browser, live_server: LiveServer, helmond: Profiel, breedte: int
) -> None:
    h = helmond_gepubliceerd()
    context = chromium.new_context(viewport={"width": breedte, "height": 800})
    pagina = context.new_page()
    mag(context, live_server, h.adviseur)
    pagina.goto(f"{live_server.url}{h.plan.get_absolute_url()}")
    klik(pagina.get_by_role("link", name="Maak en verstuur"))
    keur(pagina, "maken", "rapport")
    pagina.get_by_label("Zin bij 1.1").fill("In mei is het open.")
    klik(pagina.get_by_role("button", name="Verstuur"))
    keur(pagina, "plan", "rapport")

    mag(context, live_server, h.wijkraad)
    pagina.goto(f"{live_server.url}{Rapport.objects.get().get_absolute_url()}")
    assert pagina.get_by_text("In mei is het open.").is_visible()
    keur(pagina, "lezen", "rapport")
