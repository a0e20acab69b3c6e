"""What may not be published: names of people, contact data, numbers of citizens, text that is not public.

One plain function: text in, findings out. A hard finding must be mended; the others may be acknowledged by who
publishes (the telephone number of the town hall is no secret).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.utils.module_loading import import_string

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.persoonsgegevens import AANSPREKING, E_MAIL, IBAN, elfproef

# So many words in a row that stand in a text that is not public are no coincidence.
WOORDEN_OP_RIJ = 6
LANGSTE_NAAM = 5


@dataclass(frozen=True)
class Bevinding:
    """One thing found. `waar` names the place on the page; `sleutel` is stable, so that it can be acknowledged."""

    soort: str
    waar: str
    gevonden: str
    hard: bool

    @property
    def sleutel(self) -> str:
        return f"{self.soort}|{self.waar}|{self.gevonden}"

    @property
    def uitleg(self) -> str:
        return UITLEG[self.soort]


UITLEG: Mapping[str, str] = {
    "bsn": "Dit lijkt een burgerservicenummer. Haal het weg.",
    "iban": "Dit is een rekeningnummer. Haal het weg.",
    "e-mail": "Dit is een e-mailadres. Mag iedereen dit weten? Alleen een adres van een team of balie mag blijven staan.",
    "telefoon": "Dit lijkt een telefoonnummer. Mag iedereen dit weten? Alleen een algemeen nummer mag blijven staan.",
    "naam": "Dit lijkt de naam van een persoon. Noem liever de functie of de organisatie.",
    "adres": "Dit lijkt het adres van een woning. Noem liever de straat of de buurt.",
    "besloten": "Deze tekst staat in een besloten of afgeschermd stuk. Schrijf hier alleen wat openbaar is.",
}

_BSN = re.compile(r"(?<![\d.,])(\d[ .]?){8,9}(?![\d.,]*\d)")
_TELEFOON = re.compile(r"(?<![\d€])(?:(?:\+|00)31[ .-]?|0)(?:\(0\)[ .-]?)?[1-9](?:[ .-]?\d){8}(?!\d)")
_ADRES = re.compile(
    r"\b\d{4} ?[A-Z]{2}\s+\d{1,5}\b|\b[A-Z][a-z]+(?:straat|weg|laan|plein|gracht|kade|dijk|hof|pad)\s\d{1,4}\s?[a-zA-Z]?\b"
)
_WOORD = re.compile(r"[\w’'-]+")


def _bsn(tekst: str) -> Iterator[str]:
    for treffer in _BSN.finditer(tekst):
        if elfproef(re.sub(r"\D", "", treffer[0])):
            yield treffer[0].strip()


def _patroon(patroon: re.Pattern[str], tekst: str) -> Iterator[str]:
    for treffer in patroon.finditer(tekst):
        yield treffer[0].strip()


def _telefoon(tekst: str) -> Iterator[str]:
    """Not what is part of an account number."""
    return _patroon(_TELEFOON, IBAN.sub(" ", tekst))


def _woorden(tekst: str) -> list[str]:
    return [woord.lower() for woord in _WOORD.findall(tekst)]


def _namen(namen: frozenset[tuple[str, ...]], tekst: str) -> Iterator[str]:
    """Known names of people, as whole words in a row."""
    gevonden = _WOORD.findall(tekst)
    klein = [woord.lower() for woord in gevonden]
    for begin in range(len(klein)):
        for lengte in range(2, LANGSTE_NAAM + 1):
            if tuple(klein[begin : begin + lengte]) in namen and len(klein) >= begin + lengte:
                yield " ".join(gevonden[begin : begin + lengte])


def _besloten(rijen: frozenset[tuple[str, ...]], tekst: str) -> Iterator[str]:
    woorden = _woorden(tekst)
    for begin in range(len(woorden) - WOORDEN_OP_RIJ + 1):
        rij = tuple(woorden[begin : begin + WOORDEN_OP_RIJ])
        if rij in rijen:
            yield " ".join(rij)
            return


def zoek(
    teksten: Iterable[tuple[str, str]],
    *,
    namen: Iterable[str] = (),
    besloten: Iterable[str] = (),
) -> list[Bevinding]:
    """Return what may not be published in these (waar, tekst) pairs, each finding once.

    `namen`: names of people we know; `besloten`: texts of besloten parts and shielded things.
    """
    bekend = frozenset(tuple(_woorden(naam)) for naam in namen if len(_woorden(naam)) > 1)
    rijen = frozenset(
        tuple(woorden[begin : begin + WOORDEN_OP_RIJ])
        for woorden in map(_woorden, besloten)
        for begin in range(len(woorden) - WOORDEN_OP_RIJ + 1)
    )
    zoekers: tuple[tuple[str, bool, Callable[[str], Iterator[str]]], ...] = (
        ("bsn", True, _bsn),
        ("iban", True, partial(_patroon, IBAN)),
        ("besloten", True, partial(_besloten, rijen)),
        ("naam", False, partial(_namen, bekend)),
        ("naam", False, partial(_patroon, AANSPREKING)),
        ("e-mail", False, partial(_patroon, E_MAIL)),
        ("telefoon", False, _telefoon),
        ("adres", False, partial(_patroon, _ADRES)),
    )
    gevonden: dict[str, Bevinding] = {}
    for waar, tekst in teksten:
        for soort, hard, zoeker in zoekers:
            for treffer in zoeker(tekst):
                bevinding = Bevinding(soort, waar, treffer, hard)
                gevonden.setdefault(bevinding.sleutel, bevinding)
    return list(gevonden.values())


def zoek_met_kennis(
    teksten: Iterable[tuple[str, str]], *, gebieden: frozenset[int], besloten: Iterable[str] = ()
) -> list[Bevinding]:
    """`zoek`, with the names of all users and with what the apps say may not be published of these gebieden.

    settings.NIET_PUBLICEREN lists functions (ids) -> (namen, besloten teksten) of what lies in or below them.
    """
    teksten = [(waar, tekst) for waar, tekst in teksten if tekst.strip()]
    if not teksten:
        return []
    namen = list(Gebruiker.objects.values_list("naam", flat=True))
    verboden = list(besloten)
    for pad in settings.NIET_PUBLICEREN:
        meer_namen, meer_teksten = import_string(pad)(gebieden)
        namen += meer_namen
        verboden += meer_teksten
    return zoek(teksten, namen=namen, besloten=verboden)
