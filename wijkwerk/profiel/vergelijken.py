"""What differs between two profiles, in Dutch lines for whoever is about to activate one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from wijkwerk.profiel.basis import Deel, Rij
from wijkwerk.profiel.profiel import Profiel
from wijkwerk.profiel.regels import RegelBasis
from wijkwerk.profiel.wie import Selector

Soort = Literal["nieuw", "gewijzigd", "vervallen"]


@dataclass(frozen=True)
class Verschil:
    """One difference: a row that is new or gone, or one key of a row that changed.

    Of a changed list, `nieuw` holds what came and `oud` what left.
    """

    soort: Soort
    tabel: str
    rij: str = ""
    veld: str = ""
    oud: str = ""
    nieuw: str = ""
    is_lijst: bool = False

    def __str__(self) -> str:
        plek = f"[[{self.tabel}]] {self.rij}" if self.rij else f"[{self.tabel}]"
        if self.soort != "gewijzigd":
            return f"{plek}: {self.soort}"
        if not (self.is_lijst or not self.oud or not self.nieuw):
            return f"{plek}, {self.veld}: van {self.oud} naar {self.nieuw}"
        erbij = f"erbij gekomen {self.nieuw}" if self.nieuw else ""
        eraf = f"weggevallen {self.oud}" if self.oud else ""
        return (
            f"{plek}, {self.veld}: {'; '.join(deel for deel in (eraf, erbij) if deel) or 'andere volgorde'}"
        )


def vergelijk(oud: Profiel, nieuw: Profiel) -> tuple[Verschil, ...]:
    """Everything that is new, changed or gone in `nieuw`; nothing when they say the same."""
    voor, na = _per_tabel(oud), _per_tabel(nieuw)
    verschillen = (
        _tabel(tabel, voor.get(tabel, {}), na.get(tabel, {})) for tabel in dict.fromkeys((*voor, *na))
    )
    return tuple(verschil for van_tabel in verschillen for verschil in van_tabel)


def _per_tabel(profiel: Profiel) -> dict[str, dict[str, Rij]]:
    tabellen: dict[str, dict[str, Rij]] = {}
    for tabel, naam, rij in profiel.rijen():
        rijen = tabellen.setdefault(tabel, {})
        if isinstance(rij, RegelBasis) and not rij.sleutel:
            naam = _nog_vrij(kenmerk(rij), rijen)
        rijen[naam] = rij
    return tabellen


def _nog_vrij(naam: str, bezet: Mapping[str, Rij]) -> str:
    nummer = 1
    while (voluit := naam if nummer == 1 else f"{naam} ({nummer})") in bezet:
        nummer += 1
    return voluit


def kenmerk(regel: RegelBasis) -> str:
    """`plan.vaststellen minstens doel.resultaat voor gebiedsagenda`: by what a rule without key is known."""
    wat = getattr(regel, "wat", "") or getattr(regel, "oordeel", "")
    if not wat:
        wat = " ".join(veld.sleutel for veld in getattr(regel, "velden", ()))
    voor = f"voor {', '.join(regel.voor)}" if regel.voor else ""
    als = f"als {regel.als}" if regel.als else ""
    return " ".join(deel for deel in (regel.bij, getattr(regel, "soort", ""), wat, voor, als) if deel)


def _tabel(tabel: str, oud: Mapping[str, Rij], nieuw: Mapping[str, Rij]) -> Iterator[Verschil]:
    for naam, rij in nieuw.items():
        if naam not in oud:
            yield Verschil("nieuw", tabel, naam)
        elif type(rij) is not type(oud[naam]):
            yield Verschil("gewijzigd", tabel, naam, "soort", toon(_soort(oud[naam])), toon(_soort(rij)))
        else:
            yield from _deel(tabel, naam, "", oud[naam], rij)
    yield from (Verschil("vervallen", tabel, naam) for naam in oud if naam not in nieuw)
    if [naam for naam in oud if naam in nieuw] != [naam for naam in nieuw if naam in oud]:
        yield Verschil("gewijzigd", tabel, "", "rijen", is_lijst=True)


def _soort(rij: Rij) -> str:
    return str(getattr(rij, "soort", ""))


def _deel(tabel: str, naam: str, pad: str, oud: Deel, nieuw: Deel) -> Iterator[Verschil]:
    """The keys of a row, or of a table within it, that changed."""
    for veld in type(oud).model_fields:
        voor, na = getattr(oud, veld), getattr(nieuw, veld)
        if voor != na or (isinstance(voor, Mapping) and list(voor) != list(na)):
            woord = oud.tomlnaam(veld)
            yield from _waarde(tabel, naam, pad if woord == "woorden" else f"{pad}{woord}", voor, na)


def _waarde(tabel: str, naam: str, veld: str, voor: object, na: object) -> Iterator[Verschil]:
    oud, nieuw = _genoemd(voor), _genoemd(na)
    if isinstance(voor, Deel) and isinstance(na, Deel):
        yield from _deel(tabel, naam, f"{veld}.", voor, na)
    elif oud is None or nieuw is None:
        yield Verschil("gewijzigd", tabel, naam, veld, toon(voor), toon(na))
    else:
        eraf = ", ".join(sleutel for sleutel in oud if sleutel not in nieuw)
        erbij = ", ".join(sleutel for sleutel in nieuw if sleutel not in oud)
        zelfde = [sleutel for sleutel in nieuw if sleutel in oud]
        if eraf or erbij or zelfde != [sleutel for sleutel in oud if sleutel in nieuw]:
            yield Verschil("gewijzigd", tabel, naam, veld or "woorden", eraf, erbij, is_lijst=True)
        for sleutel in zelfde:
            if oud[sleutel] != nieuw[sleutel]:
                yield from _waarde(tabel, naam, f"{veld} {sleutel}".strip(), oud[sleutel], nieuw[sleutel])


def _genoemd(waarde: object) -> dict[str, object] | None:
    """The parts of a list or table by their name; None for what has no named parts."""
    if isinstance(waarde, Mapping):
        return {sleutel or "hele rij": deel for sleutel, deel in waarde.items()}
    if isinstance(waarde, tuple) and not isinstance(waarde, Selector):
        namen = [deel.sleutel if isinstance(deel, Rij) else toon(deel) for deel in waarde]
        if all(namen) and len(set(namen)) == len(namen) and not any(type(deel) is tuple for deel in waarde):
            return dict(zip(namen, waarde, strict=True))
    return None


def toon(waarde: object) -> str:
    """A value as one reads it; empty for what is absent."""
    match waarde:
        case None | () | "":
            return ""
        case bool():
            return "ja" if waarde else "nee"
        case str():
            return f'"{waarde}"'
        case Selector() | date() | Decimal() | int():
            return str(waarde)
        case tuple():
            return ", ".join(toon(deel) for deel in waarde)
        case Deel():
            return "; ".join(_inhoud(waarde))
        case Mapping():
            return "; ".join(f"{sleutel} {toon(deel)}" for sleutel, deel in waarde.items())
    return str(waarde)


def _inhoud(deel: Deel) -> Iterator[str]:
    """The keys that a table gives, each with its value."""
    for veld, info in type(deel).model_fields.items():
        waarde = getattr(deel, veld)
        if waarde != info.default and toon(waarde):
            yield f"{deel.tomlnaam(veld)} {toon(waarde)}"
