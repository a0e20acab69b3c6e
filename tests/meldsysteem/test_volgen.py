"""Reading back: their state beside ours, their answer as a proposal, and never an answer of our own by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from signalen import acties
from signalen.herinneringen import herinneringen
from signalen.meldsysteem import volgen
from signalen.meldsysteem.overdragen import draag_over_wat_klaarstaat
from signalen.models import Meldsysteem, Overdracht
from signalen.tasks import lees_meldsysteem
from tests.hulp import persoon
from tests.meldsysteem.conftest import ververs, ververs_signaal
from tests.meldsysteem.server import INTERN, OPENBAAR, Server
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db
ZetUit = Callable[..., Overdracht]
WIL_HOREN = acties.Melderinvoer(e_mail="b@voorbeeld.example", terugkoppeling_gewenst=True)


def overgedragen(zet_uit: ZetUit, **velden: object) -> Overdracht:
    overdracht = zet_uit(**velden)
    draag_over_wat_klaarstaat()
    return ververs(overdracht)


def gevraagde_paden(server: Server) -> list[str]:
    return [vraag.pad for vraag in server.gevraagd if vraag.methode == "GET"]


def test_their_state_stands_beside_ours(met_account: Meldsysteem, server: Server, zet_uit: ZetUit) -> None:
    overdracht = overgedragen(zet_uit)
    server.zet(1, "b", "Intern: morgen kijken")

    lees_meldsysteem()

    overdracht = ververs(overdracht)
    assert (overdracht.systeemstand, overdracht.afgehandeld_op) == ("In behandeling", None)
    # What is said while they work on it is not for us.
    assert overdracht.antwoord == ""


@pytest.mark.eis("HEL-06")
def test_their_answer_is_a_proposal_and_closes_nothing(
    client: Client, met_account: Meldsysteem, server: Server, zet_uit: ZetUit, adviseur: Gebruiker
) -> None:
    overdracht = overgedragen(zet_uit, melder=WIL_HOREN)
    server.zet(1, "o", "De stoeptegels liggen weer vast.")

    lees_meldsysteem()
    lees_meldsysteem()

    overdracht = ververs(overdracht)
    assert overdracht.antwoord == "De stoeptegels liggen weer vast."
    assert ververs_signaal(overdracht).stand == "uitgezet"
    assert Bericht.objects.filter(soort="overdracht-afgehandeld", ontvanger=adviseur).count() == 1
    client.force_login(adviseur)
    assert (
        "De melding is klaar in het meldsysteem" in client.get(overdracht.get_absolute_url()).content.decode()
    )
    client.force_login(persoon("vakambtenaar"))
    pagina = client.get(overdracht.get_absolute_url()).content.decode()
    formulier = client.get(f"{reverse('signalen:antwoord', args=[overdracht.signaal_id])}?soort=nooit")
    assert "Antwoord van het meldsysteem" in pagina
    assert formulier.content.decode().count("De stoeptegels liggen weer vast.") == 1


@pytest.mark.eis("HEL-06")
def test_who_wants_to_hear_keeps_the_owner_reminded_until_it_is_told(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit, adviseur: Gebruiker
) -> None:
    wil, wil_niet = overgedragen(zet_uit, melder=WIL_HOREN), overgedragen(zet_uit)
    server.zet(1, "o", "Gemaakt.")
    server.zet(2, "o", "Gemaakt.")
    lees_meldsysteem()
    vandaag = timezone.localdate()

    nu = _herinnerd(vandaag)
    over_een_week = _herinnerd(vandaag + timedelta(days=8))
    velden = {"reden": "anders", "motivering": "Gemaakt."}
    acties.beantwoord(signaal=wil.signaal, soort="nooit", velden=velden, door=persoon("vakambtenaar"))
    beantwoord = _herinnerd(vandaag)
    acties.koppel_terug(signaal=wil.signaal, aan="melder", wijze="gesproken", door=adviseur)

    assert [signaal for signaal, _ in nu] == [wil.signaal_id] == [signaal for signaal, _ in beantwoord]
    assert {moment for _, moment in nu} != {moment for _, moment in over_een_week}
    assert _herinnerd(vandaag) == []
    assert wil_niet.signaal_id not in {signaal for signaal, _ in nu}


def _herinnerd(dag: object) -> list[tuple[int, str]]:
    return [(h.ding.pk, h.moment) for h in herinneringen(dag) if h.moment.startswith("meldsysteem")]  # type: ignore[arg-type]


def test_taken_up_again_over_there_is_taken_over(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit
) -> None:
    overdracht = overgedragen(zet_uit)
    server.zet(1, "o", "Klaar.")
    lees_meldsysteem()
    server.zet(1, "reopened", "Toch niet.")

    lees_meldsysteem()

    assert (ververs(overdracht).systeemstand, ververs(overdracht).afgehandeld_op) == ("Heropend", None)
    assert ververs(overdracht).antwoord == ""


def test_only_changes_are_asked_for_after_the_first_time(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit
) -> None:
    overgedragen(zet_uit)
    lees_meldsysteem()
    server.gevraagd.clear()

    lees_meldsysteem()

    [vraag] = server.gevraagd
    assert (vraag.pad, "updated_after" in vraag.zoek) == (INTERN, True)


def test_a_report_of_somebody_else_is_nothing_to_us(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit
) -> None:
    overdracht = overgedragen(zet_uit)
    lees_meldsysteem()
    server.meldingen.append(
        server.meldingen[0] | {"id": 2, "status": {"state": "o", "text": "Van een ander"}}
    )

    lees_meldsysteem()

    assert ververs(overdracht).antwoord == ""


def test_too_many_changes_ask_each_of_ours_apart(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("signalen.meldsysteem.api.MEESTE_PAGINAS", 1)
    overdracht = overgedragen(zet_uit)
    lees_meldsysteem()
    server.per_pagina = 1
    server.meldingen += [server.meldingen[0] | {"id": nummer} for nummer in (2, 3)]
    server.zet(1, "o", "Klaar.")

    lees_meldsysteem()

    assert ververs(overdracht).antwoord == "Klaar."


def test_without_account_each_is_asked_and_not_too_many(
    zonder_account: Meldsysteem, server: Server, zet_uit: ZetUit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(volgen, "OPENBAAR_PER_RONDE", 2)
    rijen = [overgedragen(zet_uit) for _ in range(3)]
    server.zet(3, "o", "Dit zegt de openbare kant niet.")

    lees_meldsysteem()
    eerst = len(gevraagde_paden(server))
    lees_meldsysteem()

    derde = ververs(rijen[2])
    assert eerst == 2
    assert f"{OPENBAAR}{derde.systeem_uuid}" in gevraagde_paden(server)
    assert derde.afgehandeld_op is not None
    assert derde.antwoord == ""


def test_words_about_what_became_shielded_do_not_come_in(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit, adviseur: Gebruiker
) -> None:
    overdracht = overgedragen(zet_uit)
    acties.scherm_af(signaal=overdracht.signaal, gevoelig="ja", door=adviseur)
    server.zet(1, "o", "Geheim-Merkteken")

    lees_meldsysteem()

    assert ververs(overdracht).antwoord == ""
    assert ververs(overdracht).afgehandeld_op is not None


@pytest.mark.parametrize("storing", [500, "weg", "onzin", 401])
def test_a_server_that_fails_changes_nothing_and_closes_the_line(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit, storing: int | str
) -> None:
    overdracht = overgedragen(zet_uit)
    server.storingen = [storing]

    lees_meldsysteem()
    aantal = len(server.gevraagd)
    lees_meldsysteem()

    assert ververs(overdracht).systeemstand == ""
    assert Meldsysteem.nu().storing
    assert len(server.gevraagd) == aantal


def test_a_report_that_is_gone_there_says_so(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit
) -> None:
    overdracht = overgedragen(zet_uit)
    server.meldingen.clear()

    lees_meldsysteem()

    assert ververs(overdracht).systeemstand == "Niet gevonden"


def test_nothing_handed_over_asks_nothing(
    met_account: Meldsysteem, server: Server, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):
        lees_meldsysteem()

    assert server.gevraagd == []
