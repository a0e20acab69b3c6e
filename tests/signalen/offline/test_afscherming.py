"""A spreekuur without a line, in a real browser: nothing stays on the device that should not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from signalen.models import Signaal, Spreekuur
from tests.hulp import leeg_cache, persoon
from tests.signalen.offline.telefoon import OPSLAAN, log_in, open_scherm, schrijf, wacht_op, wachtrij
from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REGELS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
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


def test_shielded_words_wait_in_the_form_until_one_has_logged_in_beside_it(
    omgeving: BrowserContext, adres: str, live_server: LiveServer, concierge: Gebruiker
) -> None:
    pagina = open_scherm(omgeving, adres)
    pagina.locator("[name='soort'][value='zorg']").check()
    pagina.locator("[name='gevaar'][value='nee']").check()
    Session.objects.all().delete()
    leeg_cache()

    schrijf(pagina, "Iemand is in de war.", "zorg")
    melding = pagina.locator("[data-wachtrij-melding]")
    expect(melding).to_contain_text("U bent niet meer ingelogd")
    expect(pagina.get_by_label("Wat wordt er gezegd?")).to_have_value("Iemand is in de war.")
    assert wachtrij(pagina) == []

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
    pagina = open_scherm(omgeving, adres)
    omgeving.set_offline(True)
    pagina.locator("[name='soort'][value='zorg']").check()
    pagina.locator("[name='gevaar'][value='nee']").check()

    schrijf(pagina, "Iemand is in de war.", "zorg")

    expect(pagina.locator("[data-wachtrij-melding]")).to_contain_text("Dit is afgeschermd")
    expect(pagina.get_by_label("Wat wordt er gezegd?")).to_have_value("Iemand is in de war.")
    assert wachtrij(pagina) == []


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
    pagina = open_scherm(omgeving, adres)
    omgeving.set_offline(True)

    schrijf(pagina, tekst, **velden)

    expect(pagina.locator("[data-wachtrij-melding]")).to_contain_text(reden)
    expect(pagina.get_by_label("Wat wordt er gezegd?")).to_have_value(tekst)
    assert wachtrij(pagina) == []


def test_the_shell_offers_nothing_that_may_not_stay(omgeving: BrowserContext, adres: str) -> None:
    open_scherm(omgeving, adres).close()
    omgeving.set_offline(True)
    pagina = omgeving.new_page()
    pagina.goto(adres)

    expect(pagina.locator("[name='soort'][value='zorg']")).to_be_disabled()
    for naam in ("naam", "e_mail", "telefoon", "terugkoppeling_gewenst", "gevoelig"):
        expect(pagina.locator(f"[name='{naam}']")).to_have_count(0)
    schrijf(pagina, "De lamp is stuk.")
    wacht_op(pagina, "1 signaal wacht")
    assert pagina.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    fouten = Axe().run(pagina, options=REGELS).response["violations"]
    assert [(fout["id"], fout["nodes"][0]["html"]) for fout in fouten] == []


def test_somebody_else_on_this_device_sends_and_reads_nothing(
    omgeving: BrowserContext, adres: str, live_server: LiveServer
) -> None:
    pagina = open_scherm(omgeving, adres)
    omgeving.set_offline(True)
    schrijf(pagina, "Van een ander.")
    wacht_op(pagina, "1 signaal wacht")
    omgeving.set_offline(False)
    omgeving.clear_cookies()
    pagina.close()
    assert not Signaal.objects.exists()

    log_in(omgeving, live_server, persoon("wijkconcierge", gebied="stad-binnen-de-linie"))
    pagina = omgeving.new_page()
    pagina.goto(f"{live_server.url}/vandaag/")

    wacht_op(pagina, "Op dit apparaat: 1 signaal van iemand anders")
    assert "Van een ander." not in pagina.content()
    assert not Signaal.objects.exists()
    pagina.get_by_role("button", name="Wis ze van dit apparaat").click()
    pagina.get_by_role("button", name="Wis ze voorgoed").click()
    expect(pagina.locator("#wachtrij")).to_be_hidden()
    assert wachtrij(pagina) == []


def test_logging_out_warns_and_then_leaves_nothing(omgeving: BrowserContext, adres: str) -> None:
    pagina = open_scherm(omgeving, adres)
    pagina.route("**/wachtrij/", lambda route: route.abort())
    omgeving.set_offline(True)
    schrijf(pagina, "Nog niet verzonden.")
    wacht_op(pagina, "1 signaal wacht")
    omgeving.set_offline(False)
    pagina.get_by_role("button", name="Menu").click()
    pagina.get_by_role("button", name="Uitloggen").click()
    expect(pagina.get_by_role("dialog")).to_contain_text("Nog niet verzonden: 1 signaal")
    pagina.get_by_role("button", name="Blijf ingelogd").click()
    assert len(wachtrij(pagina)) == 1

    pagina.get_by_role("button", name="Menu").click()
    pagina.get_by_role("button", name="Uitloggen").click()
    with pagina.expect_navigation():
        pagina.get_by_role("button", name="Wis en log uit").click()

    assert wachtrij(pagina) == []
    assert pagina.evaluate(BEWAARD) == []


def test_no_page_with_anything_of_anybody_is_kept(
    omgeving: BrowserContext, adres: str, concierge: Gebruiker, open_rij: Spreekuur
) -> None:
    pagina = open_scherm(omgeving, adres)
    schrijf(pagina, "Merkteken-7731")
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
    pagina = open_scherm(omgeving, adres)
    omgeving.set_offline(True)
    schrijf(pagina, "Niet meer mijn buurt.")
    wacht_op(pagina, "1 signaal wacht")
    Roltoewijzing.objects.filter(gebruiker=concierge).update(tot=timezone.localdate() - timedelta(days=1))
    Spreekuur.objects.update(gepland_door=persoon("wijkmanager", gebied="nieuw-den-helder"))
    omgeving.set_offline(False)

    wacht_op(pagina, "of u mag hier niet meer opschrijven")
    assert not Signaal.objects.exists()
