"""From how heavily factors weigh to the rung of the ladder that follows: one function for a path and for the wizard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Weinig, gemiddeld, veel.
HOOGSTE_SCORE = 2


@dataclass(frozen=True)
class Voorstel:
    """A proposed rung with the sum it follows from, so that everybody can check it."""

    trede: str
    plaats: int
    treden: int
    punten: int
    hoogste: int

    @property
    def uitleg(self) -> str:
        return (
            f"{self.punten} van de {self.hoogste} punten (weinig is 0, gemiddeld 1, veel 2). "
            f"Dat is trede {self.plaats} van {self.treden}."
        )


def stel_trede_voor(
    ladder: Sequence[str], factoren: Sequence[str], scores: Mapping[str, int]
) -> Voorstel | None:
    """Return the rung that lies as far up the ladder as the points go; None while a factor is missing, or without a ladder."""
    if not ladder or not factoren or any(factor not in scores for factor in factoren):
        return None
    punten = sum(scores[factor] for factor in factoren)
    hoogste = HOOGSTE_SCORE * len(factoren)
    # Rounded half up, in whole numbers.
    plaats = (2 * punten * (len(ladder) - 1) + hoogste) // (2 * hoogste)
    return Voorstel(ladder[plaats], plaats + 1, len(ladder), punten, hoogste)
