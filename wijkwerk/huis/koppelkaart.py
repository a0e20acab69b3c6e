"""How far the map and the municipality's own areas have been linked, and what could belong together by name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

from wijkwerk.wijken.kaart import Blad, codes_van, nieuwste_blad
from wijkwerk.wijken.models import Gebied, Omtrek

# "Wijk 03 Dorp-West" is how the CBS calls it.
VOORVOEGSEL = re.compile(r"^(wijk|buurt)\s+\d+\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Voorstel:
    """An area without outline, and one on the map that carries its name."""

    gebied: Gebied
    code: str
    naam: str

    @property
    def sleutel(self) -> str:
        return f"{self.gebied.pk}:{self.code}"


@dataclass(frozen=True)
class Koppelstand:
    """Where own areas and the map stand; every list is by name."""

    blad: Blad
    met: int
    zonder: list[Gebied]
    voorstellen: list[Voorstel]
    # Codes at an area that are not on this map.
    onbekend: list[tuple[Gebied, str]]
    # On the map, while neither it nor what it lies in belongs to an area below the municipality: (code, name).
    los: list[tuple[str, str]]


def koppelstand() -> Koppelstand | None:
    """Return how it stands, or None when no map was loaded. Three queries."""
    blad = nieuwste_blad()
    if blad is None:
        return None
    gebieden = list(Gebied.objects.actief())
    codes = codes_van([gebied.pk for gebied in gebieden], blad.jaar)
    delen = {pk: [deel for code in eigen for deel in blad.delen(code)] for pk, eigen in codes.items()}
    zonder = [gebied for gebied in gebieden if not delen.get(gebied.pk)]
    return Koppelstand(
        blad=blad,
        met=len(gebieden) - len(zonder),
        zonder=zonder,
        voorstellen=_voorstellen(zonder, blad),
        onbekend=[
            (gebied, code)
            for gebied in gebieden
            for code in codes.get(gebied.pk, [])
            if not blad.delen(code) and code.startswith(Omtrek.SCHETSCODE) == blad.is_schets
        ],
        los=_los({code for eigen in codes.values() for code in eigen}, blad),
    )


def _voorstellen(zonder: list[Gebied], blad: Blad) -> list[Voorstel]:
    """By name, and only where exactly one on the map is called so: a wijk goes before a buurt of the same name."""
    per_naam: dict[str, list[str]] = defaultdict(list)
    for code in sorted(blad.namen, reverse=True):
        per_naam[_kaal(blad.namen[code])].append(code)
    voorstellen = []
    for gebied in zonder:
        gelijk = per_naam.get(_kaal(gebied.naam), [])
        eerste = [code for code in gelijk if code[:2] == gelijk[0][:2]]
        if len(eerste) == 1:
            voorstellen.append(Voorstel(gebied, eerste[0], blad.namen[eerste[0]]))
    return voorstellen


def _kaal(naam: str) -> str:
    """A name without number, capitals, accents and signs."""
    letters = unicodedata.normalize("NFKD", VOORVOEGSEL.sub("", naam.strip())).casefold()
    return re.sub(r"[^a-z0-9]", "", letters)


def _los(codes: set[str], blad: Blad) -> list[tuple[str, str]]:
    """What is in no area; a wijk whose buurten are linked is not named apart from them."""
    eigen = {code for code in codes if not code.startswith("GM")}
    los = [
        code
        for code in blad.namen
        if code[:2] in {"WK", "BU"}
        and code not in blad.water
        and code not in eigen
        and f"WK{code[2:8]}" not in eigen
        and not any(ander.startswith(f"BU{code[2:]}") for ander in eigen)
    ]
    # The buurten of a wijk that is named itself need no naming.
    wijken = {code[2:] for code in los if code.startswith("WK")}
    over = [code for code in los if code.startswith("WK") or code[2:8] not in wijken]
    return sorted(((code, blad.namen[code]) for code in over), key=lambda paar: paar[1])
