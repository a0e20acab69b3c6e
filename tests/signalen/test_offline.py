"""A spreekuur without a line, in a real browser: nothing is lost, nothing comes twice, and nothing stays that should not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from signalen import acties
from signalen.models import Signaal, Spreekuur
from tests.hulp import activeer, leeg_cache, persoon
from tests.signalen.hulp import spreekuur
from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REGELS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OPSLAAN = re.compile("volgende bezoeker")
IN_DE_RIJ = """() => new Promise((goed) => {
  const vraag = indexedDB.open("wijkwerk-wachtrij", 1);
  vraag.onupgradeneeded = () => vraag.result.createObjectStore("rijen", { keyPath: "client_id" });
  vraag.onsuccess = () => {
    const alles = vraag.result.transaction("rijen").objectStore("rijen").getAll();
    alles.onsuccess = () => { vraag.result.close(); goed(alles.result.map((rij) => JSON.stringify(rij))); };
  };
})"""
BEWAARD = """async () => {
  const alles = [];
  for (const naam of await caches.keys()) {
    const kast = await caches.open(naam);
    for (const verzoek of await kast.keys()) {
      const antwoord = await kast.match(verzoek);
      alles.push([new URL(verzoek.url).pathname, await antwoord.text()]);
    }
  }
  return alles;
}"""
DIENST_KLAAR = """async (adres) => {
  await navigator.serviceWorker.ready;
  for (let keer = 0; keer < 100; keer += 1) {
    if (navigator.serviceWorker.controller && await caches.match(adres)) return;
    await new Promise((klaar) => setTimeout(klaar, 100));
  }
  throw new Error("the shell was not kept");
}"""


@pytest.fixture
def concierge(db: None) -> Gebruiker:
    activeer("den-helder")
    return persoon("wijkconcierge", gebied="stad-binnen-de-linie", naam="Noor van het Spreekuur")


@pytest.fixture
def open_rij(concierge: Gebruiker) -> Spreekuur:
    return spreekuur(concierge, "visbuurt")


Telefoon = Callable[[Gebruiker], BrowserContext]


@pytest.fixture
def telefoon(chromium: Browser, live_server: LiveServer) -> Iterator[Telefoon]:
    """`telefoon(persoon)`: a phone on which that person is logged in."""
    omgevingen: list[BrowserContext] = []

    def maak(wie: Gebruiker) -> BrowserContext:
        omgeving = chromium.new_context(viewport={"width": 360, "height": 740}, locale="nl-NL")
        omgevingen.append(omgeving)
        _log_in(omgeving, live_server, wie)
        return omgeving

    yield maak
    for omgeving in omgevingen:
        omgeving.close()


def _log_in(omgeving: BrowserContext, server: LiveServer, wie: Gebruiker) -> None:
    client = Client()
    client.force_login(wie)
    omgeving.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}]
    )


@pytest.fixture
def adres(live_server: LiveServer, open_rij: Spreekuur) -> str:
    return live_server.url + open_rij.get_absolute_url()


@pytest.fixture
def omgeving(telefoon: Telefoon, concierge: Gebruiker) -> BrowserContext:
    return telefoon(concierge)


def _open(omgeving: BrowserContext, adres: str) -> Page:
    """The page of the spreekuur, with its shell on the device."""
    pagina = omgeving.new_page()
    pagina.goto(adres)
    pagina.evaluate(DIENST_KLAAR, adres + "zonder-verbinding/")
    return pagina


def _schrijf(pagina: Page, tekst: str, soort: str = "openbare-ruimte", **velden: str) -> None:
    pagina.get_by_label("Wat wordt er gezegd?").fill(tekst)
    pagina.locator(f"[name='soort'][value='{soort}']").check()
    for naam, waarde in velden.items():
        pagina.locator(f"[name='{naam}']").evaluate("(veld, waarde) => { veld.value = waarde; }", waarde)
    pagina.get_by_role("button", name=OPSLAAN).click()


def _rij(pagina: Page) -> list[dict[str, Any]]:
    return [json.loads(rij) for rij in pagina.evaluate(IN_DE_RIJ)]


def _wacht(pagina: Page, tekst: str) -> None:
    """As long as it may take to try again after an attempt that failed."""
    expect(pagina.locator("#wachtrij")).to_contain_text(tekst, timeout=30_000)


def test_without_a_line_the_next_visitor_can_speak(omgeving: BrowserContext, adres: str) -> None:
    pagina = _open(omgeving, adres)
    omgeving.set_offline(True)

    _schrijf(pagina, "De lamp is stuk.")
    _wacht(pagina, "1 signaal wacht op verzending")
    expect(pagina.get_by_label("Wat wordt er gezegd?")).to_have_value("")
    expect(pagina.get_by_label("Wat wordt er gezegd?")).to_be_focused()
    _schrijf(pagina, "De bank is weg.")
    _wacht(pagina, "2 signalen wachten op verzending")
    assert not Signaal.objects.exists()

    omgeving.set_offline(False)

    _wacht(pagina, "Verzonden: 2 signalen")
    assert [rij.tekst for rij in Signaal.objects.order_by("pk")] == ["De lamp is stuk.", "De bank is weg."]
    assert _rij(pagina) == []


def test_what_was_written_survives_a_closed_tab(omgeving: BrowserContext, adres: str) -> None:
    pagina = _open(omgeving, adres)
    omgeving.set_offline(True)
    _schrijf(pagina, "Eerste.")
    _wacht(pagina, "1 signaal wacht")
    pagina.close()

    pagina = omgeving.new_page()
    pagina.goto(adres)
    expect(pagina.locator("main")).to_contain_text("Ook zonder verbinding kunt u gewoon opschrijven")
    _wacht(pagina, "1 signaal wacht")
    _schrijf(pagina, "Tweede.")
    _wacht(pagina, "2 signalen wachten")
    omgeving.set_offline(False)

    _wacht(pagina, "Verzonden: 2 signalen")
    assert [rij.tekst for rij in Signaal.objects.order_by("pk")] == ["Eerste.", "Tweede."]


def test_two_tabs_send_it_once(omgeving: BrowserContext, adres: str) -> None:
    een, twee = _open(omgeving, adres), _open(omgeving, adres)
    omgeving.set_offline(True)
    _schrijf(een, "Uit de ene.")
    _wacht(een, "1 signaal wacht")
    _schrijf(twee, "Uit de andere.")
    _wacht(een, "2 signalen wachten")

    omgeving.set_offline(False)

    _wacht(een, "Verzonden: 2 signalen")
    _wacht(twee, "Verzonden: 2 signalen")
    assert Signaal.objects.count() == 2


def test_an_answer_that_was_lost_makes_no_second_signal(omgeving: BrowserContext, adres: str) -> None:
    """The server saved it, and the line fell away before the device heard so."""
    pagina = _open(omgeving, adres)

    def verlies(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    pagina.route(adres, verlies)
    _schrijf(pagina, "Dubbel?")

    _wacht(pagina, "Verzonden: 1 signaal")
    assert [rij.tekst for rij in Signaal.objects.all()] == ["Dubbel?"]


def test_a_broken_server_loses_nothing(
    omgeving: BrowserContext, adres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pagina = _open(omgeving, adres)

    def stuk(**_: Any) -> Signaal:
        raise RuntimeError("stuk")

    with monkeypatch.context() as even:
        even.setattr(acties, "registreer_snel", stuk)
        _schrijf(pagina, "De lamp is stuk.")
        _wacht(pagina, "De server gaf een fout")
        _wacht(pagina, "1 signaal wacht")
    pagina.reload()

    _wacht(pagina, "Verzonden: 1 signaal")
    assert Signaal.objects.get().tekst == "De lamp is stuk."


def test_after_the_session_ended_one_logs_in_and_it_is_sent(
    omgeving: BrowserContext, adres: str, live_server: LiveServer, concierge: Gebruiker
) -> None:
    pagina = _open(omgeving, adres)
    Session.objects.all().delete()
    leeg_cache()

    _schrijf(pagina, "Nog niet verzonden.")
    _wacht(pagina, "U bent niet meer ingelogd")
    expect(pagina.locator("#wachtrij").get_by_role("link", name="Log opnieuw in")).to_be_visible()
    assert not Signaal.objects.exists()
    _log_in(omgeving, live_server, concierge)
    pagina.goto(adres)

    _wacht(pagina, "Verzonden: 1 signaal")
    assert Signaal.objects.get().tekst == "Nog niet verzonden."


def test_shielded_words_wait_in_the_form_until_one_has_logged_in_beside_it(
    omgeving: BrowserContext, adres: str, live_server: LiveServer, concierge: Gebruiker
) -> None:
    pagina = _open(omgeving, adres)
    pagina.locator("[name='soort'][value='zorg']").check()
    pagina.locator("[name='gevaar'][value='nee']").check()
    Session.objects.all().delete()
    leeg_cache()

    _schrijf(pagina, "Iemand is in de war.", "zorg")
    melding = pagina.locator("[data-wachtrij-melding]")
    expect(melding).to_contain_text("U bent niet meer ingelogd")
    expect(pagina.get_by_label("Wat wordt er gezegd?")).to_have_value("Iemand is in de war.")
    assert _rij(pagina) == []

    wachtwoord = "correct-paard-batterij"
    concierge.set_password(wachtwoord)
    concierge.save()
    with omgeving.expect_page() as ander:
        melding.get_by_role("link", name="Log in op een nieuw tabblad").click()
    login = ander.value
    login.get_by_label("E-mailadres").fill(concierge.email)
    login.get_by_label("Wachtwoord").fill(wachtwoord)
    login.get_by_role("button", name="Inloggen").click()
    login.wait_for_url("**/")
    login.close()
    pagina.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(melding).to_contain_text("U bent weer ingelogd")
    pagina.get_by_role("button", name=OPSLAAN).click()

    expect(pagina.locator("#invoer")).to_contain_text("Opgeslagen")
    assert Signaal.objects.get().tekst == "Iemand is in de war."


def test_a_filter_after_the_session_ended_leads_to_the_whole_login_page(
    omgeving: BrowserContext, live_server: LiveServer
) -> None:
    pagina = omgeving.new_page()
    pagina.goto(f"{live_server.url}/signalen/?stand=open")
    Session.objects.all().delete()
    leeg_cache()

    pagina.locator(".ww-filterbalk summary").first.click()
    pagina.get_by_label("Zoek").fill("lamp")
    pagina.get_by_label("Zoek").press("Enter")

    pagina.wait_for_url("**/account/login/?next=/signalen/%3Fstand%3Dopen")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Inloggen")


def test_shielded_words_stay_in_the_form_and_off_the_device(omgeving: BrowserContext, adres: str) -> None:
    pagina = _open(omgeving, adres)
    omgeving.set_offline(True)
    pagina.locator("[name='soort'][value='zorg']").check()
    pagina.locator("[name='gevaar'][value='nee']").check()

    _schrijf(pagina, "Iemand is in de war.", "zorg")

    expect(pagina.locator("[data-wachtrij-melding]")).to_contain_text("Dit is afgeschermd")
    expect(pagina.get_by_label("Wat wordt er gezegd?")).to_have_value("Iemand is in de war.")
    assert _rij(pagina) == []


@pytest.mark.parametrize(
    ("tekst", "velden", "reden"),
    [
        ("De lamp is stuk.", {"e_mail": "buur@voorbeeld.example"}, "bewaren wij niet op dit apparaat"),
        ("De lamp is stuk.", {"naam": "Een Buur"}, "bewaren wij niet op dit apparaat"),
        ("Bel mij op 06 12345678.", {}, "In de tekst lijkt"),
        ("Mail naar buur@voorbeeld.example.", {}, "In de tekst lijkt"),
    ],
)
def test_contact_data_stay_off_the_device(
    omgeving: BrowserContext, adres: str, tekst: str, velden: dict[str, str], reden: str
) -> None:
    pagina = _open(omgeving, adres)
    omgeving.set_offline(True)

    _schrijf(pagina, tekst, **velden)

    expect(pagina.locator("[data-wachtrij-melding]")).to_contain_text(reden)
    expect(pagina.get_by_label("Wat wordt er gezegd?")).to_have_value(tekst)
    assert _rij(pagina) == []


def test_the_shell_offers_nothing_that_may_not_stay(omgeving: BrowserContext, adres: str) -> None:
    _open(omgeving, adres).close()
    omgeving.set_offline(True)
    pagina = omgeving.new_page()
    pagina.goto(adres)

    expect(pagina.locator("[name='soort'][value='zorg']")).to_be_disabled()
    for naam in ("naam", "e_mail", "telefoon", "terugkoppeling_gewenst", "gevoelig"):
        expect(pagina.locator(f"[name='{naam}']")).to_have_count(0)
    _schrijf(pagina, "De lamp is stuk.")
    _wacht(pagina, "1 signaal wacht")
    assert pagina.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    fouten = Axe().run(pagina, options=REGELS).response["violations"]
    assert [(fout["id"], fout["nodes"][0]["html"]) for fout in fouten] == []


def test_what_the_server_refuses_keeps_its_words_and_reason(
    omgeving: BrowserContext, adres: str, concierge: Gebruiker, open_rij: Spreekuur
) -> None:
    pagina = _open(omgeving, adres)
    omgeving.set_offline(True)
    _schrijf(pagina, "Te laat.")
    _wacht(pagina, "1 signaal wacht")
    Spreekuur.objects.filter(pk=open_rij.pk).update(
        stand="gehouden",
        bezoekers=1,
        begin=timezone.now() - timedelta(days=9),
        eind=timezone.now() - timedelta(days=8),
    )
    omgeving.set_offline(False)

    _wacht(pagina, "Dit signaal is niet aangenomen")
    _wacht(pagina, "Dit spreekuur is niet open.")
    _wacht(pagina, "Te laat.")
    pagina.get_by_role("button", name="Verwijder van dit apparaat").click()

    expect(pagina.locator("#wachtrij")).to_be_hidden()
    assert _rij(pagina) == []


def test_a_refused_one_is_completed_in_the_form(omgeving: BrowserContext, adres: str) -> None:
    pagina = _open(omgeving, adres)
    omgeving.set_offline(True)
    _schrijf(pagina, "Ergens anders.", gebied="0")
    _wacht(pagina, "1 signaal wacht")
    omgeving.set_offline(False)
    _wacht(pagina, "Dit signaal is niet aangenomen")

    pagina.get_by_role("link", name="Vul het aan").click()
    expect(pagina.get_by_label("Wat wordt er gezegd?")).to_have_value("Ergens anders.")
    pagina.get_by_label("Waar speelt het?").select_option(label="Visbuurt")
    pagina.get_by_role("button", name=OPSLAAN).click()

    expect(pagina.locator("#aantal")).to_have_text("1")
    expect(pagina.locator("#wachtrij")).to_be_hidden()
    assert Signaal.objects.get().tekst == "Ergens anders."


def test_an_entry_may_come_in_after_the_spreekuur_was_closed(
    omgeving: BrowserContext, adres: str, concierge: Gebruiker, open_rij: Spreekuur
) -> None:
    pagina = _open(omgeving, adres)
    omgeving.set_offline(True)
    _schrijf(pagina, "Net op tijd.")
    _wacht(pagina, "1 signaal wacht")
    acties.houd(spreekuur=open_rij, bezoekers=1, samenvatting="", door=concierge)
    omgeving.set_offline(False)

    _wacht(pagina, "Verzonden: 1 signaal")
    assert Signaal.objects.get().spreekuur == open_rij


def test_somebody_else_on_this_device_sends_and_reads_nothing(
    omgeving: BrowserContext, adres: str, live_server: LiveServer
) -> None:
    pagina = _open(omgeving, adres)
    omgeving.set_offline(True)
    _schrijf(pagina, "Van een ander.")
    _wacht(pagina, "1 signaal wacht")
    omgeving.set_offline(False)
    omgeving.clear_cookies()
    pagina.close()
    assert not Signaal.objects.exists()

    _log_in(omgeving, live_server, persoon("wijkconcierge", gebied="stad-binnen-de-linie"))
    pagina = omgeving.new_page()
    pagina.goto(f"{live_server.url}/vandaag/")

    _wacht(pagina, "Op dit apparaat: 1 signaal van iemand anders")
    assert "Van een ander." not in pagina.content()
    assert not Signaal.objects.exists()
    pagina.get_by_role("button", name="Wis ze van dit apparaat").click()
    pagina.get_by_role("button", name="Wis ze voorgoed").click()
    expect(pagina.locator("#wachtrij")).to_be_hidden()
    assert _rij(pagina) == []


def test_logging_out_warns_and_then_leaves_nothing(omgeving: BrowserContext, adres: str) -> None:
    pagina = _open(omgeving, adres)
    pagina.route("**/wachtrij/", lambda route: route.abort())
    omgeving.set_offline(True)
    _schrijf(pagina, "Nog niet verzonden.")
    _wacht(pagina, "1 signaal wacht")
    omgeving.set_offline(False)
    pagina.get_by_role("button", name="Menu").click()
    pagina.get_by_role("button", name="Uitloggen").click()
    expect(pagina.get_by_role("dialog")).to_contain_text("Nog niet verzonden: 1 signaal")
    pagina.get_by_role("button", name="Blijf ingelogd").click()
    assert len(_rij(pagina)) == 1

    pagina.get_by_role("button", name="Menu").click()
    pagina.get_by_role("button", name="Uitloggen").click()
    with pagina.expect_navigation():
        pagina.get_by_role("button", name="Wis en log uit").click()

    assert _rij(pagina) == []
    assert pagina.evaluate(BEWAARD) == []


def test_no_page_with_anything_of_anybody_is_kept(
    omgeving: BrowserContext, adres: str, concierge: Gebruiker, open_rij: Spreekuur
) -> None:
    pagina = _open(omgeving, adres)
    _schrijf(pagina, "Merkteken-7731")
    expect(pagina.locator("#aantal")).to_have_text("1")
    pagina.goto(adres + "aanwezigheid/")
    pagina.goto(adres)

    bewaard = dict(pagina.evaluate(BEWAARD))

    paginas = {pad for pad in bewaard if not pad.startswith("/static/") and pad != "/huisstijl.css"}
    assert paginas == {f"{open_rij.get_absolute_url()}zonder-verbinding/"}
    schil = bewaard[paginas.pop()]
    for woord in (concierge.naam, concierge.email, "Merkteken-7731", "csrfmiddlewaretoken"):
        assert woord not in schil


def test_an_ended_right_refuses_with_the_reason(
    omgeving: BrowserContext, adres: str, concierge: Gebruiker
) -> None:
    pagina = _open(omgeving, adres)
    omgeving.set_offline(True)
    _schrijf(pagina, "Niet meer mijn buurt.")
    _wacht(pagina, "1 signaal wacht")
    Roltoewijzing.objects.filter(gebruiker=concierge).update(tot=timezone.localdate() - timedelta(days=1))
    Spreekuur.objects.update(gepland_door=persoon("wijkmanager", gebied="nieuw-den-helder"))
    omgeving.set_offline(False)

    _wacht(pagina, "of u mag hier niet meer opschrijven")
    assert not Signaal.objects.exists()
