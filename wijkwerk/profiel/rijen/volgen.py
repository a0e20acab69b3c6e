"""Keeping up: terms, indicators, reports and evaluations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from wijkwerk.profiel.basis import Aantal, Benoemd, Positief, Tekst, Teksten
from wijkwerk.profiel.fouten import Klacht
from wijkwerk.profiel.frequentie import Frequentie
from wijkwerk.profiel.metingen import METEN
from wijkwerk.profiel.rijen.plekken import NiveauSleutel, ThemaSleutel
from wijkwerk.profiel.verwijzing import Verwijst
from wijkwerk.profiel.wie import Wie

BEGIN = ("vanaf", "vanaf_datum", "vooraf_aan", "uiterlijk")
LENGTE = ("werkdagen", "weken", "maanden")
# The one part of a report that people write, area by area.
TEKST_PER_GEBIED = "tekst per gebied"


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
    """Who is told how it goes, how often, about what; `door` makes it, `tekst_van` writes a sentence for each area."""

    aan: Annotated[Wie, Field(min_length=1)]
    frequentie: Frequentie | None = None
    onderdelen: tuple[Annotated[str, Verwijst("onderdeel")], ...] = ()
    door: Wie = ()
    niveaus: tuple[NiveauSleutel, ...] = ()
    tekst_van: Wie = ()
    openbaar: Literal["niet", "iedereen"] = "niet"

    @property
    def na_vaststelling(self) -> bool:
        """Whether it is about each established plan; those are made beside that plan."""
        return self.frequentie is not None and self.frequentie.anker == "vaststelling"

    def klachten(self) -> Iterator[Klacht]:
        yield from super().klachten()
        if self.na_vaststelling:
            return
        if self.onderdelen and not self.door:
            yield Klacht("door", "wie deze rapportage maakt", "niemand")
        if TEKST_PER_GEBIED in self.onderdelen and not (self.tekst_van and self.niveaus):
            yield Klacht(
                "tekst_van", f'wie schrijft, en voor welke niveaus, bij "{TEKST_PER_GEBIED}"', "geen"
            )


class Evaluatie(Benoemd):
    """Looking back at how things go: planned for a day, or so many months after the last one (`maanden`: each time a reminder)."""

    soort: Literal["evaluatie", "quickscan", "meting", "actualisatie"]
    door: Annotated[Wie, Field(min_length=1)]
    uiterlijk: date | None = None
    maanden: tuple[Positief, ...] = ()
    # What was established last counts as the last time.
    planvorm: Annotated[str, Verwijst("planvorm")] | None = None
    punten: Teksten = ()
    oordeel: Annotated[str, Verwijst("oordeel")] | None = None
    indicatoren: tuple[Annotated[str, Verwijst("indicator")], ...] = ()
    belasting: bool = False

    def klachten(self) -> Iterator[Klacht]:
        yield from super().klachten()
        if self.uiterlijk and self.maanden:
            yield Klacht("maanden", "uiterlijk, of maanden, niet beide")
        if list(self.maanden) != sorted(set(self.maanden)):
            yield Klacht("maanden", "een rij die oploopt", str(list(self.maanden)))
