"""A real mail server, a real broker, real workers: what test_echt lets live and die."""

from __future__ import annotations

import asyncio
import email
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import connection
from redis import Redis

from wijkwerk.opstart import valkey

HOOGSTENS = 30


def wacht_op(voorwaarde: Callable[[], bool], wat: str) -> None:
    einde = time.monotonic() + HOOGSTENS
    while not voorwaarde():
        assert time.monotonic() < einde, f"Still waiting for: {wat}"
        time.sleep(0.05)


class Postkantoor:
    """An SMTP server that keeps what it accepted; it refuses, or stands still, when told so."""

    def __init__(self) -> None:
        self.aangenomen: list[str] = []
        self.weiger: list[str] = []
        # Set by a test: hold the answer to DATA until this is set. `bezig` tells that somebody waits for it.
        self.vasthouden: threading.Event | None = None
        self.bezig = threading.Event()
        self._controller: Controller | None = None
        self.poort = 0

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        if self.weiger:
            return self.weiger.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if (los := self.vasthouden) is not None:
            self.bezig.set()
            while not los.is_set():
                await _even()
            return "451 Te laat"
        content = envelope.content
        assert isinstance(content, bytes)
        self.aangenomen.append(str(email.message_from_bytes(content)["Message-ID"]))
        return "250 OK"

    def open(self) -> None:
        """Open the door, on the same port as before."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.poort or _vrije_poort())
        self._controller.start()
        self.poort = self._controller.port

    def sluit(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None


async def _even() -> None:
    await asyncio.sleep(0.02)


def _vrije_poort() -> int:
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        return int(proef.getsockname()[1])


class Werkplaats:
    """Starts processes with the settings of this folder on the test database, and ends them all."""

    def __init__(self, map_: Path, postkantoor: Postkantoor) -> None:
        self.map = map_
        self.postkantoor = postkantoor
        self.processen: list[subprocess.Popen[bytes]] = []

    @property
    def redis(self) -> Redis:
        return Redis(unix_socket_path=str(self.map / "valkey.sock"))

    def start_broker(self) -> subprocess.Popen[bytes]:
        bestand = self.map / "valkey.sock"
        bestand.unlink(missing_ok=True)
        proces = self._start(
            [
                str(valkey.server()),
                "--port",
                "0",
                "--unixsocket",
                str(bestand),
                "--save",
                "",
                "--dir",
                str(self.map),
            ]
        )
        wacht_op(bestand.exists, "the broker")
        return proces

    def start_worker(self) -> subprocess.Popen[bytes]:
        return self._start(
            [
                sys.executable,
                "-m",
                "celery",
                "-A",
                "wijkwerk",
                "worker",
                "-P",
                "solo",
                "--without-gossip",
                "--without-mingle",
            ]
        )

    def start_beat(self) -> subprocess.Popen[bytes]:
        return self._start([sys.executable, "-m", "celery", "-A", "wijkwerk", "beat", "--pidfile="])

    def draai(self, code: str) -> int:
        """Run a piece of Python in a process of its own, Django set up; return its exit code."""
        proces = self._start([sys.executable, "-c", f"import django; django.setup()\n{code}"])
        return proces.wait(HOOGSTENS)

    def _start(self, opdracht: list[str]) -> subprocess.Popen[bytes]:
        with (self.map / "uitvoer.log").open("ab") as log:
            proces = subprocess.Popen(
                opdracht, env=self._omgeving(), cwd=settings.BASE_DIR, stdout=log, stderr=log
            )
        self.processen.append(proces)
        return proces

    def _omgeving(self) -> dict[str, str]:
        database = connection.settings_dict
        plek = f"host={database['HOST']}" if database["HOST"].startswith("/") else ""
        host = "" if plek else f"{database['HOST']}"
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.berichten.echte_settings",
            "WIJKWERK_OMGEVING": "test",
            "DATABASE_URL": f"postgres://{database['USER']}@{host}:{database['PORT'] or 5432}/{database['NAME']}?{plek}",
            "REDIS_URL": f"unix://{self.map / 'valkey.sock'}?db=0",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.postkantoor.poort}",
            "BEAT_BESTAND": str(self.map / "beat"),
        }

    def ruim_op(self) -> None:
        for proces in reversed(self.processen):
            if proces.poll() is None:
                proces.send_signal(signal.SIGKILL)
            proces.wait(HOOGSTENS)
        # pytest shows this when the test failed.
        sys.stdout.write((self.map / "uitvoer.log").read_text(encoding="utf-8")[-4000:])


@contextmanager
def postkantoor_open() -> Iterator[Postkantoor]:
    kantoor = Postkantoor()
    kantoor.open()
    try:
        yield kantoor
    finally:
        kantoor.sluit()
