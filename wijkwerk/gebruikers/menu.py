"""Small values by which apps reach the menu and each other without the kernel knowing them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MenuPunt:
    naam: str
    url: str
    volgorde: int


@dataclass(frozen=True)
class Verwijzing:
    """What a generic reference (soort, pk) looks like for somebody who may see it."""

    titel: str
    url: str
    # The area in which it lies, of what lies in one: a meeting elsewhere does not speak of it.
    gebied: int | None = None
