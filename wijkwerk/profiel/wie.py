"""Who: a list of selectors, any one of which is enough."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import BeforeValidator, PlainValidator

from wijkwerk.profiel.basis import verkeerd

Kant = Literal["bestuur", "gemeente", "partner", "bewoners"]
Partijsoort = Literal["gemeente", "team", "organisatie", "bewonersorgaan", "bewonersgroep", "samenwerking"]

KANTEN: tuple[str, ...] = get_args(Kant)
PARTIJSOORTEN: tuple[str, ...] = get_args(Partijsoort)

# What may stand before the colon, and the table in which the rest is a key.
SOORTEN = {
    "rol": "rol",
    "kant": "kant",
    "soort": "partijsoort",
    "partij": "partij",
    "discipline": "discipline",
    "overleg": "overlegvorm",
    "peiling": "peiling",
}
WOORDEN = ("melder", "indiener", "eigenaar", "houder", "trekker", "iedereen")
BESTEMMINGEN = ("meldsysteem", "balie")

# The side on which an organisation of this kind stands.
KANT_VAN_SOORT = {
    "gemeente": "gemeente",
    "team": "gemeente",
    "organisatie": "partner",
    "samenwerking": "partner",
    "bewonersorgaan": "bewoners",
    "bewonersgroep": "bewoners",
}


class Selector(NamedTuple):
    """`rol:wijkmanager` is `Selector("rol", "wijkmanager")`; a bare word is `Selector("melder", "")`."""

    soort: str
    waarde: str = ""

    def __str__(self) -> str:
        return f"{self.soort}:{self.waarde}" if self.waarde else self.soort


def selector(tekst: str, woorden: tuple[str, ...] = WOORDEN) -> Selector:
    """Read one selector; raise ValueError when it is none."""
    soort, dubbelepunt, waarde = tekst.partition(":")
    if (dubbelepunt and soort in SOORTEN and waarde) or (not dubbelepunt and soort in woorden):
        return Selector(soort, waarde)
    raise ValueError(tekst)


def _lees(woorden: tuple[str, ...]) -> PlainValidator:
    def lees(waarde: object) -> Selector:
        if isinstance(waarde, Selector):
            return waarde
        try:
            return selector(waarde if isinstance(waarde, str) else "", woorden)
        except ValueError:
            vormen = tuple(f"{soort}:…" for soort in SOORTEN)
            raise verkeerd("wie, zoals rol:… of een vast woord", (*woorden, *vormen)) from None

    return PlainValidator(lees)


def _bestemming(waarde: object) -> object:
    return (waarde,) if isinstance(waarde, str) else waarde


def _regie(waarde: object) -> object:
    return (f"partij:{waarde}",) if isinstance(waarde, str) and ":" not in waarde else waarde


Wie = tuple[Annotated[Selector, _lees(WOORDEN)], ...]
# Where a route ends: Who, or the bare word `meldsysteem` or `balie`.
Bestemming = Annotated[
    tuple[Annotated[Selector, _lees((*WOORDEN, *BESTEMMINGEN))], ...], BeforeValidator(_bestemming)
]
# Who directs an organisation: the key of an organisation, or Who.
Regie = Annotated[Wie, BeforeValidator(_regie)]
