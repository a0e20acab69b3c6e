"""What may not bite its own tail: trees, answers that must end, plans that wait for each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wijkwerk.profiel.fouten import Klacht
from wijkwerk.profiel.invoer import Invoer
from wijkwerk.profiel.rijen.mensen import Partij
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.profiel.rijen.plannen import Cyclus, Planvorm
from wijkwerk.profiel.rijen.plekken import Gebied, Niveau
from wijkwerk.profiel.rijen.signalen import Antwoord
from wijkwerk.profiel.volgorde import moet_eerst

Graaf = Mapping[str, tuple[str, ...]]


def controleer_kringen(invoer: Invoer) -> None:
    cycli = [cyclus for _, cyclus in invoer.van("cyclus", Cyclus)]
    vormen = invoer.van("planvorm", Planvorm)
    _meld(invoer, "niveau", "onder", {rij.sleutel: rij.onder for _, rij in invoer.van("niveau", Niveau)})
    _meld(
        invoer, "gebied", "onder", {rij.sleutel: _een(rij.onder) for _, rij in invoer.van("gebied", Gebied)}
    )
    _meld(
        invoer, "partij", "onder", {rij.sleutel: _een(rij.onder) for _, rij in invoer.van("partij", Partij)}
    )
    _meld(invoer, "partij", "leden", {rij.sleutel: rij.leden for _, rij in invoer.van("partij", Partij)})
    _meld(
        invoer,
        "antwoord",
        "eindigt_in",
        {rij.sleutel: rij.eindigt_in for _, rij in invoer.van("antwoord", Antwoord)},
    )
    _meld(
        invoer,
        "overlegvorm",
        "bereidt_voor",
        {rij.sleutel: _een(rij.bereidt_voor) for _, rij in invoer.van("overlegvorm", Overlegvorm)},
    )
    _meld(invoer, "planvorm", "vervangt", {vorm.sleutel: _een(vorm.vervangt) for _, vorm in vormen})
    _meld(
        invoer,
        "planvorm",
        "volgt_op",
        {vorm.sleutel: tuple(volgt.vorm for volgt in moet_eerst(vorm, cycli)) for _, vorm in vormen},
    )
    for plaats, vorm in vormen:
        for kring in _kringen({item.sleutel: _een(item.onder) for item in vorm.items}):
            invoer.meld_bij(plaats, [_klacht("items.onder", kring)])


def _meld(invoer: Invoer, tabel: str, veld: str, graaf: Graaf) -> None:
    for kring in _kringen(graaf):
        invoer.in_kring |= {(tabel, sleutel) for sleutel in kring}
        invoer.meld(tabel, kring[0], _klacht(veld, kring))


def _klacht(veld: str, kring: tuple[str, ...]) -> Klacht:
    return Klacht(veld, "geen kring", " → ".join((*kring, kring[0])))


def _een(sleutel: str | None) -> tuple[str, ...]:
    return (sleutel,) if sleutel is not None else ()


def _kringen(graaf: Graaf) -> Iterator[tuple[str, ...]]:
    """Every ring once, from its first member in the order of the file."""
    gezien: set[frozenset[str]] = set()
    for begin in graaf:
        kring = _terug_naar(graaf, begin)
        if kring and frozenset(kring) not in gezien:
            gezien.add(frozenset(kring))
            yield kring


def _terug_naar(graaf: Graaf, begin: str) -> tuple[str, ...]:
    """The shortest way from `begin` back to itself; empty when there is none."""
    wegen: list[tuple[str, ...]] = [(begin,)]
    bezocht: set[str] = set()
    for weg in wegen:
        for volgende in graaf.get(weg[-1], ()):
            if volgende == begin:
                return weg
            if volgende not in bezocht:
                bezocht.add(volgende)
                wegen.append((*weg, volgende))
    return ()
