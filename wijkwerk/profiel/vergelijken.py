"""What differs between two profiles, in Dutch lines for whoever is about to activate one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from wijkwerk.profiel.basis import Deel, Rij
from wijkwerk.profiel.profiel import Profiel
from wijkwerk.profiel.regels import RegelBasis
from wijkwerk.profiel.velden import Veld
from wijkwerk.profiel.wie import Selector

Soort = Literal["nieuw", "gewijzigd", "vervallen"]
Genoemd = list[tuple[str, Rij]]


@dataclass(frozen=True)
class Verschil:
    """One difference: a row that is new or gone, or one key of a row that changed."""

    soort: Soort
    tabel: str
    rij: str = ""
    veld: str = ""
    oud: str = ""
    nieuw: str = ""

    def __str__(self) -> str:
        plek = f"[[{self.tabel}]] {self.rij}" if self.rij else f"[{self.tabel}]"
        if self.soort != "gewijzigd":
            return f"{plek}: {self.soort}"
        if not self.oud:
            return f"{plek}, {self.veld}: erbij gekomen {self.nieuw}"
        if not self.nieuw:
            return f"{plek}, {self.veld}: weggevallen {self.oud}"
        return f"{plek}, {self.veld}: van {self.oud} naar {self.nieuw}"


def vergelijk(oud: Profiel, nieuw: Profiel) -> tuple[Verschil, ...]:
    """Everything that is new, changed or gone in `nieuw`; nothing when they say the same."""
    verschillen: list[Verschil] = []
    voor, na = _per_tabel(oud), _per_tabel(nieuw)
    for tabel in dict.fromkeys((*voor, *na)):
        rijen_voor, rijen_na = voor.get(tabel, []), na.get(tabel, [])
        if tabel == "regel":
            rijen_voor, rijen_na = _herken(rijen_voor, rijen_na)
        verschillen += _tabel(tabel, rijen_voor, rijen_na)
    return tuple(verschillen)


def _per_tabel(profiel: Profiel) -> dict[str, Genoemd]:
    tabellen: dict[str, Genoemd] = {}
    for tabel, naam, rij in profiel.rijen():
        tabellen.setdefault(tabel, []).append((naam, rij))
    return tabellen


def _tabel(tabel: str, voor: Genoemd, na: Genoemd) -> Iterator[Verschil]:
    oud, nieuw = dict(voor), dict(na)
    for naam, rij in nieuw.items():
        if naam not in oud:
            yield Verschil("nieuw", tabel, naam)
        elif rij != oud[naam]:
            yield from _rij(tabel, naam, oud[naam], rij)
    for naam in oud:
        if naam not in nieuw:
            yield Verschil("vervallen", tabel, naam)
    volgorde = [naam for naam in oud if naam in nieuw]
    if volgorde != [naam for naam in nieuw if naam in oud] and tabel != "regel":
        yield Verschil("gewijzigd", tabel, "", "volgorde", *_volgordes(volgorde, nieuw))


def _volgordes(volgorde: list[str], nieuw: Mapping[str, Rij]) -> tuple[str, str]:
    return ", ".join(volgorde), ", ".join(naam for naam in nieuw if naam in volgorde)


def _rij(tabel: str, naam: str, oud: Rij, nieuw: Rij) -> Iterator[Verschil]:
    """The keys that changed; of a list of parts with keys only the parts that did."""
    if type(oud) is not type(nieuw):
        yield Verschil(
            "gewijzigd",
            tabel,
            naam,
            "soort",
            toon(getattr(oud, "soort", "")),
            toon(getattr(nieuw, "soort", "")),
        )
        return
    for veld in type(oud).model_fields:
        voor, na = getattr(oud, veld), getattr(nieuw, veld)
        if voor != na:
            yield from _veld(tabel, naam, oud.tomlnaam(veld), voor, na)


def _veld(tabel: str, naam: str, veld: str, voor: object, na: object) -> Iterator[Verschil]:
    delen_voor, delen_na = _delen(voor), _delen(na)
    if delen_voor is None or delen_na is None or not (delen_voor or delen_na):
        yield Verschil("gewijzigd", tabel, naam, veld, toon(voor), toon(na))
        return
    anders = [deel for deel in (*delen_voor, *delen_na) if delen_voor.get(deel) != delen_na.get(deel)]
    for deel in dict.fromkeys(anders):
        yield Verschil(
            "gewijzigd", tabel, naam, f"{veld} {deel}", toon(delen_voor.get(deel)), toon(delen_na.get(deel))
        )
    if not anders:
        yield Verschil(
            "gewijzigd", tabel, naam, f"{veld} (volgorde)", ", ".join(delen_voor), ", ".join(delen_na)
        )


def _delen(waarde: object) -> dict[str, object] | None:
    """The parts of a list or table by their key; None when it has no such parts."""
    if isinstance(waarde, Mapping):
        return {sleutel or "(rij)": deel for sleutel, deel in waarde.items()}
    if isinstance(waarde, tuple) and not isinstance(waarde, Selector):
        if all(isinstance(deel, Rij | Veld) and getattr(deel, "sleutel", "") for deel in waarde):
            return {deel.sleutel: deel for deel in waarde}
        if all(isinstance(deel, str | Selector) for deel in waarde):
            return {str(deel): deel for deel in waarde}
    return None


def _herken(voor: Genoemd, na: Genoemd) -> tuple[Genoemd, Genoemd]:
    """Give rules without a key a name that both versions share, so that a changed rule is recognised."""
    return _benoem_regels(voor), _benoem_regels(na)


def _benoem_regels(rijen: Iterable[tuple[str, Rij]]) -> Genoemd:
    benoemd: Genoemd = []
    telling: dict[str, int] = {}
    for naam, rij in rijen:
        if isinstance(rij, RegelBasis) and not rij.sleutel:
            kenmerk = _kenmerk(rij)
            telling[kenmerk] = telling.get(kenmerk, 0) + 1
            naam = kenmerk if telling[kenmerk] == 1 else f"{kenmerk} ({telling[kenmerk]})"
        benoemd.append((naam, rij))
    return benoemd


def _kenmerk(regel: RegelBasis) -> str:
    """`plan.vaststellen minstens doel.resultaat voor gebiedsagenda`: what a rule is about."""
    wat = getattr(regel, "wat", "") or getattr(regel, "oordeel", "")
    if not wat:
        wat = " ".join(veld.sleutel for veld in getattr(regel, "velden", ()))
    voor = f"voor {', '.join(regel.voor)}" if regel.voor else ""
    als = f"als {regel.als}" if regel.als else ""
    return " ".join(deel for deel in (regel.bij, getattr(regel, "soort", ""), wat, voor, als) if deel)


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
            return "; ".join(
                f"{waarde.tomlnaam(veld)} {tekst}"
                for veld in type(waarde).model_fields
                if (inhoud := getattr(waarde, veld)) != type(waarde).model_fields[veld].default
                and (tekst := toon(inhoud))
            )
        case Mapping():
            return "; ".join(f"{sleutel} {toon(deel)}" for sleutel, deel in waarde.items())
    return str(waarde)
