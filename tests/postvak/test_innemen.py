"""Which mail becomes a concept, and that nothing stays of what does not."""

from __future__ import annotations

import io
from email.message import EmailMessage

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import Settings

from signalen.models import Mailconcept
from signalen.postvak import innemen
from signalen.postvak.innemen import Uitkomst, neem_in
from tests.hulp import persoon
from tests.postvak.mails import DOORGESTUURD, GEZEGD, SERVER, VAN, echt, mail
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _postvak(settings: Settings) -> None:
    settings.POSTVAK = settings.POSTVAK | {"echtheid": SERVER}


@pytest.fixture
def manager(den_helder: Profiel) -> Gebruiker:
    wie = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    wie.email = VAN
    wie.save()
    return wie


def test_a_forwarded_mail_becomes_a_concept(manager: Gebruiker) -> None:
    assert neem_in(mail(DOORGESTUURD["outlook"]).as_bytes()) is Uitkomst.INGENOMEN

    concept = Mailconcept.objects.get()
    assert (concept.van, concept.tekst, concept.e_mail) == (manager, GEZEGD, "anneke@bewoner.example")
    assert concept.briefje == "Kun jij hiernaar kijken?"


def test_the_database_holds_no_readable_word(manager: Gebruiker) -> None:
    neem_in(mail(DOORGESTUURD["gmail"]).as_bytes())

    with connection.cursor() as cursor:
        cursor.execute("SELECT tekst_gesloten || naam_gesloten || e_mail_gesloten FROM signalen_mailconcept")
        gesloten = bytes(cursor.fetchone()[0])
    assert len(gesloten) > 100
    assert b"lantaarn" not in gesloten
    assert b"anneke" not in gesloten


def test_the_same_mail_is_taken_in_once(manager: Gebruiker) -> None:
    eerst = neem_in(mail().as_bytes())
    nog_eens = neem_in(mail("Andere woorden, hetzelfde nummer.").as_bytes())

    assert (eerst, nog_eens) == (Uitkomst.INGENOMEN, Uitkomst.BEKEND)
    assert Mailconcept.objects.get().tekst == GEZEGD


def test_the_own_address_is_no_melder(manager: Gebruiker) -> None:
    neem_in(mail(DOORGESTUURD["gmail"].replace("anneke@bewoner.example", VAN.upper())).as_bytes())

    assert (Mailconcept.objects.get().e_mail, Mailconcept.objects.get().naam) == ("", "")


@pytest.mark.parametrize(
    ("bericht", "reden"),
    [
        (mail(van="vreemde@gemeente.example"), "geen account"),
        (mail(echtheid=f"{SERVER}; dmarc=fail header.from=gemeente.example"), "staat niet in voor"),
        (mail(echtheid=echt(server="mx.kwaad.example")), "staat niet in voor"),
        (mail(Auto_Submitted="auto-replied"), "door een machine"),
        (mail("   "), "geen tekst"),
        (mail(van=f"{VAN}, ander@gemeente.example"), "afzender"),
    ],
)
def test_what_is_refused_leaves_a_reason_and_nothing_else(
    manager: Gebruiker, bericht: EmailMessage, reden: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        assert neem_in(bericht.as_bytes()) is Uitkomst.GEWEIGERD

    assert not Mailconcept.objects.exists()
    assert reden in caplog.text
    assert "@" not in caplog.text
    assert "lantaarn" not in caplog.text


def test_without_a_setting_nothing_is_taken_in(manager: Gebruiker, settings: Settings) -> None:
    settings.POSTVAK = settings.POSTVAK | {"echtheid": ""}

    assert neem_in(mail().as_bytes()) is Uitkomst.GEWEIGERD


def test_who_left_or_may_not_write_down_signals_is_not_let_in(den_helder: Profiel) -> None:
    wie = persoon("beheerder")
    wie.email = VAN
    wie.save()
    zonder_recht = neem_in(mail().as_bytes())
    wie.is_active = False
    wie.save()

    assert zonder_recht is Uitkomst.GEWEIGERD
    assert neem_in(mail().as_bytes()) is Uitkomst.GEWEIGERD


def test_too_large_is_not_read(manager: Gebruiker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(innemen, "GROOTSTE_MAIL", 1000)

    assert neem_in(mail("x" * 2000).as_bytes()) is Uitkomst.GEWEIGERD


def test_a_long_mail_is_cut_and_says_so(manager: Gebruiker) -> None:
    neem_in(mail("lang " * 5000).as_bytes())

    tekst = Mailconcept.objects.get().tekst
    assert len(tekst) <= 4000
    assert tekst.endswith("(ingekort)")


def test_a_broken_mail_breaks_nothing(manager: Gebruiker) -> None:
    assert neem_in(b"\xff\x00" * 500) is Uitkomst.GEWEIGERD


def test_from_standard_input(
    manager: Gebruiker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(mail().as_bytes())))

    call_command("ontvang_mail")

    assert "ingenomen" in capsys.readouterr().out
    assert Mailconcept.objects.count() == 1
