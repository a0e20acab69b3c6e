"""Which areas of the CBS could belong to an own area: by name and by outline, each with its reason. A person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.wijken.kaart import Blad
from wijkwerk.wijken.kaartblad import kale_naam
from wijkwerk.wijken.meetkunde import Vorm
from wijkwerk.wijken.models import Gebied
from wijkwerk.wijken.overlap import Vlakken

# From this part on an area lies in another; up to this part it only touches it.
HEEL, RAAKT = 0.9, 0.1


@dataclass(frozen=True)
class Keuze:
    """An area of the CBS that could belong to an own one, why, and whether that is clear."""

    code: str
    naam: str
    reden: str
    zeker: bool


@dataclass(frozen=True)
class Voorstel:
    """What could belong to one area. `vervallen`: its codes (names) that the newest map does not have."""

    gebied: Gebied
    keuzes: tuple[Keuze, ...]
    vervallen: tuple[str, ...] = ()


class Voorsteller:
    """Makes proposals on one map. `bezet`: per code the areas that have it, or what it lies in or consists of."""

    def __init__(self, blad: Blad, vormen: Mapping[str, Vorm], bezet: Mapping[str, Sequence[Gebied]]) -> None:
        self.blad, self.bezet = blad, bezet
        self.per_naam: dict[str, list[str]] = defaultdict(list)
        for code in sorted(blad.namen, reverse=True):
            self.per_naam[kale_naam(blad.namen[code])].append(code)
        land = {
            code: vorm for code, vorm in vormen.items() if code[:2] in {"WK", "BU"} and code not in blad.water
        }
        self.vlakken = Vlakken(land) if land else None

    def voor(self, gebied: Gebied, eigen: Sequence[str], vorm: Vorm | None) -> list[Keuze]:
        """What could belong to this area beside the codes it has; by name only where it has no outline and no code."""
        zelfde = set(self._zelfde_naam(gebied.naam))
        if vorm is None or self.vlakken is None:
            return [] if eigen else [self._op_naam(gebied, code) for code in sorted(zelfde)]
        delen = self.vlakken.deel_in(vorm)
        return [
            self._op_vlak(gebied, code, deel, code in zelfde)
            for code, deel in self._zonder_dubbel(delen, zelfde)
            if not any(_hoort_bij(code, ander) for ander in eigen)
        ]

    def _zelfde_naam(self, naam: str) -> list[str]:
        """Only where exactly one on the map is called so: a wijk goes before a buurt of the same name."""
        gelijk = self.per_naam.get(kale_naam(naam), [])
        eerste = [code for code in gelijk if code[:2] == gelijk[0][:2]]
        return eerste if len(eerste) == 1 else []

    def _op_naam(self, gebied: Gebied, code: str) -> Keuze:
        elders = self._elders(code, gebied)
        return Keuze(code, self.blad.namen[code], f"zelfde naam{elders}", zeker=not elders)

    def _op_vlak(self, gebied: Gebied, code: str, deel: float, zelfde: bool) -> Keuze:
        procent = f"{round(deel * 100)} procent van de oppervlakte ligt in {gebied.naam}"
        elders = self._elders(code, gebied)
        if deel >= HEEL:
            begin = "zelfde naam, en " if zelfde else ""
            return Keuze(code, self.blad.namen[code], f"{begin}{procent}{elders}", zeker=not elders)
        begin = "zelfde naam, maar half in, half uit" if zelfde else "half in, half uit"
        return Keuze(code, self.blad.namen[code], f"{begin}: {procent}. Kies zelf{elders}", zeker=False)

    def _elders(self, code: str, gebied: Gebied) -> str:
        """Said when another area has it already, unless one of the two lies in the other."""
        wie = [
            ander.naam
            for ander in self.bezet.get(code, ())
            if ander.pk not in gebied.voorouders and gebied.pk not in ander.voorouders
        ]
        return f". Zit al bij {' en '.join(wie)}" if wie else ""

    def _zonder_dubbel(self, delen: Mapping[str, float], zelfde: set[str]) -> list[tuple[str, float]]:
        """A wijk that lies in it whole stands for its buurten; one that does not, for none: there each buurt is asked."""
        heel = {code[2:] for code, deel in delen.items() if code.startswith("WK") and deel >= HEEL}
        met_buurten = {code[2:8] for code in delen if code.startswith("BU")}
        return [
            (code, deel)
            for code, deel in sorted(delen.items())
            if (deel > RAAKT or code in zelfde)
            and (
                (code[:2] == "BU" and code[2:8] not in heel)
                or (code[:2] == "WK" and (code[2:] in heel or code[2:] not in met_buurten))
            )
        ]


def _hoort_bij(code: str, ander: str) -> bool:
    """Whether one is the other, or lies in it."""
    if code == ander:
        return True
    groot, klein = (code, ander) if code[:2] in {"GM", "WK"} and code[:2] != ander[:2] else (ander, code)
    if groot.startswith("GM"):
        return klein[2:6] == groot[2:6]
    return groot.startswith("WK") and klein.startswith("BU") and klein[2:8] == groot[2:8]
