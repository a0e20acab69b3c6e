"""The signal pages in a real browser on a phone: with and without JavaScript, no axe violation, no sideways page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from signalen.models import Signaal, Spreekuur
from tests.browser import klik
from tests.hulp import activeer, persoon
from tests.scherm.kijken import keur, mag
from tests.signalen.hulp import over, signaal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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

    mag(context, live_server, concierge)
    pagina.goto(f"{live_server.url}/signalen/spreekuren/nieuw/")
    keur(pagina, "planning")
    pagina.get_by_role("radio", name="Pop-up spreekuur").check()
    pagina.get_by_label("Waar").select_option(label="Visbuurt")
    pagina.get_by_label("Andere plek").fill("Winkelcentrum")
    klik(pagina.get_by_role("button", name="Open nu"))
    pagina.wait_for_url("**/signalen/spreekuren/*/")
    keur(pagina, "spreekuur-leeg")

    pagina.get_by_label("Wat wordt er gezegd?").fill("Er ligt elke week grofvuil naast de containers.")
    pagina.get_by_role("radio", name="operationeel openbare ruimte").check()
    pagina.get_by_role("button", name="Opslaan, volgende bezoeker").click()
    pagina.get_by_text("Opgeslagen", exact=True).first.wait_for()
    keur(pagina, "spreekuur-opgeslagen")
    assert pagina.get_by_label("Wat wordt er gezegd?").input_value() == ""
    assert Spreekuur.objects.get().signalen.count() == 1

    rij = Signaal.objects.get(spreekuur__isnull=False)
    mag(context, live_server, manager)
    pagina.goto(f"{live_server.url}/signalen/")
    keur(pagina, "lijst")
    pagina.goto(live_server.url + rij.get_absolute_url())
    keur(pagina, "nieuw-signaal")
    klik(pagina.get_by_role("button", name="Zet uit"))
    pagina.get_by_text("Uitgezet. Eigenaar").wait_for()
    keur(pagina, "uitgezet-signaal")

    mag(context, live_server, medewerker)
    pagina.goto(live_server.url + rij.get_absolute_url())
    keur(pagina, "signaal-van-medewerker")
    klik(pagina.get_by_role("link", name="Neem aan of weiger"))
    keur(pagina, "deel")
    klik(pagina.get_by_role("button", name="Ja, wij doen dit"))
    klik(pagina.get_by_role("link", name="Klaar melden"))
    pagina.get_by_label("Wat is het resultaat?").fill("Het grofvuil is weg.")
    klik(pagina.get_by_role("button", name="Klaar melden"))
    pagina.get_by_text("Klaar gemeld").wait_for()

    mag(context, live_server, manager)
    pagina.goto(live_server.url + rij.get_absolute_url())
    klik(pagina.get_by_role("link", name="oplossing"))
    keur(pagina, "antwoord")
    klik(pagina.get_by_role("button", name="Geef antwoord"))
    keur(pagina, "antwoord-fout")
    pagina.get_by_label("Toelichting").fill("Wij hebben het opgehaald.")
    pagina.get_by_label("Actie").fill("Extra ronde op maandag.")
    klik(pagina.get_by_role("button", name="Geef antwoord"))
    pagina.get_by_text("Het antwoord is opgeslagen").wait_for()
    keur(pagina, "beantwoord-signaal")
    context.close()


def test_shielded_page_and_emergency_page(chromium: Browser, live_server: LiveServer) -> None:
    activeer("den-helder")
    concierge = persoon("wijkconcierge", gebied="stad-binnen-de-linie")
    manager = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    rij = signaal(concierge, "visbuurt", "zorg", tekst="Ik maak me zorgen om mijn buur.")
    context = chromium.new_context(viewport={"width": 360, "height": 780}, locale="nl-NL")
    pagina = context.new_page()

    for wie, naam in ((concierge, "eigen"), (manager, "stand")):
        mag(context, live_server, wie)
        pagina.goto(live_server.url + rij.get_absolute_url())
        keur(pagina, f"afgeschermd-{naam}")
        assert ("zorgen om mijn buur" in pagina.content()) == (naam == "eigen")
    pagina.goto(f"{live_server.url}/signalen/nood/")
    keur(pagina, "nood")
    pagina.goto(f"{live_server.url}/signalen/nieuw/")
    keur(pagina, "opschrijven")
    assert over(0)
    context.close()
