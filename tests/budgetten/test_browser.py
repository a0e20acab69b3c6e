"""From a request to a settled account in a real browser, on a phone, with and without JavaScript (J12)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from budgetten.models import Budgetaanvraag, Jaarbudget
from tests.browser import klik
from tests.budgetten.toneel import adres, stand
from tests.hulp import activeer, gebied, persoon
from tests.scherm.kijken import keur, mag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.eis("OIJ-30")
@pytest.mark.parametrize(("breedte", "script"), [(360, False), (1280, True)])
def test_from_a_request_to_a_settled_account(
    chromium: Browser, live_server: LiveServer, breedte: int, script: bool
) -> None:
    activeer("oude-ijsselstreek")
    bewoner, regisseur = persoon("bewoner", gebied="ulft"), persoon("gebiedsregisseur", gebied="ulft")
    context = chromium.new_context(
        viewport={"width": breedte, "height": 900}, locale="nl-NL", java_script_enabled=script
    )
    pagina = context.new_page()

    def kijk(naam: str) -> None:
        if script:
            keur(pagina, naam, "budgetten")

    mag(context, live_server, regisseur)
    pagina.goto(live_server.url + adres("bedrag"))
    kijk("bedrag")
    pagina.get_by_label("Welk budget?").select_option("buurtbudget-vrij")
    pagina.get_by_label("Voor welk gebied?").select_option(str(gebied("ulft").pk))
    pagina.get_by_label("Bedrag (in euro)").fill("1.000,00")
    klik(pagina.get_by_role("button", name="Sla het bedrag op"))
    kijk("pot")

    mag(context, live_server, bewoner)
    pagina.goto(live_server.url + adres("overzicht"))
    kijk("overzicht")
    klik(pagina.get_by_role("link", name="Vraag budget aan"))
    kijk("kies")
    klik(pagina.get_by_role("link", name="Buurtbudget: vrij deel voor kleine vraagstukken"))
    kijk("nieuw")
    pagina.get_by_label("Voor welk gebied?").select_option(str(gebied("ulft").pk))
    pagina.get_by_label("Wat wilt u doen?").fill("Soep op straat")
    klik(pagina.get_by_role("button", name="Dien de aanvraag in"))
    # What is missing is asked, and nothing typed is lost.
    assert pagina.get_by_label("Wat wilt u doen?").input_value() == "Soep op straat"
    kijk("nieuw-fout")
    pagina.get_by_label("Waarvoor is het?").fill("Buren leren elkaar kennen.")
    pagina.get_by_label("Hoeveel geld vraagt u?").fill("1.000")
    klik(pagina.get_by_role("button", name="Dien de aanvraag in"))
    aanvraag = Budgetaanvraag.objects.get()

    mag(context, live_server, regisseur)
    pagina.goto(live_server.url + aanvraag.get_absolute_url())
    kijk("aanvraag")
    for _ in range(5):
        blok = pagina.locator("#toets form").filter(visible=True).first
        blok.get_by_label("Ja", exact=True).check()
        blok.get_by_label("Waarom?").fill("Dat klopt.")
        klik(blok.get_by_role("button", name="Oordeel opslaan"))
    klik(pagina.get_by_role("link", name="Ken toe"))
    kijk("toekenning")
    pagina.get_by_label("Toe te kennen bedrag").fill("900,50")
    pagina.get_by_label("Waarom?").fill("Goed voor de buurt.")
    klik(pagina.get_by_role("button", name="Ken toe"))
    pagina.get_by_text("Toegekend: € 900,50.").wait_for()

    mag(context, live_server, bewoner)
    pagina.goto(live_server.url + aanvraag.get_absolute_url())
    klik(pagina.get_by_role("button", name="Het is uitgevoerd"))
    klik(pagina.get_by_role("link", name="Verantwoord", exact=True))
    kijk("verantwoording")
    pagina.get_by_label("Hoeveel is er uitgegeven?").fill("850,25")
    klik(pagina.get_by_role("button", name="Verantwoord"))

    mag(context, live_server, regisseur)
    pagina.goto(live_server.url + aanvraag.get_absolute_url())
    klik(pagina.get_by_role("button", name="Stel vast"))
    kijk("klaar")
    pagina.goto(live_server.url + adres("aanvragen") + "?stand=klaar")
    kijk("aanvragen")
    assert str(stand(Jaarbudget.objects.get()).over) == "149.75"
