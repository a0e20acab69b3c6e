"""Tables of StatLine: OData 3 (a row per area) and OData 4 (a row per figure, made into a row per area here).

An answer is whole when it has as many rows as the service counted beforehand. Where it does not count, when every area in
the list of the table itself is there, all of them equally often. Anything else is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wijkwerk.cijfers.diensten.fouten import DienstFout
from wijkwerk.cijfers.diensten.spoel import Spoel
from wijkwerk.cijfers.diensten.verbinding import Verbinding

# CBS gives so many rows at once. Exactly as many, without a next page and without a count, may be cut off.
BLAD = 10_000
# Of OData 4 every figure of a table is in memory until its row is whole.
MAX_WAARNEMINGEN = 3_000_000
GEBIED = "WijkenEnBuurten"
# In the address of OData 4; every other address of StatLine is OData 3.
VERSIE_4 = "/odata/v1"
_WOORD = re.compile(r"[^0-9A-Za-zÀ-ÿ]+")
# What OData 4 says beside an empty value. Whatever else it may say is an empty value as any other.
GEHEIM_V4 = frozenset({"Confidential", "Secret"})


@dataclass(frozen=True)
class Tabelvraag:
    """Which part of a table: codes of areas by how they begin (none: all), and other columns by how theirs begin."""

    tabel: str
    gebieden: Sequence[str] = ()
    andere: Mapping[str, Sequence[str]] | None = None

    def filter(self, gebiedsveld: str = GEBIED) -> str:
        delen = [_begint(gebiedsveld, self.gebieden)] if self.gebieden else []
        delen += [_begint(veld, waarden) for veld, waarden in (self.andere or {}).items()]
        return " and ".join(delen)

    def namenfilter(self, sleutel: str) -> str:
        return _begint(sleutel, self.gebieden) if self.gebieden else ""


def _begint(veld: str, waarden: Sequence[str]) -> str:
    """By how it begins, because CBS fills codes up with blanks."""
    tekst = " or ".join(f"startswith({veld},'{waarde}')" for waarde in waarden)
    return f"({tekst})" if len(waarden) > 1 else tekst


def lees_v3(verbinding: Verbinding, vraag: Tabelvraag, spoel: Spoel, meld: Callable[[int], None]) -> None:
    """Put the rows of a table into `spoel`, each with the name of its area. Raises DienstFout when it is not all there."""
    eigenschappen = list(_bladen(verbinding, f"{vraag.tabel}/DataProperties", ""))
    kolommen = {str(rij["Key"]) for rij in eigenschappen if rij.get("Key")}
    if GEBIED not in kolommen:
        raise DienstFout(f"Tabel {vraag.tabel} van {verbinding.wie} gaat niet over wijken en buurten.")
    namen = _namen(verbinding, f"{vraag.tabel}/{GEBIED}", "Key", vraag)
    filter_ = vraag.filter()
    beloofd = verbinding.getal(
        f"{vraag.tabel}/TypedDataSet/$count", {"$filter": filter_} if filter_ else None
    )
    keren: Counter[str] = Counter()
    for aantal, rij in enumerate(_bladen(verbinding, f"{vraag.tabel}/TypedDataSet", filter_), start=1):
        if not kolommen <= rij.keys():
            mist = ", ".join(sorted(kolommen - rij.keys())[:5])
            raise DienstFout(f"Het antwoord van {verbinding.wie} is niet heel: de kolommen {mist} ontbreken.")
        gebied = str(rij[GEBIED]).strip()
        spoel.neem({"naam": namen.get(gebied, ""), **rij})
        keren[gebied] += 1
        if aantal % 1000 == 0:
            meld(spoel.rijen)
    _klopt(verbinding, keren, beloofd, namen)
    meld(spoel.rijen)


def lees_v4(verbinding: Verbinding, vraag: Tabelvraag, spoel: Spoel, meld: Callable[[int], None]) -> None:
    """The same of OData 4, where the names of columns are made from their titles as StatLine makes them."""
    maten = _maten(verbinding, vraag.tabel)
    dimensies = [
        str(rij.get("Identifier", "")) for rij in _bladen(verbinding, f"{vraag.tabel}/Dimensions", "")
    ]
    if GEBIED not in dimensies:
        raise DienstFout(f"Tabel {vraag.tabel} van {verbinding.wie} gaat niet over wijken en buurten.")
    namen = _namen(verbinding, f"{vraag.tabel}/{GEBIED}Codes", "Identifier", vraag)
    filter_ = vraag.filter()
    beloofd = verbinding.getal(
        f"{vraag.tabel}/Observations/$count", {"$filter": filter_} if filter_ else None
    )
    rijen: dict[tuple[str, ...], dict[str, str | None]] = {}
    keren: Counter[str] = Counter()
    for aantal, waarneming in enumerate(_bladen(verbinding, f"{vraag.tabel}/Observations", filter_), start=1):
        if aantal > MAX_WAARNEMINGEN:
            raise DienstFout(
                f"Dit is te veel voor een keer: meer dan {MAX_WAARNEMINGEN} cijfers. Vraag het per gemeente."
            )
        _leg(waarneming, dimensies, maten, rijen, verbinding)
        keren[str(waarneming[GEBIED]).strip()] += 1
        if aantal % 10_000 == 0:
            meld(len(rijen))
    _klopt(verbinding, keren, beloofd, namen)
    for sleutel, cellen in rijen.items():
        dims = dict(zip(dimensies, sleutel, strict=True))
        leeg = dict.fromkeys(maten.values())
        spoel.neem({"naam": namen.get(dims[GEBIED].strip(), ""), **dims, **leeg, **cellen})
    meld(spoel.rijen)


def _leg(
    waarneming: Mapping[str, Any],
    dimensies: Sequence[str],
    maten: Mapping[str, str],
    rijen: dict[tuple[str, ...], dict[str, str | None]],
    verbinding: Verbinding,
) -> None:
    try:
        sleutel = tuple(str(waarneming[dimensie]) for dimensie in dimensies)
        kolom = maten[str(waarneming["Measure"])]
    except KeyError as fout:
        raise DienstFout(f"Het antwoord van {verbinding.wie} is niet heel: {fout} ontbreekt.") from fout
    rij = rijen.setdefault(sleutel, {})
    if kolom in rij:
        raise DienstFout(
            f"{sleutel[0].strip()}, {kolom} staat twee keer in het antwoord van {verbinding.wie}."
        )
    waarde = waarneming.get("Value")
    if waarde is None:
        waarde = waarneming.get("StringValue")
    if waarde is None and waarneming.get("ValueAttribute") in GEHEIM_V4:
        waarde = "geheim"
    rij[kolom] = waarde


def _maten(verbinding: Verbinding, tabel: str) -> dict[str, str]:
    """Code of a measure -> name of its column, numbered as in OData 3."""
    rijen = list(_bladen(verbinding, f"{tabel}/MeasureCodes", ""))
    return {
        str(rij.get("Identifier", "")): f"{sleutel_van(str(rij.get('Title', '')))}_{nr}"
        for nr, rij in enumerate(rijen, start=1)
    }


def sleutel_van(titel: str) -> str:
    """As StatLine makes a key of a title: Personenauto's; totaal -> PersonenautoSTotaal, 0 tot 15 jaar -> k_0Tot15Jaar."""
    naam = "".join(woord[:1].upper() + woord[1:] for woord in _WOORD.split(titel) if woord)
    return f"k_{naam}" if naam[:1].isdigit() else naam


def _namen(verbinding: Verbinding, pad: str, sleutel: str, vraag: Tabelvraag) -> dict[str, str]:
    return {
        str(rij.get(sleutel, "")).strip(): str(rij.get("Title") or "").strip()
        for rij in _bladen(verbinding, pad, vraag.namenfilter(sleutel))
    }


def _bladen(verbinding: Verbinding, pad: str, filter_: str) -> Iterator[Mapping[str, Any]]:
    """All rows of a collection, page after page. Raises DienstFout."""
    # OData 3 gives XML unless it is asked not to; OData 4 does not know this.
    vorm = {} if VERSIE_4 in verbinding.basis else {"$format": "json"}
    zoek: dict[str, str] | None = vorm | ({"$filter": filter_} if filter_ else {})
    gezien: set[str] = set()
    while True:
        blad = verbinding.json(pad, zoek)
        rijen = blad.get("value")
        if not isinstance(rijen, list) or not all(isinstance(rij, dict) for rij in rijen):
            raise DienstFout(f"De dienst van {verbinding.wie} gaf een antwoord dat wij niet kennen.")
        yield from rijen
        volgende = blad.get("odata.nextLink") or blad.get("@odata.nextLink")
        if not volgende:
            return
        if not isinstance(volgende, str) or volgende in gezien or not rijen:
            raise DienstFout(f"De dienst van {verbinding.wie} geeft steeds hetzelfde blad.")
        gezien.add(volgende)
        pad, zoek = volgende, None


def _klopt(
    verbinding: Verbinding, keren: Mapping[str, int], beloofd: int | None, gebieden: Collection[str]
) -> None:
    """Raise DienstFout unless this is all: `keren` per area, `beloofd` as counted beforehand, `gebieden` of the table."""
    aantal = sum(keren.values())
    if beloofd is not None and aantal != beloofd:
        raise DienstFout(
            f"Het antwoord van {verbinding.wie} is niet heel: {aantal} rijen, en het moeten er {beloofd} zijn."
        )
    if beloofd is None and aantal and aantal % BLAD == 0:
        raise DienstFout(
            f"Het antwoord van {verbinding.wie} houdt op na {aantal} rijen. Wij weten niet of dat alles is."
        )
    if beloofd is None and aantal:
        _ieder_gebied(verbinding, keren, gebieden)
    if not aantal:
        raise DienstFout(f"{verbinding.wie[0].upper()}{verbinding.wie[1:]} heeft hier geen cijfers van.")


def _ieder_gebied(verbinding: Verbinding, keren: Mapping[str, int], gebieden: Collection[str]) -> None:
    """What is known without a count: which areas the table has, and that it has as much of each."""
    mist = sorted(set(gebieden) ^ keren.keys())
    if not mist:
        meeste = max(keren.values())
        mist = sorted(gebied for gebied, keer in keren.items() if keer < meeste)
    if mist:
        raise DienstFout(
            f"De dienst van {verbinding.wie} zegt niet hoeveel rijen er zijn, en {', '.join(mist[:3])} "
            f"{'is' if len(mist) == 1 else 'zijn'} er niet helemaal. Wij weten niet of dit alles is."
        )
