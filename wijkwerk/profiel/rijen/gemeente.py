"""The municipality itself: who it is, its words, how long it keeps, how it lets people take part."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from importlib import resources
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from wijkwerk.profiel.basis import Benoemd, Bevroren, Deel, Rij, Sleutel, Tekst, Teksten
from wijkwerk.profiel.fouten import Klacht, OnbekendeSleutel
from wijkwerk.profiel.frequentie import VASTE_PERIODEN, Periode
from wijkwerk.profiel.verwijzing import Verwijst

Maanden = Annotated[int, Field(ge=1, le=1200)]


def _als_tekst(waarde: object) -> object:
    return waarde.isoformat() if isinstance(waarde, date) and not isinstance(waarde, datetime) else waarde


class Gemeente(Rij):
    naam: Tekst
    code: Annotated[str, Field(pattern=r"^GM[0-9]{4}$")]
    bron: Tekst = ""
    bron_datum: Annotated[str, BeforeValidator(_als_tekst), Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")] = ""
    stand: Literal["vastgesteld", "voorlopig"] = "voorlopig"
    perioden: Annotated[Mapping[Sleutel, Periode], AfterValidator(Bevroren)] = Bevroren[Periode]()

    def klachten(self) -> Iterator[Klacht]:
        yield from super().klachten()
        bezet = (*VASTE_PERIODEN, "gebied", "partij", "gemeente", "persoon", "overleg")
        for naam in self.perioden:
            if naam in bezet:
                yield Klacht("perioden", "een naam die de taal niet al gebruikt", f'"{naam}"')


class Term(Deel):
    """What this municipality calls something, one and many."""

    enkel: Tekst
    meer: Tekst


class Termen(Rij):
    """The words on the screens; a word that the file does not give has a neutral default."""

    woorden: Annotated[Mapping[str, Term], AfterValidator(Bevroren)] = Bevroren[Term]()
    synoniemen: Annotated[Mapping[str, Tekst], AfterValidator(Bevroren)] = Bevroren[str]()

    @model_validator(mode="before")
    @classmethod
    def _woorden_apart(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        eigen = {sleutel: waarde for sleutel, waarde in data.items() if sleutel in cls.model_fields}
        return {**eigen, "woorden": {s: w for s, w in data.items() if s not in eigen or s == "woorden"}}

    def klachten(self) -> Iterator[Klacht]:
        bekend = tuple(neutrale_termen())
        for veld in self.aanname:
            if veld and veld not in (*self.woorden, "synoniemen"):
                yield Klacht("aanname", "een woord uit deze tabel", f'"{veld}"', tuple(self.woorden))
        for woord in self.woorden:
            if woord not in bekend:
                yield Klacht(woord, "een woord dat de schermen gebruiken", f'"{woord}"', bekend)

    def __getitem__(self, woord: str) -> Term:
        """The municipality's own word, else the neutral one."""
        if woord in self.woorden:
            return self.woorden[woord]
        try:
            return neutrale_termen()[woord]
        except KeyError:
            raise OnbekendeSleutel("termen", woord) from None


@functools.cache
def neutrale_termen() -> Mapping[str, Term]:
    """The words a screen may use, each with its neutral default (`termen.toml`)."""
    bron = resources.files("wijkwerk.profiel").joinpath("termen.toml").read_text(encoding="utf-8")
    return Bevroren({woord: Term(**paar) for woord, paar in tomllib.loads(bron).items()})


class Bewaren(Rij):
    """After how many months personal data leave by themselves."""

    contact: Maanden
    gevoelige_tekst: Maanden = Field(alias="gevoelige-tekst")
    logboek: Maanden
    foto: Maanden
    kleine_aantallen: Annotated[int, Field(ge=1, le=100, alias="kleine-aantallen")]


class Protocol(Benoemd):
    stappen: Annotated[Teksten, Field(min_length=1)]


class Participatie(Rij):
    """How the municipality lets people take part in its plans."""

    ladder: Teksten = ()
    weegfactoren: Teksten = ()
    instrumenten: Teksten = ()
    rollen: Teksten = ()
    protocollen: tuple[Protocol, ...] = ()
    paragraaf_bij: tuple[Annotated[str, Verwijst("planvorm")], ...] = ()
    # The overview of plans and projects: tested on relevance per area, sent, and open for interest (BER-26, BER-45, BER-47).
    jaaroverzicht: tuple[Annotated[str, Verwijst("planvorm")], ...] = ()
    # Plans that all staff read as pages of the toolkit (BER-51).
    toolkit: tuple[Annotated[str, Verwijst("planvorm")], ...] = ()
