"""Which figures stand out or moved, and why: plain arithmetic, so that everybody can check a proposal by hand.

No database and no profile: figures in, proposals out. A figure without a number (secret, too small, missing) proposes
nothing and is compared with nothing, and nothing is compared over a year in which the source began to count in
another way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from wijkwerk.cijfers.service import Breuk, Maat, Waarde, in_woorden, jaar_van
from wijkwerk.grafiek import Waarde as Getal

# So many percent from the municipality stands out.
VERSCHIL = Decimal(10)
# The highest or lowest stands out only among so many, and so many percent from the middle of the others.
MINSTENS = 4
UITSCHIETER = Decimal(10)
# So many percent up or down is a move, within so many years.
BEWEGING = Decimal(5)
JAREN_TERUG = 5
# Units in which a move is told in points: a percentage of a percentage confuses.
PUNTEN = {
    "procent": "procentpunt",
    "%": "procentpunt",
    "cijfer": "punt",
    "rapportcijfer": "punt",
    "score": "punt",
}


@dataclass(frozen=True)
class Meting:
    """One measure of one area with all it is compared with. `anderen` are the other areas of its level, by name."""

    maat: Maat
    nu: Waarde
    gemeente: Waarde
    anderen: Sequence[tuple[str, Waarde]] = ()
    # Through time, oldest first.
    reeks: Sequence[Waarde] = ()
    breuken: Sequence[Breuk] = ()


@dataclass(frozen=True)
class Opvallend:
    """One measure that stands out or moved; `redenen` are sentences, each true by itself."""

    maat: Maat
    periode: int
    waarde: Waarde
    redenen: tuple[str, ...]
    # gunstig, ongunstig, wisselend (one of each), or neutraal when the measure does not say what is better.
    oordeel: str
    sterkte: Decimal = field(default=Decimal(0), compare=False)


@dataclass(frozen=True)
class _Reden:
    tekst: str
    hoger: bool
    sterkte: Decimal


def wat_opvalt(metingen: Iterable[Meting], *, gemeente: str) -> list[Opvallend]:
    """Return what stands out, the strongest first. `gemeente`: its name, for it is always named (DHR-57)."""
    gevonden = [_van(meting, gemeente) for meting in metingen]
    return sorted((rij for rij in gevonden if rij is not None), key=lambda rij: (-rij.sterkte, rij.maat.naam))


def _van(meting: Meting, gemeente: str) -> Opvallend | None:
    if meting.nu.getal is None:
        return None
    redenen = [
        reden
        for reden in (_naast_gemeente(meting, gemeente), _uiterste(meting), _beweging(meting))
        if reden is not None
    ]
    if not redenen:
        return None
    return Opvallend(
        meting.maat,
        meting.nu.periode,
        meting.nu,
        tuple(reden.tekst for reden in redenen),
        _oordeel(meting.maat, redenen),
        max(reden.sterkte for reden in redenen),
    )


def _oordeel(maat: Maat, redenen: Sequence[_Reden]) -> str:
    if maat.richting == "neutraal":
        return "neutraal"
    goed = {reden.hoger == (maat.richting == "hoger") for reden in redenen}
    return "wisselend" if len(goed) > 1 else "gunstig" if True in goed else "ongunstig"


def _naast_gemeente(meting: Meting, gemeente: str) -> _Reden | None:
    """So many percent from the municipality. Not for a number of things: a whole has more of everything."""
    nu, heel = meting.nu.getal, meting.gemeente.getal
    if nu is None or not heel or meting.maat.telt_op == "som":
        return None
    procent = (nu - heel) / abs(heel) * 100
    if abs(procent) < VERSCHIL:
        return None
    woord = "hoger" if procent > 0 else "lager"
    return _Reden(f"{_heel(procent)} procent {woord} dan {gemeente}", procent > 0, abs(procent))


def _uiterste(meting: Meting) -> _Reden | None:
    """The highest or the lowest of all areas that have a number, and well away from the others."""
    nu = meting.nu.getal
    anderen = [waarde.getal for _, waarde in meting.anderen if waarde.getal is not None]
    if nu is None or meting.maat.telt_op == "som" or len(anderen) + 1 < MINSTENS:
        return None
    midden = Decimal(median(anderen))
    afstand = abs(nu - midden) / abs(midden) * 100 if midden else Decimal(0)
    if afstand < UITSCHIETER or min(anderen) <= nu <= max(anderen):
        return None
    hoogst = nu > max(anderen)
    woord = "hoogste" if hoogst else "laagste"
    return _Reden(f"het {woord} van {len(anderen) + 1} gebieden", hoogst, afstand)


def _beweging(meting: Meting) -> _Reden | None:
    """Up or down since the first year that can be compared: within some years, and never over a break in the series."""
    nu = meting.nu
    eerder = [
        waarde
        for waarde in meting.reeks
        if waarde.periode < nu.periode
        and waarde.getal is not None
        and jaar_van(nu.periode) - jaar_van(waarde.periode) <= JAREN_TERUG
        and not over_breuk(waarde.periode, nu.periode, meting.breuken)
        # A month is compared with the same month, a quarter with that quarter.
        and waarde.periode % 100 == nu.periode % 100
    ]
    if nu.getal is None or not eerder:
        return None
    eerste = min(eerder, key=lambda waarde: waarde.periode)
    toen = eerste.getal
    if not toen:
        return None
    procent = (nu.getal - toen) / abs(toen) * 100
    if abs(procent) < BEWEGING:
        return None
    woord = "gestegen" if procent > 0 else "gedaald"
    hoeveel = _in_punten(meting.maat, nu.getal - toen) or f"{_heel(procent)} procent"
    return _Reden(f"{hoeveel} {woord} sinds {in_woorden(eerste.periode)}", procent > 0, abs(procent))


def over_breuk(van: int, tot: int, breuken: Iterable[Breuk]) -> bool:
    """Whether the source began to count in another way between these periods."""
    return any(jaar_van(van) < breuk.jaar <= jaar_van(tot) for breuk in breuken)


def _in_punten(maat: Maat, verschil: Decimal) -> str:
    eenheid = maat.eenheid.casefold()
    woord = PUNTEN.get(eenheid, "" if eenheid else "punt")
    if not woord:
        return ""
    rond = abs(verschil).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{Getal(rond).tekst()} {woord if rond == 1 else woord + 'en'}"


def _heel(procent: Decimal) -> str:
    return Getal(abs(procent).quantize(Decimal(1), ROUND_HALF_UP)).tekst()
