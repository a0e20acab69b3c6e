"""The pages of advice in a real browser: no axe violation, no sideways scrolling, the whole way without JavaScript."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from adviezen import acties
from adviezen.acties.informeren import Bericht
from adviezen.models import Advies, Standpunt
from signalen.acties import open_dossier
from tests.adviezen.toneel import adres, adviseur, dag, geef, neem_in, vakambtenaar, vraag, wijkorgaan
from tests.browser import klik
from tests.hulp import activeer, gebied, partij
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REGELS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def _pagina(chromium: Browser, server: LiveServer, wie: Gebruiker, breedte: int = 1280, **meer: bool) -> Page:
    client = Client()
    client.force_login(wie)
    omgeving = chromium.new_context(
        viewport={"width": breedte, "height": 900},
        locale="nl-NL",
        java_script_enabled=meer.get("script", True),
    )
    omgeving.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}]
    )
    return omgeving.new_page()


def _toneel() -> tuple[Gebruiker, Gebruiker, Gebruiker, list[str], list[str], list[str]]:
    """Who weighs, who publishes, who advises; and the pages of each."""
    activeer("helmond")
    ambtenaar, plaatst, lid = vakambtenaar(), adviseur(), wijkorgaan()
    gevraagd = vraag(ambtenaar).adviezen.get()
    open_, klaar = geef(lid), geef(lid).onderwerp
    standpunt = neem_in(
        klaar, ambtenaar, oordeel="wijkt_af", motivering="Er is geen geld.", aanspreekpunt="vakambtenaar"
    )
    acties.deel_mee(standpunt=standpunt, door=ambtenaar)
    verteld = acties.geef_informatie(
        gebied=gebied("brouwhuis"),
        partijen=[partij("wijkraad-brouwhuis")],
        bericht=Bericht(titel="Werk aan het riool", tekst="Vanaf het voorjaar.", voor_datum=dag(3)),
        door=ambtenaar,
    )
    dossier = open_dossier(
        titel="Wonen boven winkels", gebied=gebied("brouwhuis"), analyse="Zie de kaart.", door=plaatst
    )
    weegt = [
        adres("lijst"),
        adres("vraag"),
        adres("onderwerp", klaar.pk),
        adres("onderwerp", open_.onderwerp_id),
        adres("advies", open_.pk),
        adres("verplaatsing", open_.pk),
        adres("verval", gevraagd.pk),
        adres("standpunt", open_.onderwerp_id),
        adres("zaak", open_.onderwerp_id),
        adres("mededeling", klaar.pk),
        adres("informatielijst"),
        adres("informatie-nieuw"),
        verteld.get_absolute_url(),
    ]
    publiceert = [
        adres("publicatie", klaar.pk),
        dossier.get_absolute_url(),
        reverse("signalen:dossier-nieuw"),
        reverse("signalen:dossiers"),
    ]
    adviseert = [adres("nieuw"), adres("advies", gevraagd.pk), adres("onderwerp", klaar.pk)]
    return ambtenaar, plaatst, lid, weegt, publiceert, adviseert


@pytest.mark.parametrize("breedte", [360, 1280])
def test_pages_are_accessible_and_fit(chromium: Browser, live_server: LiveServer, breedte: int) -> None:
    ambtenaar, plaatst, lid, weegt, publiceert, adviseert = _toneel()
    for wie, adressen in ((ambtenaar, weegt), (plaatst, publiceert), (lid, adviseert)):
        pagina = _pagina(chromium, live_server, wie, breedte)
        for pad in adressen:
            antwoord = pagina.goto(live_server.url + pad)
            assert antwoord is not None
            assert antwoord.status == 200, pad
            breed = "document.documentElement.scrollWidth <= window.innerWidth"
            assert pagina.evaluate(breed), f"{pad} scrolls sideways"
            fouten = Axe().run(pagina, options=REGELS).response["violations"]
            assert [(fout["id"], fout["nodes"][0]["html"]) for fout in fouten] == [], pad
        pagina.close()


@pytest.mark.eis("HEL-29")
@pytest.mark.parametrize("script", [True, False])
def test_from_advice_to_a_standpunt_that_deviates(
    chromium: Browser, live_server: LiveServer, script: bool
) -> None:
    activeer("helmond")
    lid, ambtenaar = wijkorgaan(), vakambtenaar()
    pagina = _pagina(chromium, live_server, lid, 360, script=script)
    pagina.goto(live_server.url + adres("nieuw"))
    pagina.get_by_label("Onderwerp").fill("Het lege schoolgebouw")
    pagina.get_by_label("Uw advies").fill("Maak er een buurthuis van.")
    pagina.get_by_label("Voor wie is dit van belang?").select_option("wijk")
    klik(pagina.get_by_role("button", name="Geef dit advies"))
    # Support, origin and differences are asked, and nothing typed is lost.
    assert pagina.get_by_label("Uw advies").input_value() == "Maak er een buurthuis van."
    pagina.get_by_label("Hoe breed is dit advies gedragen?").fill("Bijna iedereen.")
    pagina.get_by_label("Hoe kwam dit advies tot stand?").fill("Een bewonersavond.")
    pagina.get_by_label("Er waren geen meningsverschillen").check()
    klik(pagina.get_by_role("button", name="Geef dit advies"))
    pagina.get_by_role("heading", name="Advies van Wijkraad Brouwhuis").wait_for()
    advies = Advies.objects.get()

    pagina = _pagina(chromium, live_server, ambtenaar, 360, script=script)
    pagina.goto(live_server.url + advies.onderwerp.get_absolute_url())
    klik(pagina.get_by_role("link", name="Neem een standpunt in"))
    pagina.get_by_label("Wijkraad Brouwhuis").check()
    pagina.get_by_label("Wij wijken af van het advies").check()
    pagina.get_by_label("Het standpunt", exact=True).fill("Het gebouw wordt gesloopt.")
    klik(pagina.get_by_role("button", name="Neem dit standpunt in"))
    pagina.get_by_label("Waarom wijkt u af?").fill("Het dak is op.")
    pagina.get_by_label("Aanspreekpunt bij de gemeente").select_option("vakambtenaar")
    klik(pagina.get_by_role("button", name="Neem dit standpunt in"))
    klik(pagina.get_by_role("link", name="Deel mee"))
    klik(pagina.get_by_role("button", name="Deel mee"))
    klik(pagina.get_by_role("button", name="Rond dit onderwerp af"))
    pagina.get_by_text("Het onderwerp is afgerond.").wait_for()

    assert Standpunt.objects.get().stand == "afgerond"
