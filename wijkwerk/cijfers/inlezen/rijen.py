"""From rows of text to lines for COPY, some hundreds of rows at a time and then column by column.

That way the work on a cell is done by functions of the library over a whole column, and the lines of a measure come
together, in the order in which the figures are kept.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import add
from typing import NamedTuple

from wijkwerk.cijfers.catalogus import Catalogus
from wijkwerk.cijfers.fouten import BestandFout
from wijkwerk.cijfers.inlezen.kolommen import Koppeling, koppel
from wijkwerk.cijfers.lezen.bestand import Tabel
from wijkwerk.cijfers.lezen.formaten import CODE, Formaat
from wijkwerk.cijfers.lezen.getal import GeenGetal, lees_getal
from wijkwerk.cijfers.periode import PeriodeFout, jaar_van, lees_periode, van_jaar

# How many wrong cells are named before reading stops.
MEESTE_FOUTEN = 20
# Texts of cells come back again and again: remember what they mean, up to here.
MEESTE_BEKEND = 200_000
# So many cells are in memory at once.
BLOK_CELLEN = 200_000
BLOK_FOUTEN = 1_000
MEESTE_ONBEKEND = 1_000
# What needs no thinking: no sign, no more decimals than are kept.
_GEWOON = re.compile(r"[0-9]{1,13}(?:[.,][0-9]{1,4})?")


@dataclass(frozen=True)
class Gezien:
    """An area in the file, by the number it has in staging."""

    nummer: int
    code: str
    naam: str


@dataclass
class Oogst:
    """What was met on the way."""

    gebieden: dict[str, Gezien] = field(default_factory=dict)
    perioden: set[int] = field(default_factory=set)
    rijen: int = 0
    cijfers: int = 0
    onbekende_kolommen: tuple[str, ...] = ()
    dubbele_kolommen: tuple[str, ...] = ()
    onbekende_codes: Counter[str] = field(default_factory=Counter)
    elders: int = 0
    anders: int = 0
    fouten: list[str] = field(default_factory=list)

    def gebied(self, code: str, naam: str) -> Gezien:
        gezien = self.gebieden.get(code)
        if gezien is None:
            gezien = self.gebieden[code] = Gezien(len(self.gebieden), code, naam.replace("\0", "")[:160])
        return gezien

    def fout(self, tekst: str) -> None:
        self.fouten.append(tekst)
        if len(self.fouten) >= MEESTE_FOUTEN:
            self.stop_bij_fouten()

    def stop_bij_fouten(self) -> None:
        if self.fouten:
            raise BestandFout("\n".join(self.fouten))


class Plek(NamedTuple):
    """Where an area of the file (by its number there) is kept, and of which kind and municipality it is."""

    nummer: int
    pk: int
    soort: str
    gemeente: str


class Kolom(NamedTuple):
    """A column with figures, and all that a cell of it needs."""

    plaats: int
    kop: str
    nummer: int
    maal: int
    bekend: dict[str, str]


class Blok(NamedTuple):
    """Rows of one dimension: their numbers in the file, their cells, and how their lines begin."""

    nummers: list[int]
    rijen: list[Sequence[str]]
    begin: list[str]


@dataclass(frozen=True)
class Vraag:
    """How a file is to be read. `gemeenten` None: keep what lies anywhere."""

    formaat: Formaat
    jaar: int | None = None
    gemeenten: frozenset[str] | None = None


def gemeente_van(code: str) -> str:
    """The municipality in which a wijk or buurt lies stands in its code."""
    return "" if code.startswith("NL") else f"GM{code[2:6]}"


class Lezer:
    """Reads one file. `nummers` gives the number of a measure in the database."""

    def __init__(
        self, vraag: Vraag, catalogus: Catalogus, nummers: Callable[[str], int], oogst: Oogst
    ) -> None:
        self.vraag = vraag
        self.catalogus = catalogus
        self.nummers = nummers
        self.oogst = oogst
        # By factor: text of a cell -> "value <tab> reason <tab>"
        self._bekend: dict[int, dict[str, str]] = defaultdict(dict)
        self._per_dimensie: dict[str, list[Kolom]] = {}
        self._perioden: dict[str, int] = {}
        self._dimensies: dict[str, int] = {}
        self._gezien: set[int] = set()

    def stukken(self, tabel: Tabel) -> Iterator[str]:
        """Lines for COPY, those of one column after the other. Raises BestandFout."""
        koppeling = koppel(tabel.koppen, self.vraag.formaat, self.catalogus)
        self.oogst.onbekende_kolommen = koppeling.onbekend
        self.oogst.dubbele_kolommen = koppeling.dubbel
        if koppeling.periode is None and self.vraag.jaar is None:
            raise BestandFout("Zeg van welk jaar deze cijfers zijn: dat staat niet in het bestand.")
        genoeg = max(BLOK_CELLEN // len(tabel.koppen), 1)
        blokken: dict[str, Blok] = {}
        aantal = 0
        for nr, rij in tabel.rijen:
            self.oogst.rijen += 1
            if not self._neem(nr, rij, koppeling, blokken):
                continue
            aantal += 1
            if aantal == genoeg:
                yield from self._regels(blokken, koppeling)
                blokken, aantal = {}, 0
        yield from self._regels(blokken, koppeling)
        self.oogst.stop_bij_fouten()

    def _neem(self, nr: int, cellen: Sequence[str], koppeling: Koppeling, blokken: dict[str, Blok]) -> bool:
        """Put a row that counts in the block of its dimension."""
        code = cellen[koppeling.code].strip()
        if not self._telt(code, cellen, koppeling):
            return False
        periode = self._periode(nr, cellen, koppeling)
        dimensie = self._dimensie(cellen, koppeling)
        naam = cellen[koppeling.naam].strip() if koppeling.naam is not None else ""
        plek = self.oogst.gebied(code, naam).nummer
        self._een_keer(nr, code, plek, periode, dimensie)
        self.oogst.perioden.add(periode)
        blok = blokken.get(dimensie)
        if blok is None:
            blok = blokken[dimensie] = Blok([], [], [])
        blok.nummers.append(nr)
        blok.rijen.append(cellen)
        blok.begin.append(f"{plek}\t{periode}\t")
        return True

    def _regels(self, blokken: dict[str, Blok], koppeling: Koppeling) -> Iterator[str]:
        for dimensie, blok in blokken.items():
            kolommen = self._kolommen(koppeling, dimensie)
            if not kolommen:
                self.oogst.anders += len(blok.rijen)
            fouten: list[tuple[int, int, str]] = []
            for kolom in kolommen:
                yield self._kolom(blok, kolom, fouten)
            self.oogst.cijfers += len(kolommen) * len(blok.rijen)
            # By row, as whoever has to mend them reads the file.
            for _nr, _plaats, fout in sorted(fouten):
                self.oogst.fout(fout)

    def _kolom(self, blok: Blok, kolom: Kolom, fouten: list[tuple[int, int, str]]) -> str:
        """The lines of one column: "area <tab> period <tab> value <tab> reason <tab> measure"."""
        cellen = [rij[kolom.plaats] for rij in blok.rijen]
        waarden = list(map(kolom.bekend.get, cellen))
        if None in waarden:
            for nr, waarde in enumerate(waarden):
                if waarde is None:
                    waarden[nr] = self._lees(blok.nummers[nr], kolom, cellen[nr], fouten)
        einde = f"{kolom.nummer}\n"
        return einde.join(map(add, blok.begin, waarden)) + einde

    def _kolommen(self, koppeling: Koppeling, dimensie: str) -> list[Kolom]:
        if dimensie not in self._per_dimensie:
            self._per_dimensie[dimensie] = [
                Kolom(plaats, kop, self.nummers(maat.sleutel), maat.maal, self._bekend[maat.maal])
                for plaats, kop in koppeling.maten
                if (maat := koppeling.maat(kop, dimensie)) is not None
            ]
        return self._per_dimensie[dimensie]

    def _telt(self, code: str, cellen: Sequence[str], koppeling: Koppeling) -> bool:
        if not CODE.fullmatch(code):
            if len(self.oogst.onbekende_codes) < MEESTE_ONBEKEND:
                self.oogst.onbekende_codes[code.replace("\0", "")[:40]] += 1
            return False
        if self.vraag.gemeenten is not None and gemeente_van(code) not in {*self.vraag.gemeenten, ""}:
            self.oogst.elders += 1
            return False
        if any(cellen[plaats].strip() != waarde for plaats, waarde in koppeling.alleen):
            self.oogst.anders += 1
            return False
        return True

    def _periode(self, nr: int, cellen: Sequence[str], koppeling: Koppeling) -> int:
        if koppeling.periode is None:
            return van_jaar(self.vraag.jaar or 0)
        tekst = cellen[koppeling.periode]
        if tekst not in self._perioden:
            try:
                self._perioden[tekst] = lees_periode(tekst)
            except PeriodeFout as fout:
                raise BestandFout(f"Regel {nr}: '{tekst[:40]}' is geen periode. Verwacht: {fout}.") from fout
        return self._perioden[tekst]

    def _dimensie(self, cellen: Sequence[str], koppeling: Koppeling) -> str:
        if koppeling.dimensie is None:
            return self.vraag.formaat.dimensie_anders
        return cellen[koppeling.dimensie].strip()

    def _een_keer(self, nr: int, code: str, plek: int, periode: int, dimensie: str) -> None:
        # One number instead of three things: there can be millions.
        soort = self._dimensies.setdefault(dimensie, len(self._dimensies))
        paar = (soort << 52) | (periode << 32) | plek
        if paar in self._gezien:
            raise BestandFout(
                f"Regel {nr}: {code} staat er twee keer in. Welke goed is, kunnen wij niet weten."
            )
        self._gezien.add(paar)

    def _lees(self, nr: int, kolom: Kolom, cel: str, fouten: list[tuple[int, int, str]]) -> str:
        # A text that is new in a block may stand in it more than once.
        bekend = kolom.bekend.get(cel)
        if bekend is not None:
            return bekend
        try:
            tekst = _waarde(cel, kolom.maal)
        except GeenGetal:
            # The first ones tell enough; a block of a wrong file has a hundred thousand.
            if len(fouten) < BLOK_FOUTEN:
                fouten.append(
                    (nr, kolom.plaats, f"Regel {nr}, kolom {kolom.kop}: '{cel.strip()[:40]}' is geen getal.")
                )
            return "\\N\t2\t"
        if len(kolom.bekend) < MEESTE_BEKEND:
            kolom.bekend[cel] = tekst
        return tekst


def _waarde(cel: str, maal: int) -> str:
    """A cell as value and reason for COPY. Raises GeenGetal."""
    if maal == 1 and _GEWOON.fullmatch(cel):
        return f"{cel.replace(',', '.')}\t0\t"
    getal, reden = lees_getal(cel)
    return f"{getal * maal}\t0\t" if getal is not None else f"\\N\t{int(reden)}\t"


def jaren(oogst: Oogst) -> list[int]:
    return sorted({jaar_van(periode) for periode in oogst.perioden})
