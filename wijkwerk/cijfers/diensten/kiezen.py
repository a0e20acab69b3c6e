"""Which services there are (`diensten.toml`), where they are (settings), and what may be asked of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from pydantic import BaseModel, ConfigDict

from wijkwerk.cijfers.diensten.fouten import DienstFout

BESTAND = Path(__file__).with_name("diensten.toml")
TABEL = re.compile(r"[0-9]{5}[A-Z]{3}")


class Dienst(BaseModel):
    """One service. `land`: it has figures of Nederland too; `alleen`: columns that must begin with this; `omtrekken`: borders as well."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sleutel: str
    naam: str
    wie: str
    formaat: str
    land: bool = False
    omtrekken: bool = False
    # Of StatLine: the table of each year, or the one table with all years.
    tabellen: Mapping[int, str] = {}
    tabel: str = ""
    periode: str = ""
    dimensie: str = ""
    alleen: Mapping[str, str] = {}
    # Without a year all of them are asked.
    alle_jaren: bool = False

    @property
    def is_statline(self) -> bool:
        return bool(self.tabellen or self.tabel)

    @property
    def adres(self) -> str:
        return str(settings.CIJFERDIENSTEN.get(self.sleutel, ""))

    def tabel_van(self, jaar: int | None, gekozen: str = "") -> str:
        """The table to ask; empty when this service has none. Raises DienstFout when the year has no known table."""
        if not self.is_statline:
            return ""
        tabel = gekozen or self.tabel or self.tabellen.get(jaar or 0, "")
        if not tabel:
            raise DienstFout(
                f"Van {jaar} kennen wij de tabel van StatLine nog niet. Vul het nummer van de tabel in, zoals 85984NED."
            )
        if not TABEL.fullmatch(tabel):
            raise DienstFout(
                "Het nummer van een tabel van StatLine is vijf cijfers en drie hoofdletters: 85984NED."
            )
        return tabel


@cache
def _gelezen() -> Mapping[str, Dienst]:
    rijen: dict[str, Any] = tomllib.loads(BESTAND.read_text(encoding="utf-8"))
    return {
        sleutel: Dienst(
            sleutel=sleutel,
            tabellen={int(jaar): tabel for jaar, tabel in rij.pop("tabellen", {}).items()},
            **rij,
        )
        for sleutel, rij in rijen.items()
    }


def diensten() -> Mapping[str, Dienst]:
    """Every service of which this installation has the address; an empty address switches one off."""
    return {sleutel: dienst for sleutel, dienst in _gelezen().items() if dienst.adres}


def kaartdiensten() -> Mapping[str, Dienst]:
    """Those of them that give the outlines of areas."""
    return {sleutel: dienst for sleutel, dienst in diensten().items() if dienst.omtrekken}


ALLE = tuple(_gelezen())
MET_OMTREKKEN = tuple(sleutel for sleutel, dienst in _gelezen().items() if dienst.omtrekken)
