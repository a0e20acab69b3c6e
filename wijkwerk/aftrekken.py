"""What somebody works out who lays a report beside earlier ones (docs/besluiten/aftrekken.md).

A number of a period is what was counted from one day up to another. So each number that was told ties its two days
together, and between any two days that are tied, over whatever detour, the number can be worked out: the year without its
first half, the year without three of its quarters. Pure arithmetic; nothing here knows what is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from math import prod

# How many ways to tell cells of one name apart are tried; with more of them the number is hidden.
MOGELIJK = 256


@dataclass(frozen=True)
class Eerder:
    """One cell as it was told before, from its first day up to the day after its last; without number it was hidden."""

    van: date
    tot: date
    getal: Decimal | None


class Verleden:
    """Everything that was told of one cell, in the order in which it came out."""

    def __init__(self, eerder: Sequence[Eerder], drempel: int) -> None:
        self.drempel = drempel
        self.verborgen = {(rij.van, rij.tot) for rij in eerder if rij.getal is None}
        banden = [(rij.van, rij.tot, rij.getal) for rij in eerder if rij.getal is not None]
        # A period may have been told twice, with another number: who reads has both.
        self.netten = [_Net(banden), _Net(banden[::-1])]

    def kent(self, van: date, tot: date, getal: Decimal) -> bool:
        """Whether this very number can be worked out already."""
        return any(net.vanaf(van).get(tot) == getal for net in self.netten)

    def verraadt(self, van: date, tot: date, getal: Decimal) -> bool:
        """Whether this number gives a small one away: of a period between two tied days, or by which a number was changed.

        Also when it gives away what was hidden: beside others that may have been the cover of a small one.
        """
        return (van, tot) in self.verborgen or any(
            0 < abs(ervoor + getal + erna) < self.drempel
            or self._is_nieuw_bekend(net, min(begin, eind), max(begin, eind))
            for net in self.netten
            for begin, ervoor in net.naar(van)
            for eind, erna in net.vanaf(tot).items()
        )

    def _is_nieuw_bekend(self, net: _Net, begin: date, eind: date) -> bool:
        return (begin, eind) in self.verborgen and eind not in net.vanaf(begin)


class Naamgenoten(Verleden):
    """The same where several cells had one name (two areas): it may be any of them, so each is laid beside it.

    `verslagen`: what each report told under that name. Nothing counts as known: it may be known of the other one.
    """

    def __init__(self, verslagen: Iterable[Sequence[Eerder]], drempel: int) -> None:
        # Established and published say the same twice.
        apart = dict.fromkeys(map(tuple, verslagen))
        self.te_veel = prod(map(len, apart)) > MOGELIJK
        keuzes = () if self.te_veel else product(*apart)
        self.keuzes = [Verleden(keuze, drempel) for keuze in keuzes]

    def kent(self, van: date, tot: date, getal: Decimal) -> bool:
        return False

    def verraadt(self, van: date, tot: date, getal: Decimal) -> bool:
        """Whether it gives something away, whichever it is; also where that cannot be looked at any more."""
        return self.te_veel or any(keuze.verraadt(van, tot, getal) for keuze in self.keuzes)


class _Net:
    """Days, tied together by the numbers between them."""

    def __init__(self, banden: Iterable[tuple[date, date, Decimal]]) -> None:
        self.banden: dict[date, list[tuple[date, Decimal]]] = {}
        for van, tot, getal in banden:
            self.banden.setdefault(van, []).append((tot, getal))
            self.banden.setdefault(tot, []).append((van, -getal))

    def vanaf(self, dag: date) -> dict[date, Decimal]:
        """Every day that is tied to this one, with what was counted from this one up to that."""
        bekend = {dag: Decimal()}
        wacht = [dag]
        while wacht:
            hier = wacht.pop()
            for daar, getal in self.banden.get(hier, ()):
                if daar not in bekend:
                    bekend[daar] = bekend[hier] + getal
                    wacht.append(daar)
        return bekend

    def naar(self, dag: date) -> list[tuple[date, Decimal]]:
        """The same, with what was counted from each of them up to this one."""
        return [(daar, -getal) for daar, getal in self.vanaf(dag).items()]
