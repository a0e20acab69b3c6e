"""The queue: a hundred PDFs for the worker of production, with two processes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from bench.web.server import omgeving_van
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.tasks import maak_pdf

PROCESSEN = 2
HOOGSTENS = 1800


def meet(nummers: Sequence[int], alleen: float) -> None:
    """Make these, and tell how long each half took and what the worker held. `alleen`: seconds of processor for one."""
    naam = f"bench-{os.getpid()}"  # nobody else's tasks
    for nummer in nummers:
        maak_pdf.apply_async((nummer,), queue=naam)
    with tempfile.TemporaryDirectory() as map_:
        opdracht = (
            f"-W ignore -m celery --app wijkwerk --quiet worker --queues {naam} --concurrency {PROCESSEN}"
        )
        opdracht += " --without-gossip --without-mingle --loglevel error"
        argumenten = [sys.executable, *opdracht.split()]
        with subprocess.Popen(argumenten, cwd=settings.BASE_DIR, env=omgeving_van(map_)) as worker:
            try:
                _volg(nummers, worker.pid, alleen)
            finally:
                worker.terminate()


def _volg(nummers: Sequence[int], worker: int, alleen: float) -> None:
    eerste, half, begin = 0, 0.0, 0.0
    while True:
        klaar = Publicatie.objects.filter(pk__in=nummers).exclude(pdf_sha256="").count()
        nu = time.perf_counter()
        if klaar and not begin:
            begin, eerste = nu, klaar
            geheugen, gewerkt = _van(worker)
        if klaar * 2 >= len(nummers) and not half:
            half, halfweg = nu, klaar
        if klaar == len(nummers):
            break
        if begin and nu - begin > HOOGSTENS:
            raise RuntimeError(f"{klaar} of {len(nummers)} after half an hour")
        time.sleep(0.2)
    na, samen = _van(worker)
    per_stuk = (samen - gewerkt) / (klaar - eerste)
    print(
        f"    {klaar} PDF's in de rij, {PROCESSEN} processen: {(klaar - eerste) / (nu - begin):.2f} per seconde "
        f"(eerste helft {(halfweg - eerste) / (half - begin):.2f}, tweede {(klaar - halfweg) / (nu - half):.2f}); "
        f"rekentijd {per_stuk:.2f} s per stuk, {per_stuk / alleen:.2f} keer een alleen; "
        f"geheugen {geheugen // 1024} -> {na // 1024} MB"
    )


def _van(worker: int) -> tuple[int, float]:
    """(kB at most in memory, seconds of processor) of all processes of the worker."""
    kinderen = Path(f"/proc/{worker}/task/{worker}/children").read_text().split()
    kb, tikken = 0, 0
    for pid in (str(worker), *kinderen):
        stand = Path(f"/proc/{pid}/status").read_text()
        kb += int(stand.split("VmHWM:")[1].split()[0])
        velden = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        tikken += int(velden[11]) + int(velden[12])
    return kb, tikken / 100
