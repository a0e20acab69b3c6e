"""From a concept to a judged quarter in a real browser, on a phone without JavaScript and on a screen with it (J13)."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from prestaties.models import Prestatieafspraak, Prestatiecontrole
from tests.browser import klik
from tests.hulp import activeer, gebied, partij, persoon
from tests.scherm.kijken import keur, mag
from wijkwerk.berichten.termijnen import plus_maanden

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.eis("DHR-19", "ETL-68")
@pytest.mark.parametrize(("breedte", "script"), [(360, False), (1280, True)])
def test_from_a_concept_to_a_judged_quarter(
    chromium: Browser, live_server: LiveServer, breedte: int, script: bool
) -> None:
    activeer("den-helder")
    controleur, levert = persoon("accountmanager"), persoon("partner", partij="opbouwwerk")
    begin: date = plus_maanden(timezone.localdate(), -4)
    context = chromium.new_context(
        viewport={"width": breedte, "height": 900}, locale="nl-NL", java_script_enabled=script
    )
    pagina = context.new_page()

    def kijk(naam: str) -> None:
        if script:
            keur(pagina, naam, "prestaties")

    mag(context, live_server, controleur)
    pagina.goto(live_server.url + reverse("prestaties:overzicht"))
    kijk("leeg")
    klik(pagina.get_by_role("link", name="Nieuwe afspraak"))
    kijk("nieuw")
    pagina.get_by_label("Welke organisatie levert dit?").select_option(str(partij("opbouwwerk").pk))
    pagina.get_by_label("Wat doet de organisatie?").fill("Huisbezoeken")
    klik(pagina.get_by_role("button", name="Bewaar als concept"))
    assert pagina.get_by_label("Wat doet de organisatie?").input_value() == "Huisbezoeken"
    kijk("nieuw-fout")
    pagina.get_by_label("Eerste dag").fill(begin.isoformat())
    pagina.get_by_label("Laatste dag").fill(plus_maanden(begin, 12).isoformat())
    pagina.get_by_label("Wat telt u?").fill("bezoeken")
    pagina.get_by_label("Gebied 1", exact=True).select_option(str(gebied("visbuurt").pk))
    pagina.get_by_label("Hoeveel in gebied 1?").fill("1.200,5")
    klik(pagina.get_by_role("button", name="Bewaar als concept"))
    afspraak = Prestatieafspraak.objects.get()
    kijk("concept")
    klik(pagina.get_by_role("button", name="Leg voor"))

    mag(context, live_server, levert)
    pagina.goto(live_server.url + afspraak.get_absolute_url())
    kijk("voorgelegd")
    klik(pagina.get_by_role("link", name="Geef antwoord"))
    pagina.get_by_label("Ja", exact=True).check()
    kijk("instemming")
    klik(pagina.get_by_role("button", name="Verstuur"))
    klik(pagina.get_by_role("link", name="Levering doorgeven"))
    pagina.get_by_label("Hoeveel? (in bezoeken)").fill("12")
    pagina.get_by_label("Op welke dag?").fill(begin.isoformat())
    kijk("levering")
    klik(pagina.get_by_role("button", name="Geef door"))
    pagina.get_by_text("12 bezoeken", exact=False).first.wait_for()

    mag(context, live_server, controleur)
    pagina.goto(live_server.url + afspraak.get_absolute_url())
    klik(pagina.get_by_role("link", name="Controleer"))
    kijk("controle")
    pagina.get_by_label("Wat is er geleverd?").fill("Twaalf bezoeken")
    pagina.get_by_label("Niet geleverd").check()
    pagina.get_by_label("Waarom oordeelt u zo?").fill("Te weinig")
    klik(pagina.get_by_role("button", name="Leg het oordeel voor"))
    kijk("oordeel")

    mag(context, live_server, levert)
    pagina.goto(live_server.url + afspraak.get_absolute_url())
    klik(pagina.get_by_role("link", name="Reageer"))
    pagina.get_by_label("Ja", exact=True).check()
    klik(pagina.get_by_role("button", name="Verstuur"))

    mag(context, live_server, controleur)
    pagina.goto(live_server.url + afspraak.get_absolute_url())
    klik(pagina.get_by_role("link", name="Stel het oordeel vast"))
    klik(pagina.get_by_role("button", name="Stel vast"))
    kijk("vaststelling-fout")
    pagina.get_by_label("Wanneer was het gesprek?").fill(timezone.localdate().isoformat())
    pagina.get_by_label("Wat kwam er uit het gesprek?").fill("Zij halen het in")
    pagina.get_by_label("Wat gebeurt er nu?").fill("Over drie maanden weer kijken")
    klik(pagina.get_by_role("button", name="Stel vast"))
    assert Prestatiecontrole.objects.get().is_definitief
    kijk("vastgesteld")
    pagina.goto(live_server.url + reverse("prestaties:overzicht"))
    pagina.get_by_text("12 van 1.200,5").first.wait_for()
    kijk("overzicht")
    pagina.goto(live_server.url + reverse("prestaties:lijst"))
    kijk("lijst")
    context.close()
