"""What in a text seems to be about a person: a number of a citizen, a telephone number, an e-mail address, a name.

A hint for who writes, never a refusal. So it would rather miss one than cry over a date: postcodes, days, amounts,
account numbers and the numbers of signals are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

Soort = Literal["bsn", "telefoon", "e-mail", "naam"]


@dataclass(frozen=True)
class Vondst:
    soort: Soort
    gevonden: str


E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
IBAN = re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{4} ?(?:\d ?){10}\b")
# As it is written: at once, or in groups of three. Eight digits only where somebody says what it is.
_BSN = re.compile(r"(?<![\d.,/-])(\d{9}|\d{3}([ .-])\d{3}\2\d{3}|\d{4}([ .])\d{2}\3\d{3})(?![\d/-]|[.,]\d)")
_BSN_GENOEMD = re.compile(
    r"\b(?:bsn|burgerservicenummer|sofinummer|sofi-nummer)\W{0,5}(\d{8,9})\b", re.IGNORECASE
)
# Ten digits from 0, or nine from +31: mobile, with an area code of three or four digits. Not 0800 and 0900, and not 112 or 14 0xx.
_TELEFOON = re.compile(
    r"(?<![\w€,.+-])"
    r"(?:(?:\+|00)31[ .-]?(?:\(0\)[ .-]?)?|\(?0)"
    r"(?!800|900|90[69])"
    r"[1-9]\d{0,2}\)?(?:[ .-]?\d){6,8}"
    r"(?![\w-]|[.,]\d)"
)
_TUSSENVOEGSEL = r"(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Hh]et|[Tt]en|[Tt]er|[Ee]l|’t|'t)\s+)*"
AANSPREKING = re.compile(
    r"\b(?:[Mm]evrouw|[Mm]evr\.?|[Mm]w\.?|[Mm]eneer|[Dd]e heer|[Dd]hr\.?|[Ff]amilie|[Ff]am\.?)\s+"
    rf"(?:[A-Z]\.\s?)*{_TUSSENVOEGSEL}[A-Z][\w'’-]+"
)
_VOORSTELLEN = re.compile(
    r"\b(?:[Mm]ijn naam is|[Ii]k heet|[Hh]ij heet|[Zz]ij heet|[Zz]e heet|[Gg]enaamd|"
    r"[Bb]uurman|[Bb]uurvrouw|[Bb]uurjongen|[Bb]uurmeisje)\s+"
    rf"{_TUSSENVOEGSEL}[A-Z][\w'’-]+(?:\s+{_TUSSENVOEGSEL}[A-Z][\w'’-]+)?"
)


def elfproef(cijfers: str) -> bool:
    """Whether these eight or nine digits can be a burgerservicenummer."""
    cijfers = cijfers.zfill(9)
    if len(cijfers) != 9 or cijfers == "000000000":
        return False
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(cijfer) * gewicht for cijfer, gewicht in zip(cijfers, gewichten, strict=True)) % 11 == 0


def vind(tekst: str) -> list[Vondst]:
    """Return what seems to be about a person, each thing once, in the order of how much it matters."""
    kaal = IBAN.sub(" ", tekst)
    zoekers: tuple[tuple[Soort, Callable[[str], Iterator[str]]], ...] = (
        ("bsn", _bsn),
        ("telefoon", _telefoon),
        ("e-mail", lambda zin: (treffer[0].rstrip(".") for treffer in E_MAIL.finditer(zin))),
        ("naam", _naam),
    )
    return list(dict.fromkeys(Vondst(soort, gevonden) for soort, zoek in zoekers for gevonden in zoek(kaal)))


def _bsn(tekst: str) -> Iterator[str]:
    for patroon in (_BSN, _BSN_GENOEMD):
        for treffer in patroon.finditer(tekst):
            if elfproef(re.sub(r"\D", "", treffer[1])):
                yield treffer[1]


def _telefoon(tekst: str) -> Iterator[str]:
    for treffer in _TELEFOON.finditer(tekst):
        cijfers = re.sub(r"\D", "", re.sub(r"^(?:\+|00)31", "0", treffer[0]).replace("(0)", ""))
        if len(cijfers) == 10:
            yield treffer[0].strip()


def _naam(tekst: str) -> Iterator[str]:
    for patroon in (AANSPREKING, _VOORSTELLEN):
        for treffer in patroon.finditer(tekst):
            yield treffer[0]
