"""Reads along with every logger and remembers what should not have been there."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings

from tests.toegang.merken import BESLOTEN, GEHEIM


class Meelezer(logging.Handler):
    """What was logged with a mark in it: message, arguments, extra fields, or the text of an exception."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.gevonden: list[str] = []
        self.gezien: set[str] = set()

    def neem(self) -> list[str]:
        """Return what was found since the last time."""
        gevonden, self.gevonden = self.gevonden, []
        return gevonden

    def emit(self, record: logging.LogRecord) -> None:
        self.gezien.add(record.name)
        fout = record.exc_info[1] if record.exc_info else ""
        tekst = f"{record.getMessage()} {fout} {vars(record)}".lower()
        if GEHEIM in tekst or BESLOTEN in tekst:
            self.gevonden.append(f"{record.name} {record.levelname} {record.getMessage()} {fout}")


@contextmanager
def lees_mee() -> Iterator[Meelezer]:
    """Hear every logger at DEBUG, as far as settings.LOGGING does not pin it higher.

    The loggers pass nothing on meanwhile: printing what a test looks at takes longer than the test.
    """
    meelezer = Meelezer()
    # As Django and our settings leave them; a level of their own stays.
    takken = [logging.getLogger(naam) for naam in logging.root.manager.loggerDict if "." not in naam]
    standen = {tak: (tak.level, tak.propagate) for tak in (logging.root, *takken)}
    vastgezet: Any = settings.LOGGING["loggers"]
    for tak in (logging.root, *takken):
        if tak.name not in vastgezet:
            tak.setLevel(logging.DEBUG)
        tak.propagate = False
        tak.addHandler(meelezer)
    try:
        yield meelezer
    finally:
        for tak, (stand, geeft_door) in standen.items():
            tak.removeHandler(meelezer)
            tak.setLevel(stand)
            tak.propagate = geeft_door
