"""A resident on a phone brings in a point and follows it: no axe violation, no sideways page, with and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from overleggen.models import Inbreng
from tests.browser import klik
from tests.hulp import activeer, persoon
from tests.overleggen.hulp import uitgenodigd
from tests.scherm.kijken import keur

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("breedte", "javascript"), [(360, False), (1280, True)])
def test_resident_brings_in_a_point(
    chromium: Browser,
    live_server: LiveServer,
    monkeypatch: pytest.MonkeyPatch,
    breedte: int,
    javascript: bool,
) -> None:
    monkeypatch.setattr("wijkwerk.mensformulier.KORTST", 0)
    activeer("den-helder")
    uitgenodigd(
        "wijkplatform", "nieuw-den-helder", persoon("platformvoorzitter", gebied="nieuw-den-helder"), over=7
    )
    context = chromium.new_context(viewport={"width": breedte, "height": 780}, locale="nl-NL")
    if not javascript:
        context.route("**/*.js", lambda route: route.abort())
    pagina = context.new_page()

    pagina.goto(f"{live_server.url}/agenda/")
    klik(pagina.get_by_role("link", name="Breng een punt in"))
    keur(pagina, "inbreng")
    pagina.get_by_label("Wat wilt u bespreken?").fill("Fietsers op de stoep")
    klik(pagina.get_by_role("button", name="Verstuur"))
    pagina.get_by_role("alert").first.wait_for()
    keur(pagina, "inbreng-fout")
    assert pagina.get_by_label("Wat wilt u bespreken?").input_value() == "Fietsers op de stoep"
    pagina.get_by_label("Waarom wilt u dit bespreken?").fill("Het is gevaarlijk bij de school.")
    klik(pagina.get_by_role("button", name="Verstuur"))
    pagina.get_by_role("heading", name="Wij hebben uw punt ontvangen").wait_for()
    keur(pagina, "inbreng-ontvangst")
    pagina.goto(live_server.url + Inbreng.objects.get().get_absolute_url())
    pagina.get_by_role("heading", name="Nog niet beslist").wait_for()
    keur(pagina, "inbreng-stand")
    context.close()
