"""Of which areas of a source an area of ours is made, and what figures those have. A fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Q

from wijkwerk.cijfers.models import Cijfer, Cijfergebied, Indicator, Reden
from wijkwerk.gebruikers.reeks import is_een_van
from wijkwerk.wijken.models import Gebied, Gebiedscode, Omtrek


@dataclass(frozen=True)
class Code:
    """A code of an area, and the years of divisions in which it counts."""

    code: str
    van: int | None
    tot: int | None

    def geldt(self, jaar: int) -> bool:
        return (self.van or 0) <= jaar <= (self.tot or jaar)


@dataclass(frozen=True)
class Ruw:
    """A figure as it is kept."""

    getal: Decimal | None
    reden: Reden
    voorlopig: bool
    bron: str
    peildatum: date | None


def codes_van(gebieden: Collection[Gebied]) -> dict[int, list[Code]]:
    """The codes of each area; of one without, those of the areas in it (one query). A sketch has no figures."""
    ids = {gebied.pk for gebied in gebieden}
    eigen: dict[int, list[Code]] = defaultdict(list)
    onder: dict[int, list[Code]] = defaultdict(list)
    rijen = Gebiedscode.objects.filter(gebied__voorouders__overlap=list(ids), gebied__actief_tot=None)
    echt = rijen.exclude(code__startswith=Omtrek.SCHETSCODE)
    for pk, voorouders, code, van, tot in echt.order_by("code", "pk").values_list(
        "gebied_id", "gebied__voorouders", "code", "jaar_van", "jaar_tot"
    ):
        for boven in ids.intersection(voorouders):
            (eigen if boven == pk else onder)[boven].append(Code(code, van, tot))
    return {pk: eigen.get(pk) or onder.get(pk, []) for pk in ids}


@dataclass(frozen=True)
class Plekrij:
    """An area of a source in one division; `gebied`: the area of ours that it is, `is_bovenste` one with nothing above it."""

    pk: int
    soort: str
    code: str
    jaar: int
    gemeente: str
    gebied: int | None
    is_bovenste: bool


class Blad:
    """The areas of the sources that matter for some codes, by division year."""

    def __init__(self, rijen: Sequence[Plekrij]) -> None:
        self.rijen = rijen
        self.per_jaar: dict[int, dict[str, int]] = defaultdict(dict)
        self.eigen: dict[int, int] = {}
        self.soort = {rij.pk: rij.soort for rij in rijen}
        for rij in rijen:
            if rij.gebied:
                self.eigen[rij.gebied] = rij.pk
            else:
                self.per_jaar[rij.jaar][rij.code] = rij.pk

    @classmethod
    def lees(
        cls, codes: Iterable[str], gebieden: Collection[int] = (), *, ook_codes: Collection[str] = ()
    ) -> Blad:
        """What these codes and areas are made of, what `ook_codes` are themselves, and our own top areas; one query."""
        bovenste = Gebied.objects.actief().filter(ouder=None)
        q = Q(gebied__in=gebieden) | Q(code__in=ook_codes) | Q(is_een_van("gebied", bovenste))
        for code in set(codes):
            q |= Q(code=code)
            if code.startswith("GM"):
                q |= Q(gemeente=code)
            elif code.startswith("WK"):
                q |= Q(code__startswith=f"BU{code[2:]}", gemeente=f"GM{code[2:6]}")
        rijen = Cijfergebied.objects.filter(q).values_list(
            "pk", "soort", "code", "jaar", "gemeente", "gebied_id", "gebied__ouder", "gebied__actief_tot"
        )
        return cls(
            [
                Plekrij(
                    pk, soort, code, jaar, gemeente, gebied, bool(gebied) and ouder is None and tot is None
                )
                for pk, soort, code, jaar, gemeente, gebied, ouder, tot in rijen
            ]
        )

    def voor(self, codes: Collection[str], gebieden: Collection[int]) -> Blad:
        """The part of it that these codes and areas are made of; no query."""
        los = set(codes)
        geheel = {code for code in los if code.startswith("GM")}
        wijken = {code[2:] for code in los if code.startswith("WK")}
        return Blad(
            [
                rij
                for rij in self.rijen
                if rij.code in los
                or rij.gebied in gebieden
                or rij.gemeente in geheel
                or (rij.code[:2] == "BU" and rij.code[2:8] in wijken and rij.gemeente == f"GM{rij.code[2:6]}")
            ]
        )

    @property
    def plekken(self) -> list[int]:
        return list(self.soort)

    @property
    def jaren(self) -> list[int]:
        """Newest first."""
        return sorted(self.per_jaar, reverse=True)

    def delen(self, codes: Iterable[Code], jaar: int, heeft: Collection[int]) -> list[int | None]:
        """The areas that together are these codes in this division; those in `heeft` before what is smaller.

        None stands for a code that this division does not have.
        """
        plekken = self.per_jaar[jaar]
        geldig = list(dict.fromkeys(code.code for code in codes if code.geldt(jaar)))
        los = [code for code in geldig if not any(_ligt_in(code, ander) for ander in geldig)]
        return [deel for code in los for deel in _uit(code, plekken, heeft)]


def _ligt_in(code: str, ander: str) -> bool:
    if code == ander or code[:2] == "GM":
        return False
    return (ander[:2] == "GM" and code[2:6] == ander[2:6]) or (
        ander[:2] == "WK" and code[:2] == "BU" and code[2:8] == ander[2:8]
    )


def _uit(code: str, plekken: Mapping[str, int], heeft: Collection[int]) -> Iterator[int | None]:
    """This code when it has a figure, else all wijken or buurten in it when one of those has."""
    eigen = plekken.get(code)
    if eigen is None or eigen not in heeft:
        for soort in ("WK", "BU"):
            kleiner = [pk for c, pk in plekken.items() if c.startswith(soort) and _ligt_in(c, code)]
            if any(pk in heeft for pk in kleiner):
                yield from kleiner
                return
    yield eigen


Cijfers = dict[tuple[str, int], dict[int, Ruw]]
REDENEN = {reden.value: reden for reden in Reden}


@dataclass(frozen=True)
class Vraag:
    """Which figures are wanted. `perioden` None: all there are; `altijd`: measures of which every period is wanted."""

    rijen: Sequence[Indicator]
    perioden: Collection[int] | None
    plekken: Collection[int]
    altijd: Collection[str] = ()

    def q(self) -> Q | None:
        """None where there can be none."""
        alle = {periode for rij in self.rijen for periode in rij.perioden}
        gevraagd = sorted(alle if self.perioden is None else alle.intersection(self.perioden))
        if not gevraagd or not self.plekken:
            return None
        welke = Q(indicator__in=[rij.pk for rij in self.rijen], periode__in=gevraagd)
        if steeds := [rij for rij in self.rijen if rij.sleutel in self.altijd]:
            perioden = {periode for rij in steeds for periode in rij.perioden}
            welke |= Q(indicator__in=[rij.pk for rij in steeds], periode__in=perioden)
        return welke & Q(plek__in=list(self.plekken))


def cijfers(vragen: Sequence[Vraag]) -> Cijfers:
    """The figures that these ask for, by (measure, period) and then by area; one query."""
    gevonden: Cijfers = defaultdict(dict)
    namen = {rij.pk: rij.sleutel for vraag in vragen for rij in vraag.rijen}
    welke = [q for vraag in vragen if (q := vraag.q()) is not None]
    if not welke:
        return gevonden
    rijen = Cijfer.objects.filter(reduce(or_, welke)).values_list(
        "indicator_id",
        "periode",
        "plek_id",
        "waarde",
        "reden",
        "voorlopig",
        "invoer__bron",
        "invoer__peildatum",
    )
    for indicator, periode, plek, getal, reden, voorlopig, bron, peildatum in rijen:
        gevonden[namen[indicator], periode][plek] = Ruw(getal, REDENEN[reden], voorlopig, bron, peildatum)
    return gevonden
