"""The wijk- en buurtkaart of CBS at PDOK, by OGC API Features: figures only, the borders are left out."""

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
    for laag, (code, naam) in LAGEN.items():
        pad = f"wijken-en-buurten-{jaar}/ogc/v1/collections/{laag}/items"
        zoek = {"f": "json", "limit": PER_BLAD} | ({"gemeentecode": gemeente} if gemeente else {})
        aantal = 0
        for velden in _vlakken(verbinding, pad, zoek):
            if code not in velden:
                raise DienstFout(f"Het antwoord van {verbinding.wie} is niet heel: {code} ontbreekt.")
            over = {kop: cel for kop, cel in velden.items() if kop not in {code, naam}}
            spoel.neem({"buurtcode": velden[code], "buurtnaam": velden.get(naam), **over})
            aantal += 1
        if not aantal:
            raise DienstFout(f"{verbinding.wie} heeft van {jaar} geen {laag} van deze gemeente.")
        meld(spoel.rijen)


def _vlakken(verbinding: Verbinding, pad: str, zoek: Mapping[str, str]) -> Iterator[dict[str, Any]]:
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
            yield velden
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
