"""The wijk- en buurtkaart of CBS at PDOK, by OGC API Features: figures only, the borders are left out.

An answer is whole when it has as many areas as the service says that match. Where it does not say so, when each wijk lies in
a municipality that is there and has a buurt, and each buurt lies in a wijk that is there: the codes of CBS tell where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from wijkwerk.cijfers.diensten.fouten import DienstFout
from wijkwerk.cijfers.diensten.spoel import Spoel
from wijkwerk.cijfers.diensten.verbinding import Verbinding

PER_BLAD = "500"
# Collection -> code and name of its areas. Of all three the code goes into one column.
LAGEN = {
    "gemeenten": ("gemeentecode", "gemeentenaam"),
    "wijken": ("wijkcode", "wijknaam"),
    "buurten": ("buurtcode", "buurtnaam"),
}


def lees_kaart(
    verbinding: Verbinding, jaar: int, gemeente: str | None, spoel: Spoel, meld: Callable[[int], None]
) -> None:
    """Put the properties of every area into `spoel`. Raises DienstFout."""
    codes: dict[str, set[str]] = {}
    geteld = True
    for laag, (code, naam) in LAGEN.items():
        pad = f"wijken-en-buurten-{jaar}/ogc/v1/collections/{laag}/items"
        zoek = {"f": "json", "limit": PER_BLAD} | ({"gemeentecode": gemeente} if gemeente else {})
        codes[laag] = set()
        for velden, beloofd in _vlakken(verbinding, pad, zoek):
            if code not in velden:
                raise DienstFout(f"Het antwoord van {verbinding.wie} is niet heel: {code} ontbreekt.")
            over = {kop: cel for kop, cel in velden.items() if kop not in {code, naam}}
            spoel.neem({"buurtcode": velden[code], "buurtnaam": velden.get(naam), **over})
            codes[laag].add(str(velden[code]).strip())
            geteld = geteld and beloofd
        if not codes[laag]:
            raise DienstFout(f"{verbinding.wie} heeft van {jaar} geen {laag} van deze gemeente.")
        meld(spoel.rijen)
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
    verbinding: Verbinding, pad: str, zoek: Mapping[str, str]
) -> Iterator[tuple[dict[str, Any], bool]]:
    """Every area, and whether the service said how many there are."""
    gezien: set[str] = set()
    samen, beloofd = 0, None
    volgende: Mapping[str, str] | None = zoek
    while True:
        blad = verbinding.json(pad, volgende)
        vlakken = blad.get("features")
        if not isinstance(vlakken, list):
            raise DienstFout(f"De dienst van {verbinding.wie} gaf een antwoord dat wij niet kennen.")
        if _getal(blad.get("numberReturned")) not in {None, len(vlakken)}:
            raise DienstFout(f"Het antwoord van {verbinding.wie} is niet heel: er ontbreken gebieden.")
        beloofd = _getal(blad.get("numberMatched")) or beloofd
        samen += len(vlakken)
        for vlak in vlakken:
            velden = vlak.get("properties") if isinstance(vlak, dict) else None
            if not isinstance(velden, dict):
                raise DienstFout(f"De dienst van {verbinding.wie} gaf een antwoord dat wij niet kennen.")
            yield velden, beloofd is not None
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
    """Numbers of JSON come as the text that stood there."""
    return int(waarde) if isinstance(waarde, str) and waarde.isdecimal() and len(waarde) < 12 else None
