"""Handing over through the worker: what arrives, and each way in which the other side can fail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from signalen import acties
from signalen.meldsysteem import overdragen, verbinding
from signalen.meldsysteem.overdragen import draag_over_wat_klaarstaat
from signalen.models import Meldpunt, Meldsysteem, Overdracht, Signaal, Via
from signalen.tasks import draag_over
from tests.meldsysteem.conftest import instellingen, stel_in, ververs, ververs_signaal
from tests.meldsysteem.server import Server
from wijkwerk.berichten.models import Bericht
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db
Stand = Overdracht.Stand
ZetUit = Callable[..., Overdracht]
LIJN = [Via.SIGNALEN, Via.SIGNALEN_OPENBAAR]


def later() -> None:
    """Let every wait pass, and hand over."""
    Overdracht.objects.update(niet_voor=timezone.now())
    Meldsysteem.objects.exclude(storing="").update(niet_voor=timezone.now())
    draag_over_wat_klaarstaat()


@pytest.mark.eis("HEL-06", "BER-20")
@pytest.mark.parametrize("via", LIJN)
def test_a_small_matter_arrives_with_its_number(server: Server, zet_uit: ZetUit, via: str) -> None:
    stel_in(via)
    overdracht = zet_uit(waar="Kerkstraat 12")
    assert overdracht.stand == Stand.KLAAR

    draag_over()

    overdracht = ververs(overdracht)
    [melding] = server.meldingen
    assert (overdracht.stand, overdracht.nummer, overdracht.systeem_id) == (Stand.OVERGEDRAGEN, "SIG-1", 1)
    assert ververs_signaal(overdracht).systeemnummer == "SIG-1"
    assert melding["text"].startswith("De stoep bij de school ligt los.")
    assert "Kerkstraat 12, Brouwhuis" in melding["text"]
    assert "midden van het gebied" in melding["text"]
    assert melding["location"]["geometrie"]["coordinates"] == [5.66, 51.48]
    assert melding["category"]["category_url"].endswith("/wegen/sub_categories/stoep")
    assert overdracht.signaal.nummer in melding["extra_properties"][0]["answer"]
    assert Logregel.objects.filter(stap="signaal.overdragen", door=None).exists()


@pytest.mark.parametrize("via", LIJN)
def test_twice_is_once(server: Server, zet_uit: ZetUit, via: str) -> None:
    stel_in(via)
    zet_uit()

    draag_over()
    later()

    assert len(server.meldingen) == 1


def test_a_number_by_hand_is_not_sent(met_account: Meldsysteem, server: Server, zet_uit: ZetUit) -> None:
    overdracht = zet_uit(systeemnummer="KMS-1")

    draag_over()

    assert server.gevraagd == []
    assert (overdracht.stand, overdracht.via, overdracht.nummer) == (Stand.OVERGEDRAGEN, Via.HAND, "KMS-1")


def test_without_a_choice_somebody_does_it_by_hand(zet_uit: ZetUit) -> None:
    assert zet_uit().stand == Stand.HAND


# --- what may leave


def test_what_is_shielded_does_not_take_this_route(met_account: Meldsysteem, zet_uit: ZetUit) -> None:
    with pytest.raises(StapGeweigerd, match="afgeschermd signaal gaat niet"):
        zet_uit(gevoelig="beperkt")


@pytest.mark.parametrize("gevoelig", ["beperkt", "ja"])
def test_what_became_shielded_while_it_waited_stays_here(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit, adviseur: Gebruiker, gevoelig: str
) -> None:
    overdracht = zet_uit()
    acties.scherm_af(signaal=overdracht.signaal, gevoelig=gevoelig, door=adviseur)

    draag_over()

    assert server.gevraagd == []
    assert ververs(overdracht).stand == Stand.INGETROKKEN


def test_what_was_answered_while_it_waited_stays_here(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit
) -> None:
    overdracht = zet_uit()
    type(overdracht.signaal).objects.update(stand="beantwoord")

    draag_over()

    assert server.gevraagd == []
    assert ververs(overdracht).stand == Stand.INGETROKKEN


MELDER = acties.Melderinvoer(naam="Buurvrouw", e_mail="b@voorbeeld.example", telefoon="0612345678")


@pytest.mark.parametrize(
    ("beheer", "melder", "verwacht"),
    [
        (True, True, {"email": "b@voorbeeld.example", "phone": "0612345678", "sharing_allowed": True}),
        (True, False, {"email": None, "phone": None, "sharing_allowed": False}),
        (False, True, {"email": None, "phone": None, "sharing_allowed": False}),
    ],
)
def test_contact_data_go_only_when_both_agreed(
    server: Server, zet_uit: ZetUit, beheer: bool, melder: bool, verwacht: dict[str, Any]
) -> None:
    stel_in(Via.SIGNALEN, geeft_contact_mee=beheer)
    zet_uit(melder=MELDER, contact_mee=melder)

    draag_over()

    assert server.meldingen[0]["reporter"] == verwacht
    assert "Buurvrouw" not in str(server.gevraagd)


def test_without_a_point_it_says_what_is_missing(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit, adviseur: Gebruiker
) -> None:
    Meldpunt.objects.all().delete()
    overdracht = zet_uit()

    draag_over()

    overdracht = ververs(overdracht)
    assert server.gevraagd == []
    assert overdracht.stand == Stand.MISLUKT
    assert "een punt op de kaart voor Brouwhuis" in overdracht.reden
    assert Bericht.objects.filter(soort="overdracht-mislukt", ontvanger=adviseur).exists()


def test_the_nearest_point_counts(met_account: Meldsysteem, server: Server, zet_uit: ZetUit) -> None:
    from tests.hulp import gebied

    Meldpunt.objects.create(gebied=gebied("brouwhuis"), breedte="51.49", lengte="5.70")
    zet_uit()

    draag_over()

    assert server.meldingen[0]["location"]["geometrie"]["coordinates"] == [5.7, 51.49]


def test_a_point_of_its_own_goes_before_the_middle_of_the_area(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit
) -> None:
    overdracht = zet_uit()
    Signaal.objects.filter(pk=overdracht.signaal_id).update(lengte="5.712345", breedte="51.487654")
    Meldpunt.objects.all().delete()

    draag_over()

    [melding] = server.meldingen
    assert melding["location"]["geometrie"] == {"type": "Point", "coordinates": [5.712345, 51.487654]}
    assert "midden van het gebied" not in melding["text"]


def test_a_long_text_is_cut_and_says_so(met_account: Meldsysteem, server: Server, zet_uit: ZetUit) -> None:
    zet_uit(tekst="a" * 4000)

    draag_over()

    tekst = server.meldingen[0]["text"]
    assert len(tekst) <= 3000
    assert "(ingekort)" in tekst


# --- how it fails


@pytest.mark.parametrize("storing", [429, 503, 401, 403, "weg"])
def test_a_failure_that_passes_costs_only_time(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit, storing: int | str
) -> None:
    overdracht = zet_uit()
    server.storingen = [storing]

    draag_over()
    tussen = ververs(overdracht)
    later()

    assert (tussen.stand, bool(tussen.reden)) == (Stand.KLAAR, True)
    assert ververs(overdracht).stand == Stand.OVERGEDRAGEN
    assert len(server.meldingen) == 1


def test_a_server_that_is_down_loses_nothing(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit
) -> None:
    overdracht = zet_uit()
    server.sluit()  # type: ignore[attr-defined]

    for _ in range(4):
        later()

    systeem = Meldsysteem.nu()
    assert ververs(overdracht).stand == Stand.KLAAR
    assert ververs(overdracht).twijfel_sinds is None
    assert (systeem.storingen, "niet bereikbaar" in systeem.storing) == (4, True)


def test_a_line_that_failed_is_left_alone_and_the_mail_goes_on(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit
) -> None:
    eerste, tweede = zet_uit(), zet_uit()
    Meldsysteem.objects.update(e_mail="meldingen@gemeente.example")
    server.storingen = [503]
    draag_over()

    Overdracht.objects.filter(pk=tweede.pk).update(via=Via.MAIL)
    draag_over()

    assert len(server.gevraagd) == 1
    assert ververs(eerste).stand == Stand.KLAAR
    assert ververs(tweede).stand == Stand.OVERGEDRAGEN


def test_a_line_waits_ever_longer_and_as_long_as_the_server_asks(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit
) -> None:
    zet_uit()
    server.storingen = [503, 503, 429]
    waits = []
    for wacht in (0, 0, 3600):
        server.retry_after = wacht
        later()
        niet_voor = Meldsysteem.nu().niet_voor
        assert niet_voor is not None
        waits.append(niet_voor - timezone.now())

    assert waits[0] < waits[1] < timedelta(minutes=2) < timedelta(minutes=59) < waits[2]


def test_an_answer_opens_the_line_again(met_account: Meldsysteem, server: Server, zet_uit: ZetUit) -> None:
    zet_uit()
    server.storingen = [503]
    draag_over()
    later()

    systeem = Meldsysteem.nu()
    assert (systeem.storing, systeem.storing_sinds, systeem.storingen, systeem.niet_voor) == (
        "",
        None,
        0,
        None,
    )


@pytest.mark.parametrize(
    ("velden", "zegt"),
    [
        ({"categorie": "wegen/bestaat-niet"}, "de categorie"),
        ({"bron": "online"}, "de bron"),
    ],
)
def test_a_report_that_is_refused_asks_for_somebody(
    server: Server, zet_uit: ZetUit, velden: dict[str, str], zegt: str
) -> None:
    stel_in(Via.SIGNALEN, **velden)
    overdracht = zet_uit()

    draag_over()
    later()

    assert len(server.gevraagd) == 1
    assert ververs(overdracht).stand == Stand.MISLUKT
    assert zegt in ververs(overdracht).reden


def test_a_point_outside_the_box_is_refused(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit
) -> None:
    Meldpunt.objects.update(breedte="52.9")
    overdracht = zet_uit()

    draag_over()

    assert "de plek" in ververs(overdracht).reden


def test_a_report_over_which_the_server_always_falls_ends_and_the_next_goes(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overdragen, "HOOGSTENS_GEVALLEN", 3)
    overdracht = zet_uit()
    server.storingen = [500, 500, 500]
    # Each time after doubt it looks first; the look itself is answered.
    for _ in range(3):
        Overdracht.objects.update(twijfel_sinds=None)
        later()

    ander = zet_uit()
    later()

    assert ververs(overdracht).stand == Stand.MISLUKT
    assert ververs(ander).stand == Stand.OVERGEDRAGEN


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


# --- the key


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
