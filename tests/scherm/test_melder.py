"""What a resident sees without an account, in a real browser on a phone: no axe violation, no sideways page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from signalen import acties
from signalen.acties.basis import geef_statusadres
from signalen.models import Signaal
from tests.browser import klik
from tests.hulp import activeer, persoon
from tests.scherm.kijken import keur, mag
from tests.signalen.hulp import signaal, zet_uit
from wijkwerk.afspraken.mailstap import link_voor_houder
from wijkwerk.afspraken.models import Afspraak

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("breedte", "javascript"), [(360, True), (360, False), (1280, True)])
def test_slip_and_status_page(
    chromium: Browser, live_server: LiveServer, breedte: int, javascript: bool
) -> None:
    activeer("den-helder")
    concierge = persoon("wijkconcierge", gebied="stad-binnen-de-linie")
    manager = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    rij = signaal(concierge, "visbuurt", "openbare-ruimte", tekst="Het putdeksel ligt scheef.")
    context = chromium.new_context(viewport={"width": breedte, "height": 780}, locale="nl-NL")
    if not javascript:
        context.route("**/*.js", lambda route: route.abort())
    pagina = context.new_page()

    mag(context, live_server, concierge)
    pagina.goto(live_server.url + rij.get_absolute_url())
    klik(pagina.get_by_role("link", name="Briefje voor de bezoeker"))
    keur(pagina, "briefje-maken")
    klik(pagina.get_by_role("button", name="Maak het briefje"))
    pagina.get_by_role("heading", name="Volg uw melding").wait_for()
    keur(pagina, "briefje")
    code = pagina.locator(".ww-code").inner_text()

    context.clear_cookies()
    pagina.goto(f"{live_server.url}/volg/")
    keur(pagina, "volg-begin")
    pagina.get_by_label("Code op uw briefje").fill("abc")
    klik(pagina.get_by_role("button", name="Bekijk hoe het staat"))
    pagina.get_by_text("Deze code kennen wij niet").first.wait_for()
    keur(pagina, "volg-fout")
    pagina.get_by_label("Code op uw briefje").fill(code.upper())
    klik(pagina.get_by_role("button", name="Bekijk hoe het staat"))
    pagina.get_by_text("wij zoeken uit wie dit oppakt").wait_for()
    keur(pagina, "volg-nieuw")

    zet_uit(rij, manager)
    team = persoon("teammedewerker", partij="wijkbeheer")
    deel = rij.delen.get()
    acties.neem_aan(deel=deel, door=team)
    pagina.reload()
    pagina.get_by_text("Team Wijkbeheer").wait_for()
    keur(pagina, "volg-uitgezet")
    acties.meld_klaar(deel=deel, resultaat="Klaar.", door=team)
    velden = {"toelichting": "Het deksel ligt weer recht.", "actie": "Deksel vastgezet."}
    acties.beantwoord(signaal=rij, soort="oplossing", velden=velden, door=manager)
    pagina.reload()
    pagina.get_by_text("Het deksel ligt weer recht.").wait_for()
    keur(pagina, "volg-antwoord")

    geheim = signaal(concierge, "visbuurt", "zorg", tekst="Ik maak me zorgen.")
    pagina.goto(live_server.url + geef_statusadres(geheim).get_absolute_url())
    keur(pagina, "volg-afgeschermd")
    context.close()


@pytest.mark.eis("BER-20", "ETL-69")
@pytest.mark.parametrize(("breedte", "javascript"), [(360, True), (360, False), (1280, True)])
def test_resident_tells_follows_and_sees_the_answer(
    chromium: Browser,
    live_server: LiveServer,
    breedte: int,
    javascript: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Cookies and referrer as a browser really sends them: a page that hides the referrer could not send a form."""
    monkeypatch.setattr("wijkwerk.mensformulier.KORTST", 1)
    activeer("den-helder")
    manager = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    context = chromium.new_context(viewport={"width": breedte, "height": 780}, locale="nl-NL")
    if not javascript:
        context.route("**/*.js", lambda route: route.abort())
    pagina = context.new_page()

    pagina.goto(f"{live_server.url}/")
    klik(pagina.get_by_role("link", name="Vertel ons wat er speelt"))
    pagina.get_by_role("heading", name="Vertel ons wat er speelt").wait_for()
    keur(pagina, "melden")
    pagina.wait_for_timeout(1200)
    klik(pagina.get_by_role("button", name="Verstuur"))
    pagina.get_by_role("alert").first.wait_for()
    keur(pagina, "melden-fout")
    pagina.get_by_role("radio", name="Iets op straat is kapot").check()
    pagina.get_by_label("Wat wilt u vertellen?").fill("De lamp bij de school is al een week stuk.")
    pagina.get_by_label("Waar is het?").select_option(label="Visbuurt")
    klik(pagina.get_by_role("button", name="Verstuur"))
    pagina.get_by_role("heading", name="Wij hebben uw melding ontvangen").wait_for()
    keur(pagina, "melden-ontvangen")

    adres = pagina.locator("a.ww-code").inner_text()
    pagina.goto(live_server.url + "/volg/" + adres.split("/volg/")[1])
    pagina.get_by_text("wij zoeken uit wie dit oppakt").wait_for()
    rij = zet_uit(Signaal.objects.get(), manager)
    team = persoon("teammedewerker", partij="wijkbeheer")
    acties.neem_aan(deel=rij.delen.get(), door=team)
    acties.meld_klaar(deel=rij.delen.get(), resultaat="Klaar.", door=team)
    velden = {"toelichting": "De lamp brandt weer.", "actie": "Lamp vervangen."}
    acties.beantwoord(signaal=rij, soort="oplossing", velden=velden, door=manager)
    pagina.reload()
    pagina.get_by_text("De lamp brandt weer.").wait_for()
    assert "al een week stuk" not in pagina.content()
    context.close()


@pytest.mark.eis("DHR-17", "DHR-38")
@pytest.mark.parametrize(("breedte", "javascript"), [(360, False), (1280, True)])
def test_holder_answers_by_the_link_in_its_mail(
    chromium: Browser, live_server: LiveServer, breedte: int, javascript: bool
) -> None:
    activeer("den-helder")
    concierge = persoon("wijkconcierge", gebied="stad-binnen-de-linie")
    manager = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    team = persoon("teammedewerker", partij="wijkbeheer")
    rij = signaal(concierge, "visbuurt", "openbare-ruimte", tekst="Het putdeksel ligt scheef.")
    deel = zet_uit(rij, manager, wat="Leg het putdeksel recht.").delen.get()
    context = chromium.new_context(viewport={"width": breedte, "height": 780}, locale="nl-NL")
    if not javascript:
        context.route("**/*.js", lambda route: route.abort())
    pagina = context.new_page()

    def link() -> str:
        gevonden = link_voor_houder(Afspraak.objects.get(pk=deel.afspraak_id), team)
        assert gevonden is not None
        return live_server.url + gevonden.url

    vraag = link()
    pagina.goto(vraag)
    keur(pagina, "mail-vraag")
    klik(pagina.get_by_role("button", name="Nee, dit kunnen wij niet"))
    pagina.get_by_role("alert").first.wait_for()
    keur(pagina, "mail-fout")
    klik(pagina.get_by_role("button", name="Ja, wij doen dit"))
    pagina.get_by_role("heading", name="Dank u wel").wait_for()
    keur(pagina, "mail-gedaan")
    pagina.goto(vraag)
    pagina.get_by_role("heading", name="Deze link werkt niet meer").wait_for()
    keur(pagina, "mail-dood")

    pagina.goto(link())
    keur(pagina, "mail-werk")
    pagina.get_by_label("Wat is er gedaan?").fill("Het deksel ligt recht.")
    klik(pagina.get_by_role("button", name="Klaar melden"))
    pagina.get_by_text("Wie het vroeg krijgt bericht.").wait_for()
    deel.afspraak.refresh_from_db()
    assert deel.afspraak.stand == "klaar"
    context.close()


@pytest.mark.parametrize(("breedte", "javascript"), [(360, False), (1280, True)])
def test_melder_is_read_corrected_and_forgotten(
    chromium: Browser, live_server: LiveServer, breedte: int, javascript: bool
) -> None:
    activeer("den-helder")
    concierge = persoon("wijkconcierge", gebied="stad-binnen-de-linie")
    melder = acties.Melderinvoer(naam="Jan", e_mail="jan@voorbeeld.example", terugkoppeling_gewenst=True)
    rij = signaal(concierge, "visbuurt", "openbare-ruimte", melder=melder)
    context = chromium.new_context(viewport={"width": breedte, "height": 780}, locale="nl-NL")
    if not javascript:
        context.route("**/*.js", lambda route: route.abort())
    pagina = context.new_page()
    mag(context, live_server, concierge)

    pagina.goto(f"{live_server.url}/signalen/melders/")
    pagina.get_by_label("E-mailadres of telefoonnummer").fill("jan@voorbeeld.example")
    klik(pagina.get_by_role("button", name="Zoek"))
    pagina.get_by_role("heading", name="1 signaal gevonden").wait_for()
    keur(pagina, "melder-zoeken")
    klik(pagina.get_by_role("link", name=rij.nummer))
    pagina.get_by_label("Naam").fill("Jan Jansen")
    keur(pagina, "melder")
    klik(pagina.get_by_role("button", name="Opslaan"))
    pagina.get_by_text("Opgeslagen.").wait_for()
    keur(pagina, "signaal-met-melder")
    klik(pagina.get_by_role("link", name="Bekijk of verbeter de gegevens"))
    klik(pagina.get_by_role("link", name="Verwijder de gegevens"))
    keur(pagina, "melder-verwijderen")
    klik(pagina.get_by_role("button", name="Verwijder"))
    pagina.get_by_text("De gegevens zijn verwijderd").wait_for()
    keur(pagina, "signaal-zonder-melder")
    rij.refresh_from_db()
    assert rij.melder is None
    context.close()


def test_hint_comes_while_typing_and_goes_away(chromium: Browser, live_server: LiveServer) -> None:
    activeer("den-helder")
    concierge = persoon("wijkconcierge", gebied="stad-binnen-de-linie")
    context = chromium.new_context(viewport={"width": 360, "height": 780}, locale="nl-NL")
    pagina = context.new_page()

    for adres, vak in (("/melden/", "Wat wilt u vertellen?"), ("/signalen/nieuw/", "Wat wordt er gezegd?")):
        if adres == "/signalen/nieuw/":
            mag(context, live_server, concierge)
        pagina.goto(live_server.url + adres)
        pagina.get_by_label(vak).press_sequentially("Bel mevrouw Jansen op 06-12345678")
        pagina.get_by_text("lijkt een telefoonnummer").wait_for()
        assert pagina.get_by_text("“mevrouw Jansen” lijkt een naam").is_visible()
        keur(pagina, f"hint{adres.replace('/', '-')}")
        assert pagina.get_by_label(vak).evaluate("vak => vak === document.activeElement")
        pagina.get_by_label(vak).fill("De lamp is stuk.")
        pagina.get_by_text("lijkt een telefoonnummer").wait_for(state="detached")
    context.close()
