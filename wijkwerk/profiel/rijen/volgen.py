"""Keeping up: terms, indicators and reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from wijkwerk.profiel.basis import Aantal, Benoemd, Tekst, Teksten
from wijkwerk.profiel.fouten import Klacht
from wijkwerk.profiel.frequentie import Frequentie
from wijkwerk.profiel.metingen import METEN
from wijkwerk.profiel.rijen.plekken import ThemaSleutel
from wijkwerk.profiel.verwijzing import Verwijst
from wijkwerk.profiel.wie import Wie

BEGIN = ("vanaf", "vanaf_datum", "vooraf_aan", "uiterlijk")
LENGTE = ("werkdagen", "weken", "maanden")


class Termijn(Benoemd):
    """Between a beginning and a step: how long, when to remind, and whom when it is too late."""

    object: Annotated[str, Verwijst("object")]
    voor: tuple[str, ...] = ()
    vanaf: str | None = None
    vanaf_datum: str | None = None
    vooraf_aan: str | None = None
    uiterlijk: date | None = None
    tot: str
    werkdagen: Aantal | None = None
    weken: Aantal | None = None
    maanden: Aantal | None = None
    herinner: tuple[Aantal, ...] = ()
    te_laat_naar: Wie = ()
    dan: str | None = None

    def klachten(self) -> Iterator[Klacht]:
        yield from super().klachten()
        begin = [veld for veld in BEGIN if getattr(self, veld) is not None]
        lengte = [veld for veld in LENGTE if getattr(self, veld) is not None]
        if len(begin) != 1:
            yield Klacht("", "precies één begin van de termijn", " en ".join(begin) or "geen", BEGIN)
        if begin == ["uiterlijk"] and lengte:
            yield Klacht(lengte[0], "geen lengte bij een vaste datum (uiterlijk)")
        elif begin != ["uiterlijk"] and len(lengte) != 1:
            yield Klacht("", "precies één lengte van de termijn", " en ".join(lengte) or "geen", LENGTE)


class Indicator(Benoemd):
    """A figure by area; with `afgeleid` the product counts it itself, out of this register and in the way of `meet`."""

    thema: ThemaSleutel | None = None
    bron: Tekst = ""
    eenheid: Tekst = ""
    richting: Literal["hoger", "lager", "neutraal"] = "neutraal"
    afgeleid: Tekst | None = None
    meet: Tekst | None = None

    def klachten(self) -> Iterator[Klacht]:
        yield from super().klachten()
        if self.afgeleid is None:
            if self.meet is not None:
                yield Klacht(
                    "meet", "alleen bij een cijfer dat Wijkwerk zelf telt (afgeleid)", f'"{self.meet}"'
                )
        elif self.afgeleid not in METEN:
            yield Klacht("afgeleid", "iets dat Wijkwerk telt", f'"{self.afgeleid}"', tuple(METEN))
        elif self.meet is not None and self.meet not in METEN[self.afgeleid]:
            yield Klacht(
                "meet", f"een manier om {self.afgeleid} te tellen", f'"{self.meet}"', METEN[self.afgeleid]
            )

    @property
    def telling(self) -> tuple[str, str] | None:
        """What is counted and how; None for what people enter."""
        if self.afgeleid is None:
            return None
        return self.afgeleid, self.meet or METEN[self.afgeleid][0]


class Rapportage(Benoemd):
    aan: Annotated[Wie, Field(min_length=1)]
    frequentie: Frequentie | None = None
    onderdelen: Teksten = ()
