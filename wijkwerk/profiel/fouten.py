"""What can be wrong with a profile, said in Dutch and all at once."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

TOON_HOOGSTENS = 15


@dataclass(frozen=True)
class Fout:
    """One mistake: where it stands, what was expected there and what is allowed."""

    bestand: str
    tabel: str = ""
    rij: str = ""
    veld: str = ""
    verwacht: str = ""
    toegestaan: tuple[str, ...] = ()
    gevonden: str = ""
    regel: int = 0  # the line of the file on which the row begins, when that is known

    def __str__(self) -> str:
        return f"{self.plaats}: {self.uitleg}"

    @property
    def plaats(self) -> str:
        """Where: file, table, row and key, as far as they are known."""
        tabel = f"[{self.tabel}]" if self.tabel and not self.rij else f"[[{self.tabel}]]"
        bestand = f"{self.bestand}:{self.regel}" if self.regel else self.bestand
        delen = [bestand, f"{tabel} {self.rij}".strip() if self.tabel else "", self.veld]
        return ", ".join(deel for deel in delen if deel)

    @property
    def uitleg(self) -> str:
        """What was expected, what was found, and what is allowed."""
        zin = f"verwacht {self.verwacht}"
        if self.gevonden:
            zin += f", gevonden {self.gevonden}"
        if self.suggestie:
            zin += f' (bedoelt u "{self.suggestie}"?)'
        if self.toegestaan:
            zin += f"; toegestaan: {self._keuzes()}"
        return zin

    @property
    def suggestie(self) -> str:
        """The allowed value that looks most like what was found, or nothing."""
        gevonden = self.gevonden.strip('"')
        lijkt = difflib.get_close_matches(gevonden, self.toegestaan, n=1, cutoff=0.7)
        return lijkt[0] if lijkt and lijkt[0] != gevonden else ""

    def _keuzes(self) -> str:
        getoond = self.toegestaan[:TOON_HOOGSTENS]
        rest = len(self.toegestaan) - len(getoond)
        return ", ".join(getoond) + (f" en nog {rest}" if rest else "")


@dataclass(frozen=True)
class Klacht:
    """A mistake as a row sees it itself: without file, table and row."""

    veld: str
    verwacht: str
    gevonden: str = ""
    toegestaan: tuple[str, ...] = ()


class ProfielFout(Exception):
    """The file is not a profile; `fouten` names every mistake in it."""

    def __init__(self, fouten: tuple[Fout, ...]) -> None:
        self.fouten = fouten
        super().__init__("\n".join(str(fout) for fout in fouten))


class OnbekendeSleutel(KeyError):
    """The code asked the profile for a key that it does not have."""

    def __init__(self, tabel: str, sleutel: str) -> None:
        self.tabel = tabel
        self.sleutel = sleutel
        super().__init__(sleutel)

    def __str__(self) -> str:
        return f'{self.tabel} "{self.sleutel}" staat niet in het profiel'
