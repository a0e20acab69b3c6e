"""Real servers, real processes, real deaths: each message arrives once, or says that it may have come twice."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from tests.berichten.postkantoor import Postkantoor, Werkplaats, postkantoor_open, wacht_op
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.tasks import verstuur_klaargezette
from wijkwerk.gebruikers.models import Gebruiker

pytestmark = pytest.mark.django_db(transaction=True)
Stand = Bericht.Stand

STERF_NA_AANNEMEN = """
import os
from wijkwerk.berichten.post import Postbus
from wijkwerk.berichten.verzenden import verstuur_wat_klaarstaat
echt = Postbus.bied_aan
def bied_aan(self, mail):
    {voor}
    echt(self, mail)
    {na}
Postbus.bied_aan = bied_aan
verstuur_wat_klaarstaat()
"""


@pytest.fixture
def postkantoor(settings: Settings) -> Iterator[Postkantoor]:
    with postkantoor_open() as kantoor:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = kantoor.poort
        settings.BERICHT_EERSTE_WACHT = timedelta(0)
        settings.BERICHT_VASTGELOPEN_NA = timedelta(0)
        yield kantoor


@pytest.fixture
def werkplaats(postkantoor: Postkantoor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Werkplaats]:
    plaats = Werkplaats(tmp_path_factory.mktemp("w"), postkantoor)
    yield plaats
    plaats.ruim_op()


def zet_in(aantal: int) -> list[str]:
    """Put in messages about their own recipients; return the Message-IDs."""
    mensen = Gebruiker.objects.bulk_create(
        Gebruiker(email=f"{uuid4().hex}@voorbeeld.example", naam="Mens", password="!") for _ in range(aantal)
    )
    rijen = Bericht.objects.bulk_create(
        Bericht(soort="proef", object_soort="gebruiker", object_id=mens.pk, ontvanger=mens) for mens in mensen
    )
    return [rij.message_id for rij in rijen]


def standen() -> Counter[str]:
    return Counter(Bericht.objects.values_list("stand", flat=True))


def test_a_worker_is_killed_in_the_middle_and_the_broker_forgets_everything_twice(
    postkantoor: Postkantoor, werkplaats: Werkplaats
) -> None:
    nummers = zet_in(6)
    los = postkantoor.vasthouden = threading.Event()
    broker = werkplaats.start_broker()
    werkplaats.start_beat()
    worker = werkplaats.start_worker()
    wacht_op(postkantoor.bezig.is_set, "the mail server to get the first message")
    [half] = Bericht.objects.filter(stand=Stand.BEZIG).values_list("message_id", flat=True)

    worker.kill()
    worker.wait()
    werkplaats.redis.flushall()
    postkantoor.vasthouden = None
    los.set()
    werkplaats.start_worker()
    wacht_op(lambda: standen() == {Stand.VERSTUURD: 5, Stand.ONZEKER: 1}, "all mail to be sent")
    assert Bericht.objects.get(stand=Stand.ONZEKER).message_id == half

    # The broker dies with all it knew and another comes in its place; worker and beat live on.
    broker.kill()
    broker.wait()
    nummers += zet_in(2)
    werkplaats.start_broker()
    wacht_op(
        lambda: standen() == {Stand.VERSTUURD: 7, Stand.ONZEKER: 1},
        "the mail after the restart of the broker",
    )
    assert Counter(postkantoor.aangenomen) == Counter(nummers)


def test_death_between_acceptance_and_commit_sends_the_same_message_id_twice_and_says_so(
    postkantoor: Postkantoor, werkplaats: Werkplaats
) -> None:
    [nummer] = zet_in(1)
    assert werkplaats.draai(STERF_NA_AANNEMEN.format(voor="pass", na="os._exit(9)")) == 9
    assert (postkantoor.aangenomen, standen()) == ([nummer], {Stand.BEZIG: 1})

    wacht_op(_ronde_maakt_leeg, "the second sending")

    assert postkantoor.aangenomen == [nummer, nummer]
    assert standen() == {Stand.ONZEKER: 1}


def test_death_before_handing_over_still_leads_to_one_mail(
    postkantoor: Postkantoor, werkplaats: Werkplaats
) -> None:
    nummers = zet_in(2)
    assert werkplaats.draai(STERF_NA_AANNEMEN.format(voor="os._exit(9)", na="pass")) == 9
    assert postkantoor.aangenomen == []

    wacht_op(_ronde_maakt_leeg, "all mail to be sent")

    assert sorted(postkantoor.aangenomen) == sorted(nummers)


def _ronde_maakt_leeg() -> bool:
    """One run of the sweep, with all waiting over."""
    Bericht.objects.klaar().update(niet_voor=timezone.now())
    verstuur_klaargezette()
    return not Bericht.objects.filter(stand__in=[Stand.KLAAR, Stand.BEZIG]).exists()


def test_a_mail_server_that_is_down_and_then_refuses_for_a_while(postkantoor: Postkantoor) -> None:
    nummers = zet_in(4)
    postkantoor.sluit()
    for _ in range(3):
        verstuur_klaargezette()
    assert standen() == {Stand.KLAAR: 4}

    postkantoor.open()
    postkantoor.weiger = ["451 Even wachten", "421 Ik sluit", "450 Bezet", "451 Even wachten", "452 Vol"]
    for _ in range(12):
        _ronde_maakt_leeg()

    assert Counter(postkantoor.aangenomen) == Counter(nummers)
    assert standen() == {Stand.VERSTUURD: 4}


def test_an_unknown_address_is_refused_for_good_and_the_rest_goes(postkantoor: Postkantoor) -> None:
    zet_in(3)
    postkantoor.weiger = ["550 Onbekend"]
    verstuur_klaargezette()
    assert standen() == {Stand.MISLUKT: 1, Stand.VERSTUURD: 2}


def _verstuur_in_draad() -> None:
    verstuur_klaargezette()
    connection.close()


def test_several_senders_at_once_send_nothing_twice(postkantoor: Postkantoor, settings: Settings) -> None:
    settings.BERICHT_VASTGELOPEN_NA = timedelta(minutes=1)
    nummers = zet_in(40)
    draden = [threading.Thread(target=_verstuur_in_draad) for _ in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()

    assert Counter(postkantoor.aangenomen) == Counter(nummers)
    assert standen() == {Stand.VERSTUURD: 40}


def test_a_slow_sender_is_not_taken_for_dead(postkantoor: Postkantoor) -> None:
    [nummer] = zet_in(1)
    los = postkantoor.vasthouden = threading.Event()
    langzaam = threading.Thread(target=_verstuur_in_draad)
    langzaam.start()
    wacht_op(postkantoor.bezig.is_set, "the slow sender to be in the middle")

    verstuur_klaargezette()  # sees `bezig`, older than the limit, but locked
    assert standen() == {Stand.BEZIG: 1}
    postkantoor.vasthouden = None
    los.set()
    langzaam.join()

    wacht_op(_ronde_maakt_leeg, "the mail to be sent after the refusal")
    assert postkantoor.aangenomen == [nummer]
