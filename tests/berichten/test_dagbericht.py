"""Reminders: once per occasion, in one mail a day, and silent when the thing is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.mail import EmailMessage, EmailMultiAlternatives
from pytest_django import Settings

from tests.berichten.conftest import MaakAfspraak
from tests.hulp import persoon
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.dagbericht import DAGBERICHT
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.service import Herinnering, trek_in, zet_klaar
from wijkwerk.berichten.tasks import maak_herinneringen, verstuur_klaargezette
from wijkwerk.berichten.termijnen import herinnermoment
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db
Stand = Bericht.Stand
NL = ZoneInfo("Europe/Amsterdam")
DEZE = "tests.berichten.test_dagbericht"


def herinneringen(dag: date) -> Iterator[Herinnering]:
    """What an app gives: each open afspraak that is due within three working days, or too late."""
    for afspraak in Afspraak.objects.open():
        moment = herinnermoment(afspraak.uiterlijk, [3], dag)
        if moment and afspraak.houder_persoon:
            yield Herinnering(
                afspraak.houder_persoon,
                "herinnering",
                afspraak,
                moment,
                afspraak.uiterlijk,
                afspraak.wat,
                f"/afspraken/{afspraak.pk}/",
            )


def kapot(dag: date) -> Iterable[Herinnering]:
    raise RuntimeError


@pytest.fixture(autouse=True)
def _herinneringen(settings: Settings) -> None:
    settings.HERINNERINGEN = [f"{DEZE}.herinneringen"]


def op(maand: int, dag: int, uur: int = 9) -> time_machine.travel:
    """A moment in 2026, in the Netherlands, as the clock of everything."""
    return time_machine.travel(datetime(2026, maand, dag, uur, 0, tzinfo=NL), tick=False)


def ronde() -> None:
    maak_herinneringen()
    verstuur_klaargezette()


def test_a_reminder_arrives_once_on_its_day(
    afspraak: Afspraak, noor: Gebruiker, mailoutbox: list[EmailMessage]
) -> None:
    for dag in (24, 25, 26, 27):
        with op(11, dag):
            ronde()
            ronde()
    [mail] = mailoutbox
    assert mail.to == [noor.email]
    assert mail.subject == "1 punt vraagt uw aandacht"
    assert "Lantaarnpaal maken" in str(mail.body)
    assert "uiterlijk 1 december 2026" in str(mail.body)
    assert f"https://wijkwerk.example/afspraken/{afspraak.pk}/" in str(mail.body)


def test_it_reminds_again_when_the_day_has_passed_and_no_more_after_that(
    afspraak: Afspraak, mailoutbox: list[EmailMessage]
) -> None:
    for maand, dag in ((11, 26), (11, 30), (12, 1), (12, 2), (12, 3), (12, 10)):
        with op(maand, dag):
            ronde()
    eerste, tweede = mailoutbox
    assert "te laat" not in str(eerste.body)
    assert "moest klaar zijn op 1 december 2026, 1 dag te laat" in str(tweede.body)


def test_reminders_stop_when_the_thing_is_done(afspraak: Afspraak, mailoutbox: list[EmailMessage]) -> None:
    with op(11, 26):
        ronde()
    Afspraak.objects.update(stand="vervallen")
    with op(12, 2):
        ronde()
    assert len(mailoutbox) == 1


def test_all_reminders_of_a_day_are_one_mail(
    noor: Gebruiker, afspraak_van: MaakAfspraak, mailoutbox: list[EmailMessage]
) -> None:
    afspraak_van(noor, wat="Bankje plaatsen", uiterlijk=date(2026, 11, 25))
    afspraak_van(noor, wat="Stoep herstellen")
    ander = persoon(naam="Sam Bakker")
    afspraak_van(ander, wat="Boom planten")
    with op(11, 26):
        ronde()
    assert sorted(mail.to for mail in mailoutbox) == sorted([[noor.email], [ander.email]])
    van_noor = next(mail for mail in mailoutbox if mail.to == [noor.email])
    assert van_noor.subject == "2 punten vragen uw aandacht"
    assert str(van_noor.body).index("Bankje plaatsen") < str(van_noor.body).index("Stoep herstellen")
    assert "Boom planten" not in str(van_noor.body)


def test_what_comes_up_after_the_digest_waits_for_the_next_day(
    noor: Gebruiker, afspraak: Afspraak, afspraak_van: MaakAfspraak, mailoutbox: list[EmailMessage]
) -> None:
    with op(11, 26, 9):
        ronde()
    afspraak_van(noor, wat="Net bedacht")
    with op(11, 26, 15):
        ronde()
    assert len(mailoutbox) == 1
    with op(11, 27):
        ronde()
    assert len(mailoutbox) == 2
    assert "Net bedacht" in str(mailoutbox[1].body)
    assert "Lantaarnpaal" not in str(mailoutbox[1].body)


def test_what_is_done_between_collecting_and_sending_is_left_out(
    noor: Gebruiker, afspraak: Afspraak, afspraak_van: MaakAfspraak, mailoutbox: list[EmailMessage]
) -> None:
    afspraak_van(noor, wat="Stoep herstellen")
    with op(11, 26):
        maak_herinneringen()
        Afspraak.objects.filter(pk=afspraak.pk).update(stand="vervallen")
        verstuur_klaargezette()
    [mail] = mailoutbox
    assert "Lantaarnpaal" not in str(mail.body)
    assert Bericht.objects.get(object_soort="afspraak", object_id=afspraak.pk).stand == Stand.INGETROKKEN


def test_a_digest_with_nothing_left_is_not_sent(afspraak: Afspraak, mailoutbox: list[EmailMessage]) -> None:
    with op(11, 26):
        maak_herinneringen()
        Afspraak.objects.update(stand="vervallen")
        verstuur_klaargezette()
    assert mailoutbox == []
    assert set(Bericht.objects.values_list("stand", flat=True)) == {Stand.INGETROKKEN}


def test_a_day_that_starts_empty_can_still_get_its_digest(
    noor: Gebruiker, afspraak: Afspraak, mailoutbox: list[EmailMessage]
) -> None:
    with op(11, 26):
        maak_herinneringen()
        Afspraak.objects.update(stand="vervallen")
        verstuur_klaargezette()
        Afspraak.objects.update(stand="loopt")
        ronde()
    assert len(mailoutbox) == 1


def test_a_reminder_of_a_weekend_comes_on_the_next_working_day(
    noor: Gebruiker, afspraak_van: MaakAfspraak, mailoutbox: list[EmailMessage]
) -> None:
    afspraak_van(noor, uiterlijk=date(2026, 11, 27))  # a Friday
    Bericht.objects.all().delete()
    for dag in (28, 29):
        with op(11, dag):
            ronde()
    assert mailoutbox == []
    with op(11, 30):
        ronde()
    assert "3 dagen te laat" in str(mailoutbox[0].body)


def test_no_digest_before_seven(afspraak: Afspraak, mailoutbox: list[EmailMessage]) -> None:
    with op(11, 26, 6):
        ronde()
    assert mailoutbox == []
    with op(11, 26, 7):
        ronde()
    assert len(mailoutbox) == 1


def test_a_moved_day_reminds_anew(afspraak: Afspraak, mailoutbox: list[EmailMessage]) -> None:
    with op(11, 26):
        ronde()
    Afspraak.objects.update(uiterlijk=date(2026, 12, 15))
    for dag in (1, 9, 10, 11):
        with op(12, dag):
            ronde()
    assert len(mailoutbox) == 2
    assert "15 december 2026" in str(mailoutbox[1].body)


def test_a_digest_that_could_not_leave_goes_up_in_that_of_the_next_day(
    noor: Gebruiker, afspraak: Afspraak, afspraak_van: MaakAfspraak, mailoutbox: list[EmailMessage]
) -> None:
    with op(11, 26):
        maak_herinneringen()
    afspraak_van(noor, wat="Stoep herstellen")
    with op(11, 27):
        ronde()
        ronde()
    [mail] = mailoutbox
    assert mail.subject == "2 punten vragen uw aandacht"
    assert Bericht.objects.filter(soort=DAGBERICHT, stand=Stand.INGETROKKEN).count() == 1


def test_an_event_may_be_a_line_in_the_digest(
    noor: Gebruiker, afspraak: Afspraak, afspraak_van: MaakAfspraak, mailoutbox: list[EmailMessage]
) -> None:
    ander = afspraak_van(noor, wat="Toch niet", uiterlijk=date(2027, 6, 1))
    with op(11, 10):
        zet_klaar("afspraak-klaar", ontvanger=noor, ding=afspraak, bundel=True)
        zet_klaar("afspraak-klaar", ontvanger=noor, ding=ander, bundel=True)
        maak_herinneringen()
        trek_in("afspraak-klaar", ander)
        ronde()
        ronde()
    [mail] = mailoutbox
    assert "- Klaar: Lantaarnpaal maken" in str(mail.body)
    assert "Toch niet" not in str(mail.body)


def test_of_a_shielded_thing_the_digest_names_only_the_kind(
    noor: Gebruiker, afspraak_van: MaakAfspraak, mailoutbox: list[EmailMessage]
) -> None:
    afspraak_van(noor, wat="Marjolein opvangen", gevoelig="ja")
    with op(11, 26):
        ronde()
    [mail] = mailoutbox
    assert isinstance(mail, EmailMultiAlternatives)
    assert "Marjolein" not in f"{mail.body}{mail.alternatives}"
    assert "afspraak (afgeschermd)" in str(mail.body)


def test_one_app_that_fails_holds_up_no_other_and_withdraws_nothing(
    afspraak: Afspraak,
    noor: Gebruiker,
    settings: Settings,
    mailoutbox: list[EmailMessage],
) -> None:
    with op(11, 26, 6):
        maak_herinneringen()
    settings.HERINNERINGEN = [f"{DEZE}.kapot"]
    with op(11, 26, 9):
        zet_klaar("afspraak-klaar", ontvanger=noor, ding=afspraak, bundel=True)
        ronde()
    assert "Klaar: Lantaarnpaal" in str(mailoutbox[0].body)
    assert Bericht.objects.get(is_herinnering=True).stand == Stand.KLAAR
    settings.HERINNERINGEN = [f"{DEZE}.herinneringen"]
    with op(11, 27, 9):
        ronde()
    assert "uiterlijk 1 december" in str(mailoutbox[1].body)


def test_somebody_who_left_gets_no_digest(
    afspraak: Afspraak, noor: Gebruiker, mailoutbox: list[EmailMessage]
) -> None:
    with op(11, 26):
        maak_herinneringen()
        Gebruiker.objects.filter(pk=noor.pk).update(is_active=False)
        ronde()
        ronde()
    assert mailoutbox == []
    assert not Bericht.objects.klaar().exists()


def test_what_went_in_a_digest_shares_its_fate(afspraak: Afspraak, mailoutbox: list[EmailMessage]) -> None:
    with op(11, 26):
        ronde()
    deel = Bericht.objects.get(is_herinnering=True)
    assert deel.stand == Stand.VERSTUURD
    assert deel.gebundeld_in is not None
    assert deel.gebundeld_in.stand == Stand.VERSTUURD


def test_without_a_profile_nothing_happens(db: None) -> None:
    maak_herinneringen()
    assert not Bericht.objects.exists()
