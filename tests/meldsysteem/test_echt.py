"""Real processes and real deaths: each report arrives once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from threading import Event

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from signalen.meldsysteem import overdragen
from signalen.meldsysteem.overdragen import draag_over_wat_klaarstaat
from signalen.models import Meldsysteem, Overdracht
from tests.meldsysteem.conftest import ververs
from tests.meldsysteem.server import TOKEN, Server

pytestmark = pytest.mark.django_db(transaction=True)
Stand = Overdracht.Stand
ZetUit = Callable[..., Overdracht]
WERK = "import django; django.setup()\nfrom signalen.tasks import draag_over\ndraag_over()"


def worker(server: Server) -> subprocess.Popen[bytes]:
    """A worker as a process of its own, on the database of the test."""
    db = connection.settings_dict
    plek = f"host={db['HOST']}" if db["HOST"].startswith("/") else ""
    host = "" if plek else db["HOST"]
    omgeving = os.environ | {
        "DJANGO_SETTINGS_MODULE": "wijkwerk.settings",
        "WIJKWERK_OMGEVING": "test",
        "DATABASE_URL": f"postgres://{db['USER']}@{host}:{db['PORT'] or 5432}/{db['NAME']}?{plek}",
        "WIJKWERK_MELDSYSTEEM_URL": server.adres,
        "WIJKWERK_MELDSYSTEEM_SLEUTEL": TOKEN,
    }
    return subprocess.Popen([sys.executable, "-c", WERK], env=omgeving, cwd=settings.BASE_DIR)


def later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overdragen, "VASTGELOPEN_NA", timedelta(0))
    Overdracht.objects.update(niet_voor=timezone.now())
    draag_over_wat_klaarstaat()


def test_a_worker_killed_before_the_answer_came_sends_no_second_report(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server takes the report, and the worker is dead before it hears so."""
    overdracht = zet_uit()
    server.vasthouden = Event()
    proces = worker(server)
    assert server.bezig.wait(30)

    proces.send_signal(signal.SIGKILL)
    proces.wait()
    server.vasthouden.set()
    server.vasthouden = None
    _wacht(lambda: len(server.meldingen) == 1)
    assert ververs(overdracht).stand == Stand.BEZIG

    later(monkeypatch)

    assert len(server.meldingen) == 1
    assert (ververs(overdracht).stand, ververs(overdracht).nummer) == (Stand.OVERGEDRAGEN, "SIG-1")


def test_several_workers_at_once_hand_over_nothing_twice(
    met_account: Meldsysteem, server: Server, zet_uit: ZetUit
) -> None:
    for _ in range(12):
        zet_uit()
    draden = [threading.Thread(target=_werk) for _ in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()

    kenmerken = [melding["extra_properties"][0]["answer"] for melding in server.meldingen]
    assert len(kenmerken) == len(set(kenmerken)) == 12
    assert set(Overdracht.objects.values_list("stand", flat=True)) == {Stand.OVERGEDRAGEN}


def _werk() -> None:
    draag_over_wat_klaarstaat()
    connection.close()


def _wacht(voorwaarde: Callable[[], bool]) -> None:
    klok = Event()
    for _ in range(200):
        if voorwaarde():
            return
        klok.wait(0.05)
    raise AssertionError("Still waiting")
