"""Bringing figures in, beside the same lines through plain COPY: what reading, checking and merging cost.

A small country by default; BENCH_BUURTEN, BENCH_MATEN and BENCH_JAREN make it larger (14000, 120 and 10: the whole of it).
"""

import io
import os
import time
from collections.abc import Iterator

from django.db import connection

from bench import Vergelijking
from tests.hulp import activeer
from wijkwerk.cijfers.acties import laad_bestand
from wijkwerk.cijfers.catalogus import catalogus
from wijkwerk.cijfers.keuzes import Keuzes
from wijkwerk.cijfers.models import Cijfer

BUURTEN = int(os.environ.get("BENCH_BUURTEN", 2_000))
MATEN = int(os.environ.get("BENCH_MATEN", 60))
JAREN = int(os.environ.get("BENCH_JAREN", 1))


def _bestand(buurten: int, maten: list[str]) -> bytes:
    """A file as StatLine gives it, with some secrets in it."""
    uit = [";".join(["WijkenEnBuurten", *(f"{naam}_{n}" for n, naam in enumerate(maten))])]
    for n in range(buurten):
        waarden = ("." if (n * 7 + m) % 23 == 0 else str((n * 31 + m * 17) % 9000) for m in range(len(maten)))
        uit.append(f"BU{n // 10000 + 1000:04}{n % 10000:04};" + ";".join(waarden))
    return ("\n".join(uit) + "\n").encode()


def _leeg() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE cijfers_cijfer")


def _kopie(regels: bytes) -> None:
    """The floor: lines that need no reading or checking, into the same table with its key."""
    _leeg()
    with connection.cursor() as cursor, cursor.cursor.copy("COPY cijfers_cijfer FROM STDIN") as kopie:
        kopie.write(regels)


def _voer_in(inhoud: bytes) -> None:
    _leeg()
    for jaar in range(2025 - JAREN, 2025):
        laad_bestand(
            bestand=io.BytesIO(inhoud),
            naam="bench",
            keuzes=Keuzes("statline", jaar, 2024, alles=True),
            door=None,
        )


def vergelijkingen() -> Iterator[Vergelijking]:
    activeer("helmond")
    maten = [*catalogus().kolommen("statline")][:MATEN]
    inhoud = _bestand(BUURTEN, maten)
    begin = time.perf_counter()
    _voer_in(inhoud)
    duur = time.perf_counter() - begin
    aantal = Cijfer.objects.count()
    print(f"    {aantal} cijfers: {aantal / duur:,.0f} per seconde")
    with connection.cursor() as cursor, cursor.cursor.copy("COPY cijfers_cijfer TO STDOUT") as kopie:
        regels = b"".join(bytes(stuk) for stuk in kopie)
    yield Vergelijking(
        f"{aantal} cijfers: kale COPY naast de invoer", lambda: _kopie(regels), lambda: _voer_in(inhoud), 2
    )
