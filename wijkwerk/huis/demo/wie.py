"""Finding somebody who may: the demo tries people as the product would refuse them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import StapGeweigerd

T = TypeVar("T")


class Spelers:
    """The invented people. `doe` takes a step with the first of them who may; the profile decides who that is."""

    def __init__(self, mensen: Iterable[Gebruiker]) -> None:
        self.mensen = list(mensen)
        self._laatst: dict[tuple[str, object], Gebruiker] = {}
        self.geweigerd: list[str] = []

    def doe(
        self, actie: Callable[..., T], *, bij: object = None, eerst: Iterable[Gebruiker] = (), **gegevens: Any
    ) -> T | None:
        """Return what the action returns, or None when nobody may or the profile refuses it.

        `bij` tells for what kind of thing it is, so that the next search starts with whoever succeeded there.
        """
        naam = f"{actie.__module__}.{actie.__name__}"
        vorige = self._laatst.get((naam, bij))
        for persoon in dict.fromkeys([*eerst, *([vorige] if vorige else []), *self.mensen]):
            try:
                uitkomst = actie(door=persoon, **gegevens)
            except PermissionDenied:
                continue
            except StapGeweigerd as geweigerd:
                self.geweigerd.append(f"{naam} door {persoon}: {geweigerd}")
                return None
            self._laatst[naam, bij] = persoon
            return uitkomst
        self.geweigerd.append(f"{naam}: niemand mag dit")
        return None

    def probeer(self, actie: Callable[..., T], **gegevens: Any) -> T | None:
        """The same for what not every profile lets be done: a refusal is no finding."""
        geweigerd = len(self.geweigerd)
        uitkomst = self.doe(actie, **gegevens)
        del self.geweigerd[geweigerd:]
        return uitkomst

    def wie_deed(self, actie: Callable[..., object], bij: object) -> list[Gebruiker]:
        """Whoever last took this step for that kind of thing."""
        laatst = self._laatst.get((f"{actie.__module__}.{actie.__name__}", bij))
        return [laatst] if laatst else []
