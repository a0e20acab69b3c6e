"""How the selectors of a profile read on a screen."""

from __future__ import annotations

from wijkwerk.profiel import Profiel, Selector, selectornaam


def namen(wie: tuple[Selector, ...], profiel: Profiel) -> str:
    """Several selectors as one phrase."""
    return ", ".join(selectornaam(selector, profiel) for selector in wie)
