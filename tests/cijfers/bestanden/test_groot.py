"""A file that is long."""

from __future__ import annotations

import io
import tracemalloc
from typing import IO

import pytest

from tests.cijfers.bestanden.tabel import GOED, KOP
from tests.cijfers.hulp import laad
from wijkwerk.cijfers.acties import laad_bestand
from wijkwerk.cijfers.inlezen import klaarzet
from wijkwerk.cijfers.keuzes import Keuzes
from wijkwerk.cijfers.lezen.bestand import open_tabel

pytestmark = pytest.mark.usefixtures("helmond")


class _Lang(io.RawIOBase):
    """A csv of so many rows that is never in memory."""

    def __init__(self, rijen: int) -> None:
        self.regel = b"BU07940101;100;55\n"
        self.kop = (";".join(KOP) + "\n").encode()
        self.lengte = len(self.kop) + rijen * len(self.regel)
        self.plek = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, plek: int, vanaf: int = 0) -> int:
        self.plek = plek + (0, self.plek, self.lengte)[vanaf]
        return self.plek

    def tell(self) -> int:
        return self.plek

    def readinto(self, doel: memoryview) -> int:  # type: ignore[override]
        aantal = min(len(doel), self.lengte - self.plek)
        begin = self.plek - len(self.kop)
        if begin < 0:
            deel = self.kop[self.plek :][:aantal]
        else:
            van = begin % len(self.regel)
            deel = (self.regel * (aantal // len(self.regel) + 2))[van : van + aantal]
        doel[: len(deel)] = deel
        self.plek += len(deel)
        return len(deel)


def test_a_long_file_is_read_row_by_row() -> None:
    bestand: IO[bytes] = io.BufferedReader(_Lang(300_000))
    tracemalloc.start()
    aantal = sum(1 for _ in open_tabel(bestand).rijen)
    _, hoogst = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert aantal == 300_000
    assert hoogst < 3_000_000


@pytest.mark.django_db
@pytest.mark.parametrize("groot", [True, False])
def test_a_large_file_and_a_small_one_become_the_same(monkeypatch: pytest.MonkeyPatch, groot: bool) -> None:
    """Of a large one the database first looks at what it is to merge."""
    monkeypatch.setattr(klaarzet, "IS_GROOT", f"SELECT {groot}")
    assert laad(GOED, "statline", 2024).nieuw > 0
    weer = laad(GOED, "statline", 2024)
    assert weer.niets_veranderd
    assert weer.gelijk == sum(weer.soorten.values())


def test_how_far_it_is_is_told_once_for_the_rows_that_were_read() -> None:
    """Not once for each of their measures: that would be a question to the cache for each."""
    gemeld: list[int] = []
    laad_bestand(
        bestand=io.BytesIO(GOED.encode()),
        naam="proef",
        keuzes=Keuzes("statline", 2024, alles=True),
        door=None,
        meld=gemeld.append,
    )
    assert gemeld == [2]
