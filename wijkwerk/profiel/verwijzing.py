"""References: a mark in the type of a key says what it may name; one walk finds them all."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_origin

from wijkwerk.profiel.basis import Deel
from wijkwerk.profiel.wie import Selector


@dataclass(frozen=True, init=False)
class Verwijst:
    """The value is a key of one of these tables, one of these words, or `voorvoegsel:key`.

    `Annotated[str, Verwijst("rol")]`; in a tuple it holds for each element.
    """

    tabellen: tuple[str, ...]
    woorden: tuple[str, ...] = ()
    voorvoegsels: tuple[tuple[str, str], ...] = ()
    patroon: str = ""

    def __init__(
        self, *tabellen: str, woorden: tuple[str, ...] = (), patroon: str = "", **voorvoegsels: str
    ) -> None:
        object.__setattr__(self, "tabellen", tabellen)
        object.__setattr__(self, "woorden", woorden)
        object.__setattr__(self, "patroon", patroon)
        object.__setattr__(self, "voorvoegsels", tuple(voorvoegsels.items()))

    def keuzes(self, register: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Everything that may stand here, given the keys of the file and the words of the language."""
        eigen = [sleutel for tabel in self.tabellen for sleutel in register[tabel]]
        samen = [f"{voor}:{sleutel}" for voor, tabel in self.voorvoegsels for sleutel in register[tabel]]
        return (*self.woorden, *dict.fromkeys(eigen), *samen)

    def past(self, waarde: str, register: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether this value names something that exists."""
        if self.patroon and re.fullmatch(self.patroon, waarde):
            return True
        return waarde in self.keuzes(register)


@dataclass(frozen=True)
class Geeft:
    """Naming somebody here gives this right for this form: `Annotated[Wie, Geeft("plan.vaststellen")]`."""

    recht: str


@dataclass(frozen=True)
class Plek:
    """A value that names something, where it stands in its row, and the marks on it."""

    veld: str
    waarde: str | Selector
    merk: Verwijst | None
    geeft: str = ""


@dataclass(frozen=True)
class Vakje:
    """One key of a class: attribute, key in the file, kind of value, and the marks on it."""

    veld: str
    sleutel: str
    soort: Any
    merken: tuple[object, ...]


@functools.cache
def _vakjes(klasse: type[Deel]) -> tuple[Vakje, ...]:
    return tuple(
        Vakje(veld, klasse.tomlnaam(veld), *_uitgepakt(info.annotation, tuple(info.metadata)))
        for veld, info in klasse.model_fields.items()
    )


def delen(model: Deel, pad: str = "") -> Iterator[tuple[str, Deel]]:
    """The row itself and every table within it, each with its place in the row."""
    yield pad, model
    for vakje in _vakjes(type(model)):
        waarde = getattr(model, vakje.veld)
        if isinstance(waarde, Deel | tuple | Mapping) and waarde:
            yield from _delen_in(waarde, f"{pad}{vakje.sleutel}")


def _delen_in(waarde: object, pad: str) -> Iterator[tuple[str, Deel]]:
    if isinstance(waarde, Deel):
        yield from delen(waarde, f"{pad}.")
    elif isinstance(waarde, tuple):
        for nummer, element in enumerate(waarde, start=1):
            yield from _delen_in(element, f"{pad}[{nummer}]")
    elif isinstance(waarde, Mapping):
        for sleutel, element in waarde.items():
            yield from _delen_in(element, f"{pad}.{sleutel}")


def plekken(model: Deel) -> Iterator[Plek]:
    """Every value in this row, however deep, that names something else."""
    for pad, deel in delen(model):
        for vakje in _vakjes(type(deel)):
            waarde = getattr(deel, vakje.veld)
            if isinstance(waarde, str | tuple):
                yield from _plekken_in(waarde, vakje.soort, vakje.merken, f"{pad}{vakje.sleutel}")


def _plekken_in(waarde: object, soort: Any, merken: tuple[object, ...], pad: str) -> Iterator[Plek]:
    if isinstance(waarde, Selector):
        recht = next((merk.recht for merk in merken if isinstance(merk, Geeft)), "")
        yield Plek(pad, waarde, None, recht)
    elif isinstance(waarde, tuple):
        binnen, meer = _uitgepakt(get_args(soort)[0] if get_args(soort) else str, merken)
        for nummer, element in enumerate(waarde, start=1):
            yield from _plekken_in(element, binnen, meer, f"{pad}[{nummer}]")
    elif isinstance(waarde, str):
        for merk in merken:
            if isinstance(merk, Verwijst):
                yield Plek(pad, waarde, merk)


def _uitgepakt(soort: Any, merken: tuple[object, ...]) -> tuple[Any, tuple[object, ...]]:
    """Take `Annotated` and `| None` off a type and collect the marks on the way."""
    if get_origin(soort) is Annotated:
        binnen, *meer = get_args(soort)
        return _uitgepakt(binnen, (*merken, *meer))
    takken = [tak for tak in get_args(soort) if tak is not type(None)]
    if get_origin(soort) is not tuple and len(takken) == 1 and type(None) in get_args(soort):
        return _uitgepakt(takken[0], merken)
    return soort, merken
