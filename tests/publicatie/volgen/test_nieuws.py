"""What a follower is told and when."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.hulp import gebied, persoon
from tests.publicatie.plaatsing import geplaatst
from tests.publicatie.volgen.volgers import START, URL, ingevuld, maak_volger, met_stand, post
from wijkagenda.models import Plan
from wijkwerk.berichten.models import Bericht
from wijkwerk.profiel import Profiel
from wijkwerk.publicatie.models import Publicatie, Volger
from wijkwerk.publicatie.tasks import vertel_volgers
from wijkwerk.publicatie.volgen import acties

pytestmark = pytest.mark.django_db


# --- the news


def test_tells_what_changed_once_and_with_the_ways_out(
    plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    volger = maak_volger()
    klok.shift(timedelta(days=8))
    met_stand("knelpunt")
    klok.shift(timedelta(minutes=10))
    vertel_volgers()
    vertel_volgers()

    [mail] = post(mailoutbox)

    assert mail.subject == "Nieuw over Brouwhuis"
    einde = f"http://127.0.0.1:8000/nieuwsmail/{volger.sleutel}/einde/"
    assert mail.extra_headers["List-Unsubscribe"] == f"<{einde}>"
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert isinstance(mail, EmailMultiAlternatives)
    html = str(mail.alternatives[0][0])
    for tekst in (str(mail.body), html):
        assert "Er is een knelpunt: 1.1 Vaste inlooptafel" in tekst
        assert "U krijgt deze e-mail omdat u Brouwhuis volgt. Dat bevestigde u op 8 maart 2027." in tekst
        assert einde in tekst
        assert "/publiek/brouwhuis/wijkactieplan/2/" in tekst
    klok.shift(timedelta(days=8))
    vertel_volgers()
    assert post(mailoutbox) == []


def test_waits_some_days_and_tells_the_newest_of_each(
    plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    maak_volger()
    klok.shift(timedelta(days=1))
    met_stand("knelpunt")
    klok.shift(timedelta(days=1))
    geplaatst(ding=gebied("dierdonk"), titel="Verslag van het wijkoverleg")
    met_stand("gereed")
    vertel_volgers()
    assert post(mailoutbox) == []
    klok.shift(timedelta(days=6))
    vertel_volgers()

    [mail] = post(mailoutbox)

    tekst = str(mail.body)
    assert tekst.count("Stand van zaken: ") == 1
    assert "knelpunt" not in tekst
    assert "Nieuw: Verslag van het wijkoverleg" in tekst


def test_setting_makes_it_daily(
    plan: Publicatie,
    mailoutbox: list[EmailMessage],
    klok: time_machine.Traveller,
    settings: Any,
) -> None:
    settings.VOLGBERICHT_DAGEN = 1
    maak_volger()
    klok.shift(timedelta(days=1))
    met_stand("knelpunt")
    klok.shift(timedelta(minutes=10))
    vertel_volgers()

    assert len(post(mailoutbox)) == 1


def test_no_mail_at_night(
    plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    maak_volger()
    klok.shift(timedelta(days=8))
    met_stand("knelpunt")
    klok.shift(timedelta(hours=15))

    vertel_volgers()

    assert not Bericht.objects.exists()


def test_a_publication_that_is_just_being_made_is_told_the_next_round(
    plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    """Its moment is set before its transaction ends: whoever looks in between must not skip it."""
    maak_volger()
    klok.shift(timedelta(days=8))
    met_stand("knelpunt")
    vertel_volgers()
    assert post(mailoutbox) == []
    klok.shift(timedelta(minutes=6))
    vertel_volgers()

    assert len(post(mailoutbox)) == 1


def test_elsewhere_is_told_only_to_who_follows_everything(
    plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    maak_volger()
    maak_volger(None, "an@voorbeeld.example")
    klok.shift(timedelta(days=8))
    geplaatst(waar="dierdonk", titel="Plan Dierdonk")
    klok.shift(timedelta(minutes=10))
    vertel_volgers()

    [mail] = post(mailoutbox)

    assert mail.to == ["an@voorbeeld.example"]
    assert "Nieuw in Dierdonk: Plan Dierdonk" in str(mail.body)


def test_everything_by_the_form(client: Client, plan: Publicatie, mailoutbox: list[EmailMessage]) -> None:
    client.post(URL, ingevuld(gebied="*"))

    [mail] = post(mailoutbox)

    assert mail.subject == "Bevestig dat u alle wijken wilt volgen"
    assert Volger.objects.get().gebied is None


def test_new_plan_with_its_first_state_is_new(
    plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    maak_volger("dierdonk")
    klok.shift(timedelta(days=8))
    geplaatst(waar="dierdonk", ding=Plan(pk=2), titel="Plan Dierdonk")
    geplaatst(waar="dierdonk", ding=Plan(pk=2), titel="Plan Dierdonk", aard="voortgang")
    klok.shift(timedelta(minutes=10))
    vertel_volgers()

    [mail] = post(mailoutbox)

    assert str(mail.body).count("Nieuw: Plan Dierdonk") == 1
    assert "Stand van zaken" not in str(mail.body)


def test_who_confirms_later_hears_nothing_of_before(
    plan: Publicatie, mailoutbox: list[EmailMessage], klok: time_machine.Traveller
) -> None:
    maak_volger()
    klok.shift(timedelta(days=8))
    vertel_volgers()

    assert post(mailoutbox) == []


def test_mail_server_that_is_down_loses_and_doubles_nothing(
    plan: Publicatie,
    mailoutbox: list[EmailMessage],
    klok: time_machine.Traveller,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    maak_volger()
    klok.shift(timedelta(days=8))
    met_stand("knelpunt")
    klok.shift(timedelta(minutes=10))
    vertel_volgers()

    def dood(*args: Any, **kwargs: Any) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", dood)
        assert post(mailoutbox) == []
        vertel_volgers()
    klok.shift(timedelta(hours=3))
    vertel_volgers()

    assert len(post(mailoutbox)) == 1
    assert post(mailoutbox) == []


def test_number_of_queries_when_there_is_no_news(
    plan: Publicatie, klok: time_machine.Traveller, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for nummer in range(3):
        maak_volger("brouwhuis", f"bo{nummer}@voorbeeld.example")
    klok.shift(timedelta(days=8))

    # What is newest, who was quiet long enough.
    with django_assert_num_queries(2):
        assert acties.zet_nieuws_klaar() == 0


def test_number_of_queries_of_the_pages(
    client: Client, plan: Publicatie, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    volger = maak_volger()
    geplaatst(waar="dierdonk")

    # Active profile, where something was published.
    with django_assert_num_queries(2):
        client.get(URL)
    with django_assert_num_queries(2):
        client.get(volger.get_absolute_url())


# --- at the same moment


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_the_same_moment_tell_once(helmond: Profiel) -> None:
    adviseur = persoon("adviseur-wgw", gebied="brouwhuis")
    with time_machine.travel(START - timedelta(days=30)):
        geplaatst(adviseur, ding=Plan(pk=1))
        maak_volger()
    with time_machine.travel(START - timedelta(days=1)):
        met_stand("knelpunt")
    samen = Barrier(2)

    def vertel() -> int:
        try:
            samen.wait(10)
            return acties.zet_nieuws_klaar(START)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as draden:
        aantallen = [taak.result() for taak in [draden.submit(vertel) for _ in range(2)]]

    assert sum(aantallen) == 1
    assert Bericht.objects.filter(soort=acties.NIEUWS).count() == 1
