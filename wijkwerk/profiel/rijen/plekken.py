"""Where things are and what they are about: levels, areas, disciplines, themes, channels, places."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from wijkwerk.profiel.basis import Benoemd, Gevoelig, Invloed, Rij, Tekst
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


class Kanaal(Benoemd):
    richting: Literal["in", "uit", "beide"] = "beide"


class Locatiesoort(Benoemd):
    """A kind of place; the address of a kind that is not `openbaar` is never published."""

    openbaar: bool = False
