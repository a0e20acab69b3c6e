"""The mailbox: emptied of what was taken in, and left alone when it cannot be reached."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import Settings

from signalen.meldsysteem.sleutel import Sleutel
from signalen.models import Mailconcept
from signalen.postvak import innemen
from signalen.postvak.imap import lees_postvak
from signalen.tasks import lees_postvak as taak
from tests.hulp import persoon
from tests.postvak.mails import SERVER, VAN, mail
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


class Postvak:
    """A small IMAP server with one mailbox."""

    def __init__(self) -> None:
        self.mails: dict[int, bytes] = {}
        self.vlaggen: dict[int, set[str]] = {}
        self.inlog: list[str] = []
        self.gevraagd: list[str] = []
        self.weigert = False
        self.poort = 0

    def leg_erin(self, *berichten: bytes) -> None:
        for bericht in berichten:
            nummer = len(self.mails) + 1
            self.mails[nummer], self.vlaggen[nummer] = bericht, set()

    def antwoord(self, opdracht: str) -> list[bytes] | None:
        """Return the lines before OK; None refuses."""
        self.gevraagd.append(opdracht)
        if self.weigert:
            return None
        if opdracht.startswith(("LOGIN", "AUTHENTICATE")):
            self.inlog.append(opdracht)
            return []
        if opdracht.startswith("SELECT"):
            return [b"* %d EXISTS" % len(self.mails)]
        if opdracht.startswith("UID SEARCH"):
            nieuw = [str(n) for n in self.mails if not self.vlaggen[n] & {r"\Seen", r"\Deleted"}]
            return [f"* SEARCH {' '.join(nieuw)}".encode()]
        if treffer := re.match(r"UID FETCH (\d+) \((.+)\)", opdracht):
            return [self._haal(int(treffer[1]), treffer[2])]
        if treffer := re.match(r"UID STORE (\d+) \+FLAGS.SILENT \((.+)\)", opdracht):
            self.vlaggen[int(treffer[1])] |= set(treffer[2].split())
        elif opdracht == "EXPUNGE":
            for nummer in [n for n, vlaggen in self.vlaggen.items() if r"\Deleted" in vlaggen]:
                del self.mails[nummer], self.vlaggen[nummer]
        elif opdracht == "LOGOUT":
            return [b"* BYE"]
        return []

    def _haal(self, nummer: int, wat: str) -> bytes:
        inhoud = self.mails[nummer]
        if wat == "RFC822.SIZE":
            return b"* %d FETCH (UID %d RFC822.SIZE %d)" % (nummer, nummer, len(inhoud))
        return b"* %d FETCH (UID %d BODY[] {%d}\r\n%s)" % (nummer, nummer, len(inhoud), inhoud)


@pytest.fixture
def postvak(den_helder: Profiel, settings: Settings) -> Iterator[Postvak]:
    vak = Postvak()

    class Lijn(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"* OK\r\n")
            while regel := self.rfile.readline().decode().strip():
                label, _, opdracht = regel.partition(" ")
                if opdracht == "CAPABILITY":
                    self.wfile.write(f"* CAPABILITY IMAP4rev1\r\n{label} OK klaar\r\n".encode())
                    continue
                if opdracht.startswith("AUTHENTICATE"):
                    self.wfile.write(b"+ \r\n")
                    opdracht += f" {self.rfile.readline().decode().strip()}"
                regels = vak.antwoord(opdracht)
                for tussen in regels or []:
                    self.wfile.write(tussen + b"\r\n")
                self.wfile.write(f"{label} {'NO' if regels is None else 'OK'} klaar\r\n".encode())
                if opdracht == "LOGOUT":
                    return

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Lijn) as server:
        server.daemon_threads = True
        vak.poort = server.server_address[1]
        settings.POSTVAK = settings.POSTVAK | {
            "url": f"imap://wijkwerk:geheim%40@127.0.0.1:{vak.poort}/INBOX",
            "echtheid": SERVER,
        }
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        wie = persoon("wijkmanager", gebied="stad-binnen-de-linie")
        wie.email = VAN
        wie.save()
        yield vak
        server.shutdown()


def test_what_was_taken_in_leaves_the_mailbox(postvak: Postvak) -> None:
    postvak.leg_erin(mail().as_bytes(), mail(Message_ID="<twee@gemeente.example>").as_bytes())

    taak()

    assert Mailconcept.objects.count() == 2
    assert postvak.mails == {}
    assert postvak.inlog == ['LOGIN wijkwerk "geheim@"']


def test_what_was_refused_stays_as_read_and_is_not_asked_again(postvak: Postvak) -> None:
    postvak.leg_erin(mail(van="vreemde@gemeente.example").as_bytes(), b"\xff\x00kapot", mail().as_bytes())

    eerst = lees_postvak()
    postvak.gevraagd.clear()
    daarna = lees_postvak()

    assert (eerst, daarna, sorted(postvak.mails)) == (1, 0, [1, 2])
    assert not [vraag for vraag in postvak.gevraagd if "FETCH" in vraag]


def test_who_died_after_taking_it_in_reads_it_again_and_makes_no_second(
    postvak: Postvak, monkeypatch: pytest.MonkeyPatch
) -> None:
    postvak.leg_erin(mail().as_bytes())
    gewoon = postvak.antwoord
    monkeypatch.setattr(postvak, "antwoord", lambda o: None if "STORE" in o else gewoon(o))
    lees_postvak()
    monkeypatch.setattr(postvak, "antwoord", gewoon)

    lees_postvak()

    assert Mailconcept.objects.count() == 1
    assert postvak.mails == {}


def test_too_large_is_not_fetched(postvak: Postvak, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(innemen, "GROOTSTE_MAIL", 100)
    postvak.leg_erin(mail().as_bytes())

    lees_postvak()

    assert not [vraag for vraag in postvak.gevraagd if "BODY" in vraag]
    assert not Mailconcept.objects.exists()


@pytest.mark.parametrize("hoe", ["weigert", "weg"])
def test_a_mailbox_that_cannot_be_read_changes_nothing(
    postvak: Postvak, settings: Settings, hoe: str, caplog: pytest.LogCaptureFixture
) -> None:
    postvak.leg_erin(mail().as_bytes())
    if hoe == "weigert":
        postvak.weigert = True
    else:
        settings.POSTVAK = settings.POSTVAK | {"url": "imap://a:b@127.0.0.1:1/INBOX"}

    assert lees_postvak() == 0
    assert len(postvak.mails) == 1
    assert "niet te lezen" in caplog.text


def test_with_a_key_of_the_login_service(postvak: Postvak, settings: Settings, monkeypatch: Any) -> None:
    settings.POSTVAK = settings.POSTVAK | {"inlogadres": "https://inlog.example/token", "client": "wijkwerk"}
    monkeypatch.setattr(Sleutel, "geef", lambda self: f"sleutel-van-{self.client}")
    postvak.leg_erin(mail().as_bytes())

    assert lees_postvak() == 1
    assert postvak.inlog[0].startswith("AUTHENTICATE XOAUTH2")


def test_without_a_mailbox_nothing_happens(settings: Settings) -> None:
    settings.POSTVAK = settings.POSTVAK | {"url": ""}

    assert lees_postvak() == 0
