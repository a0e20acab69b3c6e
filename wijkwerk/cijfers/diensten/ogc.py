"""The wijk- en buurtkaart of CBS at PDOK, by OGC API Features: the figures of areas, or their outlines.

The service gives longitude and latitude (CRS84) unless it is asked otherwise; who reads the outlines refuses what is not.

An answer is whole when it has as many areas as the service says that match. Where it does not say so, when each wijk lies in
a municipality that is there and has a buurt, and each buurt lies in a wijk that is there: the codes of CBS tell where.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any

from wijkwerk.cijfers.diensten.fouten import DienstFout, Geweigerd
from wijkwerk.cijfers.diensten.spoel import Spoel
from wijkwerk.cijfers.diensten.verbinding import Verbinding
from wijkwerk.cijfers.lezen.bestand import MB

PER_BLAD = "500"
MELD_PER = 100
OPEN = b'{"type": "FeatureCollection", "features": ['
# Collection -> code and name of its areas. Of all three the code goes into one column.
LAGEN = {
    "gemeenten": ("gemeentecode", "gemeentenaam"),
    "wijken": ("wijkcode", "wijknaam"),
    "buurten": ("buurtcode", "buurtnaam"),
}


Vlak = dict[str, Any]


def lees_kaart(
    verbinding: Verbinding, jaar: int, gemeente: str | None, spoel: Spoel, meld: Callable[[int], None]
) -> None:
    """Put the properties of every area into `spoel`. Raises DienstFout."""

    def neem(laag: str, vlak: Vlak) -> None:
        code, naam = LAGEN[laag]
        velden = vlak["properties"]
        over = {kop: cel for kop, cel in velden.items() if kop not in {code, naam}}
        spoel.neem({"buurtcode": velden[code], "buurtnaam": velden.get(naam), **over})

    _lees(verbinding, jaar, gemeente, neem, meld, getallen=False)


def lees_omtrekken(
    verbinding: Verbinding,
    jaar: int,
    gemeente: str,
    doelen: Mapping[str, IO[bytes]],
    meld: Callable[[int], None],
    hoogstens: int,
) -> None:
    """Write the areas of this municipality as GeoJSON, each layer into its own file. Raises DienstFout."""
    for doel in doelen.values():
        doel.write(OPEN)

    def neem(laag: str, vlak: Vlak) -> None:
        code, naam = LAGEN[laag]
        velden = vlak["properties"]
        # A service that does not know the filter gives all of the country.
        if str(velden[code]).strip()[2:6] != gemeente[2:6]:
            return
        doel = doelen[laag]
        over = {kop: velden[kop] for kop in (code, naam, "water", "jaar", "jrstatcode") if kop in velden}
        tekst = json.dumps({"type": "Feature", "properties": over, "geometry": vlak.get("geometry")})
        doel.write((b"," if doel.tell() > len(OPEN) else b"") + tekst.encode())
        if doel.tell() > hoogstens:
            raise DienstFout(f"{verbinding.wie} geeft te veel: meer dan {hoogstens // MB} MB aan {laag}.")

    try:
        _lees(verbinding, jaar, gemeente, neem, meld, getallen=True)
    except Geweigerd as fout:
        if fout.status != 404:
            raise
        raise DienstFout(f"{verbinding.wie} heeft geen kaart van {jaar}. Kies een ander jaar.") from fout
    for doel in doelen.values():
        doel.write(b"]}")


def _lees(
    verbinding: Verbinding,
    jaar: int,
    gemeente: str | None,
    neem: Callable[[str, Vlak], None],
    meld: Callable[[int], None],
    *,
    getallen: bool,
) -> None:
    """Give every area of every layer to `neem`. Raises DienstFout when it is not all there."""
    codes: dict[str, set[str]] = {}
    geteld, samen = True, 0
    for laag, (code, _naam) in LAGEN.items():
        pad = f"wijken-en-buurten-{jaar}/ogc/v1/collections/{laag}/items"
        zoek = {"f": "json", "limit": PER_BLAD} | ({"gemeentecode": gemeente} if gemeente else {})
        codes[laag] = set()
        for vlak, beloofd in _vlakken(verbinding, pad, zoek, getallen):
            if code not in vlak["properties"]:
                raise DienstFout(f"Het antwoord van {verbinding.wie} is niet heel: {code} ontbreekt.")
            neem(laag, vlak)
            codes[laag].add(str(vlak["properties"][code]).strip())
            geteld, samen = geteld and beloofd, samen + 1
            if samen % MELD_PER == 0:
                meld(samen)
        if not codes[laag]:
            raise DienstFout(f"{verbinding.wie} heeft van {jaar} geen {laag} van deze gemeente.")
        meld(samen)
    if not geteld:
        _hangt_samen(verbinding, codes)


def _hangt_samen(verbinding: Verbinding, codes: Mapping[str, set[str]]) -> None:
    """Raises DienstFout when an area lies in none, or has none: GM0400, WK040003, BU04000301."""
    wijken, buurten = codes["wijken"], codes["buurten"]
    in_gemeente = {f"GM{wijk[2:6]}" for wijk in wijken}
    in_wijk = {f"WK{buurt[2:8]}" for buurt in buurten}
    if mist := sorted((in_gemeente ^ codes["gemeenten"]) | (in_wijk ^ wijken)):
        raise DienstFout(
            f"De dienst van {verbinding.wie} zegt niet hoeveel gebieden er zijn, en {', '.join(mist[:3])} "
            f"{'is' if len(mist) == 1 else 'zijn'} er niet helemaal. Wij weten niet of dit alles is."
        )


def _vlakken(
    verbinding: Verbinding, pad: str, zoek: Mapping[str, str], getallen: bool
) -> Iterator[tuple[Vlak, bool]]:
    """Every area, and whether the service said how many there are."""
    gezien: set[str] = set()
    samen, beloofd = 0, None
    volgende: Mapping[str, str] | None = zoek
    while True:
        blad = verbinding.json(pad, volgende, getallen=getallen)
        vlakken = blad.get("features")
        if not isinstance(vlakken, list):
            raise DienstFout(f"De dienst van {verbinding.wie} gaf een antwoord dat wij niet kennen.")
        if _getal(blad.get("numberReturned")) not in {None, len(vlakken)}:
            raise DienstFout(f"Het antwoord van {verbinding.wie} is niet heel: er ontbreken gebieden.")
        beloofd = _getal(blad.get("numberMatched")) or beloofd
        samen += len(vlakken)
        for vlak in vlakken:
            if not isinstance(vlak, dict) or not isinstance(vlak.get("properties"), dict):
                raise DienstFout(f"De dienst van {verbinding.wie} gaf een antwoord dat wij niet kennen.")
            yield vlak, beloofd is not None
        adres = _volgende(blad)
        if not adres:
            break
        if adres in gezien or not vlakken:
            raise DienstFout(f"De dienst van {verbinding.wie} geeft steeds hetzelfde blad.")
        gezien.add(adres)
        pad, volgende = adres, None
    if beloofd is not None and samen != beloofd:
        raise DienstFout(
            f"Het antwoord van {verbinding.wie} is niet heel: {samen} gebieden, en het moeten er {beloofd} zijn."
        )


def _volgende(blad: Mapping[str, Any]) -> str:
    links = blad.get("links")
    for link in links if isinstance(links, list) else []:
        if isinstance(link, dict) and link.get("rel") == "next":
            return str(link.get("href") or "")
    return ""


def _getal(waarde: Any) -> int | None:
    """A count in JSON, as a number or as the text that stood there."""
    tekst = str(waarde) if type(waarde) in (int, str) else ""
    return int(tekst) if tekst.isdecimal() and len(tekst) < 12 else None
