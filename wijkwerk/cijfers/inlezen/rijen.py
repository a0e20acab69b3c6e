"""From rows of text to lines for COPY, without holding more than one row and the areas that were seen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from wijkwerk.cijfers.catalogus import Catalogus, Maat
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
STUK = 64 * 1024
MEESTE_ONBEKEND = 1_000


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
        # By factor: text of a cell -> "value <tab> reason"
        self._bekend: dict[int, dict[str, str]] = defaultdict(dict)
        self._per_dimensie: dict[str, list[tuple[int, str, int, Maat, dict[str, str]]]] = {}
        self._perioden: dict[str, int] = {}
        self._paren: set[tuple[int, int, str]] = set()

    def stukken(self, tabel: Tabel) -> Iterator[str]:
        """Lines for COPY, some thousands at a time. Raises BestandFout."""
        koppeling = koppel(tabel.koppen, self.vraag.formaat, self.catalogus)
        self.oogst.onbekende_kolommen = koppeling.onbekend
        self.oogst.dubbele_kolommen = koppeling.dubbel
        if koppeling.periode is None and self.vraag.jaar is None:
            raise BestandFout("In dit bestand staat geen jaar. Geef op van welk jaar het is.")
        stuk: list[str] = []
        groot = 0
        for nr, rij in tabel.rijen:
            self.oogst.rijen += 1
            regels = self._rij(nr, rij, koppeling)
            if regels:
                stuk.append(regels)
                groot += len(regels)
            if groot > STUK:
                yield "".join(stuk)
                stuk, groot = [], 0
        yield "".join(stuk)
        self.oogst.stop_bij_fouten()

    def _rij(self, nr: int, cellen: Sequence[str], koppeling: Koppeling) -> str:
        code = cellen[koppeling.code].strip()
        if not self._telt(code, cellen, koppeling):
            return ""
        periode = self._periode(nr, cellen, koppeling)
        dimensie = self._dimensie(cellen, koppeling)
        naam = cellen[koppeling.naam].strip() if koppeling.naam is not None else ""
        gezien = self.oogst.gebied(code, naam)
        self._een_keer(nr, code, (gezien.nummer, periode, dimensie))
        self.oogst.perioden.add(periode)
        begin = f"{gezien.nummer}\t{periode}\t"
        delen: list[str] = []
        for plaats, kop, nummer, maat, bekend in self._kolommen(koppeling, dimensie):
            cel = cellen[plaats]
            waarde = bekend.get(cel) or self._lees(nr, kop, cel, maat)
            delen.append(f"{begin}{nummer}\t{waarde}\n")
        self.oogst.cijfers += len(delen)
        if not delen:
            self.oogst.anders += 1
        return "".join(delen)

    def _kolommen(
        self, koppeling: Koppeling, dimensie: str
    ) -> list[tuple[int, str, int, Maat, dict[str, str]]]:
        """Per column with figures all that a cell needs: worked out once, for there can be millions of cells."""
        if dimensie not in self._per_dimensie:
            self._per_dimensie[dimensie] = [
                (plaats, kop, self.nummers(maat.sleutel), maat, self._bekend[maat.maal])
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

    def _een_keer(self, nr: int, code: str, paar: tuple[int, int, str]) -> None:
        if paar in self._paren:
            raise BestandFout(
                f"Regel {nr}: {code} staat er twee keer in. Welke goed is, kunnen wij niet weten."
            )
        self._paren.add(paar)

    def _lees(self, nr: int, kop: str, cel: str, maat: Maat) -> str:
        try:
            getal, reden = lees_getal(cel)
        except GeenGetal:
            self.oogst.fout(f"Regel {nr}, kolom {kop}: '{cel.strip()[:40]}' is geen getal.")
            return "\\N\t2"
        tekst = f"{getal * maat.maal}\t0" if getal is not None else f"\\N\t{int(reden)}"
        bekend = self._bekend[maat.maal]
        if len(bekend) < MEESTE_BEKEND:
            bekend[cel] = tekst
        return tekst


def jaren(oogst: Oogst) -> list[int]:
    return sorted({jaar_van(periode) for periode in oogst.perioden})
