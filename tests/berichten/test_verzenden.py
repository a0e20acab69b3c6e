"""Each failure of the mail server, and what it does to a message. The real servers are in test_echt."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from pytest_django import Settings

from tests.hulp import persoon
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.dagbericht import Rekening
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.post import Onbereikbaar, Postbus
from wijkwerk.berichten.service import trek_in, zet_klaar
from wijkwerk.berichten.tasks import verstuur_klaargezette
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db
Stand = Bericht.Stand


@pytest.fixture
def bericht(noor: Gebruiker, afspraak: Afspraak) -> Bericht:
    bericht = zet_klaar("afspraak-gevraagd", ontvanger=noor, ding=afspraak)
    assert bericht is not None
    return bericht


class Server:
    """What the mail server answers, in turn; after that it accepts."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.antwoorden: list[Exception] = []
        accepteer = EmailBackend.send_messages

        def antwoord(backend: EmailBackend, mails: list[EmailMessage]) -> int:
            if self.antwoorden:
                raise self.antwoorden.pop(0)
            return accepteer(backend, mails)

        monkeypatch.setattr(EmailBackend, "send_messages", antwoord)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    return Server(monkeypatch)


def later(bericht: Bericht) -> Bericht:
    """Let the time to wait pass."""
    Bericht.objects.filter(pk=bericht.pk).update(niet_voor=timezone.now())
    verstuur_klaargezette()
    bericht.refresh_from_db()
    return bericht


def test_a_message_goes_out_once(bericht: Bericht, mailoutbox: list[EmailMessage]) -> None:
    verstuur_klaargezette()
    verstuur_klaargezette()
    [mail] = mailoutbox
    bericht.refresh_from_db()
    assert bericht.stand == Stand.VERSTUURD
    assert mail.extra_headers["Message-ID"] == bericht.message_id


def test_a_delayed_message_waits_and_can_be_withdrawn(
    noor: Gebruiker, afspraak: Afspraak, mailoutbox: list[EmailMessage]
) -> None:
    zet_klaar("afspraak-gevraagd", ontvanger=noor, ding=afspraak, wacht_minuten=10)
    verstuur_klaargezette()
    trek_in("afspraak-gevraagd", afspraak)
    Bericht.objects.update(niet_voor=timezone.now())
    verstuur_klaargezette()
    assert mailoutbox == []


@pytest.mark.parametrize(
    "weigering",
    [
        smtplib.SMTPRecipientsRefused({"noor@voorbeeld.example": (451, b"later")}),
        smtplib.SMTPDataError(452, b"vol"),
        smtplib.SMTPDataError(554, b"geen spam"),
        smtplib.SMTPSenderRefused(550, b"wie bent u", "wijkwerk@gemeente.example"),
        smtplib.SMTPAuthenticationError(535, b"nee"),
        smtplib.SMTPServerDisconnected("weg"),
        ConnectionResetError(),
        TimeoutError(),
    ],
    ids=lambda fout: type(fout).__name__,
)
def test_a_refusal_that_may_pass_puts_the_message_back(
    bericht: Bericht, server: Server, weigering: Exception, mailoutbox: list[EmailMessage]
) -> None:
    server.antwoorden = [weigering]
    verstuur_klaargezette()
    bericht.refresh_from_db()
    assert bericht.stand == Stand.KLAAR
    assert bericht.niet_voor > timezone.now()
    assert later(bericht).stand == Stand.VERSTUURD
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    "weigering",
    [
        smtplib.SMTPRecipientsRefused({"noor@voorbeeld.example": (550, b"noor@voorbeeld.example onbekend")}),
        ValueError("kop"),
        smtplib.SMTPNotSupportedError("utf8"),
    ],
    ids=lambda fout: type(fout).__name__,
)
def test_a_refusal_for_good_stands_out_and_keeps_no_address(
    bericht: Bericht, server: Server, weigering: Exception
) -> None:
    server.antwoorden = [weigering]
    verstuur_klaargezette()
    bericht.refresh_from_db()
    assert bericht.stand == Stand.MISLUKT
    assert bericht.reden
    assert "@" not in bericht.reden


def test_tries_are_without_end_and_ever_further_apart(bericht: Bericht, server: Server) -> None:
    server.antwoorden = [smtplib.SMTPDataError(452, b"vol")] * 12
    wachttijden = []
    for _ in range(12):
        later(bericht)
        wachttijden.append(bericht.niet_voor - timezone.now())
    assert all(eerder <= later_ + timedelta(seconds=1) for eerder, later_ in pairwise(wachttijden))
    assert timedelta(seconds=20) < wachttijden[0] < timedelta(minutes=1)
    assert timedelta(hours=1) < wachttijden[-1] <= timedelta(hours=2)
    assert later(bericht).stand == Stand.VERSTUURD


def test_content_that_is_refused_all_day_stands_out_in_the_end(bericht: Bericht, server: Server) -> None:
    server.antwoorden = [smtplib.SMTPDataError(554, b"geen spam")] * 10
    standen = [later(bericht).stand for _ in range(10)]
    assert standen == [Stand.KLAAR] * 9 + [Stand.MISLUKT]


def test_a_refused_message_does_not_hold_up_the_next(
    bericht: Bericht, afspraak: Afspraak, server: Server, mailoutbox: list[EmailMessage]
) -> None:
    ander = persoon()
    zet_klaar("afspraak-gevraagd", ontvanger=ander, ding=afspraak)
    server.antwoorden = [smtplib.SMTPDataError(452, b"vol")]
    verstuur_klaargezette()
    assert [mail.to for mail in mailoutbox] == [[ander.email]]


def test_a_server_that_cannot_be_reached_changes_nothing(
    bericht: Bericht, monkeypatch: pytest.MonkeyPatch, mailoutbox: list[EmailMessage]
) -> None:
    def weiger(backend: EmailBackend) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as even:
        even.setattr(EmailBackend, "open", weiger)
        verstuur_klaargezette()
        bericht.refresh_from_db()
        assert (bericht.stand, bericht.pogingen) == (Stand.KLAAR, 0)
    verstuur_klaargezette()
    assert len(mailoutbox) == 1


def test_a_connection_that_broke_after_the_content_leaves_doubt(
    bericht: Bericht, monkeypatch: pytest.MonkeyPatch, mailoutbox: list[EmailMessage]
) -> None:
    def breek(postbus: Postbus, mail: EmailMessage) -> None:
        raise Onbereikbaar("weg", misschien_aangenomen=True)

    with monkeypatch.context() as even:
        even.setattr(Postbus, "bied_aan", breek)
        verstuur_klaargezette()
    assert later(bericht).stand == Stand.ONZEKER
    assert len(mailoutbox) == 1


def test_the_row_of_a_dead_sender_is_sent_again_and_says_so(
    bericht: Bericht, mailoutbox: list[EmailMessage]
) -> None:
    oud = timezone.now() - timedelta(minutes=2)
    Bericht.objects.update(stand=Stand.BEZIG, begonnen_op=oud)
    verstuur_klaargezette()
    bericht.refresh_from_db()
    assert bericht.stand == Stand.ONZEKER
    assert mailoutbox[0].extra_headers["Message-ID"] == bericht.message_id


def test_the_row_of_a_sender_that_just_began_is_left_alone(
    bericht: Bericht, mailoutbox: list[EmailMessage]
) -> None:
    Bericht.objects.update(stand=Stand.BEZIG, begonnen_op=timezone.now())
    verstuur_klaargezette()
    assert mailoutbox == []


def test_a_sender_whose_claim_was_taken_over_sends_nothing(
    bericht: Bericht, mailoutbox: list[EmailMessage]
) -> None:
    from wijkwerk.berichten import verzenden

    greep = verzenden._neem(Rekening())
    assert greep is not None
    assert greep[1] is not None
    Bericht.objects.update(begonnen_op=timezone.now())
    with Postbus() as postbus:
        assert verzenden._bied_aan(postbus, greep[0], greep[1]) is False
    assert mailoutbox == []


def test_a_text_that_cannot_be_made_holds_up_nobody(
    bericht: Bericht, afspraak: Afspraak, settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    settings.BERICHTVELDEN = {"afspraak": "tests.berichten.test_verzenden.kapot"}
    ander = persoon()
    zet_klaar("los", ontvanger=ander, ding=ander)
    verstuur_klaargezette()
    bericht.refresh_from_db()
    assert bericht.stand == Stand.KLAAR
    assert "ZeroDivisionError" in bericht.reden
    assert [mail.to for mail in mailoutbox] == [[ander.email]]
    settings.BERICHTVELDEN = {}
    assert later(bericht).stand == Stand.VERSTUURD


def kapot(ding: object, soort: str, context: object) -> dict[str, str]:
    return {"deel": str(1 / 0)}


def test_somebody_without_account_gets_nothing_any_more(
    bericht: Bericht, noor: Gebruiker, mailoutbox: list[EmailMessage]
) -> None:
    Gebruiker.objects.filter(pk=noor.pk).update(is_active=False)
    verstuur_klaargezette()
    bericht.refresh_from_db()
    assert bericht.stand == Stand.INGETROKKEN
    assert mailoutbox == []


def test_a_thing_that_is_gone_is_not_mailed_about(bericht: Bericht, mailoutbox: list[EmailMessage]) -> None:
    Bericht.objects.update(object_id=0)
    verstuur_klaargezette()
    bericht.refresh_from_db()
    assert bericht.stand == Stand.INGETROKKEN


def test_no_query_but_one_and_no_connection_when_nothing_is_due(
    den_helder: object, django_assert_num_queries: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EmailBackend, "open", lambda backend: pytest.fail("connected"))
    with django_assert_num_queries(1):  # type: ignore[operator]
        verstuur_klaargezette()
