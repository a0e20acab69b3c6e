"""Small numbers that are not shown, and what else must not be shown so that nobody finds them by subtraction.

When the figure of a whole is shown with those of all parts but one, the one that is not is the difference. So another
part goes too: the smallest that makes what is hidden at least the threshold together. A hidden whole hides a part as well.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True)
class Groep(Generic[T]):
    """A whole and its parts. `geheel` None: a whole that is always known, such as that of another source."""

    geheel: T | None
    delen: tuple[T, ...]


def verberg(
    waarden: Mapping[T, Decimal], klein: Collection[T], groepen: Sequence[Groep[T]], grens: int
) -> set[T]:
    """Return all that may not be shown: what is `klein`, and what would give that away.

    `waarden` holds what has a number; what has none protects its group, because nobody can subtract what is not known.
    """
    weg = set(klein)
    while True:
        meer = {deel for groep in groepen for deel in _nog(groep, waarden, weg, grens)}
        if not meer - weg:
            return weg
        weg |= meer


def _nog(groep: Groep[T], waarden: Mapping[T, Decimal], weg: Collection[T], grens: int) -> Iterable[T]:
    """What must go as well in one group; nothing when what is hidden there cannot be found."""
    delen = [deel for deel in groep.delen if deel in waarden]
    # A part without number, or a whole without: then there is nothing to subtract from.
    if len(delen) < len(groep.delen) or (groep.geheel is not None and groep.geheel not in waarden):
        return []
    verborgen = [deel for deel in delen if deel in weg]
    geheel_weg = groep.geheel is not None and groep.geheel in weg
    if not verborgen and not geheel_weg:
        return []
    if geheel_weg and groep.geheel is not None and waarden[groep.geheel] == 0:
        return []
    som = sum((waarden[deel] for deel in verborgen), Decimal())
    genoeg = bool(verborgen) if geheel_weg else len(verborgen) > 1 and som >= grens
    if genoeg:
        return []
    over = sorted((deel for deel in delen if deel not in weg), key=lambda deel: waarden[deel])
    met_iets = [deel for deel in over if waarden[deel]]
    if met_iets:
        return [next((deel for deel in met_iets if som + waarden[deel] >= grens), met_iets[-1])]
    if groep.geheel is None:
        return over[:1]
    # All that is something is hidden, and still too few together: the whole would tell it.
    return [groep.geheel] if not geheel_weg and waarden[groep.geheel] <= som < grens else []
