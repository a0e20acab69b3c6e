"""Hide the small numbers of a table, and beside them so much that no total gives one away (R08).

What is below the threshold of the profile is hidden, whoever counted; nothing here knows what is counted, or asks the
database. What was told before is laid beside it (docs/besluiten/aftrekken.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from wijkwerk.aftrekken import Verleden
from wijkwerk.tellingen import Cel, Kolom, Telling


def klein_woord(drempel: int) -> str:
    """How a hidden number is told."""
    return f"minder dan {drempel}"


# What is said of too few, such as a median.
TE_WEINIG = "te weinig"
# A number that is not small itself, but would give a small one away.
OOK_VERBORGEN = "niet getoond"


Plek = tuple[int, int]
# What was told before of one cell, by the name of its table, its row and its column.
Voorheen = Callable[[str, str, str], Verleden]


@dataclass(frozen=True)
class Beurt:
    """The period of a report, and what was told before: nothing of that may be worked out with this report beside it."""

    van: date
    tot: date
    voorheen: Voorheen


def onderdruk(telling: Telling, drempel: int, beurt: Beurt | None = None) -> Telling:
    """Return the table with every number from 1 up to the threshold hidden, and what would give it away.

    What with earlier reports beside it gives a small number away is hidden as well (`beurt`). In each row and column with
    a total, and among the areas within one area, at least two cells are hidden, or the total itself; what they hold
    together is at least the threshold, so that nobody can work out one of them. Zero stays zero: it says nothing of
    anybody.
    """
    if drempel <= 1 or not any(kolom.klein for kolom in telling.kolommen):
        return telling
    rooster = _Rooster(telling, drempel, beurt)
    rooster.verberg()
    rooster.verberg_erover(telling)
    regels = tuple(
        replace(
            regel,
            cellen=tuple(
                Cel(reden=rooster.verborgen[rij, kolom]) if (rij, kolom) in rooster.verborgen else cel
                for kolom, cel in enumerate(regel.cellen)
            ),
        )
        for rij, regel in enumerate(telling.regels)
    )
    return replace(telling, regels=regels)


class _Rooster:
    """The cells that may be small, by row and column, and which of them are hidden with which word."""

    def __init__(self, telling: Telling, drempel: int, beurt: Beurt | None) -> None:
        self.drempel = drempel
        self.getallen = {
            (rij, kolom): cel.getal
            for rij, regel in enumerate(telling.regels)
            for kolom, cel in enumerate(regel.cellen)
            if telling.kolommen[kolom].klein and cel.getal is not None
        }
        self.naast = _naast(telling.kolommen)
        self.verborgen: dict[Plek, str] = {}
        # Zeros that are hidden only for what stands beside them: alone they need no cover.
        self.kaal: set[Plek] = set()
        # Hiding these hides nothing: who kept the earlier reports works them out.
        self.bekend: set[Plek] = set()
        if beurt is not None:
            self._leg_naast(telling, beurt)
        self.lijnen = list(self._lijnen(telling))

    def _lijnen(self, telling: Telling) -> list[tuple[list[Plek], Plek | None]]:
        """Every sum: its parts, and the cell in which they come together; None for one that is told elsewhere."""
        kolommen = [nummer for nummer, kolom in enumerate(telling.kolommen) if kolom.klein]
        delen_k = [nummer for nummer in kolommen if not telling.kolommen[nummer].samen]
        som_k = [nummer for nummer in kolommen if telling.kolommen[nummer].samen]
        delen_r = [nummer for nummer, regel in enumerate(telling.regels) if not regel.samen]
        som_r = [nummer for nummer, regel in enumerate(telling.regels) if regel.samen]
        over_rijen = [([(rij, k) for rij in delen_r], (som, k)) for som in som_r for k in kolommen]
        over_kolommen = [
            ([(rij, k) for k in delen_k], (rij, som)) for som in som_k for rij in (*delen_r, *som_r)
        ]
        in_gebied = [
            ([(rij, k) for rij in rijen], (som, k) if som is not None and (som, k) in self.getallen else None)
            # What lies nearest first: it then often does for what lies around it as well.
            for rijen, som in sorted(telling.groepen, key=lambda groep: len(groep[0]))
            for k in kolommen
        ]
        return [
            ([cel for cel in delen if cel in self.getallen], som)
            for delen, som in (*in_gebied, *over_rijen, *over_kolommen)
            if som is None or som in self.getallen
        ]

    def _leg_naast(self, telling: Telling, beurt: Beurt) -> None:
        """Hide what gives something away beside the earlier reports, and mark what can be worked out already."""
        van, tot = beurt.van, beurt.tot + timedelta(days=1)
        namen = Counter(regel.naam for regel in telling.regels)
        for (rij, kolom), getal in self.getallen.items():
            naam = (telling.titel, telling.regels[rij].naam, telling.kolommen[kolom].naam)
            verleden = beurt.voorheen(*naam)
            if verleden.verraadt(van, tot, getal):
                self.verborgen[rij, kolom] = OOK_VERBORGEN
            # Of two areas of one name nobody knows which of them was told of before.
            elif namen[naam[1]] == 1 and verleden.kent(van, tot, getal):
                self.bekend.add((rij, kolom))

    def verberg(self) -> None:
        for cel, getal in self.getallen.items():
            if 0 < getal < self.drempel:
                self.verborgen[cel] = klein_woord(self.drempel)
        for cel in list(self.verborgen):
            self._verberg_naast(cel)
        # Each round hides at least one more cell, so this ends.
        while sum(self._dicht(delen, som) for delen, som in self.lijnen):
            pass

    def _verberg(self, cel: Plek) -> None:
        self.verborgen[cel] = OOK_VERBORGEN
        self.kaal.discard(cel)
        self._verberg_naast(cel)

    def _verberg_naast(self, cel: Plek) -> None:
        """Hide what tells of the same cases as this hidden cell. Beside few, none is called few as well: else the word tells it."""
        for ander in self._rond(cel):
            if ander not in self.verborgen:
                is_nul = not self.getallen[ander]
                self.verborgen[ander] = self.verborgen[cel] if is_nul else OOK_VERBORGEN
                if is_nul:
                    self.kaal.add(ander)

    def _rond(self, cel: Plek) -> list[Plek]:
        """This cell, and those of its row that tell of the same cases."""
        rij, kolom = cel
        rond = [(rij, ander) for ander in sorted(self.naast.get(kolom, ()))]
        return [cel, *(ander for ander in rond if ander in self.getallen)]

    def verberg_erover(self, telling: Telling) -> None:
        """Hide what is told of a number that is hidden itself."""
        nummers = {kolom.naam: nummer for nummer, kolom in enumerate(telling.kolommen)}
        for nummer, kolom in enumerate(telling.kolommen):
            for rij, regel in enumerate(telling.regels):
                woord = self.verborgen.get((rij, nummers.get(kolom.over, -1)))
                if woord and regel.cellen[nummer].getal is not None:
                    klein = woord == klein_woord(self.drempel)
                    self.verborgen[rij, nummer] = TE_WEINIG if klein else OOK_VERBORGEN

    def _dicht(self, delen: list[Plek], som: Plek | None) -> bool:
        """Hide one more cell of this sum when it gives away what is hidden; return whether that was so."""
        weg = [cel for cel in (*delen, som) if cel in self.verborgen and cel not in self.bekend]
        if self.kaal.issuperset(weg):
            return False
        if som in weg:
            # With the total gone one part may be told no more exactly than the total can be.
            genoeg = len(weg) > 1 or not delen
        else:
            genoeg = len(weg) > 1 and sum(self.getallen[cel] for cel in weg) >= self.drempel
        if genoeg:
            return False
        over = [
            cel
            for cel in delen
            if cel not in self.verborgen and cel not in self.bekend and self.getallen[cel] > 0
        ]
        if over:
            self._verberg(min(over, key=self._als_dekking))
            return True
        if som is not None and som not in self.verborgen and som not in self.bekend:
            self._verberg(som)
            return True
        # All that is something can be worked out already: nobody may know where there was nothing.
        nullen = [cel for cel in delen if cel not in self.verborgen and cel not in self.bekend]
        if nullen and not self.bekend.isdisjoint((*delen, som)):
            self._verberg(nullen[0])
            return True
        return False

    def _als_dekking(self, cel: Plek) -> tuple[bool, Decimal, Plek]:
        """The best cover first: of use in every column that goes with it, and of the least."""
        rond = [self.getallen[ander] for ander in self._rond(cel)]
        return not all(rond), sum(rond, Decimal()), cel


def _naast(kolommen: Sequence[Kolom]) -> dict[int, set[int]]:
    """For each column those that tell of the same cases, over whatever detour."""
    nummers = {kolom.naam: nummer for nummer, kolom in enumerate(kolommen)}
    groepen: dict[int, set[int]] = {}
    for nummer, kolom in enumerate(kolommen):
        if kolom.met:
            groep = groepen.get(nummer, {nummer}) | groepen.get(nummers[kolom.met], {nummers[kolom.met]})
            groepen |= dict.fromkeys(groep, groep)
    return {nummer: groep - {nummer} for nummer, groep in groepen.items()}
