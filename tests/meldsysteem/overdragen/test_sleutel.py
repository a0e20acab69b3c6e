"""The key to the other side: fetched, renewed, never in a log."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from signalen.meldsysteem.overdragen import draag_over_wat_klaarstaat
from signalen.models import Meldsysteem
from signalen.tasks import draag_over
from tests.meldsysteem.conftest import instellingen, ververs
from tests.meldsysteem.overdragen.lijn import MELDER, Stand, ZetUit, later
from tests.meldsysteem.server import Server

pytestmark = pytest.mark.django_db


def test_a_key_is_fetched_once_and_renewed_when_it_is_refused(
    met_account: Meldsysteem,
    server: Server,
    zet_uit: ZetUit,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.MELDSYSTEEM = instellingen(server.adres, inlogadres=f"{server.adres}/token", client="wijkwerk")
    keys = iter(["eerste", "tweede"])
    gewoon = server.antwoord

    def antwoord(vraag: Any) -> tuple[int, Any]:
        if vraag.pad != "/token":
            return gewoon(vraag)
        server.tokens = {next(keys)}
        return 200, {"access_token": next(iter(server.tokens)), "expires_in": 300}

    monkeypatch.setattr(server, "antwoord", antwoord)
    zet_uit()
    zet_uit()
    draag_over()
    server.tokens = {"iets anders"}
    derde = zet_uit()
    draag_over()

    assert [vraag.pad for vraag in server.gevraagd].count("/token") == 2
    assert ververs(derde).stand == Stand.OVERGEDRAGEN
    assert "grant_type=client_credentials" in server.gevraagd[0].lichaam


def test_no_key_says_so(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit, settings: Settings
) -> None:
    settings.MELDSYSTEEM = instellingen(server.adres, sleutel="")
    overdracht = zet_uit()

    draag_over()

    assert "geen sleutel" in ververs(overdracht).reden
    assert "geen sleutel" in Meldsysteem.nu().storing


def test_a_redirect_is_not_followed(met_account: Meldsysteem, server: Server, zet_uit: ZetUit) -> None:
    overdracht = zet_uit()
    server.storingen = [302]

    draag_over()

    assert len(server.gevraagd) == 1
    assert ververs(overdracht).stand == Stand.KLAAR


def test_no_log_holds_a_word(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit, caplog: pytest.LogCaptureFixture
) -> None:
    zet_uit(tekst="Geheim-Merkteken", melder=MELDER, contact_mee=True)
    server.storingen = [500]

    with caplog.at_level("DEBUG"):
        draag_over()
        later()

    assert "Geheim-Merkteken" not in caplog.text
    assert "b@voorbeeld" not in caplog.text


def test_nothing_to_do_costs_two_queries(met_account: Meldsysteem, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        draag_over_wat_klaarstaat()
