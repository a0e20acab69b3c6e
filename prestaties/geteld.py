"""Delivery that nobody has to report: what the system knows of an organisation. Shown apart, never added to a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from overleggen.service import overleggen_van
from signalen.service import delen_klaar_van, spreekuren_van


@dataclass(frozen=True)
class Geteld:
    """How often the organisation was there, and how much of what was asked of it is done."""

    spreekuren: int = 0
    overleggen: int = 0
    acties: int = 0

    def __bool__(self) -> bool:
        return any((self.spreekuren, self.overleggen, self.acties))

    def __str__(self) -> str:
        woorden = (
            (self.spreekuren, "spreekuur", "spreekuren"),
            (self.overleggen, "overleg", "overleggen"),
            (self.acties, "actie klaar", "acties klaar"),
        )
        return ", ".join(f"{n} {een if n == 1 else meer}" for n, een, meer in woorden if n)


@dataclass(frozen=True)
class Vraag:
    """Of which party, in which area (and below it), in which days."""

    partij: int
    gebied: int
    van: date
    tot: date


def tel(vragen: Iterable[Vraag]) -> dict[Vraag, Geteld]:
    """Answer all of them in one query per kind; none without a question."""
    vragen = list(vragen)
    if not vragen:
        return {}
    partijen = {vraag.partij for vraag in vragen}
    van, tot = min(vraag.van for vraag in vragen), max(vraag.tot for vraag in vragen)
    bronnen = (spreekuren_van, overleggen_van, delen_klaar_van)
    gevonden = {
        veld.name: bron(partijen, van, tot) for veld, bron in zip(fields(Geteld), bronnen, strict=True)
    }
    return {
        vraag: Geteld(
            **{
                naam: sum(
                    partij == vraag.partij and vraag.gebied in waar and vraag.van <= dag <= vraag.tot
                    for partij, waar, dag in rijen
                )
                for naam, rijen in gevonden.items()
            }
        )
        for vraag in vragen
    }
