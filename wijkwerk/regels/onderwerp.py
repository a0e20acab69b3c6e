"""A thing as rules see it: its facts, relations and fields, by the names that the app declares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.profiel import Profiel

# Of a relation: how many, by group. One group "" is the total; with `per`, one group for each of those.
Telling = Mapping[str, int]


@dataclass(frozen=True)
class Betekenis:
    """What an object offers to rules. The names are those of its Objectsoort; a test holds the two together."""

    feiten: Mapping[str, Callable[[Onderwerp], bool]] = field(default_factory=dict)
    # (onderwerp, per) -> Telling
    relaties: Mapping[str, Callable[[Onderwerp, str | None], Telling]] = field(default_factory=dict)
    velden: Mapping[str, Callable[[Onderwerp], Any]] = field(default_factory=dict)
    # The parts of a kind (items of a plan): for dotted names such as `doel.resultaten`.
    onderdelen: Callable[[Onderwerp, str], Iterable[Onderwerp]] | None = None
    # Sources the thing refers to: planvormen, `signaal`, `initiatief`, `begroting`, …
    bronnen: Callable[[Onderwerp], frozenset[str]] | None = None
    # Other open things with the same (op, dagen): their descriptions.
    samenloop: Callable[[Onderwerp, tuple[str, ...], int | None], list[str]] | None = None
    # Who was heard, by key, where the thing itself keeps that: `gevraagd` or a later state of an Instemming.
    gehoord: Callable[[Onderwerp], Mapping[str, str]] | None = None
    # Selectors to whom the result was reported back.
    teruggekoppeld: Callable[[Onderwerp], frozenset[str]] | None = None


@dataclass(frozen=True, kw_only=True)
class Onderwerp:
    """A thing at a step: the row, what the step brings in, and the profile that applies to it."""

    object: str
    soort: str
    ding: models.Model
    plek: Plek
    profiel: Profiel
    betekenis: Betekenis
    themas: tuple[str, ...] = ()
    # Input of this step: wins over what the row holds.
    gegevens: Mapping[str, Any] = field(default_factory=dict)
    # Other kinds of the profile that it is too: an item of a plan answers to its own kind and to the form of the plan.
    ook_soorten: tuple[str, ...] = ()
    # Who `eigenaar`, `trekker`, `indiener` … are here; a whole selector (`soort:…`) when only some of those count.
    houders: Mapping[str, tuple[Houder, ...]] = field(default_factory=dict)
    naam: str = ""

    def feit(self, naam: str) -> bool:
        """Return a declared yes/no fact, or a yes/no field; `niet x` negates."""
        if naam.startswith("niet "):
            return not self.feit(naam.removeprefix("niet "))
        return self.betekenis.feiten[naam](self) if naam in self.betekenis.feiten else bool(self.veld(naam))

    def veld(self, sleutel: str) -> Any:
        if sleutel in self.gegevens:
            return self.gegevens[sleutel]
        if sleutel in self.betekenis.velden:
            return self.betekenis.velden[sleutel](self)
        return self._eigen_velden.get(sleutel)

    def onderdelen(self, soort: str) -> list[Onderwerp]:
        return list(self.betekenis.onderdelen(self, soort)) if self.betekenis.onderdelen else []

    def telling(self, wat: str, per: str | None) -> Telling:
        """Count a relation. `a.b` counts b of each part of kind a: one group per part."""
        if wat in self.betekenis.relaties:
            return self.betekenis.relaties[wat](self, per)
        ouder, _, kind = wat.partition(".")
        if not kind:
            return {"": len(self.onderdelen(ouder))}
        return {deel.naam: sum(deel.telling(kind, None).values()) for deel in self.onderdelen(ouder)}

    @cached_property
    def _eigen_velden(self) -> Mapping[str, Any]:
        """The one validated JSON field in which fields declared by the profile are kept."""
        return getattr(self.ding, "velden", None) or {}


def stand_van_vorm(vorm: str, plek: Plek) -> str | None:
    """Return the state of the latest plan, overleg or peiling of that form in this gebied, if there is one."""
    for pad in settings.STANDEN:
        stand: str | None = import_string(pad)(vorm, plek)
        if stand is not None:
            return stand
    return None
