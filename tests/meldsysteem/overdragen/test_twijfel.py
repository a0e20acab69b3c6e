"""After an answer that never came: looking there before sending again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from signalen.meldsysteem import verbinding
from signalen.models import Meldsysteem, Overdracht
from signalen.tasks import draag_over
from tests.meldsysteem.conftest import ververs
from tests.meldsysteem.overdragen.lijn import Stand, ZetUit, later
from tests.meldsysteem.server import Server
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("storing", ["verbreek", 500, 504, "onzin"])
def test_doubt_looks_there_before_sending_again(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit, storing: int | str
) -> None:
    """Accepted and then the line broke, or not accepted at all: one report in the end."""
    overdracht = zet_uit()
    server.storingen = [storing]

    draag_over()
    tussen = ververs(overdracht)
    later()

    assert tussen.twijfel_sinds is not None
    assert tussen.niet_voor > timezone.now() + timedelta(seconds=100)
    assert [melding["id"] for melding in server.meldingen] == [1]
    assert (ververs(overdracht).stand, ververs(overdracht).nummer) == (Stand.OVERGEDRAGEN, "SIG-1")


def test_looking_reads_every_page(met_account: Meldsysteem, server: Server, zet_uit: ZetUit) -> None:
    overdracht = zet_uit()
    server.storingen = ["verbreek"]
    draag_over()
    server.per_pagina = 2
    for _ in range(7):
        server.meldingen.append(
            server.meldingen[0] | {"id": len(server.meldingen) + 1, "extra_properties": None}
        )

    later()

    assert ververs(overdracht).nummer == "SIG-1"
    assert len(server.meldingen) == 8


def test_too_much_to_look_through_asks_for_somebody(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("signalen.meldsysteem.api.MEESTE_PAGINAS", 2)
    overdracht = zet_uit()
    server.storingen = ["verbreek"]
    draag_over()
    server.per_pagina = 1
    server.meldingen += [server.meldingen[0] | {"id": 2, "extra_properties": []}] * 3

    later()

    assert ververs(overdracht).stand == Stand.ONZEKER


def test_without_account_doubt_is_left_to_a_person(
    zonder_account: Meldsysteem, server: Server, zet_uit: ZetUit, adviseur: Gebruiker
) -> None:
    overdracht = zet_uit()
    server.storingen = ["verbreek"]

    draag_over()
    later()
    later()

    assert len(server.meldingen) == 1
    assert ververs(overdracht).stand == Stand.ONZEKER
    assert "Zoek daar" in ververs(overdracht).reden
    assert Bericht.objects.filter(soort="overdracht-mislukt", ontvanger=adviseur).exists()


def test_a_slow_server_is_not_waited_for(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verbinding, "LEZEN", 0.2)
    overdracht = zet_uit()
    server.wacht = 0.6

    draag_over()
    tussen = ververs(overdracht)
    server.wacht = 0
    later()

    assert (tussen.stand, tussen.twijfel_sinds is not None) == (Stand.KLAAR, True)
    assert len(server.meldingen) == 1
    assert ververs(overdracht).nummer == "SIG-1"


def test_who_died_leaves_doubt_and_a_free_lock(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit
) -> None:
    overdracht = zet_uit()
    lang_geleden = timezone.now() - timedelta(minutes=5)
    Overdracht.objects.update(stand=Stand.BEZIG, begonnen_op=lang_geleden)

    draag_over()

    assert ververs(overdracht).stand == Stand.OVERGEDRAGEN
    assert [vraag.methode for vraag in server.gevraagd] == ["GET", "POST"]


def test_who_just_began_is_left_alone(met_account: Meldsysteem, server: Server, zet_uit: ZetUit) -> None:
    zet_uit()
    Overdracht.objects.update(stand=Stand.BEZIG, begonnen_op=timezone.now())

    draag_over()

    assert server.gevraagd == []
