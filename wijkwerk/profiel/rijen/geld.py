"""Asking, judging and paying: polls, judgements and budgets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from wijkwerk.profiel.basis import Aantal, Bedrag, Benoemd, Positief, Rij, Tekst, Teksten
from wijkwerk.profiel.fouten import Klacht
from wijkwerk.profiel.frequentie import Frequentie
from wijkwerk.profiel.verwijzing import Geeft, Verwijst
from wijkwerk.profiel.wie import Wie

Onderwerpen = tuple[
    Annotated[
        str,
        Verwijst(
            "overlegvorm", "planvorm", "budget", "signaalsoort", "cyclus", "thema", "indicator", "object"
        ),
    ],
    ...,
]
Uitweg = Annotated[str, Verwijst(woorden=("afwijzen", "aanvullen"), route="route", antwoord="antwoord")]


class Peiling(Benoemd):
    """A poll: who is asked, about what, and how the outcome counts."""

    wie: Annotated[Wie, Field(min_length=1)]
    voor: Onderwerpen = ()
    soort: Literal["behoefte", "vragen", "reacties", "stemmen"]
    punten: Positief | None = None
    telt: Literal["beslist", "adviseert"] = "adviseert"
    frequentie: Frequentie = Frequentie(norm="vrij")

    def klachten(self) -> Iterator[Klacht]:
        yield from super().klachten()
        if self.punten is not None and self.soort != "stemmen":
            yield Klacht("punten", "alleen punten bij een peiling van soort stemmen", f"soort {self.soort}")


class Criterium(Benoemd):
    pass


class Oordeel(Benoemd):
    """A judgement: every criterion yes or no with explanation; `anders` is the only other way out."""

    criteria: Annotated[tuple[Criterium, ...], Field(min_length=1)]
    door: Wie = ()
    anders: Uitweg | None = None


class Besluit(Rij):
    """Who decides, up to which amount or in which category."""

    tot: Bedrag | None = None
    categorie: Tekst | None = None
    door: Annotated[Wie, Field(min_length=1), Geeft("budget.besluiten")]


class Budget(Benoemd):
    programma: Tekst = ""
    houder: Wie = ()
    beheer: Annotated[Wie, Geeft("budget.beheren")] = ()
    verdeling: Literal["vast", "inwoners", "aanvraag"] | None = None
    categorieen: Teksten = ()
    uitgesloten: Teksten = ()
    minimum: Bedrag | None = None
    maximum: Bedrag | None = None
    besluit: tuple[Besluit, ...] = ()
    meenemen: Aantal | None = None
    # From this one functions receive amounts without a request (DHR-29).
    vergoedingen: bool = False

    def klachten(self) -> Iterator[Klacht]:
        yield from super().klachten()
        if self.besluit and not any(rij.tot is None and rij.categorie is None for rij in self.besluit):
            yield Klacht(
                "besluit",
                "een rij zonder tot en zonder categorie: wie besluit over al het andere",
                "alleen rijen met tot of categorie",
            )
        if self.minimum is not None and self.maximum is not None and self.maximum < self.minimum:
            yield Klacht("maximum", f"een bedrag van ten minste {self.minimum} (minimum)", str(self.maximum))
        for nummer, besluit in enumerate(self.besluit, start=1):
            if besluit.categorie is not None and besluit.categorie not in self.categorieen:
                yield Klacht(
                    f"besluit[{nummer}].categorie",
                    "een van de categorieen van dit budget",
                    f'"{besluit.categorie}"',
                    self.categorieen,
                )
