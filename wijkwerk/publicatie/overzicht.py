"""What a reader with four minutes wants to know of a plan: how its promises stand, which are due, which were put off.

From frozen content as it lies in the row: a whole municipality is counted without reading every plan in full.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.text import slugify

from wijkwerk.publicatie.inhoud import Afspraakblok, Inhoud, Item
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.publicatie.weergave import Telling

# How a promise can stand, in the order of the table: what is done first.
STANDEN = {
    "gereed": "Gereed",
    "loopt": "Loopt",
    "gepland": "Gepland",
    "knelpunt": "Knelpunt",
    "later": "Later gepland",
    "vervallen": "Vervallen",
}
AF = frozenset({"gereed", "vervallen"})
# So long before its last day a promise is named.
BINNENKORT = timedelta(days=90)


@dataclass(frozen=True)
class Cijfers:
    """Of one plan, or of one theme in all of them."""

    telling: Telling
    uitgesteld: int
    te_laat: int

    @property
    def standen(self) -> list[tuple[str, str, int]]:
        """(key, word, number) of each state, also where it is none: so that two plans can be laid side by side."""
        return [(sleutel, woord, self.telling.standen.get(sleutel, 0)) for sleutel, woord in STANDEN.items()]

    @property
    def alles(self) -> int:
        return self.telling.alles


def cijfers(afspraken: Iterable[dict[str, Any]], vandaag: date) -> Cijfers:
    """Count promises as they lie in frozen content."""
    standen: dict[str, int] = {}
    oordelen: dict[str, int] = {}
    uitgesteld = te_laat = 0
    for afspraak in afspraken:
        stand = afspraak["stand"]
        standen[stand] = standen.get(stand, 0) + 1
        oordeel = afspraak.get("nagekomen", "")
        oordelen[oordeel] = oordelen.get(oordeel, 0) + 1
        uitgesteld += bool(afspraak.get("uitgesteld"))
        te_laat += stand not in AF and not oordeel and date.fromisoformat(afspraak["uiterlijk"]) < vandaag
    telling = Telling(
        oordelen.get("ja", 0), oordelen.get("deels", 0), oordelen.get("nee", 0), oordelen.get("", 0), standen
    )
    return Cijfers(telling, uitgesteld, te_laat)


def opgenomen(rij: Publicatie) -> list[dict[str, Any]]:
    """The items that stand in a plan, as they were frozen."""
    return [item for item in rij.inhoud.get("items", ()) if item["stand"] == "opgenomen"]


def afspraken_van(items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was promised in them (`Item.belofte`)."""
    return [item["afspraak"] for item in items if item.get("afspraak") and not item.get("uitvoering")]


@dataclass(frozen=True)
class Themaregel:
    naam: str
    sleutel: str
    onderwerpen: int
    gebieden: int
    cijfers: Cijfers

    @property
    def in_woorden(self) -> str:
        return ", ".join(f"{n} {woord.lower()}" for _, woord, n in self.cijfers.standen if n)


def themas(rijen: Iterable[Publicatie], vandaag: date) -> list[Themaregel]:
    """Every theme that stands in what holds now, by name as it was frozen."""
    namen: dict[str, str] = {}
    items: dict[str, list[dict[str, Any]]] = {}
    waar: dict[str, set[int]] = {}
    for rij in rijen:
        for item in opgenomen(rij):
            if sleutel := slugify(item.get("thema", "")):
                namen.setdefault(sleutel, item["thema"])
                items.setdefault(sleutel, []).append(item)
                waar.setdefault(sleutel, set()).add(rij.gebied_id)
    return [
        Themaregel(
            namen[sleutel],
            sleutel,
            len(items[sleutel]),
            len(waar[sleutel]),
            cijfers(afspraken_van(items[sleutel]), vandaag),
        )
        for sleutel in sorted(namen, key=lambda sleutel: namen[sleutel].casefold())
    ]


def aan_de_beurt(inhoud: Inhoud, vandaag: date) -> list[tuple[Item, Afspraakblok, bool]]:
    """(item, promise, too late) of what is due soon or was due, the oldest day first."""
    gevonden = [
        (item, belofte, belofte.uiterlijk < vandaag)
        for item in inhoud.opgenomen()
        if (belofte := item.belofte)
        and belofte.stand not in AF
        and not belofte.nagekomen
        and belofte.uiterlijk <= vandaag + BINNENKORT
    ]
    return sorted(gevonden, key=lambda rij: rij[1].uiterlijk)
