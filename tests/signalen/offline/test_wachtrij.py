"""A spreekuur without a line, in a real browser: nothing is lost and nothing comes twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import BrowserContext, Route, expect
from pytest_django.live_server_helper import LiveServer

from signalen import acties
from signalen.models import Signaal, Spreekuur
from tests.hulp import leeg_cache
from tests.signalen.offline.telefoon import OPSLAAN, log_in, open_scherm, schrijf, wacht_op, wachtrij
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_without_a_line_the_next_visitor_can_speak(omgeving: BrowserContext, adres: str) -> None:
    pagina = open_scherm(omgeving, adres)
    omgeving.set_offline(True)

    schrijf(pagina, "De lamp is stuk.")
    wacht_op(pagina, "1 signaal wacht op verzending")
    expect(pagina.get_by_label("Wat wordt er gezegd?")).to_have_value("")
    expect(pagina.get_by_label("Wat wordt er gezegd?")).to_be_focused()
    schrijf(pagina, "De bank is weg.")
    wacht_op(pagina, "2 signalen wachten op verzending")
    assert not Signaal.objects.exists()

    omgeving.set_offline(False)

    wacht_op(pagina, "Verzonden: 2 signalen")
    assert [rij.tekst for rij in Signaal.objects.order_by("pk")] == ["De lamp is stuk.", "De bank is weg."]
    assert wachtrij(pagina) == []


def test_what_was_written_survives_a_closed_tab(omgeving: BrowserContext, adres: str) -> None:
    pagina = open_scherm(omgeving, adres)
    omgeving.set_offline(True)
    schrijf(pagina, "Eerste.")
    wacht_op(pagina, "1 signaal wacht")
    pagina.close()

    pagina = omgeving.new_page()
    pagina.goto(adres)
    expect(pagina.locator("main")).to_contain_text("Ook zonder verbinding kunt u gewoon opschrijven")
    wacht_op(pagina, "1 signaal wacht")
    schrijf(pagina, "Tweede.")
    wacht_op(pagina, "2 signalen wachten")
    omgeving.set_offline(False)

    wacht_op(pagina, "Verzonden: 2 signalen")
    assert [rij.tekst for rij in Signaal.objects.order_by("pk")] == ["Eerste.", "Tweede."]


def test_two_tabs_send_it_once(omgeving: BrowserContext, adres: str) -> None:
    een, twee = open_scherm(omgeving, adres), open_scherm(omgeving, adres)
    omgeving.set_offline(True)
    schrijf(een, "Uit de ene.")
    wacht_op(een, "1 signaal wacht")
    schrijf(twee, "Uit de andere.")
    wacht_op(een, "2 signalen wachten")

    omgeving.set_offline(False)

    wacht_op(een, "Verzonden: 2 signalen")
    wacht_op(twee, "Verzonden: 2 signalen")
    assert Signaal.objects.count() == 2


def test_an_answer_that_was_lost_makes_no_second_signal(omgeving: BrowserContext, adres: str) -> None:
    """The server saved it, and the line fell away before the device heard so."""
    pagina = open_scherm(omgeving, adres)

    def verlies(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    pagina.route(adres, verlies)
    schrijf(pagina, "Dubbel?")

    wacht_op(pagina, "Verzonden: 1 signaal")
    assert [rij.tekst for rij in Signaal.objects.all()] == ["Dubbel?"]


def test_a_broken_server_loses_nothing(
    omgeving: BrowserContext, adres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pagina = open_scherm(omgeving, adres)

    def stuk(**_: Any) -> Signaal:
        raise RuntimeError("stuk")

    with monkeypatch.context() as even:
        even.setattr(acties, "registreer_snel", stuk)
        schrijf(pagina, "De lamp is stuk.")
        wacht_op(pagina, "De server gaf een fout")
        wacht_op(pagina, "1 signaal wacht")
    pagina.reload()

    wacht_op(pagina, "Verzonden: 1 signaal")
    assert Signaal.objects.get().tekst == "De lamp is stuk."


def test_after_the_session_ended_one_logs_in_and_it_is_sent(
    omgeving: BrowserContext, adres: str, live_server: LiveServer, concierge: Gebruiker
) -> None:
    pagina = open_scherm(omgeving, adres)
    Session.objects.all().delete()
    leeg_cache()

    schrijf(pagina, "Nog niet verzonden.")
    wacht_op(pagina, "U bent niet meer ingelogd")
    expect(pagina.locator("#wachtrij").get_by_role("link", name="Log opnieuw in")).to_be_visible()
    assert not Signaal.objects.exists()
    log_in(omgeving, live_server, concierge)
    pagina.goto(adres)

    wacht_op(pagina, "Verzonden: 1 signaal")
    assert Signaal.objects.get().tekst == "Nog niet verzonden."


def test_what_the_server_refuses_keeps_its_words_and_reason(
    omgeving: BrowserContext, adres: str, concierge: Gebruiker, open_rij: Spreekuur
) -> None:
    pagina = open_scherm(omgeving, adres)
    omgeving.set_offline(True)
    schrijf(pagina, "Te laat.")
    wacht_op(pagina, "1 signaal wacht")
    Spreekuur.objects.filter(pk=open_rij.pk).update(
        stand="gehouden",
        bezoekers=1,
        begin=timezone.now() - timedelta(days=9),
        eind=timezone.now() - timedelta(days=8),
    )
    omgeving.set_offline(False)

    wacht_op(pagina, "Dit signaal is niet aangenomen")
    wacht_op(pagina, "Dit spreekuur is niet open.")
    wacht_op(pagina, "Te laat.")
    pagina.get_by_role("button", name="Verwijder van dit apparaat").click()

    expect(pagina.locator("#wachtrij")).to_be_hidden()
    assert wachtrij(pagina) == []


def test_a_refused_one_is_completed_in_the_form(omgeving: BrowserContext, adres: str) -> None:
    pagina = open_scherm(omgeving, adres)
    omgeving.set_offline(True)
    schrijf(pagina, "Ergens anders.", gebied="0")
    wacht_op(pagina, "1 signaal wacht")
    omgeving.set_offline(False)
    wacht_op(pagina, "Dit signaal is niet aangenomen")

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
    pagina = open_scherm(omgeving, adres)
    omgeving.set_offline(True)
    schrijf(pagina, "Net op tijd.")
    wacht_op(pagina, "1 signaal wacht")
    acties.houd(spreekuur=open_rij, bezoekers=1, samenvatting="", door=concierge)
    omgeving.set_offline(False)

    wacht_op(pagina, "Verzonden: 1 signaal")
    assert Signaal.objects.get().spreekuur == open_rij
