"""Fields: what an object has, or what a profile adds to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator

from wijkwerk.profiel.basis import Benoemd, Tekst
from wijkwerk.profiel.fouten import Klacht

Veldsoort = Literal["tekst", "getal", "bedrag", "datum", "keuze", "ja-nee"]


class Veld(Benoemd):
    """A field with its key, label and kind.

    A rule may name a field of another thing with two parts (`doel.prioriteit`); an unresolved
    bare name has no label yet: the reader gives it the one of the vocabulary.
    """

    soort: Veldsoort = "tekst"
    keuzes: tuple[Tekst, ...] = ()
    verplicht: bool = True

    @classmethod
    def kaal(cls, sleutel: str) -> Veld:
        """A bare name, still to be looked up."""
        return cls.model_construct(sleutel=sleutel, naam="")

    @property
    def is_kaal(self) -> bool:
        return not self.naam

    def klachten(self) -> Iterator[Klacht]:
        yield from super().klachten()
        if self.soort == "keuze" and not self.keuzes and not self.is_kaal:
            yield Klacht("keuzes", "ten minste één keuze bij een veld van soort keuze")
        if self.soort != "keuze" and self.keuzes:
            yield Klacht("keuzes", "alleen keuzes bij een veld van soort keuze", f"soort {self.soort}")
        if len(set(self.keuzes)) != len(self.keuzes):
            yield Klacht("keuzes", "keuzes die verschillen")


def _kale_naam(waarde: object) -> object:
    return Veld.kaal(waarde) if isinstance(waarde, str) else waarde


Velden = tuple[Annotated[Veld, BeforeValidator(_kale_naam)], ...]


def tekst(sleutel: str, naam: str) -> Veld:
    return Veld(sleutel=sleutel, naam=naam)


def getal(sleutel: str, naam: str) -> Veld:
    return Veld(sleutel=sleutel, naam=naam, soort="getal")


def bedrag(sleutel: str, naam: str) -> Veld:
    return Veld(sleutel=sleutel, naam=naam, soort="bedrag")


def datum(sleutel: str, naam: str) -> Veld:
    return Veld(sleutel=sleutel, naam=naam, soort="datum")


def ja_nee(sleutel: str, naam: str) -> Veld:
    return Veld(sleutel=sleutel, naam=naam, soort="ja-nee")


def keuze(sleutel: str, naam: str, *keuzes: str) -> Veld:
    return Veld(sleutel=sleutel, naam=naam, soort="keuze", keuzes=keuzes)
