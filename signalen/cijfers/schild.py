"""How a number of shielded signals is told (R08): never below the threshold of the profile, and never to the unit.

Rounded down to multiples of the threshold, because two tables that overlap (a wijk and its buurten, a year and its
quarters) would otherwise give away by subtraction what each of them hides.
"""

from __future__ import annotations


def naar_beneden(aantal: int, drempel: int) -> int:
    """Return what may be counted with: 0 below the threshold, else the multiple of it that was reached."""
    return aantal // drempel * drempel


def in_woorden(aantal: int, drempel: int) -> str:
    """Return nothing for none, else "minder dan 5" or "ten minste 10"; the number itself only at threshold 1."""
    if not aantal or drempel == 1:
        return str(aantal) if aantal else ""
    return f"minder dan {drempel}" if aantal < drempel else f"ten minste {naar_beneden(aantal, drempel)}"
