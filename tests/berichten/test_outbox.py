"""Putting in, twice is once, taking back, and what the database refuses."""

import time
from datetime import timedelta

import pytest
from celery import current_app
from django.db import IntegrityError
from django.utils import timezone
from kombu.exceptions import OperationalError
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.hulp import persoon
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten import starten
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.service import ruim_op, trek_in, zet_klaar, zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Plek
from wijkwerk.profiel import Profiel, Selector

pytestmark = pytest.mark.django_db


def test_the_same_message_twice_is_one_row(noor: Gebruiker, afspraak: Afspraak) -> None:
    assert zet_klaar("afspraak-gevraagd", ontvanger=noor, ding=afspraak) is not None
    assert zet_klaar("afspraak-gevraagd", ontvanger=noor, ding=afspraak) is None
    assert Bericht.objects.count() == 1


def test_another_moment_or_recipient_is_another_message(noor: Gebruiker, afspraak: Afspraak) -> None:
    zet_klaar("afspraak-gevraagd", ontvanger=noor, ding=afspraak)
    zet_klaar("afspraak-gevraagd", ontvanger=noor, ding=afspraak, moment="2")
    zet_klaar("afspraak-gevraagd", ontvanger=persoon(), ding=afspraak)
    zet_klaar("afspraak-gevraagd", adressant=("melder", 1), ding=afspraak)
    zet_klaar("afspraak-gevraagd", adressant=("melder", 1), ding=afspraak)
    assert Bericht.objects.count() == 4


def test_a_withdrawn_message_comes_back_when_it_is_wanted_again(noor: Gebruiker, afspraak: Afspraak) -> None:
    zet_klaar("afspraak-gevraagd", ontvanger=noor, ding=afspraak)
    assert trek_in("afspraak-gevraagd", afspraak, reden="Vergissing.") == 1
    assert Bericht.objects.get().stand == Bericht.Stand.INGETROKKEN

    terug = zet_klaar("afspraak-gevraagd", ontvanger=noor, ding=afspraak)

    assert terug is not None
    assert Bericht.objects.get().stand == Bericht.Stand.KLAAR


def test_what_has_left_cannot_be_withdrawn(noor: Gebruiker, afspraak: Afspraak) -> None:
    zet_klaar("afspraak-gevraagd", ontvanger=noor, ding=afspraak)
    Bericht.objects.update(stand=Bericht.Stand.BEZIG, begonnen_op=afspraak.gevraagd_op)
    assert trek_in("afspraak-gevraagd", afspraak) == 0


def test_everybody_of_a_role_is_told_but_who_did_it(den_helder: object, afspraak: Afspraak) -> None:
    een, ander = persoon("college"), persoon("college")
    nieuw = zet_klaar_voor(
        (Selector("rol", "college"),), "afspraak-gemaakt", ding=afspraak, plek=Plek(), behalve=een
    )
    assert [bericht.ontvanger for bericht in nieuw] == [ander]


def test_the_context_refuses_words(noor: Gebruiker, afspraak: Afspraak) -> None:
    with pytest.raises(ValueError, match="is tekst"):
        zet_klaar(
            "afspraak-gevraagd", ontvanger=noor, ding=afspraak, context={"titel": "Ruzie achter de voordeur"}
        )
    assert zet_klaar(
        "afspraak-gevraagd",
        ontvanger=noor,
        ding=afspraak,
        context={"antwoord": 12, "soort": "nu", "dag": "2026-12-01"},
    )


@pytest.mark.parametrize(
    ("velden", "constraint"),
    [
        ({}, "bericht_een_ontvanger"),
        ({"adressant_soort": "melder"}, "bericht_een_ontvanger"),
        ({"adressant_soort": "melder", "adressant_id": 1, "bundel": True}, "bericht_bundel_naar_gebruiker"),
        (
            {"adressant_soort": "melder", "adressant_id": 1, "is_herinnering": True},
            "bericht_herinnering_in_bundel",
        ),
        (
            {"adressant_soort": "melder", "adressant_id": 1, "stand": "verstuurd"},
            "bericht_verstuurd_compleet",
        ),
        ({"adressant_soort": "melder", "adressant_id": 1, "stand": "bezig"}, "bericht_bezig_compleet"),
    ],
)
def test_constraints(velden: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        Bericht.objects.create(soort="x", object_soort="x", object_id=1, **velden)


def test_the_key_is_unique_in_the_database_itself() -> None:
    Bericht.objects.create(soort="x", object_soort="x", object_id=1, adressant_soort="melder", adressant_id=1)
    with pytest.raises(IntegrityError, match="bericht_eenmalig"):
        Bericht.objects.create(
            soort="x", object_soort="x", object_id=1, adressant_soort="melder", adressant_id=1
        )


def test_a_due_message_asks_a_worker_once_after_commit(
    noor: Gebruiker, afspraak: Afspraak, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        zet_klaar("afspraak-gevraagd", ontvanger=noor, ding=afspraak)
        zet_klaar("later", ontvanger=noor, ding=afspraak, wacht_minuten=10)
        zet_klaar("regel-in-dagbericht", ontvanger=noor, ding=afspraak, bundel=True)
    assert callbacks == [starten.vraag_worker]


@pytest.mark.parametrize("fout", [OperationalError("weg"), ConnectionRefusedError("weg")])
def test_a_broker_that_is_down_does_not_break_the_request(
    noor: Gebruiker,
    afspraak: Afspraak,
    fout: Exception,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    from wijkwerk.berichten.tasks import verstuur_klaargezette

    def weiger(**opties: object) -> None:
        raise fout

    monkeypatch.setattr(verstuur_klaargezette, "apply_async", weiger)
    with django_capture_on_commit_callbacks(execute=True):
        zet_klaar("afspraak-gevraagd", ontvanger=noor, ding=afspraak)
    assert Bericht.objects.klaar().count() == 1


def test_a_dead_broker_costs_a_request_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    starten.vraag_worker()  # imports are not what is measured
    monkeypatch.setattr(current_app.conf, "broker_write_url", "redis://127.0.0.1:1/0")
    begin = time.monotonic()
    starten.vraag_worker()
    assert time.monotonic() - begin < 1


def test_what_is_settled_leaves_with_the_logboek(
    noor: Gebruiker, afspraak: Afspraak, den_helder: Profiel
) -> None:
    lang_geleden = timezone.now() - timedelta(days=31 * den_helder.bewaren.logboek + 5)
    verstuurd = {"stand": Bericht.Stand.VERSTUURD, "verstuurd_op": lang_geleden, "gemaakt_op": lang_geleden}
    namen = ("dagbericht", "deel", "dagbericht van nu", "deel van toen", "wacht")
    rij = {naam: zet_klaar(naam, ontvanger=noor, ding=afspraak, bundel="deel" in naam) for naam in namen}
    Bericht.objects.exclude(soort__in=["wacht", "dagbericht van nu"]).update(**verstuurd)
    Bericht.objects.filter(soort="deel").update(gebundeld_in=rij["dagbericht"])
    Bericht.objects.filter(soort="wacht").update(gemaakt_op=lang_geleden)
    assert ruim_op() == 3
    assert set(Bericht.objects.values_list("soort", flat=True)) == {"dagbericht van nu", "wacht"}
