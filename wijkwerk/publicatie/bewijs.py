"""What a finding or goal rests on, frozen: a figure with what it is compared with, what people say of it, how it moved.

Drawn from these values alone, so a chart of long ago stays the chart of then. Numbers are text, so that they never lose
a digit.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Self

from wijkwerk import grafiek
from wijkwerk.publicatie.blok import Blok

KLEIN = "te klein om te laten zien"
# A chart of more areas is a wall; then only the place among them is told.
MEESTE_GEBIEDEN = 30


class Getal(Blok):
    """A number, or in words why there is none: one of the two."""

    naam: str = ""
    getal: str | None = None
    reden: str = "geen cijfer"
    voorlopig: bool = False
    # The area that this is about.
    eigen: bool = False

    @property
    def waarde(self) -> grafiek.Waarde:
        getal = None if self.getal is None else Decimal(self.getal)
        return grafiek.Waarde(getal, self.reden if getal is None else "", self.voorlopig)

    def zonder_getal(self) -> Self:
        return self.model_copy(update={"getal": None, "reden": KLEIN, "voorlopig": False})


class Jaargetal(Getal):
    """The same of one period: `naam` is the period. `breuk`: no line is drawn to it from the one before."""

    op: float
    breuk: bool = False


class Cijferblok(Blok):
    """One measure of one area in one period, as it was known when somebody put it down."""

    maat: str
    naam: str
    eenheid: str = ""
    periode: str
    # What is better: hoger, lager or neutraal.
    richting: str = "neutraal"
    # A number of things: not compared with a whole, and not shown when it is small.
    telling: bool = False
    eigen: Getal
    gemeente: Getal
    nederland: Getal
    # Every area of its level, the highest first; empty when there are too many to draw.
    gebieden: tuple[Getal, ...] = ()
    reeks: tuple[Jaargetal, ...] = ()
    breuken: str = ""
    bron: str = ""

    @property
    def zin(self) -> str:
        """“Koopwoningen in Nieuw Den Helder, 2024: 50 procent. Gemeente Den Helder: 54 procent. Nederland: 57 procent.”"""
        rest = " ".join(
            f"{rij.naam}: {rij.waarde.tekst(self.eenheid)}." for rij in (self.gemeente, self.nederland)
        )
        eigen = self.eigen.waarde.tekst(self.eenheid)
        return f"{self.naam} in {self.eigen.naam}, {self.periode}: {eigen}. {rest}"

    @property
    def afdruk(self) -> str:
        """What it is compared with and how it went, in one line: the same line, the same figure."""
        naast = "; ".join(f"{rij.naam} {rij.waarde.tekst()}" for rij in self.gebieden)
        loop = "; ".join(
            f"{rij.naam} {rij.waarde.tekst()}{' (anders geteld)' * rij.breuk}" for rij in self.reeks
        )
        return " ".join(deel for deel in (self.zin, naast, loop, self.breuken) if deel)

    @property
    def bronregel(self) -> str:
        return f"Bron: {self.bron}." if self.bron else ""

    @property
    def vergelijking(self) -> grafiek.Grafiek:
        """Bars of every area with this one highlighted; gemeente and Nederland by name (DHR-57)."""
        rondom = (self.gemeente, self.nederland)
        rijen = [*(self.gebieden or (self.eigen,)), *(() if self.telling else rondom)]
        woorden = " ".join(f"{rij.naam}: {rij.waarde.tekst()}." for rij in rondom) if self.telling else ""
        return grafiek.staven(
            f"{self.naam}, {self.periode}",
            [grafiek.Staaf(rij.naam, rij.waarde, nadruk=rij.eigen) for rij in rijen],
            eenheid=self.eenheid,
            bron=f"{woorden} {self.bronregel}".strip(),
        )

    @property
    def verloop(self) -> grafiek.Grafiek:
        """A line through the periods, with a gap where the source counts in another way or has no number."""
        punten = tuple(grafiek.Punt(rij.naam, rij.waarde, breuk=rij.breuk, op=rij.op) for rij in self.reeks)
        return grafiek.lijn(
            f"{self.naam} in {self.eigen.naam} door de jaren",
            [grafiek.Reeks(self.eigen.naam, punten)],
            eenheid=self.eenheid,
            bron=f"{self.bronregel} {self.breuken}".strip(),
        )

    @property
    def grafieken(self) -> list[grafiek.Grafiek]:
        return [self.vergelijking, *([self.verloop] if len(self.reeks) > 1 else [])]


def onderdruk(blok: Cijferblok, vanaf: int) -> Cijferblok:
    """Leave out what is published of fewer than `vanaf`, of a number of things; never what stands for a whole municipality.

    When one area alone is left out it could be found from the total: then the smallest of the others goes too.
    """
    if not blok.telling:
        return blok
    klein = {rij.naam for rij in blok.gebieden if _is_klein(rij, vanaf)}
    if len(klein) == 1:
        klein |= _kleinste(blok.gebieden, klein)
    eigen_weg = _is_klein(blok.eigen, vanaf) or blok.eigen.naam in klein
    return blok.model_copy(
        update={
            "eigen": blok.eigen.zonder_getal() if eigen_weg else blok.eigen,
            "gebieden": tuple(rij.zonder_getal() if rij.naam in klein else rij for rij in blok.gebieden),
            "reeks": tuple(
                rij.zonder_getal()
                if _is_klein(rij, vanaf) or (eigen_weg and rij.naam == blok.periode)
                else rij
                for rij in blok.reeks
            ),
        }
    )


def _is_klein(rij: Getal, vanaf: int) -> bool:
    return rij.getal is not None and 0 < Decimal(rij.getal) < vanaf


def _kleinste(rijen: Iterable[Getal], behalve: set[str]) -> set[str]:
    over = [
        rij for rij in rijen if rij.getal is not None and Decimal(rij.getal) > 0 and rij.naam not in behalve
    ]
    return {min(over, key=lambda rij: Decimal(rij.getal or 0)).naam} if over else set()


class Herkenningblok(Blok):
    """What a group of people said of a finding: by which group, never by whom."""

    groep: str
    datum: date
    uitkomst: str
    aanvulling: str = ""
    bij: str = ""

    @property
    def regel(self) -> str:
        aanvulling = f": {self.aanvulling}" if self.aanvulling else ""
        bij = f", {self.bij}" if self.bij else ""
        dag = f"{self.datum:%d-%m-%Y}"
        return f"{self.groep}, {dag}{bij}: {self.uitkomst.lower()}{aanvulling}"


class Metingblok(Blok):
    """The figure a goal wants to move: where it stood, where it stands, and whether it moved as wished."""

    begin: Cijferblok
    nu: Cijferblok | None = None
    # In words: “hoger dan 50 procent”.
    wens: str
    uitkomst: str = ""
    woord: str = ""

    @property
    def regel(self) -> str:
        nu = f" Nu: {self.nu.afdruk}" if self.nu else ""
        return " ".join(f"{self.wens}. {self.woord} Begin: {self.begin.afdruk}{nu}".split())


class Bevindingcijfer(Blok):
    """A figure of a finding under a goal, in words: as it was written down, as it is now, and whether it moved."""

    # Empty when it stands under the goal itself.
    bevinding: str = ""
    naam: str
    toen: str
    toen_bron: str
    toen_op: date
    nu: str = ""
    nu_bron: str = ""
    nu_op: date | None = None
    woord: str

    @property
    def regel(self) -> str:
        nu = f" Nu: {self.nu} ({self.nu_bron}, {self.nu_op:%d-%m-%Y})." if self.nu_op else ""
        toen = f"Toen: {self.toen} ({self.toen_bron}, {self.toen_op:%d-%m-%Y})."
        return f"{self.bevinding}: {self.naam}. {toen}{nu} {self.woord}".removeprefix(": ")


class Standblok(Blok):
    """What was computed for a judgment: of what was promised for it so much is done."""

    gedaan: int
    van: int

    @property
    def woord(self) -> str:
        soort = "actie" if self.van == 1 else "acties"
        return f"{self.gedaan} van {self.van} {soort} gedaan"
