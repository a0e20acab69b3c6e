"""gunicorn with the threads of production, one process, and visitors who ask the same address over connections that stay open."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import connection

DRADEN, KEREN = 4, 100


def omgeving_van(map_: str, **ook: str) -> dict[str, str]:
    """What a process needs to work on the database of this run, with what it keeps in `map_`."""
    db = connection.settings_dict
    return os.environ | {
        "DATABASE_URL": f"postgres://{db['USER']}:{db['PASSWORD']}@{db['HOST']}:{db['PORT']}/{db['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
        "DJANGO_SETTINGS_MODULE": "bench.web.instellingen",
        "WIJKWERK_OMGEVING": "demo",
        "WIJKWERK_DATA": map_,
        "BENCH_MAP": map_,
        **ook,
    }


@contextmanager
def webserver(map_: str) -> Iterator[int]:
    """Serves the database of this run; yields its port. `map_`: files that stand at the root of the site."""
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort: int = vrij.getsockname()[1]
    omgeving = omgeving_van(map_, WIJKWERK_URL=f"http://127.0.0.1:{poort}")
    opdracht = f"-W ignore -m gunicorn wijkwerk.wsgi --bind 127.0.0.1:{poort} --worker-class gthread"
    opdracht += f" --threads {DRADEN} --no-control-socket --log-level error"
    with subprocess.Popen([sys.executable, *opdracht.split()], cwd=settings.BASE_DIR, env=omgeving) as proces:
        try:
            _wacht(poort)
            yield poort
        finally:
            proces.terminate()


def _wacht(poort: int) -> None:
    for _ in range(150):
        with suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{poort}/gezondheid/").read()
            return
        time.sleep(0.2)
    raise RuntimeError("The web server did not start.")


def haal(poort: int, pad: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{poort}{pad}") as antwoord:
        inhoud: bytes = antwoord.read()
        return inhoud


def bezoek(poort: int, pad: str, status: int = 200, **koppen: str) -> None:
    """As many visitors as the server has threads, each asking so many times; raises when an answer is another one."""
    regels = "".join(f"{naam}: {waarde}\r\n" for naam, waarde in koppen.items())
    vraag = f"GET {pad} HTTP/1.1\r\nHost: 127.0.0.1:{poort}\r\n{regels}\r\n".encode()
    gezien: list[int] = []
    draden = [threading.Thread(target=_vraag, args=(poort, vraag, gezien)) for _ in range(DRADEN)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    if gezien != [status] * (DRADEN * KEREN):
        raise RuntimeError(f"{pad}: {set(gezien)}, {len(gezien)}")


def _vraag(poort: int, vraag: bytes, gezien: list[int]) -> None:
    lijn = socket.create_connection(("127.0.0.1", poort))
    for _ in range(KEREN):
        lijn.sendall(vraag)
        kop, _, rest = _tot_de_inhoud(lijn)
        gezien.append(int(kop.split(b" ", 2)[1]))
        lengte = int((kop.lower().split(b"content-length:")[1:] or [b"0"])[0].split(b"\r\n")[0])
        while len(rest) < lengte:
            rest += lijn.recv(65536)
        if b"connection: close" in kop.lower():
            lijn.close()
            lijn = socket.create_connection(("127.0.0.1", poort))
    lijn.close()


def _tot_de_inhoud(lijn: socket.socket) -> tuple[bytes, bytes, bytes]:
    gelezen = b""
    while b"\r\n\r\n" not in gelezen:
        stuk = lijn.recv(65536)
        if not stuk:
            raise RuntimeError("The web server hung up.")
        gelezen += stuk
    return gelezen.partition(b"\r\n\r\n")


def schrijf(map_: str, naam: str, inhoud: bytes) -> str:
    """A file of these bytes, and the address it will have."""
    (Path(map_) / naam).write_bytes(inhoud)
    return f"/{naam}"
