"""What whoever brings figures in says about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from wijkwerk.cijfers.diensten.fouten import DienstFout
from wijkwerk.cijfers.diensten.kiezen import diensten
from wijkwerk.cijfers.inlezen.eigen import EIGEN
from wijkwerk.cijfers.inlezen.rijen import Vraag
from wijkwerk.cijfers.lezen.formaten import FORMATEN
from wijkwerk.gemeente.service import actief_profiel


@dataclass(frozen=True)
class Keuzes:
    """What whoever brings a file in says about it.

    `jaar`: of which year the figures are, where the file does not tell. `indeling`: of which year the areas are; without
    it the newest year of the figures. `alles`: of every municipality, not just the own one.
    """

    formaat: str
    jaar: int | None = None
    indeling: int | None = None
    voorlopig: bool = False
    alles: bool = False
    # The service to ask, where there is no file, and its table when that is not the known one of the year.
    dienst: str = ""
    tabel: str = ""

    @property
    def json_leeg(self) -> str:
        return "" if self.formaat == EIGEN else FORMATEN[self.formaat].json_leeg

    def vraag(self) -> Vraag:
        eigen = None if self.alles else frozenset({actief_profiel().gemeente.code})
        return Vraag(FORMATEN[self.formaat], self.jaar, eigen)

    def waarvandaan(self) -> str:
        """Which service was asked for which table, where a file has its name."""
        dienst = diensten().get(self.dienst)
        if dienst is None:
            raise DienstFout("Deze dienst is hier uitgezet. Vraag het de technisch beheerder.")
        return " ".join(
            filter(None, [urlsplit(dienst.adres).hostname, dienst.tabel_van(self.jaar, self.tabel)])
        )

    def bron(self) -> str:
        """As it is named beside a figure."""
        bron = FORMATEN[self.formaat].bron
        return f"{bron} {self.jaar}" if self.jaar else bron


@dataclass(frozen=True)
class Herkomst:
    """Where own figures come from, and of which day they are."""

    bron: str = ""
    peildatum: date | None = None
