"""Trying out and applying an import. Both do the same writes; a trial is rolled back, so the preview is exact."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from wijkwerk.huis.invoer.bestand import Bestandsrij, Tabel
from wijkwerk.huis.invoer.kolommen import CelFout, Kolom, gewoon, lees_cel
from wijkwerk.huis.invoer.soort import Invoersoort, Stand, Uitkomst
from wijkwerk.regels.service import StapGeweigerd

# One import at a time: what the preview shows is what happens.
SLOT = 0x77696A6B
TOON_KEUZES = 12


@dataclass(frozen=True)
class Fout:
    """What is wrong in a row: where, what stands there, what was expected and what is allowed, or a complaint."""

    rij: int
    kolom: str = ""
    gevonden: str = ""
    verwacht: str = ""
    toegestaan: tuple[str, ...] = ()
    klacht: str = ""

    @property
    def uitleg(self) -> str:
        return self.klacht or f"Verwacht: {self.verwacht}."

    @property
    def keuzes(self) -> str:
        rest = len(self.toegestaan) - TOON_KEUZES
        return ", ".join(self.toegestaan[:TOON_KEUZES]) + (f" en nog {rest}" if rest > 0 else "")

    def __str__(self) -> str:
        waar = f"Rij {self.rij}" + (f", kolom {self.kolom}" if self.kolom else "")
        gevonden = f" “{self.gevonden}” kan niet." if self.gevonden else ""
        keuzes = f" Kies uit: {self.keuzes}." if self.toegestaan else ""
        return f"{waar}:{gevonden} {self.uitleg}{keuzes}"


@dataclass(frozen=True)
class Regel:
    """One row of the file, and what became of it."""

    nr: int
    uitkomst: Uitkomst


@dataclass(frozen=True)
class Resultaat:
    regels: tuple[Regel, ...]
    fouten: tuple[Fout, ...]
    # Headings that say nothing to this kind of import.
    onbekend: tuple[str, ...] = ()
    voorbeelden: int = 0
    toegepast: bool = False

    @property
    def tellingen(self) -> Mapping[Stand, int]:
        telling = Counter(regel.uitkomst.stand for regel in self.regels)
        return {
            stand: len({fout.rij for fout in self.fouten}) if stand is Stand.FOUT else telling[stand]
            for stand in Stand
        }

    @property
    def veranderingen(self) -> tuple[Regel, ...]:
        return tuple(r for r in self.regels if r.uitkomst.stand in {Stand.NIEUW, Stand.GEWIJZIGD})

    @property
    def opmerkingen(self) -> tuple[Regel, ...]:
        return tuple(r for r in self.regels if r.uitkomst.let_op)

    @property
    def vingerafdruk(self) -> str:
        """The same for two trials that change the same."""
        return hashlib.sha256(repr((self.veranderingen, self.fouten)).encode()).hexdigest()


def voer_in(soort: Invoersoort, tabel: Tabel, *, doen: bool, verwacht: str = "") -> Resultaat:
    """Try this table out, or with `doen` apply it: all of it or, with one wrong row, nothing.

    With `verwacht` it is applied only when it changes what that preview (`vingerafdruk`) said.
    """
    plaatsen, onbekend, fouten = _kolommen(soort, tabel)
    if fouten:
        return Resultaat((), tuple(fouten), onbekend)
    regels: list[Regel] = []
    voorbeelden = 0
    eerder: dict[tuple[Any, ...], int] = {}
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SLOT])
        soort.begin()
        for rij in tabel.rijen:
            if _is_voorbeeld(rij, plaatsen):
                voorbeelden += 1
                continue
            uitkomst, mis = _rij(soort, rij, plaatsen, eerder)
            fouten.extend(mis)
            if uitkomst is not None:
                regels.append(Regel(rij.nr, uitkomst))
        resultaat = Resultaat(tuple(regels), tuple(fouten), onbekend, voorbeelden)
        toepassen = doen and not fouten and verwacht in {"", resultaat.vingerafdruk}
        if not toepassen:
            transaction.set_rollback(True)
    return Resultaat(resultaat.regels, resultaat.fouten, onbekend, voorbeelden, toepassen)


def _kolommen(soort: Invoersoort, tabel: Tabel) -> tuple[dict[int, Kolom], tuple[str, ...], list[Fout]]:
    """Return position -> column, the headings that are unknown, and what is wrong with the headings."""
    bij_kop = {gewoon(naam): kolom for kolom in soort.kolommen for naam in kolom.ook}
    bij_kop |= {gewoon(kolom.kop): kolom for kolom in soort.kolommen}
    plaatsen: dict[int, Kolom] = {}
    onbekend: list[str] = []
    fouten: list[Fout] = []
    for plaats, kop in enumerate(tabel.koppen):
        kolom = bij_kop.get(gewoon(kop))
        if kolom is None:
            onbekend.extend([kop] if kop else [])
        elif kolom in plaatsen.values():
            fouten.append(
                Fout(1, kop, klacht=f"De kolom {kolom.kop} staat er twee keer in. Haal er één weg.")
            )
        else:
            plaatsen[plaats] = kolom
    koppen = tuple(kolom.kop for kolom in soort.kolommen)
    fouten.extend(
        Fout(1, kolom.kop, "", f"een kolom met deze naam: {kolom.kop}", koppen)
        for kolom in soort.kolommen
        if kolom.verplicht and kolom not in plaatsen.values()
    )
    return plaatsen, tuple(onbekend), fouten


def _is_voorbeeld(rij: Bestandsrij, plaatsen: Mapping[int, Kolom]) -> bool:
    """The example in our own template was left in."""
    return all(rij.cellen[plaats] == kolom.voorbeeld for plaats, kolom in plaatsen.items())


def _rij(
    soort: Invoersoort,
    rij: Bestandsrij,
    plaatsen: Mapping[int, Kolom],
    eerder: dict[tuple[Any, ...], int],
) -> tuple[Uitkomst | None, list[Fout]]:
    waarden: dict[str, Any] = {kolom.kop: None for kolom in soort.kolommen}
    cellen: dict[str, str] = {kolom.kop: rij.cellen[plaats] for plaats, kolom in plaatsen.items()}
    fouten: list[Fout] = []
    for kolom in plaatsen.values():
        try:
            waarden[kolom.kop] = lees_cel(kolom, cellen[kolom.kop])
        except CelFout as fout:
            fouten.append(Fout(rij.nr, kolom.kop, cellen[kolom.kop], fout.verwacht, fout.toegestaan))
    if fouten:
        return None, fouten
    kenmerk = soort.kenmerk(waarden)
    if kenmerk in eerder:
        return None, [Fout(rij.nr, klacht=f"Deze regel staat ook in rij {eerder[kenmerk]}. Haal er één weg.")]
    eerder[kenmerk] = rij.nr
    try:
        with transaction.atomic():
            return soort.voer_in(waarden), []
    except (StapGeweigerd, PermissionDenied, CelFout, DatabaseError) as fout:
        return None, list(_uitleg(rij.nr, fout, cellen))


def _uitleg(nr: int, fout: Exception, cellen: Mapping[str, str]) -> Iterator[Fout]:
    if isinstance(fout, StapGeweigerd):
        for klacht in fout.klachten:
            kolom = next((kop for kop in cellen if gewoon(kop) == gewoon(klacht.veld)), "")
            yield Fout(nr, kolom, cellen.get(kolom, ""), klacht=str(klacht))
    elif isinstance(fout, CelFout):
        yield Fout(nr, fout.kolom, cellen.get(fout.kolom, ""), fout.verwacht, fout.toegestaan)
    elif isinstance(fout, PermissionDenied):
        yield Fout(nr, klacht=str(fout))
    else:
        yield Fout(nr, klacht="De database weigert deze rij: de waarden passen niet bij elkaar.")
