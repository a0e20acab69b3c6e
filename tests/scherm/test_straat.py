"""From the street to the team and to the policy maker, in a real browser on a phone: no axe violation, no sideways page."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from signalen import acties
from signalen.models import Signaal
from tests.browser import klik
from tests.hulp import activeer, gebied, persoon
from tests.scherm.kijken import keur, mag
from tests.signalen.hulp import signaal
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.wijken.models import Locatie

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MATEN = pytest.mark.parametrize(("breedte", "javascript"), [(360, True), (360, False), (1280, True)])


def open_pagina(chromium: Browser, breedte: int, javascript: bool) -> Page:
    context = chromium.new_context(viewport={"width": breedte, "height": 780}, locale="nl-NL")
    if not javascript:
        context.route("**/*.js", lambda route: route.abort())
    return context.new_page()


@MATEN
@pytest.mark.eis("OIJ-17", "OIJ-18")
def test_from_the_street_to_the_team(
    chromium: Browser, live_server: LiveServer, breedte: int, javascript: bool, tmp_path: Path
) -> None:
    """Oude IJsselstreek: small things close on the work floor, what is more goes one level up with a reason."""
    activeer("oude-ijsselstreek")
    uitvoerder = persoon("uitvoerder", gebied="ulft")
    pagina = open_pagina(chromium, breedte, javascript)
    mag(pagina.context, live_server, uitvoerder)
    foto = tmp_path / "tak.jpg"
    Image.new("RGB", (60, 40), "green").save(foto)

    pagina.goto(f"{live_server.url}/vandaag/")
    klik(pagina.get_by_role("link", name="Schrijf een signaal op"))
    keur(pagina, "kort")
    klik(pagina.get_by_role("button", name="Schrijf op"))
    pagina.get_by_role("alert").first.wait_for()
    keur(pagina, "kort-fout")
    pagina.get_by_label("Hoe kwam het binnen?").select_option("uitvoerder-op-straat")
    pagina.get_by_role("radio", name="Openbare ruimte").check()
    pagina.get_by_label("Wat is er aan de hand?").fill("Een tak hangt over het pad.")
    pagina.get_by_label("Al opgelost?").fill("Tak weggehaald.")
    klik(pagina.get_by_role("button", name="Schrijf op"))
    pagina.get_by_text("Opgelost en gesloten.").wait_for()
    keur(pagina, "kort-opgelost")
    assert Signaal.objects.get().stand == "gesloten"

    eigenaar = Houder(rol="uitvoerder", gebied=gebied("ulft"))
    rij = signaal(uitvoerder, "ulft", "groen-grijs", kanaal="uitvoerder-op-straat", eigenaar=eigenaar)
    pagina.goto(live_server.url + rij.get_absolute_url())
    klik(pagina.get_by_role("link", name="Voeg een foto toe"))
    keur(pagina, "foto")
    pagina.get_by_label("Foto", exact=True).set_input_files(foto)
    pagina.get_by_label("Wat is er te zien?").fill("De tak")
    klik(pagina.get_by_role("button", name="Voeg toe"))
    pagina.get_by_role("img", name="De tak").wait_for()
    keur(pagina, "signaal-met-foto")

    klik(pagina.get_by_role("link", name="Schaal op"))
    keur(pagina, "opschaling")
    pagina.get_by_label("Waarom is dat nodig?").fill("Er is meer aan de hand dan deze tak.")
    klik(pagina.get_by_role("button", name="Schaal op"))
    pagina.get_by_text("Opgeschaald").first.wait_for()
    keur(pagina, "opgeschaald")
    rij.refresh_from_db()
    assert rij.escalatie == "wijkteam"
    pagina.context.close()


@MATEN
@pytest.mark.eis("HEL-62")
def test_from_many_signals_to_policy(
    chromium: Browser, live_server: LiveServer, breedte: int, javascript: bool
) -> None:
    activeer("helmond")
    adviseur = persoon("adviseur-wgw", gebied="brouwhuis")
    rijen = [signaal(adviseur, "brouwhuis", "vraag-wijkorgaan") for _ in range(2)]
    dossier = acties.open_dossier(titel="Parkeren", signalen=rijen, door=adviseur)
    pagina = open_pagina(chromium, breedte, javascript)
    mag(pagina.context, live_server, adviseur)

    pagina.goto(live_server.url + dossier.get_absolute_url())
    klik(pagina.get_by_role("link", name="Maak een beleidsnotitie"))
    keur(pagina, "notitie-maken")
    pagina.get_by_label("Wat speelt er?").fill("Mevrouw De Vries belt elke week.")
    klik(pagina.get_by_role("button", name="Maak de notitie"))
    pagina.get_by_text("lijkt een naam").first.wait_for()
    keur(pagina, "notitie-fout")
    pagina.get_by_label("Wat speelt er?").fill("Er zijn te weinig plekken.")
    klik(pagina.get_by_role("button", name="Maak de notitie"))
    pagina.get_by_text("De notitie is klaar").wait_for()
    keur(pagina, "notitie")
    pagina.goto(f"{live_server.url}/signalen/notities/")
    keur(pagina, "notities")
    pagina.context.close()


@MATEN
@pytest.mark.eis("DHR-48")
def test_where_residents_can_go(
    chromium: Browser, live_server: LiveServer, breedte: int, javascript: bool
) -> None:
    activeer("den-helder")
    begin = timezone.localtime().replace(hour=14, minute=0) + timedelta(days=3)
    acties.plan(
        soort="spreekuur",
        gebied=gebied("visbuurt"),
        begin=begin,
        eind=begin + timedelta(hours=2),
        locatie=Locatie.objects.create(
            naam="Het Anker", gebied=gebied("visbuurt"), adres="Kade 1", openbaar=True
        ),
        door=persoon("wijkconcierge", gebied="visbuurt"),
    )
    pagina = open_pagina(chromium, breedte, javascript)

    pagina.goto(f"{live_server.url}/")
    klik(pagina.get_by_role("link", name="Kom langs op een spreekuur"))
    pagina.get_by_role("heading", name="Kom langs").wait_for()
    pagina.get_by_text("Het Anker, Kade 1").wait_for()
    keur(pagina, "terecht")
    pagina.context.close()
