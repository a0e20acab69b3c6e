"""Where rows of a service wait until they are all there: a csv on disk, so that they go on as any file does."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Mapping
from typing import IO, Any

from wijkwerk.cijfers.diensten.fouten import DienstFout

MAX_KOLOMMEN = 1_000


class Spoel:
    """Takes rows by name of column; parts of a table may have columns that others have not. `leeg`: what None becomes."""

    def __init__(self, leeg: str = "") -> None:
        self.leeg = leeg
        self.rijen = 0
        self._kolommen: dict[str, int] = {}
        self._breed_na = 0
        self._ruw = tempfile.TemporaryFile()  # noqa: SIM115 (closed by `klaar` or `weg`)
        self._tekst = io.TextIOWrapper(self._ruw, encoding="utf-8", newline="", write_through=False)
        self._schrijf = csv.writer(self._tekst, delimiter=";", lineterminator="\n")

    def neem(self, rij: Mapping[str, Any]) -> None:
        """Keep a row. Raises DienstFout when a cell is no text, number or nothing."""
        if rij.keys() != self._kolommen.keys():
            self._leer(rij)
        self._schrijf.writerow([self._cel(rij.get(kop, "")) for kop in self._kolommen])
        self.rijen += 1

    def klaar(self) -> IO[bytes]:
        """The rows as a file with a heading; whoever gets it closes it."""
        self._tekst.flush()
        self._ruw.seek(0)
        uit = tempfile.TemporaryFile()  # noqa: SIM115 (the caller closes it)
        tekst = io.TextIOWrapper(uit, encoding="utf-8", newline="")
        schrijf = csv.writer(tekst, delimiter=";", lineterminator="\n")
        schrijf.writerow(self._kolommen)
        if self._breed_na:
            breed = len(self._kolommen)
            for cellen in csv.reader(
                io.TextIOWrapper(self._ruw, encoding="utf-8", newline=""), delimiter=";"
            ):
                schrijf.writerow(cellen + [""] * (breed - len(cellen)))
            tekst.flush()
        else:
            tekst.flush()
            shutil.copyfileobj(self._ruw, uit)
        tekst.detach()
        uit.seek(0)
        self.weg()
        return uit

    def weg(self) -> None:
        self._ruw.close()

    def _leer(self, rij: Mapping[str, Any]) -> None:
        nieuw = [kop for kop in rij if kop not in self._kolommen]
        if nieuw and self.rijen:
            self._breed_na = self.rijen
        for kop in nieuw:
            self._kolommen[kop] = len(self._kolommen)
        if len(self._kolommen) > MAX_KOLOMMEN:
            raise DienstFout(f"De dienst geeft meer dan {MAX_KOLOMMEN} kolommen.")

    def _cel(self, waarde: Any) -> str:
        if waarde is None:
            return self.leeg
        if isinstance(waarde, dict | list):
            raise DienstFout("De dienst geeft een cel die geen getal of tekst is.")
        return str(waarde)
