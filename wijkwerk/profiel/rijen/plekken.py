"""Where things are and what they are about: levels, areas, disciplines, themes, channels, places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from wijkwerk.profiel.basis import Benoemd, Gevoelig, Invloed, Rij, Tekst
from wijkwerk.profiel.fouten import Klacht
from wijkwerk.profiel.verwijzing import Verwijst

NiveauSleutel = Annotated[str, Verwijst("niveau")]
GebiedSleutel = Annotated[str, Verwijst("gebied")]
DisciplineSleutel = Annotated[str, Verwijst("discipline")]
ThemaSleutel = Annotated[str, Verwijst("thema")]


class Niveau(Benoemd):
    """A level of areas; more than one parent level makes trees of unequal depth."""

    onder: tuple[NiveauSleutel, ...] = ()
    invloed: Invloed | None = None


class Vrijstelling(Rij):
    """A form that is not held in this area, and why."""

    vorm: Annotated[str, Verwijst("overlegvorm", "planvorm")]
    reden: Tekst


class Gebied(Benoemd):
    """An area; only the first filling of the table of areas."""

    niveau: NiveauSleutel
    onder: GebiedSleutel | None = None
    cbs: tuple[Annotated[str, Field(pattern=r"^(GM\d{4}|WK\d{6}|BU\d{8})$")], ...] = ()
    grens: Literal["vast", "voorlopig"] = "vast"
    vrijgesteld: tuple[Vrijstelling, ...] = ()


class Discipline(Benoemd):
    gevoelig: Gevoelig = "nee"


class Thema(Benoemd):
    gevoelig: Gevoelig = "nee"
    invloed: Invloed | None = None


class Formulierkeuze(Rij):
    """One choice on a form for everybody: a kind of signal, in the words of whoever fills it in."""

    soort: Annotated[str, Verwijst("signaalsoort")]
    naam: Tekst = ""


class Kanaal(Benoemd):
    """A way in or out. With `formulier` residents bring in a signal by it themselves, without account."""

    richting: Literal["in", "uit", "beide"] = "beide"
    formulier: tuple[Formulierkeuze, ...] = ()

    def klachten(self) -> Iterator[Klacht]:
        yield from super().klachten()
        if self.formulier and self.richting == "uit":
            yield Klacht("richting", '"in" of "beide", want met het formulier komt iets binnen', '"uit"')


class Locatiesoort(Benoemd):
    """A kind of place; the address of a kind that is not `openbaar` is never published."""

    openbaar: bool = False
